"""How a unit heads and signs its own papers, by its kind (domain.md §4, header notes).

A BND khóm stands under the ward, by its short name (§4.1); the ward's own office heads its paper as
the ward does, which names no superior (NĐ 30/2020 mẫu 1.2); a political or social organisation
names its own superior, which the ward does not know, so that line stays open in the DOCX. The Youth
Union uses its own heading in place of Quốc hiệu.
"""

from campaigns.documents import ward_letterhead
from campaigns.enums import UnitKind
from campaigns.models import Campaign, Unit
from phuong6.lib.papers.blocks import COUNTRY, MOTTO, Letterhead
from phuong6.lib.vietnamese import BLANK, paper_date, search_key

BLANK_LINE = BLANK * 6
YOUTH_UNION = "ĐOÀN TNCS HỒ CHÍ MINH"


def unit_letterhead(
    campaign: Campaign, unit: Unit, *, code: str, year: int, dated: bool = True
) -> Letterhead:
    """The heading of a unit's paper; `code` is TTr, BB or BC. Number and day are left for the pen."""
    number = paper_number(campaign, unit, code)
    place_date = signed_place_date(campaign, year) if dated else ""
    if unit.kind == UnitKind.OFFICE:
        return ward_letterhead(campaign, number=number, place_date=place_date)
    return Letterhead(
        issuer=(unit.name.upper(),),
        superior=(campaign.ward_short.upper(),) if unit.kind == UnitKind.NEIGHBOURHOOD else (),
        number=number,
        place_date=place_date,
        right=(YOUTH_UNION,) if is_youth_union(unit) else (COUNTRY, MOTTO),
    )


def paper_number(campaign: Campaign, unit: Unit, code: str) -> str:
    """The number line, "Số: ……/TTr-BND"; nothing for a unit that keeps no register of its own."""
    short = campaign.document_code if unit.kind == UnitKind.OFFICE else unit.abbreviation
    if short:
        return f"Số: {BLANK}/{code}-{short}"
    return f"Số: {BLANK}/{code}" if unit.has_seal else ""


def signed_place_date(campaign: Campaign, year: int) -> str:
    return paper_date(None, campaign.place_name, year=year)


def is_youth_union(unit: Unit) -> bool:
    words = search_key(unit.name).split()
    return words[:1] == ["doan"] and ("tncs" in words or "thanh nien" in " ".join(words))


def signature_title(unit: Unit) -> str:
    """Who signs for the unit, in capitals."""
    return "TRƯỞNG KHÓM" if unit.kind == UnitKind.NEIGHBOURHOOD else "THỦ TRƯỞNG ĐƠN VỊ"

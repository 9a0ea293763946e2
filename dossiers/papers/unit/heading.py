"""How a unit heads and signs its own papers, by its kind (NĐ 30/2020 Phụ lục I, mục II).

A BND khóm stands under the ward, by its short name; the ward's own office heads its paper as
the ward does, which names no superior (NĐ 30/2020 mẫu 1.2); a political or social organisation
names its own superior, which the ward does not know, so that line stays open in the DOCX. The Youth
Union uses its own heading in place of Quốc hiệu.
"""

import re
from datetime import date

from campaigns.enums import UnitKind
from campaigns.models import Campaign, Unit
from campaigns.papers.parts import frame_of, signer_on, ward_letterhead
from phuong6.lib.papers.blocks import COUNTRY, MOTTO, Letterhead
from phuong6.lib.posts import PLAN, Posts
from phuong6.lib.vietnamese import BLANK, paper_date, search_key
from phuong6.office.posts import posts_on

BLANK_LINE = BLANK * 6
YOUTH_UNION = "ĐOÀN TNCS HỒ CHÍ MINH"
SIGNS_AS = {
    UnitKind.OFFICE: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    UnitKind.ORGANISATION: ("THỦ TRƯỞNG ĐƠN VỊ",),
}
# What the head of an organisation is called where the ward has not set it, as search words.
LEADS = ("thu truong", "chu tich", "truong", "chi huy truong", "bi thu")
POSTS = re.compile(r"[,;/]|\s[–-]\s|\bkiêm\b", re.IGNORECASE)  # several offices in one line


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


def signer_titles(unit: Unit, posts: Posts = PLAN) -> tuple[str, ...]:
    """Who signs for the unit, in capitals, a line each: what the ward has set, else by the unit's kind.

    `posts`: what the head of a neighbourhood is called on the paper's day.
    """
    lines = unit.signer_title.splitlines() or SIGNS_AS.get(unit.kind, (posts.neighbourhood_head,))
    return tuple(line.strip().upper() for line in lines if line.strip())


# --- the head's name ------------------------------------------------------------------------------------


def head_of(unit: Unit, campaign: Campaign, day: date, chair: str = "") -> str:
    """Who signs for the unit, empty while it is not known: a wrong name is worse than a dotted line.

    The one person on the unit's list who holds the title the paper is signed under; among several the one who
    chaired its meeting. For the ward's own office whoever signs for the ward under that title on this day.
    """
    titles = signer_titles(unit, posts_on(day))
    if unit.kind == UnitKind.OFFICE and not unit.signer_title.strip():
        signer = signer_on(frame_of(campaign), day)
        return signer.name if [each.upper() for each in signer.titles] == [titles[-1]] else ""
    asked = LEADS if titles == SIGNS_AS[UnitKind.ORGANISATION] else (search_key(titles[-1]),)
    people = unit.officials.filter(is_active=True).exclude(position="").values_list("full_name", "position")
    heads = [name for name, position in people if _leads(unit, position, asked)]
    if len(heads) > 1:
        heads = [name for name in heads if search_key(name) == search_key(chair)]
    return heads[0] if len(heads) == 1 else ""


def _leads(unit: Unit, position: str, titles: tuple[str, ...]) -> bool:
    """Whether a position is one of these titles, alone or with words of the unit's own name behind it.

    "Chủ tịch Hội Nông dân Phường" leads Hội Nông dân Phường 6; a "Chủ tịch Công đoàn" there does not.
    """
    body = f" {search_key(unit.name)} "
    for post in POSTS.split(position):
        key = search_key(post)
        for title in titles:
            rest = key.removeprefix(title) if key.startswith(title) else None
            if rest == "" or (rest and rest[0] == " " and f"{rest} " in body):
                return True
    return False

"""The sample's ward: Phường 6 merged into an invented ward under two levels of government, as wards were on 01/7/2025.

The campaign of the real plan keeps the names it was made with; the sample's own texts are the plan's in today's words.
"""

from datetime import date

from campaigns.enums import TextSection
from campaigns.models import Campaign, LegalRegime, Unit, Ward
from phuong6.office.models import NumberSeries
from phuong6.office.posts import said

MERGED = {
    "ward_name": "Ủy ban nhân dân phường Tháp Sen",
    "ward_short": "UBND phường Tháp Sen",
    "superior_name": "Ủy ban nhân dân tỉnh Đồng Tháp",
    "place_name": "Tháp Sen",
    "city_name": "tỉnh Đồng Tháp",
    "document_code": "UBND",
    "chairman_name": "Đoàn Minh Quý",
    "chairman_title": "CHỦ TỊCH",
}
UNITS = ("to-1", "to-2", "to-3", "to-4", "co-quan", "mat-tran", "phu-nu")
TODAY = (
    ("UBND thành phố Cao Lãnh", "UBND tỉnh Đồng Tháp"),
    ("thành phố Cao Lãnh", "tỉnh Đồng Tháp"),
    ("UBND thành phố", "UBND tỉnh"),
    ("Thành phố", "tỉnh"),
    ("trên địa bàn Phường 6", "trên địa bàn phường Tháp Sen"),
    ("Công chức Văn phòng - Thống kê Phường và Cán bộ Nội vụ Phường", "{Statistics} và {internal_affairs}"),
    ("Cán bộ Nội vụ UBND Phường", "{Internal_affairs}"),
    ("BND 06 khóm", "04 tổ dân phố"),
    (
        " giai đoạn 2021 - 2025 tại Quyết định số 1954/QĐ-UBND-HC ngày 06/10/2021 của UBND tỉnh",
        " theo kế hoạch của UBND tỉnh",
    ),
)


def merge(ward: Ward) -> None:
    """The ward becomes the merged one and its former units are over; nothing where somebody has given it other names."""
    if not ward.campaigns.filter(ward_name=ward.ward_name, is_sample=False).exists():
        return
    Ward.objects.filter(pk=ward.pk).update(**MERGED)
    ward.refresh_from_db()
    Unit.objects.filter(ward=ward).exclude(code__in=UNITS).update(is_active=False)
    NumberSeries.objects.filter(notation="UBND-NV").update(notation="UBND-VHXH")  # who drafts the letters now


def in_todays_words(text: str, old: int, year: int) -> str:
    """A sentence of the plan of `old` as a ward of today would write it in `year`."""
    for before, after in TODAY:
        text = text.replace(before, after)
    return said(text.replace(f"năm {old}", f"năm {year}"))


def bring_up_to_date(campaign: Campaign, old: int, today: date) -> None:
    """Every text of the sample in today's words, under the decree of today."""
    year = campaign.year
    campaign.achievement_line = in_todays_words(campaign.achievement_line, old, year)
    campaign.save(update_fields=["achievement_line"])
    regime = next((each for each in LegalRegime.objects.order_by("-from_day") if each.covers(today)), None)
    decree = regime.decree if regime and regime.from_day <= today else "nghị định đang có hiệu lực"
    for row in campaign.texts.all():
        if row.section == TextSection.LEGAL_BASIS:
            row.text = (
                "Kế hoạch của Ủy ban nhân dân tỉnh Đồng Tháp về phát động phong trào thi đua đẩy mạnh thực hiện cải "
                f"cách hành chính năm {year} (số liệu mẫu)"
            )
        elif "Nghị định 91/2017/NĐ-CP" in row.text:
            row.text = f"Mức khen thưởng theo Luật Thi đua, khen thưởng, {decree} và các văn bản của tỉnh."
        else:
            row.text = in_todays_words(row.text, old, year)
        row.save()
    for area in campaign.areas.all():
        area.text = in_todays_words(area.text, old, year)
        area.save()
    for target in campaign.targets.all():
        for name in ("name", "numerator", "denominator", "evidence"):
            setattr(target, name, in_todays_words(getattr(target, name), old, year))
        target.save()
    for criterion in campaign.criteria.all():
        criterion.text = in_todays_words(criterion.text, old, year)
        criterion.save()

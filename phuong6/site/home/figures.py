"""What waits because of the index: a figure nobody entered yet, conclusions a figure has overtaken."""

from django.urls import reverse

from campaigns.models import Campaign
from criteria.models import ReformIndex
from dossiers.appraising.late_figures import late_conclusions
from phuong6.site.home.task import Task


def index_lacking(campaign: Campaign) -> list[Task]:
    """The ward's figures of the years that are compared, while one is missing."""
    years = ReformIndex.objects.filter(ward=campaign.ward, unit__isnull=True, year__in=campaign.index_years)
    lacking = sorted(set(campaign.index_years) - set(years.values_list("year", flat=True)))
    if not lacking:
        return []
    return [
        Task(
            f"Nhập Chỉ số CCHC của phường năm {', '.join(map(str, lacking))}",
            reverse("index-add", args=["cchc"]),
            "Chưa có",
            "waiting",
            "Chưa có số liệu thì tiêu chí cá nhân ghi “chưa đủ căn cứ”.",
        )
    ]


def late_figures_waiting(campaign: Campaign) -> list[Task]:
    """Conclusions that waited for a figure which has come, or rest on one that changed."""
    late = len(late_conclusions(campaign))
    if not late:
        return []
    address = f"{reverse('index')}?danh-sach=can-xem-lai"
    hint = "Chỉ số CCHC đã có hoặc đã sửa."
    return [Task(f"{late} kết luận cần xem lại theo Chỉ số", address, "Cần xem lại", "attention", hint)]

"""What still stops a campaign from being opened, and what hangs on one that is to go."""

from django.db.models import ManyToOneRel, Model, Q, QuerySet

from campaigns.models import Campaign, Participation
from campaigns.review import printed_unticked
from phuong6.office.posts import said
from phuong6.office.workflow import Act

# What a copy brings along; all else that names a campaign, or one of these, is work somebody has done in it.
PLAN_TABLES = frozenset(
    {
        "campaigns.campaigntext",
        "criteria.reformarea",
        "criteria.target",
        "criteria.criterion",
    }
)


def opening_missing(campaign: Campaign, act: Act) -> list[str]:
    """A campaign is launched by a signed plan: what it lacks of number and day (NĐ 30/2020/NĐ-CP Điều 8, 18)."""
    missing = []
    if campaign.plan_number is None:
        missing.append("Hãy ghi số của kế hoạch đã ký.")
    if campaign.plan_day is None:
        missing.append("Hãy ghi ngày ban hành của kế hoạch đã ký.")
    if campaign.households and not campaign.criteria.filter(kind="household").exists():
        missing.append("Hãy ghi tiêu chí cho hộ gia đình, hoặc bỏ “Cho phép đề nghị hộ gia đình”.")
    return missing + printed_unticked(campaign)


def hangs_on(campaign: Campaign) -> list[str]:
    """The tables with work done in this campaign, by their Vietnamese names; empty while it is unused."""
    found, plan = set(), [Campaign.objects.filter(pk=campaign.pk)]
    for rows in plan:  # grows by the plan's own tables
        for link in rows.model._meta.get_fields(include_hidden=True):
            if not isinstance(link, ManyToOneRel):
                continue
            table: type[Model] = link.related_model
            those: QuerySet = table._base_manager.filter(**{f"{link.field.name}__in": rows})
            if table._meta.label_lower in PLAN_TABLES:
                plan.append(those)
            elif those.exists():
                found.add(str(table._meta.verbose_name_plural))
    return sorted(found)


def closed_missing(campaign: Campaign) -> list[str]:
    """Why nobody registers for, begins or hands in a dossier of a closed campaign; empty while it is open."""
    if not campaign.is_closed:
        return []
    return [
        said(
            "Phong trào đã khép nên không nhận đăng ký, hồ sơ mới nữa. Cần nhận thêm thì báo {internal_affairs} mở lại phong trào."
        )
    ]


def still_expected(campaign: Campaign) -> int:
    """How many registered units have handed in no dossier yet."""
    handed_in = Q(unit__dossiers__campaign=campaign, unit__dossiers__received_at__isnull=False)
    joined = Participation.objects.filter(campaign=campaign)
    return joined.count() - joined.filter(handed_in).distinct().count()


def unused(campaign: Campaign, act: Act) -> list[str]:
    """Only what nobody has worked in goes out of sight again."""
    if names := hangs_on(campaign):
        return [f"Đã có việc làm trong phong trào này: {', '.join(names)}. Không đưa về chuẩn bị được nữa."]
    return []

"""The first day of a ward: what has to stand before work begins, on one list, each with its state and link.

What the records tell is read from them; the rest somebody looks at and ticks, kept on the ward with who and when.
The list goes away once all of it is done, or once units have real dossiers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from awards.enums import SeatRole
from awards.models import Award, CertificateDesign, Council
from campaigns.enums import CampaignStatus, Role
from campaigns.models import Campaign, Official, Signer, Ward
from campaigns.rules import has_role, holders
from dossiers.models import Dossier
from phuong6.office.posts import said
from phuong6.office.workflow import NotAllowed, Refused


@dataclass(frozen=True)
class Step:
    """`standing`: what the records show, as words; `done`: whether that is enough, None: only a person can say.

    `address`: where it is done (a page's name, or what finds it), for whoever has `permission`; `whose`: who that is.
    """

    key: str
    title: str
    whose: tuple[Role, ...]
    permission: str
    address: str | Callable[[Ward], str]
    standing: Callable[[Ward], str]
    done: Callable[[Ward], bool] | None = None


@dataclass(frozen=True)
class Line:
    """A step as one person sees it: `url` is empty where it is somebody else's; `tick` says who looked and when."""

    step: Step
    standing: str
    done: bool
    url: str
    tick: dict | None

    @property
    def whose(self) -> str:
        return " hoặc ".join(each.label for each in self.step.whose)

    @property
    def asks_for_a_tick(self) -> bool:
        return not self.done and self.step.done is None


def _officers(_ward: Ward) -> int:
    return holders(Role.INTERNAL_AFFAIRS).count()


def _accountants(_ward: Ward) -> int:
    return holders(Role.ACCOUNTANT).count()


def _signers(ward: Ward) -> list[Signer]:
    today = timezone.localdate()
    return [each for each in ward.signers.filter(user__is_active=True) if each.in_force(today)]


def _council(ward: Ward) -> Council | None:
    today = timezone.localdate()
    begun = ward.councils.filter(from_day__lte=today).exclude(to_day__lt=today)
    return begun.prefetch_related("members").first()


def _council_is_whole(ward: Ward) -> bool:
    """Somebody chairs and somebody keeps the minutes: without them no meeting opens."""
    council = _council(ward)
    seats = {each.seat for each in council.members.all() if each.is_active} if council else set()
    return {SeatRole.CHAIR, SeatRole.SECRETARY} <= seats


def _real(ward: Ward):
    return ward.campaigns.filter(is_sample=False, is_rehearsal=False)


def _plan_address(ward: Ward) -> str:
    campaign = _real(ward).order_by("-dossier_too_late").first()
    return (
        reverse("campaign-life", args=[campaign.pk]) if campaign else reverse("admin:campaigns_campaign_add")
    )


def _plan_stands(ward: Ward) -> str:
    """Names no campaign that is being prepared: only Nội vụ learns of one."""
    campaign = _real(ward).exclude(status=CampaignStatus.PREPARING).order_by("-dossier_too_late").first()
    return (
        f"{campaign.name}: {campaign.get_status_display().lower()}."
        if campaign
        else "Chưa mở phong trào nào."
    )


def _copy_address(ward: Ward) -> str:
    campaign = _real(ward).order_by("-dossier_too_late").first()
    if campaign is None:
        return reverse("admin:campaigns_campaign_changelist")
    return f"{reverse('admin:campaigns_campaign_copy', args=[campaign.pk])}?dien-tap=1"


def _rehearsed(ward: Ward) -> bool:
    return Award.objects.filter(decision__campaign__ward=ward, decision__campaign__is_rehearsal=True).exists()


STEPS = (
    Step(
        "ward",
        "Tên phường, địa danh, cơ quan cấp trên, Chủ tịch",
        (Role.ADMINISTRATOR, Role.INTERNAL_AFFAIRS),
        "campaigns.change_ward",
        lambda ward: reverse("admin:campaigns_ward_change", args=[ward.pk]),
        lambda ward: f"Đang ghi: {ward.ward_name}; cấp trên: {ward.superior_name}; {ward.chairman_name}.",
    ),
    Step(
        "posts",
        "Tên gọi phòng ban, chức danh, địa bàn",
        (Role.ADMINISTRATOR, Role.INTERNAL_AFFAIRS),
        "office.change_postnames",
        "admin:office_postnames_changelist",
        lambda _ward: said("Hôm nay gọi là: {internal_affairs}; {statistics}; {neighbourhood_head}."),
    ),
    Step(
        "officer",
        "Tài khoản của người lo việc thi đua, khen thưởng",
        (Role.ADMINISTRATOR,),
        "phuong6.add_user",
        "admin:phuong6_user_changelist",
        lambda ward: f"{_officers(ward) or 'Chưa có'} tài khoản đang dùng.",
        lambda ward: _officers(ward) > 0,
    ),
    Step(
        "accountant",
        "Tài khoản của kế toán: giữ sổ quỹ, chi tiền thưởng",
        (Role.ADMINISTRATOR,),
        "phuong6.add_user",
        "admin:phuong6_user_changelist",
        lambda ward: (
            f"{_accountants(ward) or 'Chưa có'} tài khoản đang dùng. Người soạn quyết định không ghi tiền của quyết định đó."
        ),
        lambda ward: _accountants(ward) > 0,
    ),
    Step(
        "signers",
        "Người ký: Chủ tịch, Phó Chủ tịch được ký thay",
        (Role.ADMINISTRATOR,),
        "campaigns.add_signer",
        "admin:campaigns_signer_changelist",
        lambda ward: (
            (
                "; ".join(map(str, _signers(ward)))
                or "Chưa có người ký nào kèm tài khoản và còn hiệu lực hôm nay"
            )
            + "."
        ),
        lambda ward: bool(_signers(ward)),
    ),
    Step(
        "units",
        "Đơn vị tham gia: nhập từ danh sách, cho nghỉ đơn vị không còn",
        (Role.INTERNAL_AFFAIRS,),
        "campaigns.add_unit",
        "admin:campaigns_unit_changelist",
        lambda ward: f"{ward.units.filter(is_active=True).count()} đơn vị đang hoạt động.",
    ),
    Step(
        "officials",
        "Cán bộ, công chức, người lao động của các đơn vị",
        (Role.INTERNAL_AFFAIRS,),
        "campaigns.add_official",
        "admin:campaigns_official_changelist",
        lambda ward: f"{Official.objects.filter(unit__ward=ward, is_active=True).count()} người.",
        lambda ward: Official.objects.filter(unit__ward=ward, is_active=True).exists(),
    ),
    Step(
        "council",
        "Hội đồng Thi đua - Khen thưởng: quyết định thành lập, chủ tịch, thư ký, ủy viên",
        (Role.INTERNAL_AFFAIRS,),
        "awards.add_council",
        "admin:awards_council_changelist",
        lambda ward: (
            f"{council}: {sum(each.is_active for each in council.members.all())} thành viên."
            if (council := _council(ward))
            else "Chưa có Hội đồng."
        ),
        _council_is_whole,
    ),
    Step(
        "plan",
        "Kế hoạch phát động: rà soát câu chữ, ghi số và ngày, mở phong trào",
        (Role.INTERNAL_AFFAIRS,),
        "campaigns.change_campaign",
        _plan_address,
        _plan_stands,
        lambda ward: (
            _real(ward)
            .filter(status=CampaignStatus.OPEN, plan_number__gt=0, plan_day__gt="1900-01-01")
            .exists()
        ),
    ),
    Step(
        "emblem",
        "Quốc huy và mẫu giấy khen: in cả trang hay in lên phôi của phường",
        (Role.INTERNAL_AFFAIRS,),
        "awards.print_certificates",
        "certificate-designs",
        lambda ward: (
            ("Đã có tệp Quốc huy" if ward.emblem else "Chưa có tệp Quốc huy (ghi ở bản ghi Phường)")
            + f"; {CertificateDesign.objects.filter(ward=ward).count()} mẫu giấy khen."
        ),
    ),
    Step(
        "rehearsal",
        "Thử cả đường đi bằng một phong trào diễn tập, đến tờ giấy khen",
        (Role.INTERNAL_AFFAIRS,),
        "campaigns.add_campaign",
        _copy_address,
        lambda ward: (
            "Đã có quyết định diễn tập."
            if _rehearsed(ward)
            else "Chưa diễn tập. Giấy tờ diễn tập mang chữ DIỄN TẬP và lấy số ở sổ riêng."
        ),
        _rehearsed,
    ),
)


def may_see(user) -> bool:
    """The two who set the ward up."""
    return has_role(user, Role.ADMINISTRATOR, Role.INTERNAL_AFFAIRS)


def first_day_of(user) -> list[Line]:
    """The whole list for this person while something on it is left; empty for others, in a sample, and later.

    One query where there is nothing to show.
    """
    if not may_see(user):
        return []
    begun = Dossier.objects.filter(campaign__is_rehearsal=False).exists()
    ward = None if begun else Ward.objects.first()
    if ward is None or Campaign.objects.filter(is_sample=True).exists():
        return []
    lines = [_line(each, ward, user) for each in STEPS]
    return lines if not all(each.done for each in lines) else []


def _line(step: Step, ward: Ward, user) -> Line:
    tick = ward.first_day.get(step.key)
    done = step.done(ward) if step.done else tick is not None
    found = reverse(step.address) if isinstance(step.address, str) else step.address(ward)
    url = found if user.has_perm(step.permission) else ""
    shown = tick | {"at": datetime.fromisoformat(tick["at"])} if tick else None
    return Line(step, step.standing(ward), done, url, shown)


@transaction.atomic
def tick(key: str, by) -> Step:
    """Somebody has looked at this step and says that it stands; the first tick is kept.

    Raises NotAllowed, Refused where there is no such step or the records decide it.
    """
    if not may_see(by):
        raise NotAllowed(said("Chỉ quản trị và {internal_affairs} xác nhận việc của ngày đầu."))
    step = next((each for each in STEPS if each.key == key and each.done is None), None)
    ward = Ward.objects.select_for_update().first()
    if step is None or ward is None:
        raise Refused("Không có việc này trong danh sách. Hãy xem lại danh sách hiện có.")
    if key not in ward.first_day:
        ward.first_day = ward.first_day | {key: {"by": str(by), "at": timezone.now().isoformat()}}
        ward.save(update_fields=["first_day"])
    return step

"""What anybody may know of awards: after issue, while they stand, without the names the officer leaves out.

No birth date, no address, no sum of a person (NĐ 13/2023 Điều 3). The same rows feed the public pages and the radio.
"""

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from awards.enums import DecisionStatus
from awards.models import Award, Decision, PublicOmission
from awards.public.rules import may_keep_public_list
from criteria.enums import NomineeKind
from dossiers.enums import NomineeStatus
from phuong6.office.posts import said
from phuong6.office.workflow import NotAllowed, Refused

STANDING = Q(awards__nominee__status=NomineeStatus.AWARDED)
NOT_ISSUED = "Danh sách công khai chỉ có sau khi quyết định được ban hành."


def public_decisions() -> QuerySet[Decision]:
    """Issued decisions that stand, with how many collectives and people they still honour; newest first."""
    return (
        Decision.objects.filter(status=DecisionStatus.ISSUED)
        .select_related("campaign__ward")
        .annotate(
            collectives=Count("awards", filter=STANDING & Q(awards__nominee__kind=NomineeKind.COLLECTIVE)),
            households=Count("awards", filter=STANDING & Q(awards__nominee__kind=NomineeKind.HOUSEHOLD)),
            people=Count("awards", filter=STANDING & Q(awards__nominee__kind=NomineeKind.INDIVIDUAL)),
        )
        .filter(Q(collectives__gt=0) | Q(households__gt=0) | Q(people__gt=0))
        .order_by("-decided_on", "-pk")
    )


def omitted() -> Exists:
    """Whether an award's name is left out now."""
    return Exists(PublicOmission.objects.filter(award=OuterRef("pk"), ended_at__isnull=True))


def standing_awards(decision: Decision) -> QuerySet[Award]:
    """The awards of an issued decision that have not been revoked, collectives first, in the order of the list."""
    return (
        Award.objects.filter(
            decision=decision,
            decision__status=DecisionStatus.ISSUED,
            nominee__status=NomineeStatus.AWARDED,
        )
        .select_related("nominee")
        .order_by("nominee__kind", "position")
    )


def public_awards(decision: Decision) -> QuerySet[Award]:
    """Those of them whose name is said in public."""
    return standing_awards(decision).exclude(omitted())


def leave_out(award: Award, *, by, reason: str) -> PublicOmission:
    """Take a name off the public list. Raises NotAllowed, and Refused: not issued, no reason, left out already."""
    if not may_keep_public_list(by):
        raise NotAllowed(said("Chỉ {internal_affairs} chọn tên không công khai."))
    if not standing_awards(award.decision).filter(pk=award.pk).exists():
        raise Refused(NOT_ISSUED)
    if not reason.strip():
        raise Refused("Hãy ghi lý do.")
    try:
        with transaction.atomic():
            return PublicOmission.objects.create(award=award, reason=reason, by=by)
    except IntegrityError:
        raise Refused("Tên này đã được ẩn. Có thể người khác vừa làm; hãy tải lại trang.") from None


def show_again(award: Award, *, by) -> None:
    """Put a name back on the public list. Raises NotAllowed, and Refused when it is shown already."""
    if not may_keep_public_list(by):
        raise NotAllowed(said("Chỉ {internal_affairs} chọn tên không công khai."))
    open_now = PublicOmission.objects.filter(award=award, ended_at__isnull=True)
    if not open_now.update(ended_by=by, ended_at=timezone.now()):
        raise Refused("Tên này đang được công khai. Có thể người khác vừa làm; hãy tải lại trang.")

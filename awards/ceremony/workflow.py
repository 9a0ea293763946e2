"""Whether a giấy khen has been handed over, as a table."""

from awards.ceremony.arranging import NOT_VALID, VALID
from awards.ceremony.rules import may_tick_handover
from awards.enums import HandoverStatus as S
from awards.models import Certificate, Handover
from phuong6.office.models import Audience
from phuong6.office.workflow import Workflow, step


def handover_missing(handover: Handover, act) -> list[str]:
    """Only a valid giấy khen of an issued decision is handed over."""
    valid = Certificate.objects.filter(pk=handover.certificate_id, **VALID).exists()
    return [] if valid else [NOT_VALID]


def _handed(handover: Handover, act) -> None:
    handover.handed_at, handover.handed_by = act.at, act.by


def _not_handed(handover: Handover, act) -> None:
    handover.handed_at = handover.handed_by = None


HANDOVER = Workflow(
    "handover",
    "Trao giấy khen",
    S,
    [
        step("hand_over", "Đã trao", (S.WAITING,), S.HANDED, may_tick_handover, must=handover_missing,
             effect=_handed, audience=Audience.OFFICE),
        step("undo", "Hoàn tác", (S.HANDED,), S.WAITING, may_tick_handover, effect=_not_handed,
             needs_note=True, audience=Audience.OFFICE,
             done="Đã hoàn tác."),
    ],
)  # fmt: skip

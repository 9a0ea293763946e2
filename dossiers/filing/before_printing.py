"""What a unit's paper would print empty, or wrong, if it were printed now: said beside it, with the field that mends it.

A blank filled in after printing makes paper and answers differ (dossiers.comparing.agreement); nothing here forbids printing.
"""

from collections.abc import Iterable

from django.utils import timezone

from criteria.enums import ResultStatus
from criteria.measuring.obligations import Cell, cells
from dossiers.checks import Gap
from dossiers.enums import PaperKind
from dossiers.models import Dossier, Nominee, ReviewMinutes
from phuong6.office.posts import said

MEETING_IN_SUBMISSION = ("id_held_at", "id_present")


def open_points(
    dossier: Dossier, found: Iterable[Gap], kind: str, nominee: Nominee | None, standing: Iterable[Nominee]
) -> list[Gap]:
    """The points of one paper among `found` (dossiers.checks.gaps), then places it leaves for the pen."""
    nobody = [gap for gap in found if gap.step == "nominees"]
    if kind == PaperKind.MINUTES:
        meeting = [gap for gap in found if gap.step == "minutes"]
        return nobody + meeting + _other_votes(standing) + _for_the_pen(dossier)
    if kind == PaperKind.SUBMISSION:
        return nobody + [gap for gap in found if _in_submission(gap)]
    return [gap for gap in found if gap.step == "evidence" and gap.anchor.endswith(f"-{nominee.pk}")]


def _in_submission(gap: Gap) -> bool:
    """A tờ trình prints the summaries, the day of the meeting and the votes for, of those present."""
    if gap.step == "evidence":
        return gap.anchor.startswith("summary-")
    return gap.step == "minutes" and (
        gap.anchor in MEETING_IN_SUBMISSION or gap.anchor.endswith("-votes_for")
    )


def _other_votes(standing: Iterable[Nominee]) -> list[Gap]:
    """The third figure may be left out when submitting, but its place on the paper is not empty then: it is dotted."""
    return [
        Gap(
            f"Chưa ghi số ý kiến khác về {each.addressed}; không có thì ghi 0.",
            "minutes",
            f"id_n{each.pk}-votes_other",
        )
        for each in standing
        if each.votes_other is None and None not in (each.votes_for, each.votes_against)
    ]


def _for_the_pen(dossier: Dossier) -> list[Gap]:
    """What may stay empty and is then written by hand, in one sentence that leads to the first of it."""
    minutes = getattr(dossier, "minutes", None) or ReviewMinutes()
    somebody_away = None not in (minutes.members, minutes.present) and minutes.present < minutes.members
    places = {
        "id_ended": ("giờ kết thúc", minutes.ended is None),
        "id_place": ("địa điểm", not minutes.place),
        "id_absent_reason": ("người vắng và lý do", somebody_away and not minutes.absent_reason),
        "id_method": ("cách biểu quyết", not minutes.method),
    }
    left = {anchor: words for anchor, (words, is_left) in places.items() if is_left}
    if not left:
        return []
    return [Gap(f"Bản in chừa chỗ ghi tay: {', '.join(left.values())}.", "minutes", next(iter(left)))]


# --- the table of targets in a báo cáo thành tích -------------------------------------------------------


def targets_point(dossier: Dossier) -> str:
    """How many targets the reports would print without figures, and what to do; empty where nothing can be done."""
    groups: dict[int, list[Cell]] = {}
    for each in cells(dossier.campaign, unit=dossier.unit):
        groups.setdefault(each.target.pk, []).append(each)
    lacking = [group for group in groups.values() if not any(_is_verified(each) for each in group)]
    sent = sum(any(each.is_sent for each in group) for group in lacking)
    unsent = sum(not any(each.is_sent for each in group) and _may_be_sent(group) for group in lacking)
    if not (sent or unsent):
        return ""
    parts = [
        (unsent, "chưa gửi báo cáo"),
        (sent, said("đã gửi, chờ {statistics} xác nhận")),
        (len(lacking) - sent - unsent, "chưa đến kỳ báo cáo"),
    ]
    told = ", ".join(f"{count} chỉ tiêu {words}" for count, words in parts if count)
    advice = "Nên gửi báo cáo, chờ xác nhận" if unsent else "Nên chờ xác nhận"
    return (
        f"Báo cáo thành tích còn {len(lacking)} trong {len(groups)} chỉ tiêu chưa có số liệu được xác nhận ({told}); "
        f"in bây giờ thì bảng chỉ tiêu ghi “Chưa có số liệu được xác nhận”. {advice} rồi hãy in."
    )


def _is_verified(cell: Cell) -> bool:
    return cell.result is not None and cell.result.status == ResultStatus.VERIFIED


def _may_be_sent(group: list[Cell]) -> bool:
    today = timezone.localdate()
    return any(each.opens <= today for each in group)

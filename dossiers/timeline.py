"""The log of one dossier and its nominees, with one face for the unit and one for the office.

The unit reads only lines whose audience is `unit`, never the states a line names, and a note only
where it was written for the unit: a remark made inside the office must not tell an outcome early.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dossiers.models import Dossier, Extension, Nominee
from phuong6.lib.vietnamese import deadline_phrase, short_date
from phuong6.office.models import Audience
from phuong6.office.posts import named
from phuong6.office.workflow import REGISTRY, moves_of

UNIT_WORDS = {
    ("dossier", "submit"): "Đơn vị nộp hồ sơ",
    ("dossier", "resubmit"): "Đơn vị nộp lại hồ sơ",
    ("dossier", "enter_for_unit"): named("{Internal_affairs} nhập hồ sơ bản giấy thay đơn vị"),
    ("dossier", "file_on_paper"): named("{Internal_affairs} ghi nhận hồ sơ bản giấy"),
    ("dossier", "withdraw"): "Đơn vị rút hồ sơ",
    ("dossier", "take_up"): named("{Internal_affairs} nhận thẩm định"),
    ("dossier", "return"): named("{Internal_affairs} trả lại để bổ sung"),
    ("dossier", "finish"): named("{Internal_affairs} thẩm định xong, hồ sơ chờ kết quả"),
    ("nominee", "withdraw"): "Rút tên",
    ("nominee", "reword"): "Sửa cách ghi tên",
    ("nominee", "release_notice"): "Thông báo không đủ điều kiện",
    ("nominee", "award"): "Được tặng Giấy khen",
    ("nominee", "tell"): "Thông báo kết quả xét khen thưởng",
    ("nominee", "revoke"): "Hủy bỏ khen thưởng",
}
NOTES_FOR_UNIT = {
    ("dossier", "enter_for_unit"),
    ("dossier", "file_on_paper"),
    ("dossier", "return"),
    ("nominee", "withdraw"),
    ("nominee", "reword"),
    ("nominee", "revoke"),
}


@dataclass(frozen=True)
class Line:
    """One line as templates/_components/timeline.html draws it."""

    at: datetime
    what: str
    who: str = ""
    note: str = ""


def timeline(dossier: Dossier, *, office: bool) -> list[Line]:
    """All that happened, newest first: moves, extensions and the dossier's beginning."""
    nominees = {each.pk: each for each in Nominee.objects.filter(dossier=dossier)}
    moves = moves_of(dossier, *nominees.values())
    if not office:
        moves = moves.filter(audience=Audience.UNIT)
    lines = [_line(move, nominees, office=office) for move in moves]
    lines += [_extension(each) for each in _extensions(dossier)]
    lines.append(Line(dossier.created_at, "Lập hồ sơ", str(dossier.created_by)))
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _line(move, nominees: dict[int, Nominee], *, office: bool) -> Line:
    key = (move.workflow, move.move)
    workflow = REGISTRY[move.workflow]
    button = workflow.steps[move.move].button
    what = button if office else UNIT_WORDS.get(key, button)
    if move.workflow == "nominee":
        what = f"{what}: {nominees[move.object_id].addressed}"
    if office and move.source != move.target:
        what += f" ({_state(workflow, move.source)} → {_state(workflow, move.target)})"
    note = move.note if office or key in NOTES_FOR_UNIT else ""
    return Line(move.at, what, str(move.by), note)


def _state(workflow, code: str) -> str:
    return workflow.states(code).label


def _extensions(dossier: Dossier):
    return Extension.objects.filter(campaign=dossier.campaign_id, unit=dossier.unit_id).select_related("by")


def _extension(extension: Extension) -> Line:
    what = f"Gia hạn nộp hồ sơ đến {deadline_phrase(extension.too_late)}"
    return Line(extension.at, what, str(extension.by), extension.reason)


def clock(moment: datetime) -> str:
    """A moment by Vietnam's clock: "00:00, 20/11/2023"."""
    local = timezone.localtime(moment)
    return f"{local:%H:%M}, {short_date(local.date())}"

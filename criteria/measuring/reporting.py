"""What a unit writes for a target and a stretch: figures, words, proof. Each write locks the row and asks again."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction

from campaigns.rules import acts_for
from criteria.enums import Attended, ResultStatus
from criteria.measuring.obligations import Cell
from criteria.models import ResultEvidence, TargetResult
from phuong6.lib.files.uploads import Refusal
from phuong6.office.files import store_all
from phuong6.office.workflow import NotAllowed, Refused

OPEN = (ResultStatus.DRAFT, ResultStatus.RETURNED)
NOT_YOURS = "Báo cáo này không phải của đơn vị ông (bà)."
CLOSED = "Báo cáo này đã gửi nên không sửa được nữa. Có thể người khác vừa gửi; hãy tải lại trang."


@contextmanager
def writing(user, cell: Cell):
    """The locked result of a cell, a new draft where there is none. Raises NotAllowed and Refused."""
    if not acts_for(user, cell.unit.pk):
        raise NotAllowed(NOT_YOURS)
    with open_result(cell) as result:
        yield result


@contextmanager
def open_result(cell: Cell):
    """The same, whoever asks. Raises Refused when it was sent."""
    with transaction.atomic():
        result = _locked(cell)
        if result.status not in OPEN:
            raise Refused(CLOSED)
        yield result


def _locked(cell: Cell) -> TargetResult:
    row, _ = TargetResult.objects.get_or_create(
        target=cell.target,
        unit=cell.unit,
        period_from=cell.span.first,
        defaults={"period_to": cell.span.last},
    )
    rows = TargetResult.objects.select_for_update(of=("self",)).select_related("target", "unit")
    return rows.get(pk=row.pk)


def save_result(user, cell: Cell, **values) -> TargetResult:
    """Keep what was typed; what is not passed stays. Raises NotAllowed, and Refused with the model's sentences.

    `delegated`: how often a deputy was sent. He counts as absent for who was invited and is kept apart.
    """
    with writing(user, cell) as result:
        before = result.figures
        if "delegated" in values:
            _set_delegated(result, values.pop("delegated"))
        for name, value in values.items():
            setattr(result, name, value)
        if result.source_id and result.figures != before:
            result.source, result.counted = (
                None,
                _only_delegated(result),
            )  # typed by hand: no register says so
        try:
            result.full_clean()
        except ValidationError as error:
            raise Refused(*error.messages) from error
        result.save()
        return result


def _only_delegated(result: TargetResult) -> dict:
    return {name: value for name, value in result.counted.items() if name == Attended.DELEGATED}


def _set_delegated(result: TargetResult, count: int | None) -> None:
    others = {name: value for name, value in result.counted.items() if name != Attended.DELEGATED}
    result.counted = others if count is None else others | {Attended.DELEGATED.value: count}


def add_evidence(user, cell: Cell, files: list[tuple[str, bytes]], caption: str = "") -> TargetResult:
    """Files that prove a result, each kept on its own. Raises NotAllowed, and Refused naming every bad file."""
    with writing(user, cell) as result:
        try:
            stored = store_all(files, by=user)
        except Refusal as refusal:
            raise Refused(*refusal.sentences) from refusal
        for kept in stored:
            ResultEvidence.objects.create(result=result, file=kept, caption=caption, by=user)
        return result


def remove_evidence(user, cell: Cell, evidence: ResultEvidence) -> None:
    """Take a file off again while the report is open. Raises NotAllowed and Refused."""
    with writing(user, cell) as result:
        result.evidence.filter(pk=evidence.pk).delete()

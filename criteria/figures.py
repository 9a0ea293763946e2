"""Indices as published: entered, corrected, removed. Each time it is kept who, when, what stood before and why."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.models import Ward
from criteria.models import FigureChange, ReformIndex, SurveyIndex
from criteria.rules import may_keep_index
from phuong6.office.posts import said
from phuong6.office.workflow import NotAllowed, Refused

Figure = ReformIndex | SurveyIndex
STALE = "Người khác vừa sửa hoặc xóa số liệu này. Hãy tải lại trang để xem số hiện nay."


def enter(user, ward: Ward, model: type[Figure], /, **values) -> Figure:
    """A figure that was not there. Raises NotAllowed, and Refused with the model's sentences."""
    _ask(user)
    with transaction.atomic():
        row = _save(model(ward=ward, **values))
        _note(user, row, before="", after=row.shown)
        return row


def correct(user, row: Figure, *, seen: str, reason: str, **values) -> Figure:
    """Put a figure right; `seen` is how it read when the person began (`row.shown`).

    Raises NotAllowed, and Refused when somebody else was quicker, without a reason, or with the model's sentences.
    """
    _ask(user)
    with transaction.atomic():
        locked = _locked(row, seen, reason, "sửa")
        before = f"{locked}: {locked.shown}, {locked.source_document}"
        for name, value in values.items():
            setattr(locked, name, value)
        _save(locked)
        _note(user, locked, before=before, after=f"{locked.shown}, {locked.source_document}", reason=reason)
        return locked


def remove(user, row: Figure, *, seen: str, reason: str) -> None:
    """Take a figure away that should not be there. Raises as `correct`."""
    _ask(user)
    with transaction.atomic():
        locked = _locked(row, seen, reason, "xóa")
        _note(user, locked, before=f"{locked.shown}, {locked.source_document}", after="", reason=reason)
        locked.delete()


def _ask(user) -> None:
    if not may_keep_index(user):
        raise NotAllowed(said("Chỉ {internal_affairs} và {statistics} được nhập, sửa chỉ số."))


def _locked(row: Figure, seen: str, reason: str, verb: str) -> Figure:
    locked = type(row).objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if locked is None or locked.shown != seen:
        raise Refused(STALE)
    if not reason.strip():
        raise Refused(f"Hãy ghi lý do {verb}.")
    return locked


def _save(row: Figure) -> Figure:
    """Written with its hour; what a constraint forbids, also one broken this very moment, is a sentence."""
    if isinstance(row, ReformIndex):
        row.saved_at, row.is_sample = timezone.now(), False
    try:
        row.full_clean()
        with transaction.atomic():
            row.save()
    except ValidationError as error:
        raise Refused(*error.messages) from error
    except IntegrityError as error:
        raise Refused(STALE) from error
    return row


def _note(user, row: Figure, *, before: str, after: str, reason: str = "") -> None:
    FigureChange.objects.create(
        ward=row.ward, what=str(row), before=before, after=after, reason=reason.strip(), by=user
    )

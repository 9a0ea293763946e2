"""A shipped fact is taken over: by name, or all that nobody touched; each time with a line in the admin's log."""

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction

from awards.facts.comparing import TAKEN, Compared, State, compared
from awards.facts.shipped import digest
from awards.models import BonusRate
from campaigns.models import LegalRegime
from phuong6.office.posts import forget
from phuong6.office.workflow import Refused


@transaction.atomic
def take_over(code: str, *, by, seen: str | None = None) -> Compared:
    """Bring one fact to what is shipped; `seen` is what the page had shown of it. Returns what it was. Raises Refused."""
    found = next((each for each in compared() if each.fact.code == code), None)
    if found is None:
        raise Refused("Bộ dữ kiện kèm phần mềm không có dữ kiện này.")
    _take(found, by, seen)
    return found


@transaction.atomic
def take_all_untouched(*, by) -> list[Compared]:
    """Bring every fact to what is shipped that is new or that no person changed. Returns what they were."""
    found = [each for each in compared() if each.state != State.SAME and not each.touched]
    for each in found:
        _take(each, by, None)
    return found


def _take(found: Compared, by, seen: str | None) -> None:
    fact, model = found.fact, found.fact.model
    row = model.objects.select_for_update().get(pk=found.row.pk) if found.row else _new(found)
    if seen is not None and seen != (digest(row) if found.row else "none"):
        raise Refused(f"{fact.label} vừa được sửa. Hãy xem lại trước khi lấy theo bộ kèm phần mềm.")
    if found.state == State.SAME:
        raise Refused(f"{fact.label} đã giống bộ kèm phần mềm.")
    for name, value in fact.values.items():
        setattr(row, name, value)
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(f"{fact.label}: {' '.join(error.messages)}") from error
    row.save()
    forget()  # a name of a post may be among what was taken over
    told = "; ".join(map(str, found.differences)) or "thêm mới"
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(model),
        object_id=str(row.pk),
        object_repr=str(row)[:200],
        action_flag=CHANGE if found.row else ADDITION,
        change_message=f"{TAKEN}: {told}",
    )


def _new(found: Compared):
    """An unsaved row with the fact's natural key."""
    model, key = found.fact.model, found.fact.key
    if model is not BonusRate:
        field = model._meta.get_field(model.natural[0])
        return model(**{field.name: field.to_python(key[0])})
    regime = LegalRegime.objects.filter(code=key[0]).first()
    if regime is None:
        raise Refused(f"{found.fact.label}: hãy lấy chế độ pháp lý trước.")
    return model(regime=regime, kind=key[1])

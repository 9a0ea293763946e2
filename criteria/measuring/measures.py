"""A target's figures from the records that registers brought, for one unit and stretch; and a report filled with them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q, QuerySet

from campaigns.enums import UnitKind
from campaigns.models import Official
from campaigns.rules import acts_for
from criteria.enums import Attended, Measure, OneStopState, RegisterKind
from criteria.measuring.obligations import Cell
from criteria.measuring.reporting import NOT_YOURS, open_result
from criteria.models import (
    CityMeetingRecord,
    DocumentRecord,
    OneStopRecord,
    RegisterImport,
    TargetResult,
    TrainingRecord,
)
from criteria.registers.entries import ASKED, on_time_of
from criteria.registers.known_people import civil_servants
from criteria.rules import may_count_registers
from phuong6.office.workflow import NotAllowed, Refused

KINDS_OF = {
    Measure.ONE_STOP: (RegisterKind.ONE_STOP,),
    Measure.DOCUMENTS: (RegisterKind.OUTGOING, RegisterKind.INCOMING),
    Measure.TRAINING: (RegisterKind.TRAINING,),
    Measure.TRAINING_DATA: (RegisterKind.TRAINING,),
    Measure.CITY_MEETINGS: (RegisterKind.MEETINGS,),
}
NOTHING = (
    "Các sổ đã nhập không có dòng nào của kỳ này. Hãy nhập sổ của kỳ này trước; không phát sinh thì tự ghi 0."
)


@dataclass(frozen=True)
class FromRegisters:
    """Figures of a cell, what was counted beside them, and the imports whose records were counted, newest last."""

    numerator: int
    denominator: int
    imports: list[RegisterImport]
    counts: dict[str, int] = field(default_factory=dict)


def figures(cell: Cell) -> FromRegisters | None:
    """What the registers say of a cell; None where they hold nothing of its stretch (a constant number of queries)."""
    count = COUNTS.get(cell.target.measure)
    return count(cell) if count else None


@dataclass(frozen=True)
class Compared:
    """What a unit reported beside what the registers say of the same stretch today."""

    found: FromRegisters
    agree: bool


def compared(cell: Cell) -> Compared | None:
    """The registers beside a report; None where they hold nothing of its stretch."""
    found = figures(cell)
    if found is None or cell.result is None:
        return None
    said = (cell.result.numerator, cell.result.denominator)
    return Compared(found, said == (found.numerator, found.denominator))


def _imports(records: QuerySet) -> list[RegisterImport]:
    pks = records.order_by().values("brought_by").distinct()
    return list(RegisterImport.objects.filter(pk__in=pks).select_related("by").order_by("done_at", "pk"))


def _within(cell: Cell, name: str) -> Q:
    return Q(**{f"{name}__range": (cell.span.first, cell.span.last)}, campaign=cell.target.campaign_id)


def _one_stop(cell: Cell) -> FromRegisters | None:
    records = OneStopRecord.objects.filter(_within(cell, "returned_on"), state=OneStopState.RESOLVED)
    found = records.aggregate(
        early=Count("pk", filter=Q(returned_on__lt=F("due_on"))),
        on_the_day=Count("pk", filter=Q(returned_on=F("due_on"))),
        late=Count("pk", filter=Q(returned_on__gt=F("due_on"))),
        without_due=Count("pk", filter=Q(due_on__isnull=True)),
    )
    if not any(found.values()):
        return None
    return FromRegisters(*on_time_of(found), _imports(records), found)


def _documents(cell: Cell) -> FromRegisters | None:
    """Outgoing and incoming ones together, each with what is asked of it; secret ones outside."""
    records = DocumentRecord.objects.filter(_within(cell, "day"))
    asked = (Q(incoming=incoming, **dict.fromkeys(names, True)) for incoming, names in ASKED.items())
    whole = Q(secret=False) & reduce(or_, asked)
    found = records.aggregate(
        documents=Count("pk"),
        kept_apart=Count("pk", filter=Q(secret=True)),
        sent=Count("pk", filter=Q(incoming=False)),
        received=Count("pk", filter=Q(incoming=True)),
        complete=Count("pk", filter=whole),
    )
    if not found["documents"]:
        return None
    return FromRegisters(
        found["complete"], found["documents"] - found["kept_apart"], _imports(records), found
    )


def _staff(cell: Cell) -> QuerySet[Official]:
    """Whose training is counted: the office reports for all civil servants of the ward, any other unit its own people."""
    if cell.unit.kind == UnitKind.OFFICE:
        return civil_servants(cell.target.campaign)
    return Official.objects.filter(unit=cell.unit, is_active=True)


def _training(cell: Cell) -> FromRegisters | None:
    inside = Q(day__isnull=True) | Q(day__range=(cell.span.first, cell.span.last))
    records = TrainingRecord.objects.filter(
        inside, campaign=cell.target.campaign_id, official__in=_staff(cell)
    )
    found = records.aggregate(
        trained=Count("official", distinct=True),
        data_trained=Count("official", distinct=True, filter=Q(data_skills=True)),
    )
    if not found["trained"]:
        return None
    is_data = cell.target.measure == Measure.TRAINING_DATA
    numerator = found["data_trained" if is_data else "trained"]
    return FromRegisters(numerator, _staff(cell).count(), _imports(records), found)


def _meetings(cell: Cell) -> FromRegisters | None:
    records = CityMeetingRecord.objects.filter(_within(cell, "day"))
    found = records.aggregate(
        invited=Count("pk"), **{each.value: Count("pk", filter=Q(attended=each)) for each in Attended}
    )
    if not found["invited"]:
        return None
    return FromRegisters(found[Attended.PRESENT], found["invited"], _imports(records), found)


COUNTS: dict[str, Callable[[Cell], FromRegisters | None]] = {
    Measure.ONE_STOP: _one_stop,
    Measure.DOCUMENTS: _documents,
    Measure.TRAINING: _training,
    Measure.TRAINING_DATA: _training,
    Measure.CITY_MEETINGS: _meetings,
}


def may_fill(user, cell: Cell) -> bool:
    """The unit whose report it is, and whoever brings the registers."""
    return acts_for(user, cell.unit.pk) or may_count_registers(user)


def fill(user, cell: Cell) -> TargetResult:
    """Write what the registers say into an open report, with the files it comes from. It is not sent by this.

    Raises NotAllowed, and Refused when the report was sent or the registers hold nothing of its stretch.
    """
    if not may_fill(user, cell):
        raise NotAllowed(NOT_YOURS)
    with open_result(cell) as result:
        found = figures(cell)
        if found is None:
            raise Refused(NOTHING)
        result.numerator, result.denominator = found.numerator, found.denominator
        result.source = found.imports[-1]
        result.counted = found.counts | {
            "files": [[each.name, each.sha256, each.pk] for each in found.imports]
        }
        if days := sorted({each.day_of_return for each in found.imports if each.day_of_return}):
            result.counted["days_of_return"] = days
        result.full_clean()
        result.save()
    return result

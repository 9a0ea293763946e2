"""Each shipped fact beside the one in the database, and whether a person changed that one."""

import json
from dataclasses import dataclass
from itertools import groupby

from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, TextChoices

from awards.facts.shipped import MODELS, Difference, Shipped, differences, digest, shipped
from awards.models import BonusRate
from campaigns.models import LegalRegime

TAKEN = "Lấy theo bộ dữ kiện kèm phần mềm"  # how a line of the log begins that no person's own change stands behind


class State(TextChoices):
    """How a shipped fact stands to the database."""

    NEW = "new", "Chưa có"
    SAME = "same", "Giống"
    DIFFERS = "differs", "Khác"


@dataclass(frozen=True)
class Compared:
    """A shipped fact, its row if there is one, where they differ, and whether a person changed the row."""

    fact: Shipped
    row: Model | None
    differences: list[Difference]
    touched: bool

    @property
    def state(self) -> State:
        if self.row is None:
            return State.NEW
        return State.DIFFERS if self.differences else State.SAME

    @property
    def seen(self) -> str:
        return digest(self.row)


def compared() -> list[Compared]:
    """Every shipped fact in the order of the fixture (six queries, however many there are)."""
    rows = {
        (type(row), tuple(row.natural_key())): row
        for model in MODELS
        for row in (model.objects.select_related("regime") if model is BonusRate else model.objects.all())
    }
    touched = _touched(list(rows.values()))
    found = []
    for fact in shipped():
        row = rows.get((fact.model, fact.key))
        told = differences(row, fact) if row else []
        found.append(Compared(fact, row, told, row is not None and (type(row), row.pk) in touched))
    return found


def _touched(rows: list[Model]) -> set[tuple[type[Model], int]]:
    """(model, number) of the rows a person added or changed in the admin since they were last taken over."""
    models = {ContentType.objects.get_for_model(each).pk: each for each in MODELS}
    rates: dict[int, list[int]] = {
        pk: [each.pk for each in group]
        for pk, group in groupby(
            sorted((row for row in rows if isinstance(row, BonusRate)), key=lambda each: each.regime_id),
            key=lambda each: each.regime_id,
        )
    }
    found: set[tuple[type[Model], int]] = set()
    log = LogEntry.objects.filter(content_type__in=models).exclude(action_flag=DELETION)
    for entry in log.order_by("action_time", "pk"):
        model, pk = models[entry.content_type_id], int(entry.object_id)
        if entry.change_message.startswith(TAKEN):
            found.discard((model, pk))
            continue
        own, inside = _parts(entry.change_message)
        if own:
            found.add((model, pk))
        if inside and model is LegalRegime:
            found |= {(BonusRate, each) for each in rates.get(pk, [])}
    return found


def _parts(message: str) -> tuple[bool, bool]:
    """Whether the admin's line tells of the row itself, and of the rows listed inside it."""
    try:
        parts = [next(iter(part.values())) for part in json.loads(message)]
    except (ValueError, AttributeError, StopIteration):
        return True, True
    return any("name" not in each for each in parts), any("name" in each for each in parts)

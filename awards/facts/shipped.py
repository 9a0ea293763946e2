"""National facts as this version ships them (fixtures/national.json), beside those in the database.

Loading never overwrites (docs/decisions/0009), so a mended fact reaches an installation only where somebody takes it
over. Number series are left out: which notation a ward writes is the ward's own.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model

from awards.models import BaseSalary, BonusRate
from campaigns.models import LegalRegime
from phuong6.lib.vietnamese import format_number, short_date
from phuong6.office.models import Holiday, PostNames

MODELS: tuple[type[Model], ...] = (
    LegalRegime,
    BonusRate,
    BaseSalary,
    Holiday,
    PostNames,
)  # a rate needs its regime first
NOT_IN_PAPERS = {"source", "verified"}


@dataclass(frozen=True)
class Shipped:
    """One fact of the fixture: its model, its natural key, and the value of every other field."""

    model: type[Model]
    key: tuple[str, ...]
    values: dict[str, Any]

    @property
    def code(self) -> str:
        """How a form and the command name it: "bonusrate:nd-152-2025:individual"."""
        return ":".join([self.model._meta.model_name or "", *self.key])

    @property
    def label(self) -> str:
        """What people call it."""
        if self.model is BonusRate:
            regime, kind = self.key
            return f"Hệ số {dict(BonusRate._meta.get_field('kind').choices)[kind].lower()}, {_regime_name(regime)}"
        if self.model in (LegalRegime, PostNames):
            return str(self.values["name"])
        what = "Lương cơ sở từ" if self.model is BaseSalary else "Ngày nghỉ, làm bù"
        return f"{what} {short_date(date.fromisoformat(self.key[0]))}"

    @property
    def source(self) -> str:
        """Where it was read: its own source, of a rate its article."""
        return str(self.values.get("source") or self.values.get("article") or "")


@dataclass(frozen=True)
class Difference:
    """A field with the value in the database and the shipped one, as words."""

    field: str
    name: str
    ours: str
    shipped: str

    def __str__(self) -> str:
        return f"{self.name}: {self.ours} → {self.shipped}"


def _fields(model: type[Model]) -> list[Field]:
    keyed = {path.split("__")[0] for path in model.natural}  # type: ignore[attr-defined]
    return [each for each in model._meta.concrete_fields if not each.primary_key and each.name not in keyed]


@cache
def shipped() -> tuple[Shipped, ...]:
    """Every fact of the fixture, regimes before their rates."""
    rows = json.loads((settings.BASE_DIR / "fixtures" / "national.json").read_text(encoding="utf-8"))
    found = [_read(row["fields"], model) for row in rows if (model := apps.get_model(row["model"])) in MODELS]
    return tuple(sorted(found, key=lambda each: MODELS.index(each.model)))


def _read(given: dict, model: type[Model]) -> Shipped:
    key = []
    for path in model.natural:  # type: ignore[attr-defined]
        value = given[path.split("__")[0]]
        key.append(value[0] if isinstance(value, list) else value)
    values = {
        each.name: each.to_python(given[each.name]) if each.name in given else each.get_default()
        for each in _fields(model)
    }
    return Shipped(model, tuple(key), values)


def _regime_name(code: str) -> str:
    return next(
        str(each.values["name"]) for each in shipped() if each.model is LegalRegime and each.key == (code,)
    )


def shipped_of(row: Model) -> Shipped | None:
    """The shipped fact with this row's natural key, if there is one."""
    key = tuple(row.natural_key())  # type: ignore[attr-defined]
    return next((each for each in shipped() if each.model is type(row) and each.key == key), None)


def differences(row: Model, fact: Shipped) -> list[Difference]:
    """Field by field where the database has something else."""
    return [
        Difference(
            each.name, str(each.verbose_name), _words(getattr(row, each.name), each), _words(value, each)
        )
        for each in _fields(fact.model)
        if getattr(row, each.name) != (value := fact.values[each.name])
    ]


def _words(value, field: Field) -> str:
    if field.choices:
        return str(dict(field.choices).get(value, value))
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, Decimal):
        return format_number(value.normalize())
    if isinstance(value, int):
        return format_number(value)
    return str(value) if value else "để trống"


def digest(row: Model | None) -> str:
    """What a page has shown of a row: another one means that somebody changed it since."""
    if row is None:
        return "none"
    values = [str(getattr(row, each.name)) for each in _fields(type(row))]
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:16]


def outdated(rows: Iterable[Model]) -> list[str]:
    """One sentence for each of these rows that says something else on a paper than the shipped fact does."""
    found = []
    for row in rows:
        fact = shipped_of(row)
        told = [each for each in differences(row, fact) if each.field not in NOT_IN_PAPERS] if fact else []
        if fact and told:
            what = "; ".join(each.name.lower() for each in told)
            found.append(f"{fact.label}: khác bộ dữ kiện kèm phần mềm ({what}). Hãy xem ở Dữ kiện chung.")
    return found

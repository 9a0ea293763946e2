"""Units and people in and out as spreadsheets (django-import-export)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from import_export import fields, resources

from campaigns.models import Official, Unit, Ward
from campaigns.people.fates import Fate, Judged, Known, Verdict
from campaigns.people.judging import judge_list
from campaigns.people.lists import PeopleList
from campaigns.people.units import open_unit
from phuong6.lib.sheets.xlsx import workbook
from phuong6.lib.vietnamese import unit_key
from phuong6.office.imports import Intake

PERSON_FIELDS = ("full_name", "honorific", "birth_year", "birth_date", "position")


class OfficialIntake(Intake):
    """Writes judged rows; every official passes the model's own checks first."""

    class Meta:
        model = Official
        fields = ("id", "unit", *PERSON_FIELDS, "namesake", "is_active")
        clean_model_instances = True
        skip_diff = True
        store_instance = True


class OfficialList(resources.ModelResource):
    """The list as the office keeps it; what goes out comes in again unchanged."""

    full_name = fields.Field("full_name", "Họ và tên")
    honorific = fields.Field("get_honorific_display", "Ông/Bà", readonly=True)
    birth = fields.Field(column_name="Ngày sinh")
    position = fields.Field("position", "Chức vụ")
    unit = fields.Field("unit__name", "Đơn vị")

    class Meta:
        model = Official
        fields = ("full_name", "honorific", "birth", "position", "unit")

    def dehydrate_birth(self, official: Official) -> str:
        if official.birth_date:
            return f"{official.birth_date:%d/%m/%Y}"
        return str(official.birth_year or "")


class UnitList(resources.ModelResource):
    """The units that take part, group by group."""

    name = fields.Field("name", "Tên đơn vị")
    kind = fields.Field("get_kind_display", "Nhóm đối tượng", readonly=True)
    code = fields.Field("code", "Mã")
    abbreviation = fields.Field("abbreviation", "Viết tắt")
    address = fields.Field("address", "Địa chỉ")

    class Meta:
        model = Unit
        fields = ("name", "kind", "code", "abbreviation", "address")


def as_workbook(resource: resources.Resource, rows: QuerySet, *, ward_name: str, title: str) -> bytes:
    """An .xlsx ready to print, numbered, under the ward's name."""
    data = resource.export(rows)
    numbered = [[number, *row] for number, row in enumerate(data, 1)]
    return workbook([ward_name.upper(), title], ["TT", *data.headers], numbered, sheet_name="Danh sách")


def judge_now(
    listed: PeopleList, *, ward: Ward, today: date, answers: Mapping[str, str] | None = None
) -> Verdict:
    """Judge a list against the ward's units and people as they are at this moment."""
    units = Unit.objects.filter(ward=ward).order_by("is_active", "-pk")  # an active, older one wins a key
    keys = {unit.pk: unit_key(unit.name, ward.area) for unit in units}
    known = [
        Known(
            keys[each.unit_id], each.full_name, each.birth_year, each.birth_date, each.honorific,
            each.position, each.namesake, each.is_active, each.pk,
        )
        for each in Official.objects.filter(unit__ward=ward).order_by("pk")
    ]  # fmt: skip
    return judge_list(
        listed,
        unit_names={keys[unit.pk]: unit.name for unit in units},
        known=known,
        place_name=ward.area,
        today=today,
        answers=answers,
    )


@dataclass(frozen=True)
class Imported:
    """What an import wrote."""

    units: list[Unit]
    added: list[Official]
    changed: list[Official]


def _values(judged: Judged, unit_ids: Mapping[str, int], kept: Mapping[int, Official]) -> dict:
    """One row for OfficialIntake: what stands, overlaid with what the list says."""
    person, old = judged.person, kept.get(judged.official)
    values = {name: getattr(old or person, name) for name in PERSON_FIELDS}
    values |= {name: new for name, (_old, new) in judged.changes.items() if name in values}
    values |= {
        "unit": old.unit_id if old else unit_ids[person.unit],
        "namesake": judged.namesake,
        "is_active": 1,
    }
    return {"id": judged.official or ""} | {
        name: "" if value is None else value for name, value in values.items()
    }


@transaction.atomic
def carry_out(verdict: Verdict, *, ward: Ward, kinds: Mapping[str, str]) -> Imported:
    """Write a verdict, whole or not at all. `kinds` maps a new unit's key to the group chosen for it.

    Raises ValidationError with Vietnamese sentences if rows still block or a model refuses one.
    """
    if verdict.blocking:
        raise ValidationError("Còn dòng chưa nhận được hoặc chưa chọn. Chưa nhập dòng nào.")
    units = [
        open_unit(ward, name=each.name, kind=kinds.get(each.key, each.kind))
        for each in verdict.new_units
        if each.people
    ]
    existing = Unit.objects.filter(ward=ward).order_by("is_active", "-pk")
    unit_ids = {unit_key(unit.name, ward.area): unit.pk for unit in existing}
    written = [each for each in verdict.rows if each.fate in {Fate.NEW, Fate.CHANGED}]
    kept = Official.objects.in_bulk([each.official for each in written if each.official])
    result = OfficialIntake().write([_values(each, unit_ids, kept) for each in written])
    if result.has_validation_errors():
        invalid = result.invalid_rows[0]
        name = written[invalid.number - 1].person.full_name
        raise ValidationError([f"{name}: {message}" for message in invalid.error.messages])
    by_type = {
        kind: [row.instance for row in result if row.import_type == kind] for kind in ("new", "update")
    }
    return Imported(units, by_type["new"], by_type["update"])

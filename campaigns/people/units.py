"""Opening a unit: its code, its kind, and the collective that is the unit itself."""

from django.utils.text import slugify

from campaigns.enums import UnitKind
from campaigns.models import Collective, Unit, Ward
from phuong6.lib.vietnamese import unit_key

MAX_CODE = 40


def free_code(ward: Ward, name: str, taken: set[str] | None = None) -> str:
    """A short code for dossiers, "khom-1" or "hoi-nong-dan", not yet used in the ward."""
    if taken is None:
        taken = set(Unit.objects.filter(ward=ward).values_list("code", flat=True))
    base = slugify(unit_key(name, ward.area).removeprefix("ban nhan dan ")) or "don-vi"
    base = base if len(base) <= MAX_CODE - 3 else base[: MAX_CODE - 3].rpartition("-")[0]
    code, number = base, 2
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    return code


def keep_whole_unit(unit: Unit) -> Collective:
    """See to it that a unit has its first collective, the unit itself under its present name."""
    whole, _made = Collective.objects.get_or_create(
        unit=unit, is_whole_unit=True, defaults={"name": unit.name}
    )
    if whole.name != unit.name:
        whole.name = unit.name
        whole.full_clean()
        whole.save()
    return whole


def open_unit(ward: Ward, *, name: str, kind: str) -> Unit:
    """A new unit with its whole-unit collective. Raises ValidationError with Vietnamese sentences."""
    unit = Unit(ward=ward, name=name, kind=kind, code=free_code(ward, name))
    unit.has_seal = kind != UnitKind.NEIGHBOURHOOD
    unit.full_clean()
    unit.save()
    keep_whole_unit(unit)
    return unit

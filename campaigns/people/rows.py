"""One row of a list read as a person: what is understood, what is refused and why."""

import re
from dataclasses import dataclass, field
from datetime import date

from campaigns.enums import Honorific
from campaigns.people.lists import ListRow
from phuong6.lib.vietnamese import (
    legacy_encoding_suspected,
    parse_birth,
    proper_case,
    search_key,
    sentence_case_if_caps,
    unit_key,
)

DITTO = re.compile(r"[-–/\s]*(?:nt|n\.t\.?|như trên|[\"”“″〃']+|/{2,})[-–/\s]*", re.IGNORECASE)
YOUNGEST = 15  # years; the Labour Code 2019, Điều 3, knows no younger worker
MAX_NAME, MAX_POSITION, MAX_UNIT = 120, 160, 200
_HONORIFICS = {
    "ong": Honorific.MR, "o": Honorific.MR, "nam": Honorific.MR,
    "ba": Honorific.MRS, "b": Honorific.MRS, "nu": Honorific.MRS,
}  # fmt: skip
_MARK = re.compile(r"[xX×✓✔]")


@dataclass
class Person:
    """Who a row speaks of. Birth year and date may be unknown; `errors` refuse the row."""

    row: ListRow
    full_name: str = ""
    honorific: str = ""
    birth_year: int | None = None
    birth_date: date | None = None
    position: str = ""
    unit_name: str = ""
    unit: str = ""  # unit_key
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return search_key(self.full_name)


def _name(person: Person, typed: str) -> None:
    name = proper_case(typed.upper() if typed.islower() else typed)
    person.full_name = name
    if not name:
        person.errors.append("Chưa ghi họ và tên.")
    elif any(ch.isdigit() for ch in name):
        person.errors.append("Họ và tên có chữ số. Hãy xem lại dòng này có phải là một người không.")
    elif len(name.split()) < 2:  # noqa: PLR2004 - họ and tên
        person.errors.append("Hãy ghi đủ cả họ và tên.")
    elif legacy_encoding_suspected(typed):
        person.errors.append(
            "Họ và tên gõ bằng bảng mã cũ (TCVN3, VNI). Hãy chuyển sang Unicode rồi nhập lại."
        )
    elif len(name) > MAX_NAME:
        person.errors.append(f"Họ và tên dài hơn {MAX_NAME} ký tự.")


def _birth(person: Person, row: ListRow, today: date) -> str:
    """Fill in the birth; return the honorific that the filled column of Nam or Nữ tells."""
    told = Honorific.MR if row.male else Honorific.MRS if row.female else ""
    if row.male and row.female:
        person.errors.append("Cả cột Nam và cột Nữ đều có chữ. Hãy giữ lại một cột.")
        return ""
    typed = "" if _MARK.fullmatch(row.male or row.female) else row.male or row.female
    typed = typed or row.birth
    if not typed:
        return told
    try:
        person.birth_year, person.birth_date = parse_birth(typed)
    except ValueError as error:
        person.errors.append(str(error))
        return told
    if person.birth_year > today.year - YOUNGEST:
        person.errors.append(f"Năm sinh {person.birth_year} không hợp lý. Hãy xem lại ngày sinh.")
    return told


def _honorific(person: Person, typed: str, told: str) -> None:
    stated = _HONORIFICS.get(search_key(typed), "")
    if typed and not stated:
        person.errors.append(f"Cột Ông/Bà ghi “{typed}”. Hãy ghi “Ông” hoặc “Bà”, hoặc để trống.")
    if stated and told and stated != told:
        column = "Nam" if told == Honorific.MR else "Nữ"
        person.notes.append(
            f"Ghi “{Honorific(stated).label}” nhưng ngày sinh nằm ở cột {column}; lấy theo “{Honorific(stated).label}”."
        )
    person.honorific = stated or told


def _above(typed: str, above: str) -> str | None:
    """What stands for itself, or the row above where it says "nt"; None if there is no row above."""
    if typed and DITTO.fullmatch(typed):
        return above or None
    return typed


def _unit(person: Person, typed: str | None, place_name: str) -> None:
    if typed is None:
        person.errors.append("Cột Đơn vị ghi “nt” nhưng phía trên không có đơn vị nào.")
        return
    person.unit_name = sentence_case_if_caps(typed)
    person.unit = unit_key(typed, place_name)
    if not person.unit:
        person.errors.append("Chưa ghi đơn vị. Nếu cùng đơn vị với dòng trên, hãy ghi “nt”.")
    elif legacy_encoding_suspected(typed):
        person.errors.append(
            "Tên đơn vị gõ bằng bảng mã cũ (TCVN3, VNI). Hãy chuyển sang Unicode rồi nhập lại."
        )
    elif len(person.unit_name) > MAX_UNIT:
        person.errors.append(f"Tên đơn vị dài hơn {MAX_UNIT} ký tự.")


def read_person(row: ListRow, *, above: Person | None, place_name: str, today: date) -> Person:
    """Understand one row. `above` is the person of the row before, whom "nt" repeats.

    `place_name` is the ward's own ("Phường 6"): "UBND Phường" and "UBND Phường 6" are one unit.
    """
    person = Person(row)
    _name(person, row.name)
    told = _birth(person, row, today)
    _honorific(person, row.honorific, told)
    position = _above(row.position, above.position if above else "")
    if position is None:
        person.errors.append("Cột Chức vụ ghi “nt” nhưng phía trên không có chức vụ nào.")
    person.position = sentence_case_if_caps(position or "")
    if len(person.position) > MAX_POSITION:
        person.errors.append(f"Chức vụ dài hơn {MAX_POSITION} ký tự.")
    _unit(person, _above(row.unit, above.unit_name if above else ""), place_name)
    return person

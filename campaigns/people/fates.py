"""The words of an import of people: the fates of rows, and what a judgement is made of."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices

from campaigns.enums import Honorific
from campaigns.people.lists import ListRow
from campaigns.people.rows import Person
from phuong6.lib.vietnamese import short_date


class Fate(TextChoices):
    NEW = "new", "Thêm mới"
    SAME = "same", "Đã có, không đổi"
    CHANGED = "changed", "Sửa thông tin"
    REPEATED = "repeated", "Lặp lại, bỏ qua"
    REFUSED = "refused", "Chưa nhận được"
    ASK = "ask", "Cần chọn"
    LEFT_OUT = "left_out", "Để ngoài"
    TOTALS = "totals", "Dòng tổng cộng, bỏ qua"
    FOOT = "foot", "Cuối bảng, bỏ qua"


BLOCKING = frozenset({Fate.REFUSED, Fate.ASK})
WRITTEN = frozenset({Fate.NEW, Fate.CHANGED})
FACTS = {
    "full_name": "Họ và tên",
    "honorific": "Ông/Bà",
    "birth_year": "Năm sinh",
    "birth_date": "Ngày sinh",
    "position": "Chức vụ",
    "is_active": "Đang công tác",
}


@dataclass
class Known:
    """An official the database has (`pk`) or an earlier row of the list makes (`row`)."""

    unit: str
    full_name: str
    birth_year: int | None = None
    birth_date: date | None = None
    honorific: str = ""
    position: str = ""
    namesake: int = 0
    is_active: bool = True
    pk: int | None = None
    row: ListRow | None = None

    @property
    def ref(self) -> str:
        return f"official-{self.pk}" if self.pk else f"row-{self.row.place}"

    @property
    def described(self) -> str:
        born = short_date(self.birth_date) if self.birth_date else self.birth_year
        called = f"{Honorific(self.honorific).label} {self.full_name}" if self.honorific else self.full_name
        parts = [called, f"sinh {born}" if born else "chưa rõ năm sinh", self.position]
        where = "" if self.pk else f" (dòng {self.row.number})"
        return ", ".join(part for part in parts if part) + where


@dataclass
class NewUnit:
    """A unit the list names and the ward does not have yet."""

    key: str
    name: str
    kind: str
    people: int = 0


@dataclass
class Judged:
    """A row with its fate. `choices` are (value, sentence) when a person has to say who it is."""

    row: ListRow
    fate: Fate
    person: Person | None = None
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    official: int | None = None
    changes: dict[str, tuple] = field(default_factory=dict)
    namesake: int = 0
    choices: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Verdict:
    """All rows judged, in the list's order, and the units to open."""

    rows: list[Judged]
    new_units: list[NewUnit]

    @property
    def counts(self) -> Counter:
        return Counter(each.fate for each in self.rows)

    @property
    def blocking(self) -> list[Judged]:
        return [each for each in self.rows if each.fate in BLOCKING]

    @property
    def changes_nothing(self) -> bool:
        return not any(each.fate in WRITTEN for each in self.rows)

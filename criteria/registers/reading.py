"""A register read from end to end: entries by their keys, and every row that did not become one, with why."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from criteria.enums import RegisterKind
from criteria.registers.cells import Unfit, text
from criteria.registers.columns import COLUMNS, LOOKED_AT, Layout, propose
from criteria.registers.entries import Entry, Figures, Surroundings
from criteria.registers.kinds import KINDS
from criteria.registers.stated import Span, named_course, stated_span
from phuong6.lib.refusal import Refusal
from phuong6.lib.sheets.tables import Table, read_tables
from phuong6.lib.sheets.xlsx import tidy_rows

MOST_ROWS = 100_000
MOST_REFUSED, MOST_DIFFERING = 5_000, 20  # told one by one
STEP = 2_000  # rows between two signs of life
TOO_MANY = "Trang tính có hơn 100.000 dòng. Hãy xuất sổ theo từng quý hoặc từng tháng rồi tải lên từng tệp."
CODE = {RegisterKind.ONE_STOP: "code", RegisterKind.OUTGOING: "number", RegisterKind.INCOMING: "number"}
LONGEST_CODE = 80


@dataclass(frozen=True)
class Refused:
    """A row that was not taken: its number in the sheet, its code where it has one, and why. No names."""

    row: int
    code: str
    reason: str


@dataclass
class Reading:
    """What a register says. `entries`: by key, a repeated key once, as it stands in its last row.

    `differing`: rows that repeat a key and say something else, each with its code.
    """

    entries: dict = field(default_factory=dict)
    rows: int = 0
    repeated: int = 0
    differing_count: int = 0
    differing: list[tuple[int, str]] = field(default_factory=list)
    skipped: int = 0
    refused: list[Refused] = field(default_factory=list)
    refused_count: int = 0

    def repeat(self, row: int, code: str) -> None:
        """A key that was there before with something else in its row."""
        self.differing_count += 1
        if len(self.differing) < MOST_DIFFERING:
            self.differing.append((row, code))

    def refuse(self, row: int, code: str, reason: str) -> None:
        self.refused_count += 1
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(Refused(row, code, reason))


def sheet_of(
    data: bytes, kind: str, remembered: Mapping[str, str], name: str = "", *, judged: bool = False
) -> "Sheet":
    """The sheet of this name, or else the one whose header fits best. Raises Refusal.

    `judged`: these very bytes were found harmless before.
    """
    tables = read_tables(data, judged=judged)
    found = [(each, tidy_rows(each.head(LOOKED_AT))) for each in tables]
    names = [each.name for each in tables]
    laid = [
        Sheet(table, names, rows, layout)
        for table, rows in found
        if (layout := propose(rows, kind, remembered))
    ]
    chosen = [each for each in laid if each.table.name == name] if name else laid
    if not chosen:
        labels = ", ".join(each.label for each in COLUMNS[kind] if each.needed)
        raise Refusal(f"Không tìm thấy dòng tiêu đề. Sổ cần có các cột: {labels}.")
    best = max(chosen, key=lambda each: each.layout.known(kind))
    return replace(best, siblings=[(each.table, each.layout) for each in laid if each is not best])


@dataclass(frozen=True)
class Sheet:
    """A sheet with its first rows and the layout proposed for it, and the names of all sheets of the file.

    `siblings`: the other sheets on which a header was found, each with its layout.
    """

    table: Table
    names: list[str]
    head: list
    layout: Layout
    siblings: Sequence[tuple[Table, Layout]] = ()

    @property
    def stated(self) -> Span:
        """The stretch it says it is of."""
        return stated_span(self.head, self.layout.header_row)

    def others(self, kind: str) -> list[tuple[str, int]]:
        """Other sheets that hold all this register needs, each with its rows: nothing of them is read."""
        return [
            (table.name, _length(table, layout))
            for table, layout in self.siblings
            if not layout.missing(kind)
        ]

    @property
    def course(self) -> str:
        return named_course(self.head, self.layout.header_row)


def _length(table: Table, layout: Layout) -> int:
    """How many rows with something in them stand below the header."""
    below = (cells for number, cells in table.rows() if number > layout.header_row)
    return sum(any(cell not in ("", None) for cell in cells) for cells in below)


def read(
    table: Table,
    layout: Layout,
    kind: str,
    around: Surroundings,
    progress: Callable[[int], None] | None = None,
) -> Reading:
    """Every row below the header. Raises Refusal when columns are missing or there are more than 100.000 rows."""
    missing = layout.missing(kind)
    if kind == RegisterKind.TRAINING and not around.course and "course" not in layout.columns:
        missing.append("Lớp bồi dưỡng")
    if missing:
        raise Refusal(f"Chưa biết cột nào là: {', '.join(missing)}. Hãy chọn ở mục “Cột nào là gì”.")
    reader = KINDS[kind].reader(lambda name: layout.columns.get(name, -1), around)
    code_at = layout.columns.get(CODE.get(kind, ""), -1)
    found, taken = Reading(), None
    for number, row in _rows(table, layout, found, progress):
        try:
            taken = reader(row)
        except Unfit as unfit:
            found.refuse(number, _code(row[code_at]), str(unfit))
            continue
        if taken is None:
            found.skipped += 1
            continue
        key, entry = taken
        if key in found.entries:
            found.repeated += 1
            if found.entries[key] != entry:
                found.repeat(number, _code(row[code_at]))
        found.entries[key] = entry
    return found


def _code(value: object) -> str:
    """The code of a row as it is told; "" for what is no code."""
    code = text(value)[:LONGEST_CODE]
    return code if any(map(str.isdigit, code)) else ""


def _rows(
    table: Table, layout: Layout, found: Reading, progress: Callable[[int], None] | None
) -> Iterator[tuple[int, list]]:
    """Rows that hold something in a column that is looked at, padded, with an empty cell at place -1."""
    places = sorted(set(layout.columns.values()))
    width = places[-1] + 1
    for number, cells in table.rows():
        if number <= layout.header_row:
            continue
        row = cells[:width]
        if len(row) < width:
            row += [None] * (width - len(row))
        if not any(row[place] not in ("", None) for place in places):
            continue
        found.rows += 1
        if found.rows > MOST_ROWS:
            raise Refusal(TOO_MANY)
        if progress and found.rows % STEP == 0:
            progress(found.rows)
        row.append(None)
        yield number, row


@dataclass(frozen=True)
class Counted:
    """What a reading comes to, how many entries lie outside the stated period and outside the campaign, what was noticed."""

    figures: Figures
    entries: dict
    outside_period: int
    outside_campaign: int
    noticed: dict[str, int]


def count(
    reading: Reading,
    kind: str,
    around: Surroundings,
    *,
    period: Span = (None, None),
    campaign: tuple[date, date],
    only_period: bool = False,
    only_campaign: bool = False,
) -> Counted:
    """The figures of all entries, or of those inside the period, inside the campaign, or inside both."""
    within = (period[0] or date.min, period[1] or date.max)
    kept: dict[object, Entry] = {}
    outside_period = outside_campaign = 0
    for key, entry in reading.entries.items():
        past_period, past_campaign = entry.is_outside(*within), entry.is_outside(*campaign)
        outside_period += past_period
        outside_campaign += past_campaign
        if not (past_period and only_period) and not (past_campaign and only_campaign):
            kept[key] = entry
    figures = KINDS[kind].figures(kept.values(), around)
    return Counted(figures, kept, outside_period, outside_campaign, dict(around.noticed))

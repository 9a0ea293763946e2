"""A register read from end to end: entries by their keys, and every row that did not become one, with why."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from criteria.enums import RegisterKind
from criteria.registers.cells import MEND, Unfit
from criteria.registers.codes import code_of, refuse_rounded
from criteria.registers.columns import COLUMNS, LOOKED_AT, Layout, days_of_return, propose
from criteria.registers.days import refuse_doubtful_days, refuse_short, settle
from criteria.registers.entries import Entry, Figures, Surroundings
from criteria.registers.kinds import KINDS
from criteria.registers.stated import Span, named_course, stated_span
from phuong6.lib.refusal import Refusal
from phuong6.lib.sheets.tables import CSV, Table, read_tables
from phuong6.lib.sheets.unseen import Unread
from phuong6.lib.sheets.xlsx import tidy_rows

MOST_ROWS = 100_000
MOST_REFUSED, MOST_DIFFERING = 5_000, 20  # told one by one
STEP = 2_000  # rows between two signs of life
TOO_MANY = "Trang tính có hơn 100.000 dòng. Hãy xuất sổ theo từng quý hoặc từng tháng rồi tải lên từng tệp."
CODE = {RegisterKind.ONE_STOP: "code", RegisterKind.OUTGOING: "number", RegisterKind.INCOMING: "number"}
LONGEST_CODE = 80
BLANK_BELOW = (
    "blank_below"  # noticed: rows of a .csv with a blank below a value, which a merged cell may have been
)
MERGED_IN_PRACTICE = ("due", "secret", "meeting", "day", "course", "position")
COUNTED_DAYS = "counted_days"  # noticed: days told as a spreadsheet counts them


@dataclass(frozen=True)
class Refused:
    """A row that was not taken: its number in the sheet, its code where it has one, and why. No names."""

    row: int
    code: str
    reason: str


@dataclass
class Reading:
    """What a register says. `entries`: by key, a repeated key once, as it stands in its last row.

    `differing`: rows that repeat a key and say something else, each with its code. `filled`: columns in which merged
    cells gave their value to `filled_rows` rows.
    """

    entries: dict = field(default_factory=dict)
    rows: int = 0
    repeated: int = 0
    differing_count: int = 0
    differing: list[tuple[int, str]] = field(default_factory=list)
    skipped: int = 0
    refused: list[Refused] = field(default_factory=list)
    refused_count: int = 0
    left_out: list[int] = field(default_factory=list)
    filled_rows: int = 0
    filled: set[str] = field(default_factory=set)

    def leave_out(self, row: int) -> None:
        """A row that is no record: a total, a heading, a page number, a note. Its words are kept nowhere."""
        self.skipped += 1
        if len(self.left_out) < MOST_DIFFERING:
            self.left_out.append(row)

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
    if missing == ["Ngày trả kết quả"] and len(rivals := days_of_return(layout)) > 1:
        raise Refusal(_which_day(table, layout, kind, around, rivals))
    if missing:
        raise Refusal(f"Chưa biết cột nào là: {', '.join(missing)}. Hãy chọn ở mục “Cột nào là gì”.")
    found = _read_once(table, layout, kind, around, progress)
    if again := settle(around.days.values()):
        for column in again:
            column.month_first = True
            column.forget()
        around.noticed.clear()
        found = _read_once(table, layout, kind, around, progress)
    refuse_short(around.days.values())
    if counted := sum(each.counted for each in around.days.values()):
        around.noticed[COUNTED_DAYS] += counted
    if kind == RegisterKind.ONE_STOP:
        refuse_doubtful_days(found.entries.values(), around.days)
    return found


def _which_day(
    table: Table, layout: Layout, kind: str, around: Surroundings, rivals: Mapping[int, str]
) -> str:
    """What each of several days of return would give, for somebody to say which one counts."""
    given = []
    for place, heading in rivals.items():
        laid = replace(layout, columns=layout.columns | {"returned": place})
        entries = _read_once(table, laid, kind, replace(around, days={}), None).entries
        figures = KINDS[kind].figures(entries.values(), around)
        given.append(f"“{heading}” cho {figures.numerator}/{figures.denominator} đúng hạn")
    return (
        f"Sổ có {len(rivals)} cột ngày: {'; '.join(given)}. Chỉ tiêu tính theo ngày trả kết quả giải quyết. Ở mục “Cột nào "
        "là gì”, hãy chọn “Ngày trả kết quả” cho cột được tính; lần sau hệ thống tự nhớ."
    )


def _read_once(
    table: Table,
    layout: Layout,
    kind: str,
    around: Surroundings,
    progress: Callable[[int], None] | None,
) -> Reading:
    reader = KINDS[kind].reader(lambda name: layout.columns.get(name, -1), around)
    code_at = layout.columns.get(CODE.get(kind, ""), -1)
    code_label = next((each.label for each in COLUMNS[kind] if each.name == CODE.get(kind)), "")
    found, taken, hiding = Reading(), None, table.unseen.cells
    watched = [layout.columns[name] for name in MERGED_IN_PRACTICE if name in layout.columns]
    above: set[int] = set()
    for number, row in _rows(table, layout, found, progress):
        try:
            if hiding and (number in hiding or found.filled_rows):
                _refuse_unread(row, layout, kind)
            taken = reader(row)
        except Unfit as unfit:
            found.refuse(number, code_of(row[code_at])[:LONGEST_CODE], str(unfit))
            continue
        if taken is None:
            if code_at >= 0:
                refuse_rounded(row[code_at], code_label)
            found.leave_out(number)
            continue
        key, entry = taken
        if table.name == CSV and _is_blank_below(row, watched, above):
            around.noticed[BLANK_BELOW] += 1
        if key in found.entries:
            if code_at >= 0:
                refuse_rounded(row[code_at], code_label)
            found.repeated += 1
            if found.entries[key] != entry:
                found.repeat(number, code_of(row[code_at])[:LONGEST_CODE])
        found.entries[key] = entry
    return found


def _is_blank_below(row: list[object], watched: list[int], above: set[int]) -> bool:
    """Whether a row is blank in a watched column that held something `above`; what it holds is added there."""
    blank = {place for place in watched if row[place] == ""}
    found = bool(blank & above)
    above.update(set(watched) - blank)
    return found


def _refuse_unread(row: list[object], layout: Layout, kind: str) -> None:
    """Raise Unfit for a record with a cell whose value cannot be known; a row that is no record passes with it empty."""
    key = layout.columns.get(CODE.get(kind, "name"), -1)
    is_record = isinstance(row[key], Unread) or (
        bool(code_of(row[key])) if kind in CODE else row[key] not in ("", None)
    )
    for column in COLUMNS[kind]:
        place = layout.columns.get(column.name, -1)
        if not isinstance(row[place], Unread):
            continue
        if is_record and column.name != "field":
            shown = f"là lỗi {row[place]}" if row[place].shown else "là công thức chưa được tính"
            raise Unfit(f"{column.label}: ô này {shown} của bảng tính, không có giá trị. {MEND}")
        row[place] = ""


def _rows(
    table: Table, layout: Layout, found: Reading, progress: Callable[[int], None] | None
) -> Iterator[tuple[int, list]]:
    """Rows that hold something in a column that is looked at, padded, with an empty cell at place -1."""
    places = sorted(set(layout.columns.values()))
    width, labels = places[-1] + 1, {place: name for name, place in layout.columns.items()}
    for number, cells, filled in table.below(layout.header_row):
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
        if filled and (given := filled.intersection(places)):
            found.filled_rows += 1
            found.filled.update(labels[place] for place in given)
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

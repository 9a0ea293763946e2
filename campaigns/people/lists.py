"""An office's list of people as its spreadsheet holds it: the columns found, nothing judged yet.

Only the columns named here are read; all others (CCCD, telephone, address) are dropped at the door
and never stored (NĐ 13/2023 Điều 3: no more than the purpose needs).
"""

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime

from phuong6.lib.sheets.xlsx import Header, Refusal, Row, Sheet, find_header, read_rows
from phuong6.lib.vietnamese import nfc, search_key, short_date, squeeze

MAX_ROWS = 2_000  # written in one transaction: on SQLite everybody else waits meanwhile
HEADINGS = {
    "name": (
        "Họ và tên", "Họ tên", "Họ và tên cán bộ", "Họ tên cán bộ", "Họ và tên cán bộ, công chức",
        "Họ, chữ đệm và tên", "Họ và tên khai sinh", "Tên cán bộ",
    ),
    "family": ("Họ", "Họ đệm", "Họ và đệm", "Họ và chữ lót", "Họ và chữ đệm", "Họ và tên đệm", "Họ lót"),
    "given": ("Tên",),
    "honorific": ("Ông/Bà", "Ông (Bà)", "Ông, Bà", "Ông hoặc Bà", "Danh xưng", "Giới tính", "Phái", "Nam/Nữ", "Nam, nữ", "Nam hay nữ"),
    "birth": (
        "Ngày sinh", "Năm sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Ngày/tháng/năm sinh",
        "Sinh ngày", "Sinh năm", "Ngày, năm sinh", "Ngày năm sinh", "NTNS", "NS",
    ),
    "male": ("Nam",),
    "female": ("Nữ",),
    "position": (
        "Chức vụ", "Chức danh", "Chức vụ, chức danh", "Chức danh, chức vụ", "Chức vụ/chức danh",
        "Chức vụ hiện nay", "Chức vụ công tác", "Nhiệm vụ",
    ),
    "unit": (
        "Đơn vị", "Đơn vị công tác", "Cơ quan", "Cơ quan, đơn vị", "Cơ quan/đơn vị", "Nơi công tác",
        "Tên đơn vị", "Cơ quan công tác", "Cơ quan, đơn vị công tác", "Nơi làm việc",
    ),
}  # fmt: skip
COUNTERS = {"tt", "stt", "so tt", "so thu tu"}
_TOTALS = re.compile(
    r"(tổng cộng|tổng số|tổng|cộng|tong cong|tong so)\b[\s:.,()\d]*(người|nguoi|cán bộ)?[\s.]*"
)
_COUNT = re.compile(r"\d+")


@dataclass(frozen=True)
class ListRow:
    """One row as typed; dates as dd/mm/yyyy. `place` names it on the preview's form."""

    place: str
    number: int
    kind: str  # person, totals, foot
    name: str = ""
    honorific: str = ""
    birth: str = ""
    male: str = ""
    female: str = ""
    position: str = ""
    unit: str = ""
    count: int | None = None  # what a totals row says


@dataclass(frozen=True)
class PeopleList:
    """All rows of the workbook's lists, and the headings that were not read."""

    rows: tuple[ListRow, ...]
    dropped: tuple[str, ...]

    def as_json(self) -> dict:
        return {"rows": [asdict(row) for row in self.rows], "dropped": list(self.dropped)}

    @classmethod
    def from_json(cls, kept: dict) -> "PeopleList":
        return cls(tuple(ListRow(**row) for row in kept["rows"]), tuple(kept["dropped"]))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return short_date(cell)
    return squeeze(str(cell))


def _totals_count(row: Row) -> int | None:
    """The number a totals row states, in whatever cell."""
    for cell in row.cells:
        found = _COUNT.search(_text(cell))
        if found:
            return int(found[0])
    return None


def _is_totals(row: Row) -> bool:
    """Whether the row begins with the bare words "Tổng cộng"; with their marks, for Tống is a family name."""
    first = next((_text(cell) for cell in row.cells if isinstance(cell, str)), "")
    return bool(_TOTALS.fullmatch(nfc(first).lower()))


def _is_numbering(row: Row) -> bool:
    """The row "(1) (2) (3)" that some forms put under their headings."""
    filled = [_text(cell) for cell in row.cells if cell is not None]
    return len(filled) > 1 and all(re.fullmatch(r"\(?\d{1,2}\)?", text) for text in filled)


def _listed(place: str, row: Row, header: Header, *, after_totals: bool) -> ListRow | None:
    if _is_numbering(row):
        return None
    if _is_totals(row):
        return ListRow(place, row.number, "totals", name="Tổng cộng", count=_totals_count(row))
    values = {field: _text(header.value(row, field)) for field in HEADINGS}
    parts = (values.pop("family"), values.pop("given"))
    values["name"] = values["name"] or " ".join(filter(None, parts))
    if after_totals and not (values["name"] and values["unit"]):
        shown = " ".join(filter(None, map(_text, row.cells)))
        return ListRow(place, row.number, "foot", name=shown[:200])
    if not any(values.values()):
        return None  # only a number in the first column, or columns we do not read
    return ListRow(place, row.number, "person", **values)


def _dropped(sheet: Sheet, header: Header) -> list[str]:
    """Headings of the columns that are not read, for the reader to know."""
    used = {column for columns in header.columns.values() for column in columns}
    known = {search_key(wording) for many in HEADINGS.values() for wording in many}
    found = []
    for row in sheet.rows:
        keys = {search_key(cell) for cell in row.cells if isinstance(cell, str)}
        if row.number in {header.last_row - 1, header.last_row} and keys & known:
            found += [
                _text(cell)
                for column, cell in enumerate(row.cells)
                if isinstance(cell, str) and column not in used and search_key(cell) not in known | COUNTERS
            ]
    return found


def _refuse_header(header: Header | None) -> None:
    """Raise Refusal unless the list says who and where."""
    missing = set(header.missing) if header else set(HEADINGS)
    lacking = []
    if "name" in missing and not {"family", "given"}.isdisjoint(missing):
        lacking.append("“Họ và tên”")
    if "unit" in missing:
        lacking.append("“Đơn vị”")
    if lacking:
        raise Refusal(
            f"Bảng tính không có cột {' và cột '.join(lacking)}. "
            "Hãy ghi tên cột ở dòng tiêu đề phía trên danh sách rồi tải lên lại."
        )


def read_list(data: bytes) -> PeopleList:
    """Read the people of an .xlsx, whatever the order and wording of its columns.

    Sheets without such a list are passed over when another has one. Raises Refusal with a
    Vietnamese sentence for a bad file, a missing column or more than 2.000 rows.
    """
    found = [(sheet, find_header(sheet.rows, HEADINGS)) for sheet in read_rows(data)]
    usable = [(sheet, header) for sheet, header in found if header and "unit" not in header.missing]
    best = max(
        (header for _, header in found if header), key=lambda header: -len(header.missing), default=None
    )
    _refuse_header(usable[0][1] if usable else best)
    rows, dropped = [], []
    for index, (sheet, header) in enumerate(usable):
        _refuse_header(header)
        after_totals = False
        for row in sheet.rows:
            if row.number <= header.last_row:
                continue
            listed = _listed(f"{index}-{row.number}", row, header, after_totals=after_totals)
            if listed:
                rows.append(listed)
                after_totals = after_totals or listed.kind == "totals"
        dropped += _dropped(sheet, header)
    if not any(row.kind == "person" for row in rows):
        raise Refusal("Dưới dòng tiêu đề không có người nào. Hãy kiểm tra lại bảng tính rồi tải lên.")
    if len(rows) > MAX_ROWS:
        raise Refusal(f"Danh sách dài hơn {MAX_ROWS:,} dòng. Hãy chia thành nhiều tệp.".replace(",", "."))
    return PeopleList(tuple(rows), tuple(dict.fromkeys(dropped)))

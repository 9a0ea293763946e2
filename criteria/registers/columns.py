"""Which column of a register is which: found by wording, remembered, correctable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from criteria.enums import RegisterKind as K
from phuong6.lib.refusal import Refusal
from phuong6.lib.sheets.xlsx import Row, find_header
from phuong6.lib.vietnamese import search_key, squeeze

LOOKED_AT = 60  # rows from the top
LEAST_TEXTS = 3  # cells of text that make a row look like a header nobody has described yet
LONGEST_KEY = 200
INSIDE = 500  # ranks from here on are of a wording found inside a heading
LEAST_WORDING = 5  # letters of a wording that is looked for inside a longer heading


@dataclass(frozen=True)
class Column:
    """What a register may tell: its name here, its label, the headings it is known under, the likeliest first."""

    name: str
    label: str
    wordings: tuple[str, ...]
    needed: bool = False


def _column(name: str, label: str, wordings: str, *, needed: bool = False) -> Column:
    return Column(name, label, (search_key(label), *map(search_key, wordings.split("|"))), needed)


_NUMBER = "Số ký hiệu|Số và ký hiệu|Số hiệu|Số/ký hiệu|Số văn bản"
_APART = (
    _column(
        "kind", "Loại văn bản", "Loại|Loại VB|Tên loại|Tên loại văn bản|Thể loại văn bản|Hình thức văn bản"
    ),
    _column("sign", "Ký hiệu", "Ký hiệu VB"),  # no longer wording: “Số, ký hiệu văn bản” is the number
)
_SECRET = _column("secret", "Độ mật", "Mức độ mật|Mật|Độ bảo mật")
_ONLINE = "Gửi qua mạng|Gửi điện tử|Gửi, nhận qua mạng|Trục liên thông|Nhận qua mạng|Nhận điện tử|Hình thức gửi điện tử|Nhận qua trục liên thông|Gửi qua trục liên thông"
_PERSON = "Chữ ký số cá nhân|Ký số lãnh đạo|Ký số người ký|Ký số của cá nhân"
_OFFICE = "Chữ ký số cơ quan|Ký số đơn vị|Ký số tổ chức|Ký số của cơ quan|Ký số con dấu"

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    K.ONE_STOP: (
        _column("code", "Mã hồ sơ", "Số hồ sơ|Mã số hồ sơ|Số biên nhận|Mã biên nhận|Mã hồ sơ TTHC", needed=True),
        _column("due", "Ngày hẹn trả", "Ngày hẹn trả kết quả|Hẹn trả|Hẹn trả kết quả|Hạn trả|Hạn trả kết quả|Hạn giải quyết|Hạn xử lý|Ngày hẹn", needed=True),
        _column("returned", "Ngày trả kết quả", "Ngày trả|Trả kết quả|Ngày trả thực tế|Ngày có kết quả|Ngày hoàn thành|Ngày kết thúc|Ngày kết thúc xử lý", needed=True),
        _column("state", "Trạng thái", "Tình trạng|Trạng thái hồ sơ|Tình trạng hồ sơ|Tình trạng xử lý|Trạng thái xử lý|Kết quả xử lý", needed=True),
        _column("received", "Ngày tiếp nhận", "Ngày nhận|Tiếp nhận|Ngày nộp|Ngày nhận hồ sơ|Thời gian tiếp nhận"),
        _column("field", "Lĩnh vực", "Tên lĩnh vực|Nhóm lĩnh vực"),
    ),
    K.OUTGOING: (
        _column("number", "Số, ký hiệu", _NUMBER, needed=True),
        _column("day", "Ngày văn bản", "Ngày tháng|Ngày ban hành|Ngày tháng văn bản|Ngày, tháng, năm|Ngày ký|Ngày đi", needed=True),
        *_APART,
        _SECRET,
        _column("online", "Gửi qua mạng", _ONLINE, needed=True),
        _column("person", "Ký số cá nhân", _PERSON, needed=True),
        _column("office", "Ký số cơ quan", _OFFICE, needed=True),
    ),
    K.INCOMING: (
        _column("number", "Số, ký hiệu", _NUMBER, needed=True),
        _column("day", "Ngày đến", "Ngày nhận|Ngày tháng đến|Ngày văn bản đến|Ngày văn bản|Ngày tháng|Ngày ban hành", needed=True),
        _column("arrival", "Số đến", "Số văn bản đến|Số thứ tự đến"),
        _column("sender", "Cơ quan ban hành", "Tên cơ quan ban hành|Nơi gửi|Cơ quan gửi|Nơi ban hành|Tác giả"),
        *_APART,
        _SECRET,
        _column("online", "Nhận qua mạng", _ONLINE, needed=True),
        _column("person", "Ký số cá nhân", _PERSON),
        _column("office", "Ký số cơ quan", _OFFICE),
    ),
    K.TRAINING: (
        _column("name", "Họ và tên", "Họ tên|Họ và tên cán bộ, công chức|Người tham dự|Học viên|Tên cán bộ, công chức", needed=True),
        _column("course", "Lớp bồi dưỡng", "Tên lớp|Khóa bồi dưỡng|Lớp tập huấn|Nội dung bồi dưỡng|Nội dung|Chuyên đề|Tên khóa học"),
        _column("day", "Ngày học", "Ngày|Thời gian|Ngày tổ chức|Từ ngày|Ngày bồi dưỡng|Ngày tập huấn"),
        _column("data", "Về dữ liệu, dịch vụ công trực tuyến", "Kỹ năng dữ liệu|Phân tích và xử lý dữ liệu|Kỹ năng số|Kỹ năng phân tích và xử lý dữ liệu, dịch vụ công trực tuyến"),
        _column("attended", "Điểm danh", "Có mặt|Tham dự|Dự học|Có dự|Chuyên cần|Tham gia|Vắng, có mặt"),
        _column("result", "Kết quả", "Kết quả học tập|Xếp loại|Đánh giá|Kết quả kiểm tra|Kết quả bồi dưỡng|Đạt, không đạt"),
        _column("unit", "Đơn vị", "Đơn vị công tác|Cơ quan, đơn vị|Nơi công tác"),
    ),
    K.MEETINGS: (
        _column("meeting", "Cuộc họp", "Tên cuộc họp|Nội dung họp|Nội dung|Hội nghị|Nội dung cuộc họp", needed=True),
        _column("day", "Ngày họp", "Ngày|Thời gian|Ngày tổ chức|Ngày tháng", needed=True),
        _column("name", "Người được mời", "Họ và tên|Họ tên|Thành phần được mời|Đại biểu được mời", needed=True),
        _column("position", "Chức vụ", "Chức danh"),
        _column("attended", "Dự họp", "Trực tiếp dự|Có dự|Tham dự|Có mặt|Kết quả dự họp|Điểm danh|Tham gia", needed=True),
        _column("deputy", "Cử người dự thay", "Dự thay|Người dự thay|Ủy quyền|Ủy quyền dự|Cử dự thay"),
    ),
}  # fmt: skip

_PRIVATE = ("dien thoai", "sdt", "so dt", "dia chi", "cccd", "cmnd", "can cuoc", "dinh danh", "email", "thu dien tu", "ngay sinh")  # fmt: skip
_CITIZENS = ("chu ho so", "nguoi nop", "nguoi yeu cau", "nguoi nhan", "ho ten", "ho va ten", "ten cong dan", "to chuc ca nhan", "nguoi lien he", "khach hang")  # fmt: skip


def is_personal(kind: str, heading: str) -> bool:
    """Whether a column under this heading holds what must not be taken: it is never offered, never read."""
    key = search_key(heading)
    words = _PRIVATE if kind in (K.TRAINING, K.MEETINGS) else (*_PRIVATE, *_CITIZENS)
    return any(each in key for each in words)


def memory_key(heading: str) -> str:
    """Under which a heading is remembered."""
    return search_key(heading)[:LONGEST_KEY]


@dataclass(frozen=True)
class Layout:
    """Where the header of a sheet ends, what stands in it, and which 0-based column is which."""

    header_row: int
    headings: dict[int, str]
    columns: dict[str, int]

    def missing(self, kind: str) -> list[str]:
        """Labels of what is needed and not found."""
        return [each.label for each in COLUMNS[kind] if each.needed and each.name not in self.columns]

    def known(self, kind: str) -> int:
        """How many columns have been recognised, the needed ones counted twice."""
        return sum(1 + each.needed for each in COLUMNS[kind] if each.name in self.columns)

    def as_json(self) -> dict:
        return {
            "header_row": self.header_row,
            "headings": [[place, text] for place, text in self.headings.items()],
            "columns": self.columns,
        }

    @classmethod
    def from_json(cls, kept: Mapping) -> "Layout":
        return cls(kept["header_row"], dict(kept["headings"]), kept["columns"])


def propose(
    rows: Sequence[Row], kind: str, remembered: Mapping[str, str], *, header_row: int | None = None
) -> Layout | None:
    """The layout of a sheet, by what was remembered and by wording; None where no row looks like a header.

    `header_row`: the number of the header's last row, where somebody has said it.
    """
    place = _row_numbered(rows, header_row) if header_row else _header_place(rows, kind, remembered)
    if place is None:
        return None
    headings = _headings(rows, place)
    return Layout(rows[place].number, headings, _matched(headings, kind, remembered))


def _row_numbered(rows: Sequence[Row], number: int) -> int | None:
    return next((place for place, row in enumerate(rows) if row.number == number), None)


def _header_place(rows: Sequence[Row], kind: str, remembered: Mapping[str, str]) -> int | None:
    wanted = {each.name: list(each.wordings) for each in COLUMNS[kind]}
    for heading, name in remembered.items():
        wanted.get(name, []).append(heading)
    found = find_header(rows, wanted)
    if found:
        place = _row_numbered(rows, found.last_row)
        below = rows[place + 1] if place + 1 < len(rows) else None
        return place + 1 if below and _divides(rows[place], below) else place
    return next((place for place, row in enumerate(rows) if _looks_like_header(row)), None)


def _looks_like_header(row: Row) -> bool:
    texts = {cell for cell in row.cells if isinstance(cell, str) and not any(map(str.isdigit, cell))}
    return len(texts) >= LEAST_TEXTS and len(texts) == sum(cell is not None for cell in row.cells)


def _divides(upper: Row, lower: Row) -> bool:
    """Whether a row of texts divides headings of the row above and leaves others whole: "Ngày" over "Hẹn trả"."""
    if lower.number != upper.number + 1:
        return False
    filled = [place for place, cell in enumerate(lower.cells) if cell is not None]
    if not all(
        isinstance(lower.cells[each], str) and not any(map(str.isdigit, lower.cells[each])) for each in filled
    ):
        return False
    above = [place for place, cell in enumerate(upper.cells) if cell is not None]
    spanning = all(
        upper.cell(each + 1) is None and lower.cell(each + 1) is not None for each in filled if each in above
    )
    return spanning and len(above) > 1 and any(each not in filled for each in above)


def _headings(rows: Sequence[Row], place: int) -> dict[int, str]:
    """Text over each column; of two header rows both: "Ngày – Hẹn trả"."""
    lower = rows[place]
    upper = rows[place - 1] if place and _divides(rows[place - 1], lower) else None
    if upper is None:
        return {each: squeeze(str(cell)) for each, cell in enumerate(lower.cells) if cell is not None}
    headings, over = {}, ""
    for each in range(max(len(upper.cells), len(lower.cells))):
        above, below = upper.cell(each), lower.cell(each)
        over = squeeze(str(above)) if above is not None else over if below is not None else ""
        texts = [text for text in (over, squeeze(str(below)) if below is not None else "") if text]
        if texts:
            headings[each] = " – ".join(texts)
    return headings


def _matched(headings: Mapping[int, str], kind: str, remembered: Mapping[str, str]) -> dict[str, int]:
    """Which column is which, the surest match first: remembered, then by wording, then by part of the heading."""
    names = {each.name for each in COLUMNS[kind]}
    sure, ignored = [], set()
    for place, heading in headings.items():
        said = remembered.get(memory_key(heading))
        if is_personal(kind, heading) or said == "":
            ignored.add(place)
        elif said in names:
            sure.append((-1, place, said))
    offers = [
        (rank, place, column.name)
        for place, heading in headings.items()
        for column in COLUMNS[kind]
        if place not in ignored and (rank := _rank(heading, column)) is not None
    ]
    found: dict[str, int] = {}
    for _, place, name in sorted(sure) + sorted(offers):
        if name not in found and place not in found.values():
            found[name] = place
    if "returned" in found and not any(name == "returned" for *_, name in sure):
        sole = [rank for rank, place, name in offers if name == "returned" and rank < INSIDE]
        if len(sole) > 1:
            del found["returned"]  # two days of return: somebody says which one counts
    return found


def days_of_return(layout: Layout) -> dict[int, str]:
    """Columns of the counter's register that each tell a day of return, where it has several: place → heading."""
    column = next(each for each in COLUMNS[K.ONE_STOP] if each.name == "returned")
    ranks = {place: _rank(heading, column) for place, heading in layout.headings.items()}
    return {
        place: layout.headings[place] for place, rank in ranks.items() if rank is not None and rank < INSIDE
    }


def _rank(heading: str, column: Column) -> int | None:
    """How sure it is that a heading names a column, 0 the surest; None if it does not."""
    keys = [search_key(part) for part in (heading, *heading.split(" – "))]
    for rank, wording in enumerate(column.wordings):
        if wording in keys:
            return rank
    inside = [
        len(wording)
        for wording in column.wordings
        if len(wording) >= LEAST_WORDING and f" {wording} " in f" {keys[0]} "
    ]
    return 2 * INSIDE - max(inside) if inside else None


def with_choices(layout: Layout, kind: str, choices: Mapping[int, str]) -> Layout:
    """The layout as somebody corrected it: place → name, "" for a column that is not taken. Raises Refusal."""
    columns: dict[str, int] = {}
    for place, name in choices.items():
        if not name or place not in layout.headings or is_personal(kind, layout.headings[place]):
            continue
        if name in columns:
            label = next(each.label for each in COLUMNS[kind] if each.name == name)
            raise Refusal(f"Hai cột cùng được chọn là “{label}”. Hãy chọn lại, mỗi loại chỉ một cột.")
        columns[name] = place
    return Layout(layout.header_row, layout.headings, columns)

"""A plan read: the lines of the paper in, what was understood with its lines out. Pure; writes and asks nothing.

Whatever is not told by the plan in so many words is left to the officer: it stands among `unclear` or `absent`.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from campaigns.enums import TextSection
from campaigns.plan_reading import head as heading
from campaigns.plan_reading import headings as h
from campaigns.plan_reading.contents import Contents
from campaigns.plan_reading.days import due_of, ends_of, is_deadline
from campaigns.plan_reading.findings import CRITERION, EXPECTED, TEXT, Finding, Reading, Unclear
from campaigns.plan_reading.parts import Body, Point, Walker, flat_tables, tables_in
from phuong6.lib.files.docx_text import Line

NO_TITLE = "Không thấy dòng “KẾ HOẠCH” nên không đọc được văn bản này như một kế hoạch."
SEVERAL_DUE = "Có nhiều hạn gửi hồ sơ khác nhau. Hãy chọn một hạn và tự ghi."
SEVERAL_ENDS = "Có nhiều ngày kết thúc khác nhau. Hãy chọn một ngày và tự ghi."
OTHER_DAY = "Ngày này của một đợt hoặc một việc riêng, chưa chắc là ngày kết thúc phong trào."
NO_FIELD = "Phong trào không có ô ghi riêng cho câu này."
LEAD = "Câu dẫn của các ý bên dưới, không ghi thành dòng riêng."
NO_YEAR = "Hạn ghi ngày, tháng mà không ghi năm."
NO_SUBJECT = "Tiêu chí không nói rõ dành cho tập thể hay cá nhân."
NO_PART = "Không rõ thuộc phần nào của kế hoạch."
FLAT_TABLE = "Bảng trong tệp PDF không còn ô, không rõ con số của chỉ tiêu nào. Hãy dùng tệp Word."
NO_NAME = "Trích yếu không nêu rõ tên phong trào, hoặc viết toàn chữ hoa."
NO_CHAIRMAN = "Không đọc được tên Chủ tịch (người ký khác, ký thay, hoặc dòng ký không rõ)."

_SECTIONS = {
    h.AIM: TextSection.AIM,
    h.REQUIREMENT: TextSection.REQUIREMENT,
    h.PARTICIPANT: TextSection.PARTICIPANT,
    h.AWARD: TextSection.AWARD,
    h.MONEY: TextSection.AWARD,
    h.PAPER: TextSection.PAPER,
    h.ORGANISATION: TextSection.ORGANISATION,
    h.RECIPIENT: TextSection.RECIPIENT,
}
_LED = frozenset({h.CONTENT, h.GOAL, h.CRITERIA})
_CLOSED_BY_NOTHING = {TextSection.PARTICIPANT, TextSection.PAPER, TextSection.RECIPIENT}
_SUBJECT_WORDS = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}
_SHARE = r"từ\s+(?P<{}>[0-9]{{1,3}}(?:[.,][0-9]{{1,2}})?)\s*%\s*trở lên"
_INDEX_RULE = re.compile(
    rf"chỉ số.*?{_SHARE.format('floor')}.*?năm trước.*?hoặc.*?{_SHARE.format('enough')}",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_RULE = 1500  # characters of a criterion that are searched for the rule


def read_plan(lines: Sequence[Line]) -> Reading:
    """Read the lines of a plan, as `phuong6.lib.scans.text_lines` gives them."""
    texts = [each.text for each in lines]
    found = heading.find_head(texts)
    if found is None:
        everything = tuple(range(len(texts)))
        return Reading((), (Unclear(NO_TITLE, everything),), tuple(EXPECTED.values()))
    tables = tables_in([(each.table, each.row, each.column) for each in lines])
    in_tables = frozenset(
        at
        for rows in tables.values()
        for columns in rows.values()
        for places in columns.values()
        for at in places
    )
    flat = flat_tables(texts, [not each.table for each in lines])
    in_tables |= {at for places in flat for at in places}
    body = Walker(texts, found.body).walk(in_tables)
    reader = _Reader(texts)
    reader.head(found)
    contents = Contents()
    contents.points([each for each in body.points if each.topic in {h.CONTENT, h.GOAL}])
    for rows in tables.values():
        contents.table(rows, lambda places: " ".join(texts[at] for at in places))
    reader.unclear += [Unclear(FLAT_TABLE, tuple(places)) for places in flat]
    reader.points(body)
    reader.deadline(body)
    reader.ends(body)
    reader.without_field(body)
    reader.chairman(body)
    findings = (*reader.findings, *contents.findings)
    told = {each.field for each in findings}
    absent = tuple(label for name, label in EXPECTED.items() if name not in told)
    return Reading(findings, (*reader.unclear, *contents.unclear), absent)


def _closed(text: str, section: str) -> str:
    """A line as it is kept: names without a closing mark, sentences with a full stop."""
    bare = text.rstrip(" ;.,")
    return bare if section in _CLOSED_BY_NOTHING else f"{bare}."


def _places(groups: Iterable[Iterable[int]]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(at for places in groups for at in places))


class _Reader:
    """Collects what is not of the contents."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.findings: list[Finding] = []
        self.unclear: list[Unclear] = []

    def _tell(self, name: str, value: str, *places: int) -> None:
        self.findings.append(Finding(name, name, EXPECTED[name], value, places))

    def head(self, found: heading.Head) -> None:
        """Title, number, day, bases."""
        title = heading.title_text(self.texts, found)
        places = tuple(found.title[1:] if self.texts[found.title[0]] == "KẾ HOẠCH" else found.title)
        if name := heading.name_in(title):
            self._tell("name", name, *places)
        else:
            self.unclear.append(Unclear(NO_NAME, places))
        years = heading.years_in(title)
        if len(years) == 1:
            self._tell("year", str(years.pop()), *places)
        self._number(found.structural)
        for order, at in enumerate(found.bases, 1):
            self._line(TextSection.LEGAL_BASIS, order, heading.basis_text(self.texts[at]), (at,))

    def _number(self, places: Sequence[int]) -> None:
        for at in places:
            if number := heading.NUMBER.match(self.texts[at]):
                self._tell("plan_notation", number["notation"], at)
                if number["number"]:
                    self._tell("plan_number", str(int(number["number"])), at)
            elif placed := heading.PLACE_DAY.match(self.texts[at]):
                self._day(at, placed["day"], placed["month"], placed["year"])

    def _day(self, at: int, day: str, month: str, year: str | None) -> None:
        if month and 1 <= int(month) <= 12:  # noqa: PLR2004
            self._tell("plan_month", str(int(month)), at)
        if not (day and month and year):
            return
        try:
            self._tell("plan_day", f"{date(int(year), int(month), int(day)):%d/%m/%Y}", at)
        except ValueError:
            self.unclear.append(Unclear("Ngày của kế hoạch không có thật.", (at,)))

    def _line(self, section: str, order: int, text: str, places: tuple[int, ...]) -> None:
        label = f"{TextSection(section).label} {order}"
        extra = {"section": str(section), "order": str(order)}
        self.findings.append(Finding(f"{section}-{order}", TEXT, label, text, places, extra))

    def points(self, body: Body) -> None:
        """Lines of the plan's text, and criteria."""
        counts: dict[str, int] = {}
        for point in body.points:
            places = tuple(point.sources)
            if point.topic == h.CRITERIA and not point.heads:
                self._criterion(point, counts)
            elif section := _SECTIONS.get(point.topic):
                if point.topic in {h.PAPER, h.AWARD} and is_deadline(point):
                    continue
                counts[section] = counts.get(section, 0) + 1
                self._line(section, counts[section], _closed(point.text, section), places)
            elif point.heads and not h.SIX_AREAS.match(point.text) and point.topic in _LED:
                self.unclear.append(Unclear(LEAD, places))
            elif point.topic in {h.MIXED, h.CLOSING}:
                self.unclear.append(Unclear(NO_PART, places))
        self.unclear += [Unclear(NO_PART, (at,)) for at in body.empty]

    def _criterion(self, point: Point, counts: dict[str, int]) -> None:
        if point.subject not in _SUBJECT_WORDS:
            self.unclear.append(Unclear(NO_SUBJECT, tuple(point.sources)))
            return
        order = counts[point.subject] = counts.get(point.subject, 0) + 1
        text = _closed(point.text, "")
        extra = {"kind": point.subject, "order": str(order), **index_rule_in(text)}
        label = f"Tiêu chí {_SUBJECT_WORDS[point.subject]} {order}"
        key = f"criterion-{point.subject}-{order}"
        self.findings.append(Finding(key, CRITERION, label, text, tuple(point.sources), extra))

    def deadline(self, body: Body) -> None:
        """Until when dossiers come in: one moment in the whole plan, or none."""
        due = due_of(body.points)
        places = _places(due.moments.values())
        if due.yearless:
            self.unclear.append(Unclear(NO_YEAR, _places([due.yearless])))
        elif len(due.moments) == 1:
            self._tell("dossier_too_late", f"{next(iter(due.moments)):%d/%m/%Y %H:%M}", *places)
        elif due.moments:
            self.unclear.append(Unclear(SEVERAL_DUE, places))

    def ends(self, body: Body) -> None:
        """The campaign's last day: from the part about time."""
        days, others = ends_of(body.points)
        self.unclear += [Unclear(OTHER_DAY, tuple(each.sources)) for each in others]
        places = _places(days.values())
        if len(days) == 1:
            self._tell("ends_on", f"{next(iter(days)):%d/%m/%Y}", *places)
        elif days:
            self.unclear.append(Unclear(SEVERAL_ENDS, places))

    def without_field(self, body: Body) -> None:
        """What the parts about time say besides: the campaign has no field for it."""
        told = {at for each in (*self.findings, *self.unclear) for at in each.sources}
        for point in body.points:
            if point.topic in {h.TIME, h.DEADLINE} and not told.intersection(point.sources):
                self.unclear.append(Unclear(NO_FIELD, tuple(point.sources)))

    def chairman(self, body: Body) -> None:
        """The chairman, where he signs himself."""
        signed = heading.signer_in([(at, self.texts[at].strip()) for at in body.signing])
        if signed is None:
            self.unclear.append(Unclear(NO_CHAIRMAN, tuple(body.signing)))
            return
        post_at, name_at, post, name = signed
        self._tell("chairman_title", post, post_at)
        self._tell("chairman_name", name, name_at)


def index_rule_in(text: str) -> dict[str, str]:
    """Floor and enough of a criterion by the reform index (plan, III.4), in percent; empty where it asks for none.

    "từ 80% trở lên … và … cao hơn năm trước … hoặc … từ 83% trở lên": any other wording is no such rule.
    """
    found = _INDEX_RULE.search(text[:LONGEST_RULE])
    if found is None:
        return {}
    floor, enough = (found[name].replace(",", ".") for name in ("floor", "enough"))
    return {"uses_index": "1", "index_floor": floor, "index_enough": enough}

"""Lists of people: who was at a course, which heads of the ward were at the city's meetings."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from criteria.enums import Attended
from criteria.registers import cells, words
from criteria.registers.cells import Unfit
from criteria.registers.entries import LONGEST, Figures, Invited, Reader, Surroundings, Training, short
from phuong6.lib.vietnamese import proper_case, search_key

# "Bảo vệ dữ liệu cá nhân", "Xử lý dữ liệu cá nhân" teach the law, not the skill the plan asks for.
_DATA_COURSE = re.compile(
    r"\b(?:dich vu cong truc tuyen|(?:phan tich|xu ly|khai thac)(?: (?:va|su dung|co so|cac))* du lieu(?! ca nhan))\b"
)
DATA = "Về dữ liệu, dịch vụ công trực tuyến"


def training_reader(at: Callable[[str], int], around: Surroundings) -> Reader:
    name_at, course_at, day_at, data_at, unit_at = (
        at(each) for each in ("name", "course", "day", "data", "unit")
    )
    came_at, result_at = at("attended"), at("result")
    is_marked = data_at >= 0
    read_day = around.column_of_days("Ngày học").read

    def read(row: Sequence[object]):
        name = proper_case(cells.text(row[name_at]))
        course = cells.text(row[course_at]) or around.course
        if not name or any(map(str.isdigit, name)) or (not cells.text(row[course_at]) and course_at >= 0):
            return None
        _refuse_absent(row, came_at, result_at)
        key = search_key(name)
        known = around.people.get(key, ())
        if len(known) > 1:
            unit = search_key(cells.text(row[unit_at]))
            known = [each for each in known if each[1] == unit]
            if len(known) != 1:
                raise Unfit(
                    "Có nhiều người trùng tên này trong danh sách của phường. Hãy ghi đúng tên đơn vị."
                )
            key = f"{key} {unit}"
        day = cells.past(read_day(row[day_at]), "Ngày học", around.today)
        course_key = search_key(short(course, LONGEST["text"], "Lớp bồi dưỡng"))
        data = words.mark(row[data_at], DATA) if is_marked else bool(_DATA_COURSE.search(course_key))
        official = known[0][0] if known else None
        name = short(name, LONGEST["name"], "Họ và tên")
        return (key[: LONGEST["name"]], course_key), Training(official, name, course, day, data)

    return read


def _refuse_absent(row: Sequence[object], came_at: int, result_at: int) -> None:
    """Raise Unfit for somebody who was not there, or did not pass: not trained."""
    if came_at >= 0 and words.attended(row[came_at], None, "Điểm danh") != Attended.PRESENT:
        raise Unfit("Điểm danh ghi vắng hoặc để trống nên không tính là đã được bồi dưỡng.")
    if not words.passed(row[result_at], "Kết quả"):
        raise Unfit("Kết quả không đạt nên không tính là đã được bồi dưỡng.")


def training_figures(entries: Iterable[Training], around: Surroundings) -> Figures:
    found = list(entries)
    trained = {each.official for each in found if each.official}
    data = {each.official for each in found if each.official and each.data}
    unlisted = {search_key(each.name): each.name for each in found if each.official is None}
    counts = {
        "attendances": len(found),
        "trained": len(trained),
        "data_trained": len(data),
        "all_people": around.all_people,
        "not_listed": len(unlisted),
    }
    told = {
        "unlisted": [unlisted[key] for key in sorted(unlisted)],
        "data_courses": sorted({each.course for each in found if each.data}),
    }
    return Figures(min(len(trained), around.all_people), around.all_people, counts, told)


def meeting_reader(at: Callable[[str], int], around: Surroundings) -> Reader:
    meeting_at, day_at, name_at, position_at, came_at, deputy_at = (
        at(each) for each in ("meeting", "day", "name", "position", "attended", "deputy")
    )
    read_day = around.column_of_days("Ngày họp").read

    def read(row: Sequence[object]):
        name, meeting = proper_case(cells.text(row[name_at])), cells.text(row[meeting_at])
        if not name or any(map(str.isdigit, name)) or not meeting:
            return None
        day = cells.past(read_day(row[day_at]), "Ngày họp", around.today)
        if day is None:
            raise Unfit("Thiếu ngày họp.")
        position = cells.text(row[position_at])
        if position and not words.is_head(position):
            raise Unfit("Không phải Chủ tịch, Phó Chủ tịch UBND nên không tính vào chỉ tiêu này.")
        key = (search_key(short(meeting, LONGEST["text"], "Cuộc họp")), day, search_key(name))
        came = words.attended(row[came_at], row[deputy_at], "Dự họp")
        return key, Invited(meeting, short(name, LONGEST["name"], "Người được mời"), day, came)

    return read


def meeting_figures(entries: Iterable[Invited], around: Surroundings) -> Figures:
    found = list(entries)
    counts = Counter(each.attended for each in found)
    meetings = len({(search_key(each.meeting), each.day) for each in found})
    told = {"meetings": meetings, "invited": len(found)} | {each.value: counts[each] for each in Attended}
    return Figures(counts[Attended.PRESENT], len(found), told)

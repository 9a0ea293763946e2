"""Past awards entered: one by hand, or many from a spreadsheet that is looked at first; none twice."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.admin.models import DELETION, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from awards.enums import AwardLevel
from awards.history.rules import may_keep_history
from awards.models import Award, PastAward
from campaigns.models import Collective, Official
from phuong6.lib.dates import parse_vn_date
from phuong6.lib.refusal import Refusal
from phuong6.lib.sheets.xlsx import Header, Row, find_header, read_rows
from phuong6.lib.vietnamese import search_key, short_date
from phuong6.office.workflow import NotAllowed, Refused

HEADINGS = {
    "name": ["Họ và tên, tập thể", "Họ và tên", "Họ tên", "Tên", "Tập thể, cá nhân", "Cá nhân, tập thể"],
    "unit": ["Đơn vị", "Đơn vị công tác", "Phòng ban", "Cơ quan"],
    "number": ["Số quyết định", "Số QĐ", "Quyết định số"],
    "decided_on": ["Ngày quyết định", "Ngày QĐ", "Ngày ký", "Ngày"],
    "form": ["Hình thức khen thưởng", "Hình thức"],
    "title": ["Danh hiệu thi đua", "Danh hiệu"],
    "level": ["Cấp quyết định", "Cấp", "Cấp khen thưởng"],
    "achievement": ["Thành tích", "Nội dung khen thưởng", "Nội dung"],
}
NEEDED = {
    "name": "Họ và tên, tập thể",
    "number": "Số quyết định",
    "decided_on": "Ngày quyết định",
    "level": "Cấp quyết định",
}
LEVELS = {search_key(each.label): each.value for each in AwardLevel} | {
    "xa": AwardLevel.COMMUNE,
    "phuong": AwardLevel.COMMUNE,
    "cap phuong": AwardLevel.COMMUNE,
    "huyen": AwardLevel.DISTRICT,
    "thanh pho": AwardLevel.DISTRICT,
    "cap thanh pho": AwardLevel.DISTRICT,
    "tinh": AwardLevel.PROVINCE,
    "cap tinh": AwardLevel.PROVINCE,
    "bo": AwardLevel.PROVINCE,
    "nha nuoc": AwardLevel.STATE,
}
MOST_ROWS = 5000


@dataclass
class JudgedRow:
    """A row of the spreadsheet: what it becomes, or why not."""

    number: int
    name: str
    told: str
    values: dict = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    is_known: bool = False

    @property
    def is_new(self) -> bool:
        return not self.problems and not self.is_known


@transaction.atomic
def enter_past_award(*, by, **values) -> PastAward:
    """One past award. Raises NotAllowed, Refused, ValidationError (sentences beside the fields)."""
    if not may_keep_history(by):
        raise NotAllowed("Chỉ cán bộ Nội vụ được ghi khen thưởng trước đây.")
    subject = values.get("official") or values.get("collective")
    entry = PastAward(by=by, **values | {"name": values.get("name") or str(subject or "")})
    if entry.decided_on and entry.decided_on > timezone.localdate():
        raise ValidationError({"decided_on": "Ngày quyết định không thể ở tương lai."})
    if _given_here(entry):
        raise Refused("Khen thưởng này đã có trong sổ khen thưởng của phường, không cần ghi thêm.")
    entry.full_clean()
    entry.save()
    return entry


@transaction.atomic
def remove_past_award(pk: int, *, by, reason: str) -> None:
    """Strike out an entry made by mistake; what it said stays in the log. Raises NotAllowed and Refused."""
    if not may_keep_history(by):
        raise NotAllowed("Chỉ cán bộ Nội vụ được xóa khen thưởng trước đây.")
    if not reason.strip():
        raise Refused("Hãy ghi lý do xóa.")
    entries = PastAward.objects.select_for_update().filter(pk=pk)
    entry = entries.first()
    if entry is None:
        raise Refused("Mục này vừa được người khác xóa.")
    told = f"Xóa: {entry}, ngày {short_date(entry.decided_on)}. Lý do: {reason.strip()}"
    LogEntry.objects.log_actions(by.pk, entries, DELETION, told, single_object=True)
    entry.delete()


def _given_here(entry: PastAward) -> bool:
    """Whether our own register has it: the same decision of the same day for the same person or collective."""
    same_day = Award.objects.filter(
        decision__decided_on=entry.decided_on,
        nominee__official=entry.official,
        nominee__collective=entry.collective,
    ).values_list("decision__number", flat=True)
    return search_key(entry.number) in map(search_key, same_day)


# --- from a spreadsheet -------------------------------------------------------------------------------


def read_past_awards(data: bytes) -> list[dict]:
    """The rows of the first sheet that has the headings, as plain texts. Raises Refusal with what to do."""
    for sheet in read_rows(data):
        header = find_header(sheet.rows, HEADINGS)
        if header is None:
            continue
        if lacking := [f"“{title}”" for key, title in NEEDED.items() if key in header.missing]:
            raise Refusal(f"Bảng tính thiếu cột {', '.join(lacking)}. Hãy thêm cột rồi tải lên lại.")
        found = [_texts(header, row) for row in sheet.rows if row.number > header.last_row]
        found = [each for each in found if each["name"]]
        if len(found) > MOST_ROWS:
            raise Refusal(f"Bảng tính có hơn {MOST_ROWS} dòng. Hãy chia thành nhiều tệp.")
        if found:
            return found
    raise Refusal(
        "Không tìm thấy dòng tiêu đề có các cột “Họ và tên”, “Số quyết định”, “Ngày quyết định”, “Cấp quyết định”."
    )


def _texts(header: Header, row: Row) -> dict:
    def text(key: str) -> str:
        value = header.value(row, key)
        return short_date(value) if isinstance(value, date) else "" if value is None else str(value).strip()

    return {"row": row.number} | {key: text(key) for key in HEADINGS}


class _People:
    """Who is known, by name; read once."""

    def __init__(self):
        self.named: dict[str, list] = {}
        for each in Official.objects.select_related("unit"):
            self.named.setdefault(each.search_key, []).append(each)
        for each in Collective.objects.select_related("unit"):
            self.named.setdefault(each.search_key, []).append(each)

    def find(self, name: str, unit: str):
        """The one person or collective of this name, of this unit where it is told; a sentence when there is no one."""
        found = self.named.get(search_key(name), [])
        if unit:
            found = [each for each in found if search_key(each.unit.name) == search_key(unit)]
        if len(found) == 1:
            return found[0], ""
        if found:
            return None, "Có nhiều người hoặc tập thể trùng tên; hãy ghi cột “Đơn vị” cho rõ là ai."
        where = f" ở đơn vị “{unit}”" if unit else ""
        return None, f"Chưa có tên này trong danh sách{where}; hãy thêm vào danh sách cán bộ, tập thể trước."


def judge(rows: Iterable[dict]) -> list[JudgedRow]:
    """What each row becomes: new, known already (in the history, or a row above), or refused with the reasons."""
    people, today = _People(), timezone.localdate()
    known = {
        (*pair, day, number)
        for *pair, day, number in PastAward.objects.values_list(
            "official", "collective", "decided_on", "number_key"
        )
    }
    known |= {
        (*pair, day, search_key(number))
        for *pair, day, number in Award.objects.filter(decision__decided_on__isnull=False).values_list(
            "nominee__official", "nominee__collective", "decision__decided_on", "decision__number"
        )
    }
    judged = []
    for row in rows:
        each = _judge(row, people, today)
        if not each.problems:
            subject = each.values["official"], each.values["collective"]
            key = (*subject, each.values["decided_on"], search_key(each.values["number"]))
            each.is_known = key in known
            known.add(key)
        judged.append(each)
    return judged


def _judge(row: dict, people: _People, today: date) -> JudgedRow:
    told = " · ".join(
        filter(None, (row["number"], row["decided_on"], row["form"], row["title"], row["level"]))
    )
    judged = JudgedRow(row["row"], row["name"], told)
    subject, problem = people.find(row["name"], row["unit"])
    problems = [problem] if problem else []
    day = None
    try:
        day = parse_vn_date(row["decided_on"])
    except ValueError as error:
        problems.append(str(error))
    if day and day > today:
        problems.append("Ngày quyết định không thể ở tương lai.")
    if not row["number"]:
        problems.append("Thiếu số quyết định.")
    level = LEVELS.get(search_key(row["level"]))
    if level is None:
        problems.append("Cấp quyết định phải là: " + ", ".join(each.label for each in AwardLevel) + ".")
    if not row["form"] and not row["title"]:
        problems.append("Thiếu hình thức khen thưởng hoặc danh hiệu thi đua.")
    problems += [
        f"“{PastAward._meta.get_field(key).verbose_name}” dài quá."
        for key in ("number", "form", "title")
        if len(row[key]) > PastAward._meta.get_field(key).max_length
    ]
    judged.problems = problems
    if not problems:
        judged.values = {
            "official": subject.pk if isinstance(subject, Official) else None,
            "collective": subject.pk if isinstance(subject, Collective) else None,
            "name": str(subject),
            "number": row["number"],
            "decided_on": day,
            "form": row["form"],
            "title": row["title"],
            "level": level,
            "achievement": row["achievement"],
        }
    return judged


@transaction.atomic
def carry_out(rows: Iterable[dict], *, by) -> int:
    """Write what is new of these rows, judged anew; returns how many. Raises NotAllowed."""
    if not may_keep_history(by):
        raise NotAllowed("Chỉ cán bộ Nội vụ được ghi khen thưởng trước đây.")
    made = 0
    for each in judge(rows):
        if each.is_new:
            values = each.values
            PastAward.objects.create(
                by=by,
                official_id=values.pop("official"),
                collective_id=values.pop("collective"),
                **values,
            )
            made += 1
    return made

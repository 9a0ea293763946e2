"""Past awards entered: one by hand, or many from a spreadsheet that is looked at first; none twice."""

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
from phuong6.office.imports import Intake
from phuong6.office.posts import said
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


@transaction.atomic
def enter_past_award(*, by, **values) -> PastAward:
    """One past award. Raises NotAllowed, Refused, ValidationError (sentences beside the fields)."""
    if not may_keep_history(by):
        raise NotAllowed(said("Chỉ {internal_affairs} được ghi khen thưởng trước đây."))
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
        raise NotAllowed(said("Chỉ {internal_affairs} được xóa khen thưởng trước đây."))
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


def _known() -> set[tuple]:
    """Subject, day and number of every award the history or our own register has."""
    past = PastAward.objects.values_list("official", "collective", "decided_on", "number_key")
    ours = Award.objects.filter(decision__decided_on__isnull=False).values_list(
        "nominee__official", "nominee__collective", "decision__decided_on", "decision__number"
    )
    return {*past, *((*subject, search_key(number)) for *subject, number in ours)}


class PastAwardIntake(Intake):
    """What each row becomes: new, skipped (known, in the history or from a row above), or refused with the reasons."""

    class Meta:
        model = PastAward
        fields = ()
        force_init_instance = True
        use_bulk = True
        skip_diff = True
        store_row_values = True

    def __init__(self, *, by):
        super().__init__()
        self.by, self.people, self.known = by, _People(), _known()

    def init_instance(self, row=None) -> PastAward:
        return PastAward(by=self.by)

    def before_import_row(self, row: dict, **kwargs) -> None:
        row["told"] = " · ".join(
            filter(None, map(row.get, ("number", "decided_on", "form", "title", "level")))
        )

    def import_instance(self, instance: PastAward, row: dict, **kwargs) -> None:
        subject, problem = self.people.find(row["name"], row["unit"])
        problems = [problem] if problem else []
        try:
            instance.decided_on = parse_vn_date(row["decided_on"])
        except ValueError as error:
            problems.append(str(error))
        if instance.decided_on and instance.decided_on > timezone.localdate():
            problems.append("Ngày quyết định không thể ở tương lai.")
        instance.level = LEVELS.get(search_key(row["level"]))
        problems += _lacking(row, instance.level)
        if problems:
            raise ValidationError(problems)
        instance.official = subject if isinstance(subject, Official) else None
        instance.collective = subject if isinstance(subject, Collective) else None
        instance.name = str(subject)
        for key in ("number", "form", "title", "achievement"):
            setattr(instance, key, row[key])

    def skip_row(self, instance: PastAward, original, row: dict, import_validation_errors=None) -> bool:
        if import_validation_errors:
            return False
        subject = instance.official_id, instance.collective_id
        key = (*subject, instance.decided_on, search_key(instance.number))
        is_known = key in self.known
        self.known.add(key)
        return is_known


def _lacking(row: dict, level: str | None) -> list[str]:
    problems = [] if row["number"] else ["Thiếu số quyết định."]
    if level is None:
        problems.append("Cấp quyết định phải là: " + ", ".join(each.label for each in AwardLevel) + ".")
    if not row["form"] and not row["title"]:
        problems.append("Thiếu hình thức khen thưởng hoặc danh hiệu thi đua.")
    return problems + [
        f"“{PastAward._meta.get_field(key).verbose_name}” dài quá."
        for key in ("number", "form", "title")
        if len(row[key]) > PastAward._meta.get_field(key).max_length
    ]


@transaction.atomic
def carry_out(rows: list[dict], *, by) -> int:
    """Write what is new of these rows, judged anew; returns how many. Raises NotAllowed."""
    if not may_keep_history(by):
        raise NotAllowed(said("Chỉ {internal_affairs} được ghi khen thưởng trước đây."))
    return PastAwardIntake(by=by).write(rows).totals["new"]

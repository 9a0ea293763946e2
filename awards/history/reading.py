"""What a person, a collective or a unit was awarded over the years: by this ward's decisions and before them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, CharField, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf

from awards.enums import AwardLevel, DecisionStatus
from awards.models import Award, PastAward
from campaigns.models import Collective, Official
from dossiers.enums import NomineeStatus
from phuong6.lib.vietnamese import search_key, short_date

COLUMNS = (
    "Họ và tên, tập thể",
    "Số quyết định",
    "Ngày quyết định",
    "Hình thức khen thưởng",
    "Danh hiệu thi đua",
    "Cấp quyết định",
    "Thành tích",
)
FORM = "Giấy khen"
KEYS = ("on", "no", "what", "honour", "rank", "deed", "who", "real", "person", "body", "past")


@dataclass(frozen=True)
class HistoryLine:
    """One award: `form` or `title` says what, `level` who decided; `past` is the entry's id, 0 for our own decisions."""

    day: date
    number: str
    form: str
    title: str
    level: str
    achievement: str
    name: str
    is_real: bool
    official: int | None
    collective: int | None
    past: int

    @property
    def what(self) -> str:
        return ", ".join(filter(None, (self.form, self.title)))

    @property
    def level_label(self) -> str:
        return AwardLevel(self.level).label

    @property
    def sentence(self) -> str:
        """Return "Giấy khen (Cấp xã), Quyết định số 12/QĐ-UBND ngày 05/12/2023", as a council hears it."""
        return f"{self.what} ({self.level_label}), Quyết định số {self.number} ngày {short_date(self.day)}"


def history_of(subject: Official | Collective) -> list[HistoryLine]:
    """All awards of a person or a collective, newest first; one query. Nothing of a decision not yet issued."""
    chosen = {"official": subject} if isinstance(subject, Official) else {"collective": subject}
    return lines_of(history(**chosen))


def lines_of(rows) -> list[HistoryLine]:
    """Rows of `history` as lines."""
    return [HistoryLine(*(row[key] for key in KEYS)) for row in rows]


def history(
    *, official=None, collective=None, units=None, sought: str = "", real_only: bool = False
) -> QuerySet:
    """Rows (dicts of KEYS) newest first, of this person, this collective, or of all who belong to these units.

    `real_only` leaves out samples and rehearsals, as the cadre database must.
    """
    own = Award.objects.filter(decision__status=DecisionStatus.ISSUED, nominee__status=NomineeStatus.AWARDED)
    past = PastAward.objects.all()
    if official is not None:
        own, past = own.filter(nominee__official=official), past.filter(official=official)
    if collective is not None:
        own, past = own.filter(nominee__collective=collective), past.filter(collective=collective)
    if units is not None:
        own = own.filter(nominee__dossier__unit__in=units)
        past = past.filter(official__unit__in=units) | past.filter(collective__unit__in=units)
    if real_only:
        own = own.filter(decision__campaign__is_sample=False, decision__campaign__is_rehearsal=False)
    if sought:
        own = own.filter(nominee__search_key__contains=search_key(sought))
        past = past.filter(search_key__contains=search_key(sought))
    return _own(own).union(_past(past), all=True).order_by("-on", "who", "no")


def _own(awards: QuerySet[Award]) -> QuerySet:
    marked = (
        When(decision__campaign__is_sample=True, then=False),
        When(decision__campaign__is_rehearsal=True, then=False),
    )
    return (
        awards.order_by()
        .annotate(
            on=F("decision__decided_on"),
            no=F("decision__number"),
            what=Value(FORM, CharField()),
            honour=Value("", CharField()),
            rank=Value(AwardLevel.COMMUNE.value, CharField()),
            deed=F("decision__campaign__achievement_line"),
            who=Coalesce(NullIf("corrected_name", Value("")), "name", output_field=CharField()),
            real=Case(*marked, default=True, output_field=BooleanField()),
            person=F("nominee__official_id"),
            body=F("nominee__collective_id"),
            past=Value(0, IntegerField()),
        )
        .values(*KEYS)
    )


def _past(entries: QuerySet[PastAward]) -> QuerySet:
    return (
        entries.order_by()
        .annotate(
            on=F("decided_on"),
            no=F("number"),
            what=F("form"),
            honour=F("title"),
            rank=F("level"),
            deed=F("achievement"),
            who=F("name"),
            real=Value(True, BooleanField()),
            person=F("official_id"),
            body=F("collective_id"),
            past=Coalesce(F("pk"), 0),
        )
        .values(*KEYS)
    )


def cells(line: HistoryLine) -> tuple:
    """One line as `COLUMNS` asks."""
    return (
        line.name,
        line.number,
        line.day,
        line.form,
        line.title,
        line.level_label,
        line.achievement,
    )

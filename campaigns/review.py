"""The list to go through before a campaign opens: each doubtful text, and who has looked at it as it now stands."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from campaigns.models import WARD_NAME_FIELDS, Campaign, LegalRegime
from campaigns.rules import may_prepare_campaigns
from campaigns.stale import DECREE, Leftover, Setting, bare, leftovers, proposed
from phuong6.office.posts import renamed_by, said
from phuong6.office.workflow import NotAllowed, Refused

AWARD, PLAN = "giấy khen, quyết định", "kế hoạch phát động"  # papers that print a text word for word
MINUTES = f"{PLAN}, biên bản họp Hội đồng"
PLACE_FIELDS = ("place_name", "ward_name", "city_name", "superior_name")
UNREVIEWED = "Chưa rà soát"  # begins each sentence about a text nobody has looked at
NAMED = 3  # texts told by name where something is refused
LOGGED = "Rà soát nội dung."


@dataclass(frozen=True)
class Place:
    """Where a text stands: `key` names it, `printed` says which papers print it word for word."""

    key: str
    label: str
    row: Model
    field: str
    printed: str = ""
    right: str = ""  # what the ward's record says instead, of a name the campaign brought along

    @property
    def text(self) -> str:
        return getattr(self.row, self.field)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Doubt:
    """A text with what is doubtful in it, and the tick that belongs to these very words (None: nobody's)."""

    place: Place
    found: list[Leftover]
    tick: dict | None
    proposal: str = ""  # the whole text with all that is proposed

    @property
    def looked_at(self) -> datetime | None:
        """When it was ticked."""
        return datetime.fromisoformat(self.tick["at"]) if self.tick else None


def setting_of(campaign: Campaign) -> Setting:
    """What is right for it: the ward's record as it is today, and the decrees of regimes over by its last day."""
    ward, day = campaign.ward, campaign.last_day
    regimes = list(LegalRegime.objects.order_by("-from_day"))
    now = next((each for each in regimes if each.from_day <= day and each.covers(day)), None)
    ended = []
    for each in regimes:
        match = DECREE.search(each.decree) if each.from_day <= day and each != now else None
        if match:
            ended.append((match[1], now.decree if now else ""))
    names = tuple(getattr(ward, each) for each in PLACE_FIELDS)
    return Setting(
        campaign.year, campaign.earliest_launch, names, tuple(ended), _former(campaign), renamed_by(day)
    )


def _former(campaign: Campaign) -> tuple[tuple[str, str], ...]:
    """Names the ward's campaigns bear, each with what stands in its place on the ward's record today."""
    ward, found = campaign.ward, {}
    for row in ward.campaigns.values(*PLACE_FIELDS):
        for field, name in row.items():
            right = getattr(ward, field)
            if name == right:
                continue
            if field in ("place_name", "city_name"):
                found.setdefault(name, right)
            if own := bare(name):
                found.setdefault(own, bare(right))
    return tuple(found.items())


def places_of(campaign: Campaign) -> list[Place]:
    """Every text of the campaign, what the giấy khen prints first."""
    found = [
        Place("achievement_line", "Câu ghi trên giấy khen", campaign, "achievement_line", AWARD),
        Place("name", "Tên phong trào", campaign, "name", AWARD),
    ]
    if campaign.is_being_prepared:  # an open one keeps the names it was opened with
        found += [
            Place(each, _label(each), campaign, each, AWARD, getattr(campaign.ward, each))
            for each in WARD_NAME_FIELDS
        ]
    found += [
        Place(f"criterion-{row.pk}", f"Tiêu chí: {row.short}", row, "text", MINUTES)
        for row in campaign.criteria.all()
    ]
    found += [
        Place(f"text-{row.pk}", row.get_section_display(), row, "text", PLAN) for row in campaign.texts.all()
    ]
    found += [
        Place(f"area-{row.pk}", f"Lĩnh vực: {row.name}", row, "text", PLAN) for row in campaign.areas.all()
    ]
    for row in campaign.targets.all():
        title = f"Chỉ tiêu: {row.name}"
        found.append(Place(f"target-{row.pk}-name", title, row, "name", PLAN))
        found += [Place(f"target-{row.pk}-{each}", title, row, each) for each in ("numerator", "denominator")]
    return found


def _label(field: str) -> str:
    return str(Campaign._meta.get_field(field).verbose_name)


def _doubtful(place: Place, now: Setting) -> tuple[list[Leftover], str]:
    """What is doubtful in a text, and the text with all that is proposed."""
    if not place.right:
        return leftovers(place.text, now), proposed(place.text, now)
    if place.text == place.right:
        return [], ""
    return [Leftover(place.text, "khác bản ghi Phường", place.right)], place.right


def doubts_of(campaign: Campaign) -> list[Doubt]:
    """The texts to look at, in the order of `places_of`; a constant number of queries."""
    now = setting_of(campaign)
    doubts = []
    for place in places_of(campaign):
        found, proposal = _doubtful(place, now)
        if found:
            tick = campaign.reviewed.get(place.key)
            own = tick if tick and tick["digest"] == place.digest else None
            doubts.append(Doubt(place, found, own, proposal))
    return doubts


def printed_unticked(campaign: Campaign, paper: str = "") -> list[str]:
    """Sentences: printed texts nobody has looked at as they now stand; with `paper` only those printed there.

    The first few by name, the rest counted: the list itself names them all.
    """
    left = [
        each
        for each in doubts_of(campaign)
        if each.place.printed and each.tick is None and paper in each.place.printed
    ]
    sentences = [
        f"{UNREVIEWED} “{each.place.label}”: có “{each.found[0].words}” ({each.found[0].why}). "
        "Hãy xem ở trang của phong trào, mục Rà soát nội dung."
        for each in left[:NAMED]
    ]
    more = len(left) - NAMED
    return sentences + ([f"{UNREVIEWED} {more} câu khác có in trên giấy tờ."] if more > 0 else [])


@transaction.atomic
def look_at(campaign: Campaign, key: str, text: str, seen: str, by) -> None:
    """Keep this text as typed and tick it: `seen` is the digest of the words the page showed.

    Raises NotAllowed; Refused where the text has changed meanwhile, or is not there any more; ValidationError.
    """
    if not may_prepare_campaigns(by):
        raise NotAllowed(said("Chỉ {internal_affairs} rà soát nội dung phong trào."))
    locked = Campaign.objects.select_for_update(of=("self",)).select_related("ward").get(pk=campaign.pk)
    place = next((each for each in places_of(locked) if each.key == key), None)
    if place is None or place.digest != seen:
        raise Refused("Câu này vừa được người khác sửa. Hãy xem lại câu hiện có rồi bấm lại.")
    before = place.text
    if text != before:
        setattr(place.row, place.field, text)
        try:
            place.row.full_clean()
        except ValidationError as error:
            raise Refused(*error.messages) from error
        place.row.save()
    tick = {"digest": place.digest, "by": str(by), "at": timezone.now().isoformat()}
    locked.reviewed = locked.reviewed | {key: tick}
    locked.save(update_fields=["reviewed"])
    what = f"“{before}” sửa thành “{text}”" if text != before else f"giữ nguyên “{text}”"
    note = f"{LOGGED} {place.label}: {what}"
    LogEntry.objects.log_actions(
        by.pk, Campaign.objects.filter(pk=locked.pk), CHANGE, note, single_object=True
    )


def looked_at_so_far(campaign: Campaign) -> list[dict]:
    """Edits and ticks of this list, newest first: {"at", "who", "what"}."""
    rows = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Campaign),
        object_id=str(campaign.pk),
        action_flag=CHANGE,
        change_message__startswith=LOGGED,
    )
    return [
        {
            "at": each.action_time,
            "who": str(each.user),
            "what": each.change_message.removeprefix(f"{LOGGED} "),
        }
        for each in rows.select_related("user").order_by("-action_time", "-pk")
    ]

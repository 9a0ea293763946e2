"""The list to go through before a campaign opens: each doubtful text, and who has looked at it as it now stands."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from campaigns.models import Campaign, LegalRegime
from campaigns.rules import may_prepare_campaigns
from campaigns.stale import DECREE, Leftover, Setting, leftovers
from phuong6.office.posts import said
from phuong6.office.workflow import NotAllowed, Refused


@dataclass(frozen=True)
class Place:
    """Where a text stands: `key` names it, `printed` what the giấy khen or a paper prints word for word."""

    key: str
    label: str
    row: Model
    field: str
    printed: bool = False

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
    names = (ward.place_name, ward.ward_name, ward.city_name, ward.superior_name)
    return Setting(campaign.year, campaign.earliest_launch, names, tuple(ended))


def places_of(campaign: Campaign) -> list[Place]:
    """Every text of the campaign, what the giấy khen prints first."""
    found = [
        Place("achievement_line", "Câu ghi trên giấy khen", campaign, "achievement_line", printed=True),
        Place("name", "Tên phong trào", campaign, "name", printed=True),
    ]
    found += [
        Place(f"criterion-{row.pk}", f"Tiêu chí: {row.short}", row, "text") for row in campaign.criteria.all()
    ]
    found += [Place(f"text-{row.pk}", row.get_section_display(), row, "text") for row in campaign.texts.all()]
    found += [Place(f"area-{row.pk}", f"Lĩnh vực: {row.name}", row, "text") for row in campaign.areas.all()]
    for row in campaign.targets.all():
        found += [
            Place(f"target-{row.pk}-{field}", f"Chỉ tiêu: {row.name}", row, field)
            for field in ("name", "numerator", "denominator")
        ]
    return found


def doubts_of(campaign: Campaign) -> list[Doubt]:
    """The texts to look at, in the order of `places_of`; a constant number of queries."""
    now = setting_of(campaign)
    doubts = []
    for place in places_of(campaign):
        if found := leftovers(place.text, now):
            tick = campaign.reviewed.get(place.key)
            doubts.append(Doubt(place, found, tick if tick and tick["digest"] == place.digest else None))
    return doubts


def printed_unticked(campaign: Campaign) -> list[str]:
    """Sentences: printed texts nobody has looked at as they now stand."""
    return [
        f"Chưa rà soát “{each.place.label}”: có “{each.found[0].words}” ({each.found[0].why}). "
        "Hãy xem ở trang của phong trào, mục Rà soát nội dung."
        for each in doubts_of(campaign)
        if each.place.printed and each.tick is None
    ]


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
    if text != place.text:
        setattr(place.row, place.field, text)
        try:
            place.row.full_clean()
        except ValidationError as error:
            raise Refused(*error.messages) from error
        place.row.save()
    tick = {"digest": place.digest, "by": str(by), "at": timezone.now().isoformat()}
    locked.reviewed = locked.reviewed | {key: tick}
    locked.save(update_fields=["reviewed"])

"""The writes of a draft: nominees, evidence, the meeting's facts (its files are in dossiers.filing.attachments).

Each write locks the dossier and asks rules.Openness again under the lock: what was open when the
page was drawn may have been handed in by another tab since. Raises NotAllowed (not this person's)
and Refused (not now, with the sentence); a model's own refusals come out as Refused too.
"""

from collections.abc import Iterable
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from campaigns.checks import closed_missing
from campaigns.enums import Honorific
from campaigns.models import Campaign, Collective, Official, Participation, Unit
from campaigns.rules import acts_for, is_internal_affairs
from criteria.enums import NomineeKind
from dossiers.enums import DossierStatus
from dossiers.models import CriterionFinding, Dossier, Nominee, ReviewMinutes
from dossiers.rewording import changed
from dossiers.rules import Openness
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.office.workflow import NotAllowed, Refused, moves_of

CLOSED = "Phần này hiện không mở để sửa. Có thể hồ sơ vừa được nộp; hãy tải lại trang."
REWORDED_NOTE = "Đơn vị sửa khi bổ sung hồ sơ"
REMOVED_NOTE = "Bỏ khỏi hồ sơ khi đang soạn"
NEW_PERSON_FIELDS = ("full_name", "honorific", "birth_year", "position")


@contextmanager
def writing(user, dossier: Dossier):
    """The locked dossier and what is open of it to this person; stamps the hour of saving."""
    with transaction.atomic():
        locked = (
            Dossier.objects.select_for_update(of=("self",))
            .select_related("campaign", "unit")
            .get(pk=dossier.pk)
        )
        openness = Openness(user, locked)
        if not openness.mine:
            raise NotAllowed("Hồ sơ này không phải của đơn vị ông (bà).")
        yield locked, openness
        locked.save(update_fields=["saved_at"])


def must(is_open: bool) -> None:
    if not is_open:
        raise Refused(CLOSED)


def check(row, **options) -> None:
    """The model's own rules and constraints, their Vietnamese sentences as Refused."""
    try:
        row.full_clean(**options)
    except ValidationError as error:
        raise Refused(*error.messages) from error


# --- The dossier itself ----------------------------------------------------------------------------


def start_dossier(user, campaign: Campaign, unit: Unit, *, note: str = "") -> Dossier:
    """The unit's dossier, made now if there is none; pressing twice gives the same one.

    The Nội vụ officer begins it for a unit with a reason (`note`): what came on paper.
    """
    own = acts_for(user, unit.pk)
    if not own and not is_internal_affairs(user):
        raise NotAllowed("Ông (bà) không lập hồ sơ thay cho đơn vị này.")
    if own and not Participation.objects.filter(campaign=campaign, unit=unit).exists():
        raise Refused("Đơn vị chưa đăng ký tham gia phong trào. Hãy đăng ký trước khi lập hồ sơ.")
    with transaction.atomic():
        if not Dossier.objects.filter(campaign=campaign, unit=unit).exists():
            locked = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
            if sentences := closed_missing(locked):
                raise Refused(*sentences)
        dossier, made = Dossier.objects.get_or_create(
            campaign=campaign, unit=unit, defaults={"created_by": user}
        )
        if made and not own:
            DOSSIER.perform("enter_for_unit", dossier, by=user, note=note)
    return dossier


# --- Nominees --------------------------------------------------------------------------------------


def add_nominees(
    user,
    dossier: Dossier,
    *,
    officials: Iterable[Official] = (),
    collectives: Iterable[Collective] = (),
    households: Iterable[Collective] = (),
) -> list[Nominee]:
    """Nominate people, collectives and households of the dossier's own unit, each at the end of its kind."""
    with writing(user, dossier) as (locked, openness):
        must(openness.whole)
        added = [_add(locked, kind=_kind_of(each), collective=each) for each in (*collectives, *households)]
        return added + [_add(locked, kind=NomineeKind.INDIVIDUAL, official=each) for each in officials]


def _kind_of(collective: Collective) -> str:
    return NomineeKind.HOUSEHOLD if collective.is_household else NomineeKind.COLLECTIVE


def _add(locked: Dossier, *, kind: str, **subject) -> Nominee:
    if kind == NomineeKind.HOUSEHOLD and not locked.campaign.households:
        raise Refused("Phong trào này không xét hộ gia đình.")
    person, group = subject.get("official"), subject.get("collective")
    if (person or group).unit_id != locked.unit_id:
        raise Refused(f"{person or group} không thuộc đơn vị đề nghị.")
    if locked.nominees.standing().filter(**subject).exists():
        raise Refused(f"{person or group} đã có trong hồ sơ.")
    last = locked.nominees.filter(kind=kind).aggregate(last=Max("order"))["last"] or 0
    nominee = Nominee(
        dossier=locked,
        campaign=locked.campaign,
        kind=kind,
        order=last + 1,
        name=person.full_name if person else group.name,
        honorific=person.honorific if person else "",
        position=_position(person, locked.unit) if person else "",
        **subject,
    )
    check(nominee)
    nominee.save()
    return nominee


def _position(person: Official, unit: Unit) -> str:
    """Title and place of work as papers print them: "Trưởng khóm, Ban nhân dân Khóm 1", or "Trưởng khóm 1" as it is."""
    return ", ".join(filter(None, [person.position, "" if unit.is_told_by(person.position) else unit.name]))


def add_new_official(user, dossier: Dossier, *, another: bool = False, **person) -> Nominee:
    """Enter somebody of the own unit who is not on its list, and nominate him.

    `another` says that he is not the namesake already on the list.
    """
    with writing(user, dossier) as (locked, openness):
        must(openness.whole)
        official = Official(unit=locked.unit, **{name: person.get(name) for name in NEW_PERSON_FIELDS})
        if another:
            official.namesake = locked.unit.officials.count()
        check(official)
        official.save()
        return _add(locked, kind=NomineeKind.INDIVIDUAL, official=official)


def add_new_collective(user, dossier: Dossier, *, name: str) -> Nominee:
    """Enter a part of the own unit that is not on its list, and nominate it."""
    with writing(user, dossier) as (locked, openness):
        must(openness.whole)
        collective = Collective(unit=locked.unit, name=name)
        check(collective)
        collective.save()
        return _add(locked, kind=NomineeKind.COLLECTIVE, collective=collective)


def add_new_household(user, dossier: Dossier, *, head: str, honorific: str, address: str) -> Nominee:
    """Enter a household of the neighbourhood by its head, and nominate it: "Hộ ông Nguyễn Văn A", with its address."""
    with writing(user, dossier) as (locked, openness):
        must(openness.whole)
        name = f"Hộ {Honorific(honorific).label.lower()} {head}"
        collective = Collective(unit=locked.unit, name=name, is_household=True)
        check(collective)
        collective.save()
        nominee = _add(locked, kind=NomineeKind.HOUSEHOLD, collective=collective)
        nominee.position = address
        nominee.save(update_fields=["position"])
        return nominee


def whole_unit(unit: Unit) -> Collective:
    """The collective that is the unit itself; not yet stored where no list has brought it."""
    found = unit.collectives.filter(is_whole_unit=True).first()
    return found or Collective(unit=unit, name=unit.name, is_whole_unit=True)


def add_whole_unit(user, dossier: Dossier) -> Nominee:
    """Nominate the unit itself."""
    with writing(user, dossier) as (locked, openness):
        must(openness.whole)
        collective = whole_unit(locked.unit)
        if collective.pk is None:
            check(collective)
            collective.save()
        return _add(locked, kind=NomineeKind.COLLECTIVE, collective=collective)


def rename_nominee(user, nominee: Nominee, *, name: str, honorific: str, position: str) -> Nominee:
    """Name, Ông/Bà and title as they will be printed; what was handed in before is put right in the log."""
    with writing(user, nominee.dossier) as (locked, openness):
        nominee = locked.nominees.get(pk=nominee.pk)
        must(openness.nominee(nominee))
        words = {"name": name, "honorific": honorific, "position": position}
        if locked.status != DossierStatus.DRAFT and changed(nominee, words):
            return NOMINEE.perform("reword", nominee, by=user, note=REWORDED_NOTE, **words)
        nominee.name, nominee.honorific, nominee.position = name, honorific, position
        check(nominee)
        nominee.save(update_fields=["name", "honorific", "position", "search_key"])
        return nominee


def remove_nominee(user, nominee: Nominee) -> None:
    """Take a nominee off the draft; one that has been handed in before stays in the log as withdrawn."""
    with writing(user, nominee.dossier) as (locked, openness):
        nominee = locked.nominees.get(pk=nominee.pk)
        must(openness.whole and openness.nominee(nominee))
        if nominee.papers.exists() or moves_of(nominee).exists() or locked.returns.exists():
            NOMINEE.perform("withdraw", nominee, by=user, note=REMOVED_NOTE)
        else:
            nominee.delete()


def move_nominee_up(user, nominee: Nominee) -> None:
    """Change places with the one before of the same kind; the first stays where it is."""
    with writing(user, nominee.dossier) as (locked, openness):
        must(openness.whole)
        rows = list(locked.nominees.standing().filter(kind=nominee.kind).order_by("order", "pk"))
        place = next(n for n, each in enumerate(rows) if each.pk == nominee.pk)
        if place:
            rows[place - 1], rows[place] = rows[place], rows[place - 1]
        for number, each in enumerate(rows, 1):
            each.order = number
        Nominee.objects.bulk_update(rows, ["order"])


# --- Evidence --------------------------------------------------------------------------------------


def save_evidence(
    user, nominee: Nominee, *, claims: dict[int, str], summary: str | None = None, **report_facts
) -> None:
    """The summary, the claims by criterion id, the report's other facts by name; what is not passed stays."""
    with writing(user, nominee.dossier) as (locked, openness):
        nominee = locked.nominees.get(pk=nominee.pk)
        must(openness.nominee(nominee))
        given = report_facts | ({} if summary is None else {"summary": summary})
        for name, value in given.items():
            setattr(nominee, name, value)
        if given:
            nominee.save(update_fields=list(given))
        own = {each.pk: each for each in locked.campaign.criteria.filter(kind=nominee.kind)}
        for pk, claim in claims.items():
            CriterionFinding.objects.update_or_create(
                nominee=nominee, criterion=own[pk], defaults={"claim": claim}
            )


# --- The unit's meeting ----------------------------------------------------------------------------


def save_minutes(
    user, dossier: Dossier, values: dict, votes: dict[int, dict[str, int | None]] | None = None
) -> ReviewMinutes:
    """Facts of the meeting by field name, and votes by nominee id; what is not passed stays."""
    with writing(user, dossier) as (locked, openness):
        minutes = ReviewMinutes.objects.filter(dossier=locked).first() or ReviewMinutes(dossier=locked)
        if values:
            must(openness.minutes)
            for name, value in values.items():
                setattr(minutes, name, value)
            check(minutes, exclude=["dossier"])
            minutes.save()
        for pk, counts in (votes or {}).items():
            nominee = locked.nominees.get(pk=pk)
            must(openness.votes(nominee))
            Nominee.objects.filter(pk=pk).update(**counts)
        return minutes

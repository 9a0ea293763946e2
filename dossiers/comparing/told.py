"""What each of a unit's three papers tells that the others must agree with, and the same of the answers themselves.

The dicts are kept with every printed version (office.Printout.told), so their names stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from criteria.enums import NomineeKind
from dossiers.enums import NomineeStatus
from dossiers.enums import PaperKind as Part
from dossiers.models import Dossier
from phuong6.lib.vietnamese import search_key

VOTES = {"for": "tán thành", "against": "không tán thành", "other": "ý kiến khác"}
BLANK = None  # what a paper says where it was printed with dots
DOTTED = {Part.SUBMISSION: ("held_on",), Part.MINUTES: ("held_on", "present")}
PRINTED_VOTES = {Part.SUBMISSION: ("for",), Part.MINUTES: tuple(VOTES)}


def told_by_submission(facts) -> dict:
    """What a tờ trình says that others must agree with."""
    return {
        "nominees": [_entry(each, "position", "for") for each in facts.nominees],
        "present": facts.present,
        "held_on": facts.held_on and facts.held_on.isoformat(),
    }


def told_by_minutes(facts) -> dict:
    """What the minutes say that others must agree with."""
    return {
        "nominees": [_entry(each, *VOTES) for each in facts.nominees],
        "present": facts.present,
        "held_on": facts.held_on and facts.held_on.isoformat(),
    }


def told_by_report(facts) -> dict:
    """Whose report it is, and under which title."""
    return {"about": _entry(facts.nominee, "position")}


def _entry(line, *names: str) -> dict:
    """One nominee as a paper shows it; `names` are what this paper says of each."""
    kept = {"id": line.id, "kind": line.kind, "name": line.addressed}
    given = {
        "position": line.position if line.kind == NomineeKind.INDIVIDUAL else None,
        "for": line.votes_for,
        "against": line.votes_against,
        "other": line.votes_other,
    }
    return kept | {name: given[name] for name in names if given[name] is not None}


def told_now(dossier: Dossier) -> dict:
    """All of it as the unit's answers stand now."""
    minutes = getattr(dossier, "minutes", None)
    held = timezone.localtime(minutes.held_at).date().isoformat() if minutes and minutes.held_at else None
    nominees = [each for each in dossier.nominees.all() if each.status != NomineeStatus.WITHDRAWN]
    nominees.sort(key=lambda each: (each.kind, each.order, each.pk))
    return {
        "nominees": [_entry(each, "position", *VOTES) for each in nominees],
        "present": minutes.present if minutes else None,
        "held_on": held,
    }


# --- statements: the same facts from every source, by name ----------------------------------------------


@dataclass(frozen=True)
class Source:
    """Who says it, and what: `lists` holds nominee ids by kind, `counts` the number it names, `strangers` others."""

    label: str
    says: Mapping[tuple, object]
    lists: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()


def source_of(label: str, told: dict, now: list[dict], part: str = "") -> Source:
    """A told dict as statements; of a printed paper (`part`) also where it left dots: those are said as BLANK.

    Somebody taken off and nominated again is known by kind and name.
    """
    says: dict[tuple, object] = {
        (name,): told[name] for name in ("present", "held_on") if told.get(name) is not None
    }
    says |= {(name,): BLANK for name in DOTTED.get(part, ()) if told.get(name) is None}
    entries = [each | {"id": _id_now(each, now)} for each in told.get("nominees", [])]
    entries = [_with_dots(each, told, part) for each in entries]
    for each in [*entries, *([told["about"]] if "about" in told else [])]:
        says |= {(name, each["id"]): each[name] for name in ("name", "position", *VOTES) if name in each}
    if "nominees" not in told:
        return Source(label, says)
    lists = {kind: tuple(each["id"] for each in entries if each["kind"] == kind) for kind in NomineeKind}
    return Source(label, says, lists, {kind: len(ids) for kind, ids in lists.items()})


def _with_dots(entry: dict, told: dict, part: str) -> dict:
    """An entry with the votes its paper prints; a tờ trình prints none while it is not known how many were there."""
    if part == Part.SUBMISSION and not told.get("present"):
        return entry | {"for": BLANK}
    return dict.fromkeys(PRINTED_VOTES.get(part, ()), BLANK) | entry


def _id_now(entry: dict, now: list[dict]) -> int:
    if any(each["id"] == entry["id"] for each in now):
        return entry["id"]
    same = [
        each["id"]
        for each in now
        if (each["kind"], search_key(each["name"])) == (entry["kind"], search_key(entry["name"]))
    ]
    return same[0] if len(same) == 1 else entry["id"]

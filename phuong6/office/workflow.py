"""The engine of every workflow: a table of steps, and `perform`, the only writer of a status.

A workflow is data (docs/decisions/0001): each row names the move, the button, where it leads from and to,
who may press it, what must hold first, whether a reason is needed. Each app keeps its table in its
own `workflow.py`; pages, admin and commands all call `Workflow.perform`, so there is one way to do
each thing. A superuser gets no short cut: an IT administrator must not sign for the chairman.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import get_resolver
from django.utils import timezone

from phuong6.lib.vietnamese import nfc
from phuong6.office.models import Audience, Move

Row = Any  # a model's row that has a status: no type says both
REGISTRY: dict[str, "Workflow"] = {}


class Refused(Exception):
    """The state of things does not allow the move; `sentences` say in Vietnamese what is missing."""

    def __init__(self, *sentences: str):
        super().__init__(*sentences)
        self.sentences = [
            str(each) for each in sentences
        ]  # a sentence may be read later than written: posts.named

    def __str__(self) -> str:
        return " ".join(self.sentences)


class NotAllowed(PermissionDenied):
    """This person may not make this move."""


@dataclass(frozen=True)
class Act:
    """One attempt at a move: who, when (aware datetime), why, and what the form gave (cleaned)."""

    by: Any
    at: datetime
    note: str = ""
    data: dict = field(default_factory=dict)


def nothing(row: Row, act: Act) -> list[str]:
    """The condition of a step that has none."""
    return []


def as_typed(row: Row, act: Act) -> str:
    """What the log says of a step: the note that was typed."""
    return act.note


def no_effect(row: Row, act: Act) -> None:
    """The effect of a step that only changes the status."""


class Tone(StrEnum):
    """How a move's button looks: the one expected, another, or one that takes something away."""

    MAIN = "primary"
    PLAIN = "secondary"
    DANGER = "danger"


@dataclass(frozen=True)
class Question:
    """What is asked once more before a move: a title that ends in a question mark, and what follows from it."""

    title: str
    text: str
    action: str = ""
    back: str = ""


@dataclass(frozen=True)
class Step:
    """One row of a workflow's table.

    `who(user, row)` says whether this person may; `must(row, act)` lists all unmet conditions as
    sentences; `effect(row, act)` fills the row's own fields and its child rows before it is saved,
    inside the same transaction. A `target` of None keeps the status: the act is logged all the same.
    `says(row, act)` is the note of the log, asked under the lock before the effect.
    An `inner` step has no button on its row's page: another workflow's step makes it, or a page of its own.
    `done` is what a page says after it ({row} is the row as it then is), `question` what is asked before it. Its form
    belongs to the page: the same move is typed in differently at the desk and on a unit's path. `elsewhere` is said
    from any other status than its sources, where the engine's own sentence would not do.
    """

    move: str
    button: str
    sources: frozenset[str]
    target: str | None
    who: Callable[[Any, Any], bool]
    must: Callable[[Any, Act], list[str]] = nothing
    effect: Callable[[Any, Act], None] = no_effect
    says: Callable[[Any, Act], str] = as_typed
    needs_note: bool = False
    audience: str = Audience.UNIT
    inner: bool = False
    done: str = ""
    question: Question | None = None
    tone: Tone = Tone.PLAIN
    elsewhere: str = ""

    def said(self, row: Row) -> str:
        """The sentence after the move, e.g. "Đã ban hành Quyết định số 01/QĐ-UBND."."""
        return self.done.format(row=row) if self.done else f"Đã ghi nhận: {self.button}."


@dataclass(frozen=True)
class Offer:
    """A step open to somebody now, with what still stops it."""

    step: Step
    missing: list[str]


def step(move: str, button: str, sources: Iterable[str], target: str | None, who, **rest) -> Step:
    """A row of the table, written on one line."""
    return Step(move, button, frozenset(sources), target, who, **rest)


class Workflow:
    """The table of one model's moves; by existing it stands in the registry, by its name. Raises ValueError."""

    def __init__(self, name: str, title: str, states: type[models.TextChoices], steps: Iterable[Step]):
        if name in REGISTRY:
            raise ValueError(f"There is a workflow named {name} already.")
        self.name, self.title, self.states = name, title, states
        self.steps = {row.move: row for row in steps}
        REGISTRY[name] = self

    def has_button(self, move: str) -> bool:
        """Whether the row's own page may offer this move."""
        return move in self.steps and not self.steps[move].inner

    def open_to(self, user, row: Row, *, at: datetime | None = None) -> list[Offer]:
        """The steps this user may make from the row's present status, each with what is missing."""
        act = Act(by=user, at=at or timezone.now())
        return [
            Offer(each, each.must(row, act))
            for each in self.steps.values()
            if not each.inner and row.status in each.sources and each.who(user, row)
        ]

    def allows(self, move: str, user, row: Row) -> bool:
        """Whether this user might press this button now (conditions aside)."""
        each = self.steps[move]
        return row.status in each.sources and each.who(user, row)

    def perform(self, move: str, row: Row, *, by, note: str = "", at: datetime | None = None, **data):
        """Make the move and return the row as it now is.

        Locks the row, asks the step's own predicate, reports all unmet conditions at once and writes
        status and log together. `at` is the moment it happens (default: now, taken before waiting
        for the lock); only rehearsals and tests pass another.

        Raises NotAllowed (this person may not) and Refused (not now, with the sentences).
        """
        each = self.steps[move]
        act = Act(by=by, at=at or timezone.now(), note=nfc(note or "").strip(), data=data)
        with transaction.atomic():
            locked = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
            if locked.status not in each.sources:
                raise Refused(self._wrong_state(each, locked))
            if not each.who(by, locked):
                raise NotAllowed(f"Bạn không có quyền thực hiện bước “{each.button}”.")
            missing = list(each.must(locked, act))
            if each.needs_note and not act.note:
                missing.insert(0, f"Hãy ghi lý do trước khi bấm “{each.button}”.")
            if missing:
                raise Refused(*missing)
            note = each.says(locked, act)
            source, locked.status = locked.status, each.target or locked.status
            each.effect(locked, act)
            _save(locked)
            Move.objects.create(
                content_type=ContentType.objects.get_for_model(type(row)),
                object_id=row.pk,
                workflow=self.name,
                move=move,
                source=source,
                target=locked.status,
                by=by,
                at=act.at,
                note=note,
                audience=each.audience,
            )
        row.refresh_from_db()
        return row

    def _wrong_state(self, each: Step, row: Row) -> str:
        return each.elsewhere or (
            f"Không thể “{each.button}” khi đang ở trạng thái “{self.states(row.status).label}”. "
            "Có thể người khác vừa xử lý; hãy tải lại trang."
        )


def _save(row: Row) -> None:
    """Write the row; what somebody else wrote meanwhile and a constraint forbids is refused with its sentence."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        try:
            row.validate_constraints()
        except ValidationError as found:
            raise Refused(*found.messages) from error
        raise


def every_workflow() -> list[Workflow]:
    """All there are, room by room from the lowest up (INSTALLED_APPS), by name within a room."""
    _ = get_resolver().url_patterns  # each has a page: with the pages all tables are loaded
    rooms = [each.name for each in apps.get_app_configs()]

    def room_of(flow: Workflow) -> int:
        room = apps.get_containing_app_config(flow.states.__module__)
        return rooms.index(room.name) if room else len(rooms)

    return sorted(REGISTRY.values(), key=lambda flow: (room_of(flow), flow.name))


def moves_of(*rows: models.Model) -> models.QuerySet[Move]:
    """The log of these rows (all of one or several models), oldest first."""
    wanted = models.Q(pk__in=[])
    for row in rows:
        wanted |= models.Q(content_type=ContentType.objects.get_for_model(type(row)), object_id=row.pk)
    return Move.objects.filter(wanted).select_related("by", "content_type").order_by("at", "pk")

"""Rows of a register written as records, a thousand at a time; what was there is brought up to date, never doubled."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db import models
from django.db.models.functions import Coalesce

from criteria.enums import ImportState, OneStopState, RegisterKind
from criteria.models import CityMeetingRecord, DocumentRecord, OneStopRecord, RegisterImport, TrainingRecord

BATCH = 1000


@dataclass(frozen=True)
class _Shelf:
    """Where entries of a kind go: `fields` in the order in which `values` gives them."""

    model: type[models.Model]
    unique: tuple[str, ...]
    fields: tuple[str, ...]


ONE_STOP = _Shelf(
    OneStopRecord,
    ("campaign", "code"),
    ("code", "field", "received_on", "due_on", "returned_on", "state"),
)
DOCUMENT = _Shelf(
    DocumentRecord,
    ("campaign", "incoming", "key"),
    ("incoming", "key", "day", "secret", "online", "signed_by_person", "signed_by_office"),
)
TRAINING = _Shelf(
    TrainingRecord,
    ("campaign", "name_key", "course_key"),
    ("name_key", "course_key", "official_id", "name", "course", "day", "data_skills"),
)
MEETING = _Shelf(
    CityMeetingRecord,
    ("campaign", "meeting_key", "day", "name_key"),
    ("meeting_key", "day", "name_key", "meeting", "name", "attended"),
)


_SHELVES = {
    RegisterKind.ONE_STOP: ONE_STOP,
    RegisterKind.OUTGOING: DOCUMENT,
    RegisterKind.INCOMING: DOCUMENT,
    RegisterKind.TRAINING: TRAINING,
    RegisterKind.MEETINGS: MEETING,
}


def keep_entries(brought: RegisterImport, entries: Mapping) -> None:
    """Write what was read; a record that another file brought before is this file's from now on."""
    shelf, rows = _SHELVES[brought.kind], _rows(brought.kind, entries)
    for batch in _batches(shelf, brought, rows):
        shelf.model.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=shelf.unique,
            update_fields=[
                *(_bare(each) for each in shelf.fields if _bare(each) not in shelf.unique),
                "brought_by",
            ],
        )


def finished_by_newer(brought: RegisterImport, entries: Mapping) -> set[str]:
    """Codes that this file still calls open and that a file of a later day called resolved or withdrawn.

    Two queries, whatever the number of entries; the second only where a later file was taken over.
    """
    until = brought.as_of or brought.period_to
    if brought.kind != RegisterKind.ONE_STOP or until is None:
        return set()
    ended = RegisterImport.objects.filter(
        campaign=brought.campaign_id, kind=brought.kind, state=ImportState.DONE
    )
    newer = list(
        ended.annotate(until=Coalesce("as_of", "period_to"))
        .filter(until__gt=until)
        .values_list("pk", flat=True)
    )
    if not newer:
        return set()
    finished = OneStopRecord.objects.filter(
        campaign=brought.campaign_id,
        brought_by__in=newer,
        state__in=(OneStopState.RESOLVED, OneStopState.WITHDRAWN),
    )
    codes = finished.values_list("code", flat=True).iterator(chunk_size=BATCH * 10)
    return {code for code in codes if code in entries and entries[code].state == OneStopState.OPEN}


def remove_entries(brought: RegisterImport) -> int:
    """Take out what an import brought and no later one brought anew. Returns how many records."""
    return _brought(brought).delete()[0]


def count_records(brought: RegisterImport) -> int:
    """How many records stand as an import brought them."""
    return _brought(brought).count()


def _brought(brought: RegisterImport) -> models.QuerySet:
    return _SHELVES[brought.kind].model.objects.filter(campaign=brought.campaign_id, brought_by=brought)


def _bare(name: str) -> str:
    return name.removesuffix("_id")


def _rows(kind: str, entries: Mapping) -> Iterator[tuple]:
    """Entries with their keys, in the order of their shelf's fields."""
    if kind == RegisterKind.ONE_STOP:
        # In the order of the key's index: put in at random places, a hundred thousand rows take half as long again.
        return ((code, *entries[code]) for code in sorted(entries))
    if kind == RegisterKind.TRAINING:
        return ((*key, *entry) for key, entry in entries.items())
    if kind == RegisterKind.MEETINGS:
        return ((*key, entry.meeting, entry.name, entry.attended) for key, entry in entries.items())
    incoming = kind == RegisterKind.INCOMING
    return ((incoming, key, *entry) for key, entry in entries.items())


def _batches(shelf: _Shelf, brought: RegisterImport, rows: Iterable[tuple]) -> Iterator[list[models.Model]]:
    """The rows as objects, a thousand at a time: the same thousand filled anew.

    To make a hundred thousand objects takes as long as to read the file.
    """
    rows, names = iter(rows), shelf.fields
    objects = [shelf.model(campaign_id=brought.campaign_id, brought_by_id=brought.pk) for _ in range(BATCH)]
    while chunk := list(islice(rows, BATCH)):
        batch = objects[: len(chunk)]
        for each, row in zip(batch, chunk, strict=True):
            each.__dict__.update(zip(names, row, strict=True))
            each.pk = None
        yield batch

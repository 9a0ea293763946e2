"""Work done piece by piece, each exactly once, however often a worker is killed in the middle of it."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from phuong6.office.jobs import Superseded, alive
from phuong6.office.models import Job, JobFailure, JobPiece


def cut(job: Job, items: Sequence[int], size: int) -> None:
    """Cut `items` into pieces of `size`, unless an earlier worker has done so already. Raises Superseded."""
    with transaction.atomic():
        alive(job)
        if not job.pieces.exists():
            starts = range(0, len(items), size)
            JobPiece.objects.bulk_create(
                JobPiece(job=job, order=order, items=list(items[start : start + size]))
                for order, start in enumerate(starts)
            )


def left(job: Job) -> Iterator[JobPiece]:
    """The pieces still to be done, in order."""
    yield from job.pieces.filter(done_at=None).defer("content")


def finish(job: Job, piece: JobPiece, content: bytes, failures: Sequence[JobFailure]) -> None:
    """Record a piece as done, with what came out and what failed. Raises Superseded.

    Call it inside the transaction that writes whatever else the piece means: all of it holds, or none.
    """
    with transaction.atomic():
        alive(job)
        now = timezone.now()
        if not JobPiece.objects.filter(pk=piece.pk, done_at=None).update(content=content, done_at=now):
            raise Superseded
        JobFailure.objects.bulk_create(failures)
        alive(job, done=done(job))


def done(job: Job) -> int:
    """How many things the finished pieces hold, those that failed included."""
    return sum(map(len, job.pieces.exclude(done_at=None).values_list("items", flat=True)))


def contents(job: Job) -> Iterator[bytes]:
    """What came out of each piece, in order, one at a time; pieces of which all failed are left out."""
    for pk in list(job.pieces.values_list("pk", flat=True)):
        content = bytes(JobPiece.objects.values_list("content", flat=True).get(pk=pk))
        if content:
            yield content

"""Work in the background that people can watch: a Job row, a heartbeat, up to three tries.

django-tasks runs the work but tries a failed task once only and leaves one whose worker was killed
"running" for ever; what is missing stands here. A job is claimed by one worker at a time: `tries` counts
the claims, and whoever no longer holds the newest claim finds out at the next sign of life and stops.
Work that must not be done twice is cut into pieces (`phuong6.office.jobs.pieces`).
"""

import logging
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_tasks import task

from phuong6.office.models import Job, StoredFile
from phuong6.office.workflow import Refused

log = logging.getLogger(__name__)

MAX_TRIES = 3
STALLED_AFTER = timedelta(minutes=2)
FAILED = "Máy chủ đã thử ba lần nhưng không làm xong. Hãy báo người quản trị hệ thống, rồi thử lại."


class Superseded(Exception):
    """Another worker has taken the job over; this one must stop without a trace."""


@dataclass(frozen=True)
class Kind:
    """How a kind of job is done and who may see it.

    `work(job, progress)` returns the file it made, or None where the outcome is a page (params["page"]); it
    calls `progress(done)` after every piece.
    `may_see(user, job)` is asked by the job's page and by whoever fetches the result.
    `hand_over(job)` writes down that the result now exists, in the transaction that ends the job; what it refuses
    ends the job without a result.
    """

    work: Callable[[Job, Callable[[int], None]], StoredFile | None]
    may_see: Callable[[Any, Job], bool]
    hand_over: Callable[[Job], None] | None = None


KINDS: dict[str, Kind] = {}


def may_see(user, job: Job) -> bool:
    """The person who asked for it, as long as the kind of job is still his business."""
    kind = KINDS.get(job.kind)
    return bool(kind and job.by_id == user.pk and kind.may_see(user, job))


def enqueue(kind: str, *, title: str, params: dict, total: int, by) -> Job:
    """A new job, given to a worker once the caller's transaction is through."""
    job = Job.objects.create(kind=kind, title=title, params=params, total=total, by=by)
    transaction.on_commit(lambda: run.enqueue(job.pk))
    return job


def under_way(kind: str, params: dict, by) -> Job | None:
    """The same work this person has asked for and that is not finished yet."""
    unfinished = [Job.State.QUEUED, Job.State.RUNNING]
    return Job.objects.filter(kind=kind, params=params, by=by, state__in=unfinished).first()


@task()
def run(job_pk: int) -> None:
    """Do the job if it is still waiting. Whoever comes second finds nothing to do."""
    sweep()
    job = _claim(job_pk)
    if job is None:
        return
    kind = KINDS[job.kind]
    try:
        result = kind.work(job, lambda done: alive(job, done=done))
        with transaction.atomic():
            alive(job, state=Job.State.DONE, result=result, done=job.total)
            if kind.hand_over:
                kind.hand_over(job)
            job.pieces.update(content=b"")
    except Superseded:
        log.warning("job %s: taken over by another worker", job.pk)
    except Refused as refused:
        _end(job, str(refused))
    except Exception:
        log.exception("job %s: try %s failed", job.pk, job.tries)
        if _spent(job):
            _end(job, FAILED)
        else:
            _again(Job.objects.filter(pk=job.pk, tries=job.tries, state=Job.State.RUNNING))


def _spent(job: Job) -> bool:
    """Whether this was the last of three tries; `tries` itself never goes back, it tells claims apart."""
    return job.tries % MAX_TRIES == 0


def is_stalled(job: Job) -> bool:
    """Whether nobody has given a sign of life for two minutes."""
    unfinished = job.state in (Job.State.QUEUED, Job.State.RUNNING)
    return unfinished and (job.heartbeat or job.at) < timezone.now() - STALLED_AFTER


def sweep() -> int:
    """Give stalled jobs to a worker again, or end those tried three times. Returns how many.

    A job whose worker ran on this machine and is gone counts as stalled at once. Called by the worker before each
    job, by `manage.py sweep_jobs` (before a worker starts) and by the button of the job's page.
    """
    unfinished = Job.objects.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])
    late = unfinished.annotate(seen=Coalesce("heartbeat", "at")).filter(
        seen__lt=timezone.now() - STALLED_AFTER
    )
    ours = unfinished.filter(state=Job.State.RUNNING, holder__startswith=f"{socket.gethostname()}:")
    orphans = [job.pk for job in ours if _is_gone(job)]
    count = 0
    for job in unfinished.filter(Q(pk__in=late.values("pk")) | Q(pk__in=orphans)):
        held = Job.objects.filter(pk=job.pk, state=job.state, tries=job.tries, heartbeat=job.heartbeat)
        if job.state == Job.State.RUNNING and _spent(job):
            count += held.update(state=Job.State.FAILED, error=FAILED)
        else:
            count += _again(held)
    return count


def _is_gone(job: Job) -> bool:
    """Whether the process of this machine that held the job has ended."""
    try:
        os.kill(int(job.holder.rpartition(":")[2]), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False  # somebody else's process of that number: let the two minutes decide
    return False


def restart(job: Job) -> bool:
    """Three new tries for a job that failed, stalled or was cancelled. False if it is under way or done.

    Pieces that are done stay done.
    """
    if job.state not in (Job.State.FAILED, Job.State.CANCELLED) and not is_stalled(job):
        return False
    held = Job.objects.filter(pk=job.pk, state=job.state, tries=job.tries, heartbeat=job.heartbeat)
    return bool(_again(held, error=""))


def cancel(job: Job) -> bool:
    """Stop a job that waits or runs; its worker finds out at its next sign of life. False if it has ended."""
    unfinished = [Job.State.QUEUED, Job.State.RUNNING]
    return bool(
        Job.objects.filter(pk=job.pk, state__in=unfinished).update(
            state=Job.State.CANCELLED, heartbeat=timezone.now()
        )
    )


def _again(held, **values) -> int:
    """Put the one job of this queryset back in the queue; the sign of life keeps a sweep off it."""
    pk = held.values_list("pk", flat=True).first()
    with transaction.atomic():
        changed = held.update(state=Job.State.QUEUED, heartbeat=timezone.now(), **values)
        if changed:
            transaction.on_commit(lambda: run.enqueue(pk))
    return changed


def _claim(job_pk: int) -> Job | None:
    """Take a waiting job; exactly one of several workers gets it."""
    taken = Job.objects.filter(pk=job_pk, state=Job.State.QUEUED).update(
        state=Job.State.RUNNING,
        tries=F("tries") + 1,
        heartbeat=timezone.now(),
        holder=f"{socket.gethostname()}:{os.getpid()}",
        error="",
    )
    return Job.objects.select_related("by").get(pk=job_pk) if taken else None


def alive(job: Job, **values) -> None:
    """Write progress as the holder of the job. Raises Superseded if it is somebody else's by now, or cancelled.

    Inside a transaction the job's row stays locked until its end: nobody can take it over in between.
    """
    held = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, tries=job.tries)
    if not held.update(heartbeat=timezone.now(), **values):
        raise Superseded


def _end(job: Job, sentence: str) -> None:
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, tries=job.tries).update(
        state=Job.State.FAILED, error=sentence, heartbeat=timezone.now()
    )

"""How an import ends otherwise than in records: its file dropped, nobody took it over, or what it brought undone."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from campaigns.models import Campaign
from criteria.enums import ImportState
from criteria.models import RegisterImport, TargetResult
from criteria.registers.records import remove_entries
from criteria.rules import may_count_registers
from phuong6.lib.vietnamese import squeeze
from phuong6.office.files import forget
from phuong6.office.models import Job
from phuong6.office.posts import named
from phuong6.office.workflow import NotAllowed, Refused

KEPT_FOR = timedelta(days=1)  # a file that nobody took over or dropped
GIVEN_UP = (Job.State.FAILED, Job.State.CANCELLED)
ALREADY = "Tệp này đã được nhập hoặc đã bỏ. Có thể người khác vừa bấm; hãy xem danh sách các lần nhập."
NOT_DONE = "Chỉ bỏ được lần nhập đã xong. Có thể người khác vừa bỏ; hãy xem danh sách các lần nhập."
NO_REASON = "Hãy ghi lý do bỏ lần nhập."
NOT_YOURS = named("Chỉ {statistics_post}, {internal_affairs} bỏ được lần nhập sổ.")


def locked(brought: RegisterImport) -> RegisterImport:
    """The import, held until the transaction ends."""
    rows = RegisterImport.objects.select_for_update(of=("self",)).select_related(
        "campaign", "file", "refused", "job"
    )
    return rows.get(pk=brought.pk)


def drop(brought: RegisterImport) -> None:
    """Throw a file away unread: one that was only previewed, or whose import failed. Raises Refused."""
    with transaction.atomic():
        row = locked(brought)
        if row.state != ImportState.PREVIEW and not _has_failed(row):
            raise Refused(ALREADY)
        _forget_files(row)


def _has_failed(row: RegisterImport) -> bool:
    return row.state == ImportState.RUNNING and (row.job is None or row.job.state in GIVEN_UP)


def _forget_files(row: RegisterImport) -> None:
    files = [each for each in (row.file, row.refused) if each]
    row.state, row.file, row.refused = ImportState.DROPPED, None, None
    row.counts.pop("unlisted", None)
    row.save()
    for each in files:
        forget(each)


def drop_stale(now=None) -> int:
    """Throw away files nobody took over within a day, or whose import failed: citizens' names do not lie about.

    Returns how many. Called by `manage.py remind`, by the page of the registers, and when a file is brought.
    """
    too_old = (now or timezone.now()) - KEPT_FOR
    failed = Q(state=ImportState.RUNNING) & (Q(job__isnull=True) | Q(job__state__in=GIVEN_UP))
    stale = RegisterImport.objects.filter(Q(state=ImportState.PREVIEW) | failed, at__lt=too_old)
    count = 0
    for each in stale:
        with transaction.atomic():
            row = locked(each)
            if row.state == ImportState.PREVIEW or _has_failed(row):
                _forget_files(row)
                count += 1
    return count


# --- a finished import ----------------------------------------------------------------------------------


def reports_from(brought: RegisterImport) -> list[TargetResult]:
    """Reports that took figures from what this import brought."""
    taken = TargetResult.objects.filter(target__campaign=brought.campaign_id, source__isnull=False)
    return [each for each in taken if brought.pk in [pk for *_, pk in each.counted.get("files", [])]]


def undo(brought: RegisterImport, *, by, reason: str) -> int:
    """Take out the records an import brought and that no later one brought anew. Returns how many.

    Reports keep what they say; their pages offer the new figures. Raises NotAllowed, Refused.
    """
    if not may_count_registers(by):
        raise NotAllowed(NOT_YOURS)
    if not squeeze(reason):
        raise Refused(NO_REASON)
    with transaction.atomic():
        # As when records are written: one import of a campaign at a time.
        Campaign.objects.select_for_update(no_key=True, of=("self",)).get(pk=brought.campaign_id)
        row = locked(brought)
        if row.state != ImportState.DONE:
            raise Refused(NOT_DONE)
        count = remove_entries(row)
        row.state, row.undone_by, row.undone_at = ImportState.UNDONE, by, timezone.now()
        row.undone_reason = reason
        row.save()
    return count

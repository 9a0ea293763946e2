"""A register from the moment its file arrives until its rows are records: previewed, then taken over whole or not at all.

The file holds citizens' names and telephones: it is kept while it is previewed and read, and taken away when it has
been imported or dropped.
"""

import gc
import hashlib
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import asdict, replace

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign
from criteria.enums import ImportState, RegisterKind
from criteria.models import ColumnMapping, RegisterImport
from criteria.registers.columns import Layout, is_personal, memory_key, propose
from criteria.registers.discarding import ALREADY, drop_stale, locked
from criteria.registers.known_people import surroundings
from criteria.registers.reading import LOOKED_AT, Counted, Reading, Sheet, count, read, sheet_of
from criteria.registers.records import finished_by_newer, keep_entries
from criteria.rules import may_count_registers
from phuong6.lib.refusal import Refusal
from phuong6.lib.sheets.table import workbook
from phuong6.lib.sheets.xlsx import tidy_rows
from phuong6.lib.vietnamese import squeeze
from phuong6.office import jobs
from phuong6.office.files import forget, shown_name, store_made
from phuong6.office.models import Job
from phuong6.office.workflow import Refused

JOB = "register-import"
SHOWN = 20  # refused rows told on the page; the rest is in the file
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHANGED = "Tệp đang giữ không còn đúng như lúc đưa lên. Hãy bỏ tệp này và đưa lên lại."
NOT_READY = "Chưa nhập được: hãy xem lời nhắn ở đầu trang, chọn lại cột rồi bấm “Tính lại”."


def remembered(kind: str) -> dict[str, str]:
    """What headings of this kind of register were said to mean."""
    return dict(ColumnMapping.objects.filter(kind=kind).values_list("header", "column"))


def take_file(campaign: Campaign, kind: str, name: str, data: bytes, *, by) -> RegisterImport:
    """Keep a file and count it for the preview; nothing becomes a record. Raises Refusal for a file that is no register."""
    sheet = sheet_of(data, kind, remembered(kind))
    first, last = sheet.stated
    counted_to = min(last, timezone.localdate()) if last and kind == RegisterKind.ONE_STOP else None
    drop_stale()
    with transaction.atomic():
        digest = hashlib.sha256(data).hexdigest()
        brought = RegisterImport(
            campaign=campaign,
            kind=kind,
            name=shown_name(name),
            sha256=digest,
            size=len(data),
            file=store_made(data, name="so.bin", by=by, mime="application/octet-stream"),
            period_from=first,
            period_to=last,
            as_of=counted_to,
            by=by,
        )
        _lay(brought, sheet)
        _recount(brought, sheet)
        brought.save()
    return brought


def _lay(brought: RegisterImport, sheet: Sheet) -> None:
    brought.sheet = squeeze(sheet.table.name)[:120]
    brought.mapping = sheet.layout.as_json() | {
        "sheets": sheet.names,
        "others": sheet.others(brought.kind),
        "course": sheet.course[:300],
    }


def contents(brought: RegisterImport) -> bytes:
    """The very file that was previewed, while it is still there. Raises Refused once it is gone or not the same."""
    if brought.file is None:
        raise Refused(ALREADY)
    with brought.file.file.open("rb") as opened:
        data = opened.read()
    if hashlib.sha256(data).hexdigest() != brought.sha256:
        raise Refused(CHANGED)
    return data


def read_again(
    brought: RegisterImport, *, layout: Layout | None = None, sheet: str = "", header_row: int = 0
) -> None:
    """Count a previewed file anew after its settings changed: another sheet or header row, or other columns."""
    data = contents(brought)
    found = sheet_of(data, brought.kind, remembered(brought.kind), sheet or brought.sheet, judged=True)
    if header_row and header_row != found.layout.header_row:
        head = tidy_rows(found.table.head(max(LOOKED_AT, header_row)))
        other = propose(head, brought.kind, remembered(brought.kind), header_row=header_row)
        if other is None:
            raise Refusal(f"Dòng {header_row} của trang tính để trống, không phải dòng tiêu đề.")
        found = replace(found, head=head, layout=other)
    if layout is not None:
        found = replace(found, layout=layout)
    _lay(brought, found)
    with transaction.atomic():
        _recount(brought, found)
        brought.save()


def _recount(brought: RegisterImport, sheet: Sheet) -> None:
    earlier, brought.refused = brought.refused, None
    try:
        reading, counted = _read(brought, sheet)
    except Refusal as refusal:
        brought.counts = {"trouble": str(refusal)}
    else:
        told = counted.figures.told
        kept = finished_by_newer(brought, counted.entries)
        brought.counts = _told(reading, counted, kept) | {"unlisted": told.get("unlisted", [])[:SHOWN]}
        if reading.refused:
            brought.refused = _refused_file(brought, reading)
    if earlier:
        if brought.pk:
            brought.save(update_fields=["refused"])
        forget(earlier)


def _read(
    brought: RegisterImport, sheet: Sheet, progress: Callable[[int], None] | None = None
) -> tuple[Reading, Counted]:
    around = surroundings(brought)
    reading = read(sheet.table, sheet.layout, brought.kind, around, progress)
    campaign = brought.campaign
    counted = count(
        reading,
        brought.kind,
        around,
        period=(brought.period_from, brought.period_to),
        campaign=(campaign.earliest_launch, campaign.ends_on),
        only_period=brought.only_period,
        only_campaign=brought.only_campaign,
    )
    return reading, counted


def _told(reading: Reading, counted: Counted, kept: set[str]) -> dict:
    """What is kept of a count. Names are not: those not listed are told on the preview only.

    `kept`: records that stay as a file of a later day says.
    """
    return {
        "numerator": counted.figures.numerator,
        "denominator": counted.figures.denominator,
        "counted": counted.figures.counts | {"repeated": reading.repeated},
        "rows": reading.rows,
        "taken": len(counted.entries),
        "kept_newer": len(kept),
        "skipped": reading.skipped,
        "left_out": reading.left_out,
        "filled_rows": reading.filled_rows,
        "filled": sorted(reading.filled),
        "outside_period": counted.outside_period,
        "outside_campaign": counted.outside_campaign,
        "refused_count": reading.refused_count,
        "differing_count": reading.differing_count,
        "differing": reading.differing,
        "noticed": counted.noticed,
        "data_courses": counted.figures.told.get("data_courses", [])[:SHOWN],
        "refused": [[each.row, each.code, each.reason] for each in reading.refused[:SHOWN]],
    }


def _refused_file(brought: RegisterImport, reading: Reading):
    rows = [tuple(asdict(each).values()) for each in reading.refused]
    notes = []
    if reading.refused_count > len(rows):
        notes = [f"Còn {reading.refused_count - len(rows)} dòng nữa không nhận, không kể ở đây."]
    titles = (f"CÁC DÒNG KHÔNG NHẬN: {brought.get_kind_display().upper()}", brought.name)
    made = workbook(titles, ("Dòng", "Mã hồ sơ; số, ký hiệu", "Lý do"), rows, notes=notes)
    return store_made(made, name="dong-khong-nhan.xlsx", by=brought.by, mime=XLSX)


# --- taking over --------------------------------------------------------------------------------------


def confirm(brought: RegisterImport, *, by) -> Job:
    """Have a previewed file taken over in the background. Somebody else who presses second is told. Raises Refused."""
    with transaction.atomic():
        row = locked(brought)
        if row.state in (ImportState.RUNNING, ImportState.DONE) and row.by_id == by.pk and row.job:
            return row.job  # the same person's second press
        if row.state != ImportState.PREVIEW:
            raise Refused(ALREADY)
        if not row.is_ready:
            raise Refused(NOT_READY)
        remember(row, by=by)
        row.job = jobs.enqueue(
            JOB,
            title=f"Nhập {row}",
            params={"import": row.pk, "page": reverse("register-file", args=[row.pk])},
            total=row.counts["rows"] or 1,
            by=by,
        )
        row.state, row.by = ImportState.RUNNING, by
        row.save()
    return row.job


def remember(brought: RegisterImport, *, by) -> None:
    """Keep for next time what somebody chose otherwise than the wording says."""
    layout = Layout.from_json(brought.mapping)
    chosen = {place: name for name, place in layout.columns.items()}
    head = [(layout.header_row, [layout.headings.get(each) for each in range(max(layout.headings) + 1)])]
    offered = propose(tidy_rows(head), brought.kind, {}, header_row=layout.header_row)
    default = {place: name for name, place in offered.columns.items()} if offered else {}
    for place, heading in layout.headings.items():
        key = memory_key(heading)
        if not key or is_personal(brought.kind, heading):
            continue
        known = ColumnMapping.objects.filter(kind=brought.kind, header=key)
        if chosen.get(place, "") == default.get(place, ""):
            known.delete()
        else:
            values = {"column": chosen.get(place, ""), "by": by, "at": timezone.now()}
            ColumnMapping.objects.update_or_create(kind=brought.kind, header=key, defaults=values)


def _work(job: Job, progress: Callable[[int], None]) -> None:
    """Read the file again and write all its rows, the counts and the end of the file in one transaction."""
    brought = RegisterImport.objects.select_related("campaign", "file").get(pk=job.params["import"])
    if brought.state != ImportState.RUNNING:
        return
    data = contents(brought)
    found = sheet_of(data, brought.kind, {}, brought.sheet, judged=True)
    sheet = replace(found, layout=Layout.from_json(brought.mapping))
    with _collector_at_rest():
        try:
            reading, counted = _read(brought, sheet, progress)
        except Refusal as refusal:
            raise Refused(str(refusal)) from refusal
        _take_over(brought, reading, counted, lambda: progress(job.total))


@contextmanager
def _collector_at_rest():
    """A hundred thousand entries are at hand and none is rubbish: nobody need go through them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@transaction.atomic
def _take_over(
    brought: RegisterImport, reading: Reading, counted: Counted, alive: Callable[[], None]
) -> None:
    # One import of a campaign at a time: two files may hold the same records.
    Campaign.objects.select_for_update(no_key=True, of=("self",)).get(pk=brought.campaign_id)
    row = locked(brought)
    kept = finished_by_newer(row, counted.entries)
    keep_entries(row, {key: entry for key, entry in counted.entries.items() if key not in kept})
    row.counts = _told(reading, counted, kept)
    file, row.file = row.file, None
    row.state, row.done_at = ImportState.DONE, timezone.now()
    row.save()
    forget(file)
    alive()  # whoever lost the job stops here and has written nothing


def may_see(user, job: Job) -> bool:
    return may_count_registers(user)


jobs.KINDS[JOB] = jobs.Kind(work=_work, may_see=may_see)

"""The way back of signed paper: a stack of scanned or photographed sheets, in any order, finds its papers.

Every page of an upload becomes a row, also one that does not open or shows nothing, so none is lost. A page whose code is
read is placed; a paper whose pages are all there gets them, in order and upright, as its signed copy. The rest
waits on the stack's page for a person.
"""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.urls import reverse

from phuong6.lib.files.uploads import Refusal
from phuong6.lib.refusal import refusal_of_all
from phuong6.lib.scans.codes import PageCode, parse_typed
from phuong6.lib.scans.pages import SourcePage, pages_of
from phuong6.lib.scans.preview import preview
from phuong6.lib.scans.read import Reading, read_page
from phuong6.lib.scans.upright import Sheet, upright_pages
from phuong6.office import jobs
from phuong6.office.files import store, store_made
from phuong6.office.models import Job, Printout, ScanBatch, ScanPage
from phuong6.office.papers.kinds import KINDS
from phuong6.office.papers.signed import add_signed_copy
from phuong6.office.rules import may_scan
from phuong6.office.workflow import NotAllowed, Refused

JOB = "read-scans"
State = ScanPage.State
SIGNED = "Tệp này đã ký số. Hãy đưa lên ở trang của chính văn bản đó để giữ nguyên chữ ký."
UNKNOWN = "mã trên trang không thuộc hệ thống này"
NOT_YOURS = "trang thuộc văn bản mà bạn không được đưa bản ký lên"


@transaction.atomic
def take_stack(files: list[tuple[str, bytes]], *, by) -> ScanBatch:
    """Keep a stack as it came and have its codes read in the background.

    Files that cannot be taken are named with the reason on the stack's page; Refused when none can.
    """
    if not may_scan(by):
        raise NotAllowed("Bạn không có quyền đưa giấy tờ đã quét lên.")
    kept, refused = [], []
    for name, data in files:
        try:
            stored = store(data, name=name, by=by)
        except Refusal as refusal:
            refused.append([name, str(refusal)])
            continue
        if stored.is_signed:
            refused.append([name, SIGNED])
        else:
            kept.append(stored)
    if not kept:
        raise Refused(*refusal_of_all([f"{name}: {sentence}" for name, sentence in refused]).sentences)
    batch = ScanBatch.objects.create(by=by)
    batch.files.set(kept)
    pages = sum(each.pages for each in kept)
    batch.job = jobs.enqueue(
        JOB,
        title=f"Đọc mã trên {pages} trang đã quét",
        params={"batch": batch.pk, "refused": refused, "page": reverse("scan-batch", args=[batch.pk])},
        total=pages,
        by=by,
    )
    batch.save(update_fields=["job"])
    return batch


def _read_stack(job: Job, progress) -> None:
    """Read every page not read yet, then give complete papers their signed copies."""
    batch = ScanBatch.objects.select_related("by").get(pk=job.params["batch"])
    number = 0
    for source in batch.files.order_by("pk"):
        done = set(batch.pages.filter(source=source).values_list("index", flat=True))
        with source.file.open("rb") as opened:
            data = opened.read()
        for page in _pages(data, source.pages):
            number += 1
            if page.number - 1 not in done:
                _enter(batch, number, source, page)
            progress(number)
    attach_complete(batch, by=batch.by)


def _pages(data: bytes, count: int) -> Iterator[SourcePage]:
    """The pages of a file that was taken; each of one that does not open after all is listed, unread."""
    try:
        yield from pages_of(data)
    except Refusal:
        yield from (SourcePage(number, is_photo=False, picture=None) for number in range(1, count + 1))


jobs.KINDS[JOB] = jobs.Kind(work=_read_stack, may_see=may_scan)


@transaction.atomic
def _enter(batch: ScanBatch, number: int, source, page) -> None:
    """One page of the stack with what was read on it."""
    reading = read_page(page)
    row = ScanPage(
        batch=batch,
        number=number,
        source=source,
        index=page.number - 1,
        turn=reading.turn,
        skew=reading.skew,
        corners=reading.corners,
        is_blank=reading.is_blank,
    )
    printout, row.trouble = _home_of(reading, batch)
    if printout:
        row.printout, row.page, row.state = printout, reading.found.page, State.PLACED
    elif page.picture is not None:
        name = f"trang-{number}.jpg"
        row.image = store_made(preview(page.picture), name=name, by=batch.by, mime="image/jpeg")
    row.save()


def _home_of(reading: Reading, batch: ScanBatch) -> tuple[Printout | None, str]:
    """The printed version a page belongs to, or why it has none (yet)."""
    if reading.found is None:
        return None, str(reading.problem)
    return _printout_for(reading.found, batch)


def _printout_for(found: PageCode, batch: ScanBatch) -> tuple[Printout | None, str]:
    printout = Printout.objects.filter(code=found.code).first()
    if printout is None or printout.pages != found.pages or printout.subject is None:
        return None, UNKNOWN
    if not KINDS[printout.kind].lets_attach(batch.by, printout.subject):
        return None, NOT_YOURS
    twin = waiting_pages(printout).filter(page=found.page).first()
    if twin:
        where = "" if twin.batch_id == batch.pk else f" của {str(twin.batch).lower()}"
        return None, f"trùng với trang {twin.number}{where}"
    return printout, ""


def waiting_pages(printout: Printout):
    """Pages placed on this printed version and not yet attached, of any stack, in the paper's order."""
    pages = ScanPage.objects.filter(printout=printout, state=State.PLACED)
    return pages.select_related("source", "batch", "printout").order_by("page")


def attach_complete(batch: ScanBatch, *, by) -> None:
    """Give every paper touched by this stack whose pages are all there its signed copy."""
    waiting = batch.pages.filter(state=State.PLACED).values("printout")
    for printout in Printout.objects.filter(pk__in=waiting).order_by("pk"):
        _attach(printout, by=by)


@transaction.atomic
def _attach(printout: Printout, *, by) -> None:
    locked = Printout.objects.select_for_update(of=("self",)).get(pk=printout.pk)
    pages = list(waiting_pages(locked))
    if len(pages) < locked.pages:
        return
    kind, subject = KINDS[locked.kind], locked.subject
    content = upright_pages(_sheets(pages))
    try:
        with transaction.atomic():
            add_signed_copy(
                kind, subject, [(kind.file_name(subject, "pdf"), content)], by=by, printout=locked
            )
    except (Refused, NotAllowed) as refused:
        _mark(pages, trouble=str(refused)[:200])
    else:
        _mark(pages, state=State.ATTACHED, trouble="")


def _sheets(pages: list[ScanPage]) -> Iterable[Sheet]:
    """The pages as they were read; those of one upload share its bytes."""
    uploads: dict[int, bytes] = {}
    for page in pages:
        if page.source_id not in uploads:
            with page.source.file.open("rb") as opened:
                uploads[page.source_id] = opened.read()
        code = PageCode(page.printout.code, page.page, page.printout.pages)
        corners = tuple((x, y) for x, y in page.corners)
        # A page placed by hand lies as it lies: no code was read that could tell.
        reading = Reading(code if corners else None, page.turn, page.skew, corners)
        yield Sheet(uploads[page.source_id], page.index + 1, reading)


def _mark(pages: list[ScanPage], **values) -> None:
    ScanPage.objects.filter(pk__in=[page.pk for page in pages]).update(**values)


# --- by hand ------------------------------------------------------------------------------------------


@transaction.atomic
def place(page: ScanPage, *, code: str, number: int, by, turn: int = 0) -> Printout:
    """Put an unplaced page where it belongs: the code typed from its corner, and the page of that paper.

    `turn` (0, 90, 180, 270) is how the sheet lies, in degrees clockwise from upright.
    Raises NotAllowed and Refused.
    """
    page = _open(page, by)
    typed = parse_typed(code)
    printout = Printout.objects.filter(code=typed).first() if typed else None
    if printout is None:
        raise Refused("Không có bản in nào mang mã này. Hãy xem lại 12 chữ và số in ở góc dưới trang giấy.")
    if not 1 <= number <= printout.pages:
        raise Refused(f"Văn bản này có {printout.pages} trang, không có trang {number}.")
    found, trouble = _printout_for(PageCode(printout.code, number, printout.pages), page.batch)
    if found is None:
        raise Refused(f"Chưa xếp được: {trouble}.")
    page.printout, page.page, page.placed_by, page.turn = found, number, by, turn
    page.state, page.trouble, page.reason = State.PLACED, "", ""
    page.save()
    _attach(found, by=by)
    return found


@transaction.atomic
def set_aside(pages: Iterable[ScanPage], *, by, reason: str) -> None:
    """Keep pages apart that belong to no paper (a blank back, a foreign sheet). Raises NotAllowed, Refused."""
    if not reason.strip():
        raise Refused("Hãy ghi vì sao để riêng trang này.")
    for page in pages:
        opened = _open(page, by)
        opened.state, opened.reason, opened.placed_by = State.SET_ASIDE, reason.strip()[:200], by
        opened.save()


@transaction.atomic
def take_back(page: ScanPage, *, by) -> None:
    """Undo a placing or a setting aside, while the page has not been attached. Raises NotAllowed, Refused."""
    locked = ScanPage.objects.select_for_update(of=("self",)).select_related("batch").get(pk=page.pk)
    if locked.batch.by_id != by.pk:
        raise NotAllowed("Tập giấy tờ này không phải của bạn.")
    if locked.state == State.ATTACHED:
        raise Refused("Trang này đã nằm trong bản ký của văn bản nên không gỡ ra được.")
    locked.printout = locked.page = locked.placed_by = None
    locked.state, locked.reason, locked.trouble = State.UNPLACED, "", "đã gỡ ra để xếp lại"
    locked.save()


def _open(page: ScanPage, by) -> ScanPage:
    """The locked page, if it is this person's and still without a place."""
    locked = ScanPage.objects.select_for_update(of=("self",)).select_related("batch").get(pk=page.pk)
    if locked.batch.by_id != by.pk or not may_scan(by):
        raise NotAllowed("Tập giấy tờ này không phải của bạn.")
    if locked.state not in (State.UNPLACED, State.SET_ASIDE):
        raise Refused("Trang này đã có chỗ. Hãy tải lại trang.")
    return locked

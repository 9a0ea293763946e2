"""Pages of scanned stacks: bring one, see where its pages went, place the rest by hand."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phuong6.office import jobs
from phuong6.office.doors import done, refusals_to, status_of
from phuong6.office.files import hand_out
from phuong6.office.models import Job, ScanBatch, ScanPage
from phuong6.office.rules import may_scan
from phuong6.office.scans import sorting as scans
from phuong6.office.scans.forms import AsideForm, PlaceForm, StackForm
from phuong6.office.scans.summary import folders_of, missing_places, papers_of, summary_of

STACKS, PAGES, PAPERS = 20, 12, 30


def _own(request, pk: int) -> ScanBatch:
    if not may_scan(request.user):
        raise Http404
    return get_object_or_404(ScanBatch.objects.select_related("job"), pk=pk, by=request.user)


def _own_page(request, pk: int, page: int) -> ScanPage:
    return get_object_or_404(_own(request, pk).pages.select_related("image", "batch"), pk=page)


@require_http_methods(["GET", "POST"])
def scan_list(request):
    """Bring a stack of signed sheets; the stacks brought so far."""
    if not may_scan(request.user):
        raise Http404
    form = StackForm()
    if request.method == "POST":
        form = StackForm(request.POST, request.FILES)
        if form.is_valid():
            with refusals_to(form, "files"):
                batch = scans.take_stack(form.cleaned_data["files"], by=request.user)
                return redirect("scan-batch", pk=batch.pk)
    stacks = ScanBatch.objects.filter(by=request.user).select_related("job")
    context = {"form": form, "stacks": Paginator(stacks, STACKS).get_page(request.GET.get("page"))}
    return render(request, "office/scan_list.html", context, status=status_of(form))


@require_GET
@never_cache
def scan_batch(request, pk: int):
    """How many pages have their place, which papers are whole, what is left to place by hand."""
    return _page(request, _own(request, pk))


def _page(request, batch: ScanBatch, *, turned: ScanPage | None = None, place=None, aside=None):
    """`turned` is the page whose form was refused, with that form."""
    loose = batch.pages.filter(state=ScanPage.State.UNPLACED).select_related("image")
    rows = Paginator(loose, PAGES).get_page(request.GET.get("page"))
    places = missing_places(batch)
    for row in rows:
        mine = turned is not None and row.pk == turned.pk
        row.place_form = place if mine and place else PlaceForm(prefix=f"p{row.pk}", places=places)
        row.aside_form = aside if mine and aside else AsideForm(prefix=f"a{row.pk}")
    under_way = batch.job is not None and batch.job.state in (Job.State.QUEUED, Job.State.RUNNING)
    context = {
        "batch": batch,
        "job": batch.job,
        "under_way": under_way and not jobs.is_stalled(batch.job),
        "refused": batch.job.params["refused"] if batch.job else [],
        "summary": summary_of(batch),
        "folders": folders_of(batch),
        "papers": papers_of(batch)[:PAPERS],
        "more_papers": papers_of(batch).count() > PAPERS,
        "rows": rows,
        "aside": batch.pages.filter(state=ScanPage.State.SET_ASIDE)[:200],
        "blank": loose.filter(is_blank=True).count(),
    }
    return render(request, "office/scan_batch.html", context, status=422 if turned else 200)


@require_GET
def scan_papers(request, pk: int):
    """All papers a large stack brought pages of."""
    batch = _own(request, pk)
    papers = Paginator(papers_of(batch), PAPERS).get_page(request.GET.get("page"))
    return render(request, "office/scan_papers.html", {"batch": batch, "papers": papers})


@require_POST
def scan_place(request, pk: int, page: int):
    """Place one page by the code typed from its corner."""
    row = _own_page(request, pk, page)
    form = PlaceForm(request.POST, prefix=f"p{row.pk}", places=missing_places(row.batch))
    if form.is_valid():
        with refusals_to(form, "code"):
            printout = scans.place(row, by=request.user, **form.cleaned_data)
            return done(request, f"Đã xếp trang {row.number} vào: {printout.title}.", "scan-batch", pk=pk)
    return _page(request, row.batch, turned=row, place=form)


@require_POST
def scan_aside(request, pk: int, page: int):
    """Keep one page apart, with the reason."""
    row = _own_page(request, pk, page)
    form = AsideForm(request.POST, prefix=f"a{row.pk}")
    if form.is_valid():
        with refusals_to(form, "reason"):
            scans.set_aside([row], by=request.user, reason=form.cleaned_data["reason"])
            return done(request, f"Đã để riêng trang {row.number}.", "scan-batch", pk=pk)
    return _page(request, row.batch, turned=row, aside=form)


@require_POST
def scan_blank(request, pk: int):
    """Keep all blank pages of the stack apart at once."""
    batch = _own(request, pk)
    blank = list(batch.pages.filter(state=ScanPage.State.UNPLACED, is_blank=True))
    scans.set_aside(blank, by=request.user, reason="Trang trắng")
    return done(request, f"Đã để riêng {len(blank)} trang trắng.", "scan-batch", pk=pk)


@require_POST
def scan_back(request, pk: int, page: int):
    """Undo: the page waits for a place again."""
    row = _own_page(request, pk, page)
    with refusals_to(request):
        scans.take_back(row, by=request.user)
    return redirect("scan-batch", pk=pk)


@require_GET
def scan_image(request, pk: int, page: int):
    """What an unplaced page looks like."""
    row = _own_page(request, pk, page)
    if row.image is None:
        raise Http404
    return hand_out(row.image, name=f"trang-{row.number}.jpg", inline=True)

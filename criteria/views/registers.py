"""Figures from the registers: bring the file, look at what it says, take it over, write it into reports."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.selection import current_campaign
from criteria.enums import ImportState, RegisterKind
from criteria.forms.registers import ReadingForm, RegisterForm, UndoForm
from criteria.measuring import measures
from criteria.measuring.obligations import Cell, cells
from criteria.measuring.reporting import OPEN
from criteria.models import RegisterImport
from criteria.pages.registers import facts_of, notes_of
from criteria.registers import discarding, importing
from criteria.registers.records import count_records
from criteria.rules import may_count_registers
from phuong6.lib.vietnamese import format_number
from phuong6.office.doors import done, refusals_to, status_of
from phuong6.office.files import hand_out
from phuong6.office.jobs import is_stalled
from phuong6.office.models import Job

PAGE = 20
UNDOING = (
    "Mọi dòng lần nhập này đã ghi được bỏ khỏi hệ thống; dòng mà lần nhập sau đã ghi lại thì giữ. Dòng của lần nhập "
    "trước bị lần này ghi đè không tự trở lại: cần thì nhập lại sổ trước.\n"
    "Số liệu gợi ý cho báo cáo đổi theo. Báo cáo đã ghi, đã gửi không đổi: hãy ghi lại số liệu hoặc trả lại để sửa."
)


def _campaign(request):
    campaign = current_campaign(request)
    if campaign is None or not may_count_registers(request.user):
        raise Http404
    return campaign


def _brought(request, pk: int) -> RegisterImport:
    found = RegisterImport.objects.select_related("campaign", "by", "undone_by", "file", "refused", "job")
    return get_object_or_404(found, pk=pk, campaign=_campaign(request))


@require_http_methods(["GET", "POST"])
def register_list(request):
    """Bring a register; those brought so far."""
    campaign = _campaign(request)
    discarding.drop_stale()
    form = RegisterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, data = form.cleaned_data["file"]
        with refusals_to(form, "file"):
            brought = importing.take_file(campaign, form.cleaned_data["kind"], name, data, by=request.user)
            return redirect("register-file", pk=brought.pk)
    rows = RegisterImport.objects.filter(campaign=campaign).exclude(state=ImportState.DROPPED)
    context = {
        "form": form,
        "rows": Paginator(rows.select_related("by"), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "criteria/register_list.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def register(request, pk: int):
    """One register: its preview, its progress, or what came of it."""
    brought = _brought(request, pk)
    if brought.state != ImportState.PREVIEW:
        return _outcome(request, brought)
    form = ReadingForm(request.POST or None, brought=brought)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            if form.has_changed() or "take" not in request.POST:
                _read_again(request, brought, form)
            else:
                importing.confirm(brought, by=request.user)
            return redirect("register-file", pk=pk)
    context = {"brought": brought, "form": form, "facts": facts_of(brought), "notes": notes_of(brought)}
    return render(request, "criteria/register_preview.html", context, status=status_of(form))


def _read_again(request, brought: RegisterImport, form: ReadingForm) -> None:
    data = form.cleaned_data
    for name in ("period_from", "period_to", "only_period", "only_campaign"):
        setattr(brought, name, data[name])
    brought.as_of = data.get("as_of") if brought.kind == RegisterKind.ONE_STOP else None
    if form.finds_header_anew:
        row = data["header_row"] if "header_row" in form.changed_data else 0
        importing.read_again(brought, sheet=data.get("sheet", ""), header_row=row)
    else:
        importing.read_again(brought, layout=form.layout)
    if "take" in request.POST:
        messages.info(
            request, "Cách đọc sổ vừa đổi nên đã tính lại. Hãy xem lại số liệu rồi bấm “Nhập vào hệ thống”."
        )
    else:
        messages.success(request, "Đã tính lại.")


def _outcome(request, brought: RegisterImport):
    if brought.state == ImportState.DROPPED:
        raise Http404
    job = brought.job
    running = brought.state == ImportState.RUNNING
    offers = _offers(brought) if brought.state == ImportState.DONE else []
    whole = (brought.counts.get("numerator"), brought.counts.get("denominator"))
    context = {
        "brought": brought,
        "facts": facts_of(brought),
        "notes": [] if brought.state == ImportState.UNDONE else notes_of(brought),
        "job": job if running else None,
        "failed": running and job and job.state == Job.State.FAILED,
        "stalled": running and job and is_stalled(job),
        "offers": offers,
        "differs": any((found.numerator, found.denominator) != whole for _, found, _ in offers),
    }
    return render(request, "criteria/register.html", context)


def _offers(brought: RegisterImport) -> list[tuple[Cell, measures.FromRegisters, bool]]:
    """Reports that may take their figures from this register: cell, figures, whether it is still open."""
    measured = [name for name, kinds in measures.KINDS_OF.items() if brought.kind in kinds]
    found = []
    for target in brought.campaign.targets.filter(measure__in=measured).select_related("area", "campaign"):
        for cell in cells(brought.campaign, target=target):
            counted = measures.figures(cell)
            if counted and brought.pk in [each.pk for each in counted.imports]:
                found.append((cell, counted, cell.result is None or cell.result.status in OPEN))
    return found


@require_POST
def register_drop(request, pk: int):
    """Throw a file away."""
    with refusals_to(request):
        discarding.drop(_brought(request, pk))
        return done(request, "Đã bỏ tệp. Không có dòng nào được nhập.", "register-list")
    return redirect("register-file", pk=pk)


@require_http_methods(["GET", "POST"])
def register_undo(request, pk: int):
    """Asks once more and why, then takes out what a finished import brought."""
    brought = _brought(request, pk)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            count = discarding.undo(brought, by=request.user, reason=form.cleaned_data["reason"])
            return done(
                request,
                f"Đã bỏ lần nhập; {format_number(count)} dòng không còn trong hệ thống.",
                "register-file",
                pk=pk,
            )
    elif brought.state != ImportState.DONE:
        messages.error(request, discarding.NOT_DONE)
        return redirect("register-file", pk=pk)
    context = {
        "title": "Bỏ lần nhập này?",
        "text": UNDOING,
        "facts": _at_stake(brought),
        "form": form,
        "action": "Bỏ lần nhập này",
        "danger": True,
        "back_url": reverse("register-file", args=[pk]),
        "back_label": "Không bỏ",
    }
    return render(request, "_components/confirm.html", context, status=status_of(form))


def _at_stake(brought: RegisterImport) -> list[tuple[str, str]]:
    reports = discarding.reports_from(brought)
    sent = sum(each.status not in OPEN for each in reports)
    return [
        ("Sổ", str(brought)),
        ("Người nhập", f"{brought.by}, {timezone.localtime(brought.done_at):%H:%M, %d/%m/%Y}"),
        ("Dòng sẽ bỏ", format_number(count_records(brought))),
        ("Báo cáo đã lấy số liệu", f"{len(reports)}, trong đó đã gửi {sent}"),
    ]


@require_GET
def register_refused(request, pk: int):
    """The rows that were not taken, as .xlsx: their numbers, codes and why; nobody's name."""
    kept = _brought(request, pk).refused
    if kept is None:
        raise Http404
    return hand_out(kept, name="dong-khong-nhan.xlsx")


@require_POST
def register_fill(request, pk: int):
    """Write the figures of the registers into an open report."""
    brought = _brought(request, pk)
    wanted = (request.POST.get("unit"), request.POST.get("target"), request.POST.get("first"))
    for cell, _, _ in _offers(brought):
        if (cell.unit.code, cell.target.code, cell.span.first.isoformat()) == wanted:
            with refusals_to(request):
                measures.fill(request.user, cell)
                messages.success(
                    request,
                    f"Đã ghi số liệu vào báo cáo {cell.span.label} của {cell.unit}; đơn vị xem lại rồi gửi.",
                )
            return redirect("register-file", pk=pk)
    raise Http404

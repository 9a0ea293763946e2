"""Step 5 and every move of a dossier: check, submit, resubmit, withdraw, file what came on paper; the receipt."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from dossiers.checks import deadline_for, too_late_sentence
from dossiers.comparing.agreement import differences, proof_of_showing, to_confirm
from dossiers.enums import DossierStatus
from dossiers.forms import PaperFilingForm, ReasonForm
from dossiers.models import Dossier
from dossiers.pages.overview import show_dossier
from dossiers.pages.papers import paper_rows
from dossiers.pages.path import find, gap_url, missing, show
from dossiers.papers import receipt as receipt_paper
from dossiers.rules import Openness
from dossiers.timeline import clock
from dossiers.workflow import DOSSIER
from phuong6.office.doors import done, refusals_to
from phuong6.office.files import hand_out_made
from phuong6.office.papers.printing import MIME, PDF, print_paper
from phuong6.office.workflow import NotAllowed, Tone

ENTERED = "Ông (bà) có thể nhập hồ sơ bản giấy thay đơn vị."
GIVES_A_RECEIPT = ("submit", "resubmit", "file_on_paper")


def check_step(request, code: str):
    """What is missing, the answers once more, and the button."""
    return _check(request, find(request, code))


def _check(request, dossier: Dossier, refused: list[str] = (), form=None):
    now = timezone.now()
    found = missing(dossier)
    known = {gap.sentence for gap in found}
    late = too_late_sentence(dossier, now) if dossier.status == DossierStatus.DRAFT else []
    openness = Openness(request.user, dossier)
    compared, papers = differences(dossier), paper_rows(dossier)
    told = to_confirm(compared)
    proof = proof_of_showing(dossier, told, request.user)
    return show(
        request,
        "dossiers/check.html",
        dossier,
        "check",
        status=422 if refused else 200,
        gaps=found,
        lacking=[(gap.sentence, gap_url(dossier, gap)) for gap in found],
        refused=[each for each in refused if each not in known and each not in late],
        late=late,
        pressed=bool(refused),
        to_confirm=told,
        proof=proof,
        ticked=request.POST.get("compared") == proof,
        unread=[each.sentence for each in compared if not each.to_confirm],
        too_late=deadline_for(dossier.campaign, dossier.unit),
        nominees=list(dossier.nominees.standing().in_order()),
        minutes=getattr(dossier, "minutes", None),
        papers=papers,
        agreed=not compared and any(each["present"] for each in papers),
        openness=openness,
        moves=[
            move
            for move in ("submit", "resubmit", "file_on_paper")
            if DOSSIER.allows(move, request.user, dossier)
        ],
    )


@require_http_methods(["GET", "POST"])
def move(request, code: str, move: str):
    """Make a move of the table; a GET only asks, where a move needs asking. The moment is the arrival's."""
    arrived = timezone.now()
    dossier = find(request, code)
    if not DOSSIER.has_button(move):
        raise Http404
    step = DOSSIER.steps[move]
    if request.method == "GET":
        return _ask(request, dossier, move)
    form = _form_of(move, request.POST)
    if form and not form.is_valid():
        if not step.who(request.user, dossier):
            raise NotAllowed(f"Ông (bà) không có quyền thực hiện bước “{step.button}”.")
        return _ask(request, dossier, move, form)
    given = {"received_at": form.received_at()} if isinstance(form, PaperFilingForm) else {}
    note = form.cleaned_data["note"] if form else request.POST.get("note", "")
    if shown := request.POST.get("compared"):
        given["shown"] = shown
    refused: list[str] = []
    with refusals_to(refused):
        after = DOSSIER.perform(move, dossier, by=request.user, at=arrived, note=note, **given)
        if move in GIVES_A_RECEIPT:
            return redirect("dossier-receipt", dossier.code, dossier.receipts.first().pk)
        return done(
            request, ENTERED if move == "enter_for_unit" else step.said(after), "dossier", dossier.code
        )
    return _refused(request, find(request, code), move, refused, form)


def _form_of(move: str, posted=None):
    kinds = {"file_on_paper": PaperFilingForm, "enter_for_unit": ReasonForm}
    return kinds[move](posted) if move in kinds else None


def _refused(request, dossier: Dossier, move: str, sentences: list[str], form):
    if move in ("submit", "resubmit"):
        return _check(request, dossier, _handed_in_already(dossier) or sentences)
    if form:
        form.add_error(None, sentences)
        return _ask(request, dossier, move, form)
    return show_dossier(request, dossier, refused=sentences)


def _handed_in_already(dossier: Dossier) -> list[str]:
    """What an old page is told when the dossier lies with the office; nothing while it is the unit's."""
    last = dossier.receipts.order_by("-paper__at").first()
    if last is None or dossier.status in (DossierStatus.DRAFT, DossierStatus.RETURNED):
        return []
    return [f"Hồ sơ đã nộp lúc {clock(last.received_at)}. Không cần nộp lại."]


def _ask(request, dossier: Dossier, move: str, form=None):
    """The page that asks once more; a move without one sends to the dossier."""
    step = DOSSIER.steps[move]
    if step.question is None:
        return redirect("dossier", dossier.code)
    if not step.who(request.user, dossier):
        raise NotAllowed(f"Ông (bà) không có quyền thực hiện bước “{step.button}”.")
    if not DOSSIER.allows(move, request.user, dossier):
        messages.error(
            request, f"Hồ sơ đang ở trạng thái “{dossier.state.for_unit}”, không thực hiện được bước này."
        )
        return redirect("dossier", dossier.code)
    context = {
        "title": step.question.title,
        "text": step.question.text,
        "action": step.question.action or step.button,
        "danger": step.tone == Tone.DANGER,
        "back_label": step.question.back,
        "dossier": dossier,
        "form": form or _form_of(move),
        "back_url": reverse("dossier", args=[dossier.code]),
        "too_late": deadline_for(dossier.campaign, dossier.unit),
    }
    return render(request, "dossiers/confirm_move.html", context, status=422 if form else 200)


def _find_receipt(request, code: str, pk: int):
    dossier = find(request, code)
    rows = dossier.receipts.select_related("paper__series", "by")
    receipt = get_object_or_404(rows, pk=pk)
    receipt.dossier = dossier
    return receipt


@require_GET
def receipt(request, code: str, pk: int):
    """The proof of filing and what happens next."""
    receipt = _find_receipt(request, code, pk)
    files = [file | {"grouped": receipt_paper.grouped(file["sha256"])} for file in receipt.files]
    context = {
        "receipt": receipt,
        "dossier": receipt.dossier,
        "facts": [("Số phiếu", receipt.paper.full_number), *receipt_paper.receipt_facts(receipt)],
        "files": files,
        "void": receipt_paper.void_sentence(receipt),
        "is_last": receipt.pk == receipt.dossier.receipts.first().pk,
    }
    return render(request, "dossiers/receipt.html", context)


@require_GET
def receipt_pdf(request, code: str, pk: int):
    """The same proof to print or keep."""
    receipt = _find_receipt(request, code, pk)
    kind = receipt_paper.KIND
    pdf = print_paper(kind, receipt, by=request.user)
    return hand_out_made(pdf, name=kind.file_name(receipt, PDF), mime=MIME[PDF])

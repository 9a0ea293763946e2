"""A campaign's life: where it stands, what is still missing, its log; opening, closing, throwing away."""

from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.checks import still_expected
from campaigns.discarding import throw_away, what_stops, what_would_go
from campaigns.enums import TextSection
from campaigns.models import Campaign
from campaigns.publicity.forms import ReasonForm
from campaigns.questions import answer, asked_of
from campaigns.review import doubts_of, look_at, looked_at_so_far
from campaigns.rules import campaigns_for, may_prepare_campaigns
from campaigns.workflow import CAMPAIGN
from phuong6.lib.vietnamese import nfc
from phuong6.office.doors import done, make_move, refusals_to, status_of
from phuong6.office.papers.kinds import papers_about
from phuong6.office.workflow import moves_of


def _found(request, pk: int) -> Campaign:
    """The campaign, for Nội vụ alone. Raises Http404 for everybody else, so that nobody learns that there is one."""
    if not may_prepare_campaigns(request.user):
        raise Http404
    return get_object_or_404(campaigns_for(request.user).select_related("ward"), pk=pk)


@require_GET
def life(request, pk: int):
    """The page of one campaign."""
    return _page(request, _found(request, pk))


def _page(request, row: Campaign, reason: ReasonForm | None = None, reason_for: str = ""):
    offers = CAMPAIGN.open_to(request.user, row)
    texts = list(row.texts.all())
    context = {
        "row": row,
        "offers": [each for each in offers if not each.step.needs_note],
        "asking": [
            (
                each,
                reason if reason_for == each.step.move else ReasonForm(auto_id=f"id_{each.step.move}_%s"),
            )
            for each in offers
            if each.step.needs_note and not each.missing
        ],
        "sections": [
            (label, lines)
            for section, label in TextSection.choices
            if (lines := [each.text for each in texts if each.section == section])
        ],
        "moves": [
            {"at": each.at, "who": each.by, "note": each.note, "what": CAMPAIGN.steps[each.move].button}
            for each in moves_of(row).reverse()
        ],
        "papers": [each for each in papers_about(request.user, row) if each.issuable],
        "site_mark": row.mark,
    }
    return render(request, "campaigns/life.html", context, status=status_of(reason))


@require_http_methods(["GET", "POST"])
def move(request, pk: int, move: str):
    """One step: asked once more where everybody sees what follows, with a reason where something is taken back."""
    row = _found(request, pk)
    if not CAMPAIGN.has_button(move):
        raise Http404
    step, here = CAMPAIGN.steps[move], reverse("campaign-life", args=[pk])
    if request.method == "GET":
        if step.question is None:
            raise Http404
        context = {
            "title": step.question.title,
            "text": step.question.text,
            "facts": [("Phong trào", row.name), *_facts_of(move, row)],
            "action": step.button,
            "back_url": here,
        }
        return render(request, "_components/confirm.html", context)
    if not step.needs_note:
        return make_move(request, CAMPAIGN, move, row, to=here)
    form = ReasonForm(request.POST, auto_id=f"id_{move}_%s")
    return make_move(
        request,
        CAMPAIGN,
        move,
        row,
        to=here,
        form=form,
        again=lambda form: _page(request, row, reason=form, reason_for=move),
    )


def _facts_of(move: str, row: Campaign) -> list[tuple[str, str]]:
    """What closing cuts off, told before it is asked."""
    return [("Đơn vị đã đăng ký, chưa nộp hồ sơ", str(still_expected(row)))] if move == "close" else []


@require_http_methods(["GET", "POST"])
def discard(request, pk: int):
    """Throw away a campaign being prepared: asked with what would go, refused once somebody has worked in it."""
    row = _found(request, pk)
    here = reverse("campaign-life", args=[pk])
    if request.method == "POST":
        with refusals_to(request):
            throw_away(row, request.user)
            return done(request, f"Đã bỏ {row.name}.", "home")
    stops = what_stops(row)
    context = {
        "title": "Bỏ phong trào đang chuẩn bị?",
        "text": "\n".join(stops)
        or "Những phần sau mất hẳn, không lấy lại được. Việc bỏ được ghi vào nhật ký.",
        "facts": [("Phong trào", row.name), *what_would_go(row)],
        "action": "Bỏ phong trào",
        "danger": True,
        "back_url": here,
    }
    return render(request, "_components/confirm.html", context, status=422 if stops else 200)


@require_http_methods(["GET", "POST"])
def review(request, pk: int):
    """The doubtful texts, what is printed first; each is put right in place or kept, and ticked either way."""
    row = _found(request, pk)
    key, text, refused = request.POST.get("place", ""), "", []
    if request.method == "POST":
        text = nfc(request.POST.get("text", "")).replace("\r\n", "\n").strip()
        if "take" in request.POST:
            return _review_page(request, row, taken=key)
        with refusals_to(refused):
            look_at(row, key, text, request.POST.get("seen", ""), request.user)
            return done(request, "Đã ghi nhận câu đã rà soát.", "campaign-review", pk=pk)
    return _review_page(request, row, key=key, typed=text, refused=refused)


def _review_page(
    request,
    row: Campaign,
    *,
    key: str = "",
    typed: str = "",
    taken: str = "",
    refused: list[str] | None = None,
):
    """The list; `typed` stands in the field of `key` after a refusal, the proposal in that of `taken`, not yet kept."""
    doubts = doubts_of(row)
    context = {
        "row": row,
        "doubts": doubts,
        "left": sum(each.tick is None for each in doubts),
        "key": key,
        "typed": typed,
        "taken": taken,
        "refused": refused,
        "moves": looked_at_so_far(row),
        "site_mark": row.mark,
    }
    return render(request, "campaigns/review.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "POST"])
def questions(request, pk: int):
    """What the plan leaves open: each with what is assumed meanwhile, a field to answer in, and earlier answers."""
    row = _found(request, pk)
    key, text, refused = request.POST.get("question", ""), "", []
    if request.method == "POST":
        text = nfc(request.POST.get("text", "")).replace("\r\n", "\n").strip()
        with refusals_to(refused):
            answer(row, key, text, request.user)
            return done(request, "Đã ghi câu trả lời.", "campaign-questions", pk=pk)
    asked = [
        (each, [said | {"at": datetime.fromisoformat(said["at"])} for said in each.answers])
        for each in asked_of(row)
    ]
    context = {
        "row": row,
        "asked": asked,
        "left": sum(not answers for _, answers in asked),
        "key": key,
        "typed": text,
        "refused": refused,
        "site_mark": row.mark,
    }
    return render(request, "campaigns/questions.html", context, status=422 if refused else 200)

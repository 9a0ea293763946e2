"""Radio bulletins at /ban-tin/: drawn from what is public, edited, approved, printed large, marked as broadcast."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.enums import BulletinStatus
from campaigns.models import Bulletin
from campaigns.publicity.bulletins import save_bulletin, write_bulletin
from campaigns.publicity.reading import published
from campaigns.publicity.workflow import BULLETIN
from campaigns.rules import is_culture, may_read_bulletins
from campaigns.selection import current_campaign
from phuong6.lib.reading import SYLLABLES_A_MINUTE, read_aloud, unread
from phuong6.lib.vietnamese import short_date
from phuong6.office.doors import done, make_move, refusals_to, status_of
from phuong6.office.workflow import moves_of
from phuong6.site.bulletins.drafts import draft
from phuong6.site.bulletins.forms import BroadcastForm, BulletinForm, DraftForm, ReasonForm

PAGE, NEWEST = 25, 20
FORMS = {"broadcast": BroadcastForm, "correct": ReasonForm}


def _campaign_or_404(request):
    campaign = current_campaign(request)
    if campaign is None or not may_read_bulletins(request.user):
        raise Http404
    return campaign


def _found(request, pk: int) -> Bulletin:
    if not may_read_bulletins(request.user):
        raise Http404
    return get_object_or_404(Bulletin.objects.select_related("campaign", "by"), pk=pk)


@require_GET
@never_cache
def bulletin_list(request):
    """The campaign's bulletins, the last one written first."""
    rows = Bulletin.objects.filter(campaign=_campaign_or_404(request))
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "writer": is_culture(request.user),
    }
    return render(request, "bulletins/list.html", context)


@require_http_methods(["GET", "POST"])
def bulletin_new(request):
    """Choose what it is drawn from; what comes out is a text to edit."""
    campaign = _campaign_or_404(request)
    if not is_culture(request.user):
        raise Http404
    pieces = list(published().filter(campaign=campaign)[:NEWEST])
    name = f"Phong trào thi đua cải cách hành chính, ngày {short_date(timezone.localdate())}"
    form = DraftForm(
        request.POST or None,
        pieces=pieces,
        initial={"title": name, "pieces": [each.pk for each in pieces[:3]]},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.get("pieces", [])
        text = draft(
            campaign,
            [each for each in pieces if each.pk in chosen],
            results=form.cleaned_data["results"],
            awards=form.cleaned_data["awards"],
        )
        made = write_bulletin(request.user, campaign, title=form.cleaned_data["title"], body=text)
        if text:
            messages.success(request, "Đã soạn nháp. Đọc lại, sửa lời cho thuận tai rồi duyệt.")
        else:
            messages.info(request, "Những mục đã chọn chưa có gì để đọc. Hãy tự viết lời đọc.")
        return redirect("bulletin", pk=made.pk)
    return render(request, "bulletins/new.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "POST"])
@never_cache
def bulletin(request, pk: int):
    """One bulletin: its words, how long they take, the next step. "spell" turns figures into words on saving."""
    row = _found(request, pk)
    if request.method == "GET":
        return _page(request, row)
    form = BulletinForm(request.POST)
    if form.is_valid():
        values = form.cleaned_data
        if "spell" in request.POST:
            values["body"] = read_aloud(values["body"])
        with refusals_to(form):
            save_bulletin(request.user, row, **values)
            return done(
                request,
                "Đã viết thành lời và lưu." if "spell" in request.POST else "Đã lưu.",
                "bulletin",
                pk=pk,
            )
    return _page(request, row, form=form)


def _page(request, row: Bulletin, *, form=None, asked=None):
    editable = is_culture(request.user) and row.status == BulletinStatus.DRAFT
    if editable and form is None:
        form = BulletinForm(initial={"title": row.title, "body": row.body, "revision": row.revision})
    offers = BULLETIN.open_to(request.user, row)
    today = {"broadcast_on": timezone.localdate()}
    forms = {move: kind(initial=today, auto_id=f"id_{move}_%s") for move, kind in FORMS.items()}
    context = {
        "row": row,
        "form": form,
        "left": unread(row.body),
        "pace": SYLLABLES_A_MINUTE,
        "offers": [(each, (asked or {}).get(each.step.move) or forms.get(each.step.move)) for each in offers],
        "moves": [
            {"at": each.at, "who": each.by, "note": each.note, "what": BULLETIN.steps[each.move].button}
            for each in moves_of(row).reverse()
        ],
        "site_mark": row.campaign.mark,
    }
    invalid = (form is not None and form.errors) or bool(asked)
    return render(request, "bulletins/bulletin.html", context, status=422 if invalid else 200)


@require_POST
def bulletin_move(request, pk: int, move: str):
    """Approve, open again, mark as broadcast, take the mark back."""
    row = _found(request, pk)
    if not BULLETIN.has_button(move):
        raise Http404
    form = FORMS[move](request.POST, auto_id=f"id_{move}_%s") if move in FORMS else None
    return make_move(
        request,
        BULLETIN,
        move,
        row,
        to=reverse("bulletin", args=[pk]),
        form=form,
        again=lambda form: _page(request, row, asked={move: form}),
    )

"""The editing desk of the public pieces: the culture officer writes and publishes, units propose."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.enums import ExemplarKind, ExemplarStatus
from campaigns.models import Exemplar, ExemplarPicture
from campaigns.publicity import pieces as publicity
from campaigns.publicity.forms import AltForm, PictureForm, PieceForm, ReasonForm
from campaigns.publicity.workflow import EXEMPLAR
from campaigns.rules import is_culture, may_edit_piece, may_write_pieces, pieces_for, units_of
from campaigns.selection import current_campaign
from phuong6.office.doors import done, make_move, refusals_to, status_of
from phuong6.office.files import hand_out
from phuong6.office.workflow import moves_of

PAGE = 25


def _writer_or_404(request):
    """Whoever has an editing desk, and the campaign in hand. Raises Http404."""
    campaign = current_campaign(request)
    if campaign is None or not may_write_pieces(request.user):
        raise Http404
    return campaign


def _found(request, pk: int) -> Exemplar:
    """The piece if this person's desk shows it; a unit never learns of another's."""
    if not may_write_pieces(request.user):
        raise Http404
    rows = pieces_for(request.user).select_related("campaign", "unit", "by")
    return get_object_or_404(rows, pk=pk)


def _picture(request, pk: int, picture: int) -> ExemplarPicture:
    return get_object_or_404(
        ExemplarPicture.objects.select_related("exemplar", "large", "small"),
        pk=picture,
        exemplar=_found(request, pk),
    )


@require_GET
@never_cache
def desk(request):
    """Pieces by state, what waits for approval first for the culture officer."""
    campaign = _writer_or_404(request)
    rows = pieces_for(request.user).filter(campaign=campaign)
    counts = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    chosen = request.GET.get("trang-thai", "")
    if chosen in ExemplarStatus.values:
        rows = rows.filter(status=chosen)
    context = {
        "page": Paginator(rows.select_related("unit").order_by("-saved_at", "-pk"), PAGE).get_page(
            request.GET.get("page")
        ),
        "states": [(value, label, counts.get(value, 0)) for value, label in ExemplarStatus.choices],
        "chosen": chosen if chosen in ExemplarStatus.values else "",
        "every": sum(counts.values()),
        "culture": is_culture(request.user),
    }
    return render(request, "campaigns/piece_list.html", context)


@require_http_methods(["GET", "POST"])
def piece_new(request):
    """A new draft; who speaks for several units says for which (?don-vi=)."""
    campaign = _writer_or_404(request)
    units = units_of(request.user)
    unit = None
    if not is_culture(request.user) or request.GET.get("don-vi"):
        code = request.GET.get("don-vi") or units[0].code
        unit = next((each for each in units if each.code == code), None)
        if unit is None:
            raise Http404
    form = PieceForm(request.POST or None, initial={"revision": 0, "kind": ExemplarKind.EXEMPLAR})
    if request.method == "POST" and form.is_valid():
        made = publicity.write_new(request.user, campaign, unit, form.cleaned_data)
        return done(request, "Đã lưu bài. Thêm ảnh bên dưới nếu có.", "piece", pk=made.pk)
    context = {"form": form, "unit": unit, "units": units if len(units) > 1 else []}
    return render(request, "campaigns/piece_new.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@never_cache
def piece(request, pk: int):
    """One piece: its words, pictures, next step and what happened to it."""
    row = _found(request, pk)
    if request.method == "GET":
        return _page(request, row)
    form = PieceForm(request.POST)
    if form.is_valid():
        with refusals_to(form):
            publicity.save_text(request.user, row, form.cleaned_data)
            return done(request, "Đã lưu.", "piece", pk=pk)
    return _page(request, row, form=form)


def _page(request, row: Exemplar, *, form=None, picture=None, reason=None, reason_for="", failed=None):
    editable = may_edit_piece(request.user, row)
    if editable and form is None:
        form = PieceForm(initial={name: getattr(row, name) for name in PieceForm.base_fields})
    offers = EXEMPLAR.open_to(request.user, row)
    pictures = [
        (each, failed if failed and failed.pk == each.pk else AltForm(initial={"alt": each.alt}, auto_id=f"id_{each.pk}_%s"))
        for each in row.pictures.all()
    ]  # fmt: skip
    context = {
        "row": row,
        "form": form,
        "editable": editable,
        "pictures": pictures,
        "picture_form": (picture or PictureForm()) if editable else None,
        "offers": [offer for offer in offers if not offer.step.needs_note],
        "asking": [
            (
                offer,
                reason if reason_for == offer.step.move else ReasonForm(auto_id=f"id_{offer.step.move}_%s"),
            )
            for offer in offers
            if offer.step.needs_note
        ],
        "sent_back": _reason(row),
        "moves": [
            {"at": each.at, "who": each.by, "note": each.note, "what": EXEMPLAR.steps[each.move].button}
            for each in moves_of(row).reverse()
        ],
        "site_mark": row.campaign.mark,
    }
    status = status_of(form, picture, reason, failed)
    return render(request, "campaigns/piece.html", context, status=status)


def _reason(row: Exemplar) -> str:
    """Why the piece came back, while it has not been sent again."""
    if row.status != ExemplarStatus.RETURNED:
        return ""
    return moves_of(row).filter(move="send_back").last().note


def _keep_text(request, row: Exemplar) -> tuple[Exemplar, PieceForm | None]:
    """Save the words that came along with another button of the page (static/js/along.js).

    The piece as it is now, and the form when its words were refused; nothing is written where nothing changed.
    """
    if "revision" not in request.POST or not may_edit_piece(request.user, row):
        return row, None
    kept = {name: getattr(row, name) for name in PieceForm.base_fields}
    form = PieceForm(request.POST, initial=kept)
    if not form.is_valid():
        return row, form
    if not set(form.changed_data) - {"revision"}:
        return row, None
    with refusals_to(form):
        return publicity.save_text(request.user, row, form.cleaned_data), None
    return row, form


def _reason_form(request, move: str) -> ReasonForm:
    return ReasonForm(request.POST, auto_id=f"id_{move}_%s")


@require_POST
def piece_move(request, pk: int, move: str):
    """One step of the workflow; two of them ask for a reason."""
    row = _found(request, pk)
    if not EXEMPLAR.has_button(move):
        raise Http404
    row, text = _keep_text(request, row)
    if text:
        return _page(request, row, form=text, reason=_reason_form(request, move), reason_for=move)
    note = ""
    if EXEMPLAR.steps[move].needs_note:
        form = _reason_form(request, move)
        if not form.is_valid():
            return _page(request, row, reason=form, reason_for=move)
        note = form.cleaned_data["note"]
    return make_move(request, EXEMPLAR, move, row, to=reverse("piece", args=[pk]), note=note)


@require_GET
@never_cache
def piece_preview(request, pk: int):
    """The public page as it would look."""
    row = _found(request, pk)
    context = {
        "exemplar": row,
        "pictures": row.pictures.all(),
        "preview": True,
        "site_mark": row.campaign.mark,
    }
    return render(request, "campaigns/exemplar.html", context)


@require_POST
def picture_add(request, pk: int):
    """One more picture with its description."""
    row, text = _keep_text(request, _found(request, pk))
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        photo = form.cleaned_data["photo"]
        with refusals_to(form, "photo"):
            publicity.add_picture(
                request.user, row, photo.read(), name=photo.name, alt=form.cleaned_data["alt"]
            )
            messages.success(request, "Đã thêm ảnh.")
            if text is None:
                return redirect(f"{reverse('piece', args=[pk])}#anh")
            form = None
    return _page(request, row, form=text, picture=form)


@require_POST
def picture_change(request, pk: int, picture: int):
    """Describe a picture anew, make it the first, or take it off."""
    kept = _picture(request, pk, picture)
    kept.exemplar, text = _keep_text(request, kept.exemplar)
    if text:
        return _page(request, kept.exemplar, form=text)
    with refusals_to(request):
        if "remove" in request.POST:
            publicity.remove_picture(request.user, kept)
        elif "first" in request.POST:
            publicity.put_first(request.user, kept)
        else:
            form = AltForm(request.POST, auto_id=f"id_{kept.pk}_%s")
            form.pk = kept.pk
            if not form.is_valid():
                return _page(request, kept.exemplar, failed=form)
            publicity.describe_picture(request.user, kept, form.cleaned_data["alt"])
        messages.success(request, "Đã cập nhật ảnh.")
    return redirect(f"{reverse('piece', args=[pk])}#anh")


@require_GET
def picture_file(request, pk: int, picture: int, size: str):
    """A picture of a piece that is not public yet, for whose desk it lies on."""
    kept = _picture(request, pk, picture)
    file = kept.small if size == "nho" else kept.large
    return hand_out(file, name=f"anh-{kept.pk}.jpg", inline=True)

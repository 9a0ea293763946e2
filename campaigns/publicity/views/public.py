"""What anybody may read: the plan, and what the ward publicises (plan, section IV.3)."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from campaigns.enums import ExemplarKind, ExemplarStatus, TextSection
from campaigns.models import ExemplarPicture
from campaigns.publicity.reading import absolute, picture_url, published
from campaigns.rules import may_write_pieces
from campaigns.selection import current_campaign
from phuong6.office.files import hand_out

PER_PAGE = 12
# What stands in the address for each kind.
KIND_WORDS = {
    "guong": ExemplarKind.EXEMPLAR,
    "tin": ExemplarKind.NEWS,
    "mo-hinh": ExemplarKind.MODEL,
}
SIZES = {"nho": "small", "lon": "large"}


@login_not_required
@require_safe
def plan(request):
    """The plan's text by section, with its dates."""
    campaign = current_campaign(request)
    sections = []
    if campaign:
        texts = list(campaign.texts.all())
        sections = [
            (label, lines)
            for section, label in TextSection.choices
            if (lines := [each.text for each in texts if each.section == section])
        ]
    return render(request, "campaigns/plan.html", {"campaign": campaign, "sections": sections})


@login_not_required
@require_safe
def exemplar_list(request):
    """Published pieces, newest first, narrowed by kind (?loai=)."""
    chosen = request.GET.get("loai", "")
    rows = published().prefetch_related("pictures")
    if chosen in KIND_WORDS:
        rows = rows.filter(kind=KIND_WORDS[chosen])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "kinds": [(word, kind.label) for word, kind in KIND_WORDS.items()],
        "chosen": chosen if chosen in KIND_WORDS else "",
        "kind_label": KIND_WORDS[chosen].label if chosen in KIND_WORDS else "",
        "address": absolute(request, reverse("exemplar-list")),
        "may_write": may_write_pieces(request.user),
    }
    return render(request, "campaigns/exemplar_list.html", context)


@login_not_required
@require_safe
def exemplar(request, pk: int):
    """One published piece; a draft, a proposal and a withdrawn one are not found."""
    row = get_object_or_404(published(), pk=pk)
    pictures = list(row.pictures.all())
    context = {
        "exemplar": row,
        "pictures": pictures,
        "address": absolute(request, reverse("exemplar", args=[pk])),
        "share_picture": pictures and absolute(request, picture_url(pictures[0], "lon")),
        "site_mark": row.campaign.mark,
    }
    return render(request, "campaigns/exemplar.html", context)


@login_not_required
@require_safe
def exemplar_picture(request, pk: int, picture: int, size: str):
    """A picture of a published piece; browsers may keep it for an hour."""
    if size not in SIZES:
        raise Http404
    found = get_object_or_404(
        ExemplarPicture.objects.select_related(SIZES[size]),
        pk=picture,
        exemplar=pk,
        exemplar__status=ExemplarStatus.PUBLISHED,
    )
    response = hand_out(getattr(found, SIZES[size]), name=f"anh-{found.pk}.jpg", inline=True)
    response["Cache-Control"] = "public, max-age=3600"
    return response

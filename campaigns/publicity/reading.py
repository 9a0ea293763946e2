"""What is public now, and the whole addresses it is shared by."""

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from campaigns.enums import ExemplarStatus
from campaigns.models import Exemplar, ExemplarPicture


def published() -> QuerySet[Exemplar]:
    """What is public now, newest first, of every campaign: old pieces stay to be found."""
    return (
        Exemplar.objects.filter(status=ExemplarStatus.PUBLISHED)
        .select_related("campaign")
        .order_by("-published_at", "-pk")
    )


def absolute(request, address: str) -> str:
    """A path as others can open it: below the ward's public address where one is set, else the one asked for."""
    return (settings.PUBLIC_URL or f"{request.scheme}://{request.get_host()}") + address


def picture_url(picture: ExemplarPicture, size: str) -> str:
    """The public address of a picture; `size` is "nho" or "lon"."""
    return reverse("exemplar-picture", args=[picture.exemplar_id, picture.pk, size])

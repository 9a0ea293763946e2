"""The newest public pieces as RSS."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed

from campaigns.models import Exemplar, Ward
from campaigns.publicity.reading import absolute, picture_url, published
from phuong6.lib.text import for_xml

NEWEST = 30


class _WellFormed(Rss201rev2Feed):
    """Writes nothing that no XML may hold: one such letter in one piece and no reader opens the feed."""

    def add_root_elements(self, handler):
        self.feed = _plain(self.feed)
        super().add_root_elements(handler)

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, _plain(item))


def _plain(said: dict) -> dict:
    return {name: for_xml(value) if isinstance(value, str) else value for name, value in said.items()}


class ExemplarFeed(Feed):
    """The title names the ward; a sample campaign's pieces say so; hours are Asia/Ho_Chi_Minh's."""

    feed_type = _WellFormed
    language = "vi"
    description = "Gương điển hình, tin hoạt động, mô hình mới và cách làm hay trong cải cách hành chính."
    item_enclosure_mime_type = "image/jpeg"

    def get_object(self, request) -> str:
        """The address everything below hangs on: the ward's public one, else the one asked for."""
        return absolute(request, "")

    def title(self) -> str:
        ward = Ward.objects.only("ward_name").first()
        return (
            f"Gương điển hình, cách làm hay – {ward.ward_name}" if ward else "Gương điển hình, cách làm hay"
        )

    def link(self, base: str) -> str:
        return base + reverse("exemplar-list")

    def feed_url(self, base: str) -> str:
        return base + reverse("exemplar-feed")

    def items(self, base: str) -> list[Exemplar]:
        rows = list(published().prefetch_related("pictures__large")[:NEWEST])
        for each in rows:
            each.base = base
        return rows

    def item_title(self, item: Exemplar) -> str:
        return f"[{item.campaign.mark}] {item.title}" if item.campaign.mark else item.title

    def item_description(self, item: Exemplar) -> str:
        return item.summary

    def item_link(self, item: Exemplar) -> str:
        return item.base + reverse("exemplar", args=[item.pk])

    def item_categories(self, item: Exemplar) -> list[str]:
        return [item.get_kind_display()]

    def item_pubdate(self, item: Exemplar) -> datetime:
        return timezone.localtime(item.published_at)

    def item_enclosure_url(self, item: Exemplar) -> str | None:
        picture = next(iter(item.pictures.all()), None)
        return item.base + picture_url(picture, "lon") if picture else None

    def item_enclosure_length(self, item: Exemplar) -> int:
        return item.pictures.all()[0].large.size


exemplar_feed = login_not_required(ExemplarFeed())

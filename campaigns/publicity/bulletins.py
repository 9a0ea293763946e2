"""Writing a radio bulletin. Each write locks it and asks again."""

from django.db import transaction
from django.utils import timezone

from campaigns.enums import BulletinStatus
from campaigns.models import Bulletin
from campaigns.publicity.effects import OUTDATED
from campaigns.rules import is_culture
from phuong6.office.posts import named
from phuong6.office.workflow import NotAllowed, Refused

CLOSED = "Bản tin đã duyệt nên không sửa được. Bấm “Sửa lại” trước."
NOT_YOURS = named("Chỉ {culture} soạn bản tin.")


def write_bulletin(user, campaign, *, title: str, body: str) -> Bulletin:
    """A new draft. Raises NotAllowed."""
    if not is_culture(user):
        raise NotAllowed(NOT_YOURS)
    return Bulletin.objects.create(campaign=campaign, title=title, body=body, by=user)


def save_bulletin(user, bulletin: Bulletin, *, title: str, body: str, revision: int) -> Bulletin:
    """Keep what was typed over revision `revision`. Raises NotAllowed, and Refused: approved, or saved meanwhile."""
    if not is_culture(user):
        raise NotAllowed(NOT_YOURS)
    with transaction.atomic():
        locked = Bulletin.objects.select_for_update(of=("self",)).get(pk=bulletin.pk)
        if locked.status != BulletinStatus.DRAFT:
            raise Refused(CLOSED)
        if locked.revision != revision:
            raise Refused(OUTDATED)
        locked.title, locked.body, locked.saved_at = title, body, timezone.now()
        locked.revision += 1
        locked.save()
    return locked

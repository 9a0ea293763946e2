"""Writing a piece and its pictures. Each write locks the piece and asks again."""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from campaigns.enums import ExemplarStatus
from campaigns.models import Exemplar, ExemplarPicture
from campaigns.models.publicity import LARGE, SMALL
from campaigns.publicity.effects import rewrite
from campaigns.publicity.workflow import EXEMPLAR
from campaigns.rules import is_author, may_edit_piece
from phuong6.lib.files.photos import jpeg_of, resized
from phuong6.lib.files.uploads import IMAGE, Refusal, receive
from phuong6.office.files import store_made
from phuong6.office.workflow import NotAllowed, Refused

MOST_PICTURES = 12
CLOSED = "Bài này không còn sửa được ở bước hiện tại. Có thể người khác vừa xử lý; hãy tải lại trang."


def write_new(user, campaign, unit, values: dict) -> Exemplar:
    """A new draft: the office's own, or a unit's when `unit` is given. Raises NotAllowed."""
    exemplar = Exemplar(campaign=campaign, unit=unit, by=user)
    if not is_author(user, exemplar):
        raise NotAllowed("Bạn không có quyền viết bài này.")
    rewrite(exemplar, values | {"revision": 0}, timezone.now())
    exemplar.save()
    return exemplar


@contextmanager
def _writing(user, exemplar: Exemplar):
    """The locked piece, for who may edit it now; what is done to a public one is recorded. Raises Refused."""
    with transaction.atomic():
        locked = Exemplar.objects.select_for_update(of=("self",)).get(pk=exemplar.pk)
        if not may_edit_piece(user, locked):
            raise Refused(CLOSED)
        yield locked
        if locked.status == ExemplarStatus.PUBLISHED:
            EXEMPLAR.perform("amend_pictures", locked, by=user)


def save_text(user, exemplar: Exemplar, values: dict) -> Exemplar:
    """Keep what was typed; a public piece is amended by its own move, and so recorded.

    Raises NotAllowed, and Refused: not now, or somebody saved meanwhile.
    """
    if exemplar.status == ExemplarStatus.PUBLISHED:
        return EXEMPLAR.perform("amend", exemplar, by=user, **values)
    with _writing(user, exemplar) as locked:
        rewrite(locked, values, timezone.now())
        locked.save()
    return locked


def add_picture(user, exemplar: Exemplar, data: bytes, *, name: str, alt: str) -> ExemplarPicture:
    """Judge a photograph, keep its pixels in two sizes. Raises Refused with the sentence."""
    try:
        _, pixels = receive(data, allow={IMAGE})
    except Refusal as refusal:
        raise Refused(f"{name}: {refusal}") from refusal
    with _writing(user, exemplar) as locked:
        if locked.pictures.count() >= MOST_PICTURES:
            raise Refused(f"Mỗi bài có tối đa {MOST_PICTURES} ảnh. Hãy gỡ bớt ảnh trước.")
        large, small = resized(pixels, LARGE), resized(pixels, SMALL)
        last = locked.pictures.aggregate(last=Max("order"))["last"] or 0
        return ExemplarPicture.objects.create(
            exemplar=locked,
            order=last + 1,
            alt=alt,
            large=_kept(jpeg_of(large), user),
            small=_kept(jpeg_of(small), user),
            width=large.width,
            height=large.height,
            by=user,
        )


def _kept(data: bytes, user):
    return store_made(data, name="anh.jpg", by=user, mime="image/jpeg")


def describe_picture(user, picture: ExemplarPicture, alt: str) -> None:
    """Other words for what a picture shows. Raises Refused."""
    with _writing(user, picture.exemplar) as locked:
        locked.pictures.filter(pk=picture.pk).update(alt=alt)


def put_first(user, picture: ExemplarPicture) -> None:
    """The picture that lists and shared links show. Raises Refused."""
    with _writing(user, picture.exemplar) as locked:
        rows = sorted(locked.pictures.all(), key=lambda each: each.pk != picture.pk)
        for order, each in enumerate(rows, 1):
            locked.pictures.filter(pk=each.pk).update(order=order)


def remove_picture(user, picture: ExemplarPicture) -> None:
    """Take a picture off the piece. Raises Refused."""
    with _writing(user, picture.exemplar) as locked:
        locked.pictures.filter(pk=picture.pk).delete()

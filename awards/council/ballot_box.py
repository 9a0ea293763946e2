"""The box of a secret vote: counters only, sealed until the meeting closes.

What stands in the database while a vote runs is one sealed row a meeting, of the same length whatever was voted,
sealed anew with every ballot. Pages, exports, `dumpdata`, backups and a look into the tables all show the same
noise; who holds two copies made before and after a ballot cannot tell what it said. The key comes from SECRET_KEY
and a salt that goes with the box. No time is kept (docs/decisions/0018).
"""

import secrets
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from awards.enums import Choice
from awards.models import CouncilMeeting, SealedBox
from phuong6.office.workflow import Refused

NONCE, SALT = 12, 16  # bytes
LINE = struct.Struct(">QHHHB")  # agenda item, yes, no, blank, what the chair said
CHAIR = (None, True, False)
BROKEN = (
    "Không mở được hòm phiếu niêm phong: khóa bí mật của hệ thống (SECRET_KEY) đã đổi từ khi khai mạc. "
    "Hãy đặt lại khóa cũ; không được nữa thì bấm “Phiên họp không thành” và họp lại."
)


@dataclass
class Counted:
    """The ballots on one line so far."""

    yes: int = 0
    no: int = 0
    blank: int = 0
    chair_agrees: bool | None = None

    @property
    def total(self) -> int:
        return self.yes + self.no + self.blank


def set_up(meeting: CouncilMeeting) -> None:
    """An empty box for every case on the agenda; an older one is thrown away."""
    throw_away(meeting)
    box = SealedBox(meeting=meeting, salt=secrets.token_bytes(SALT))
    _seal(box, {pk: Counted() for pk in meeting.items.values_list("pk", flat=True)})
    box.save()


@sensitive_variables()
def put_in(meeting: CouncilMeeting, choices: dict[int, str], *, of_chair: bool) -> None:
    """Raise the counters: {agenda item id: Choice}. The caller holds the meeting's lock. Raises Refused."""
    box = SealedBox.objects.get(meeting=meeting)
    counted = _opened(box)
    for item, choice in choices.items():
        line = counted[item]
        setattr(line, choice, getattr(line, choice) + 1)
        if of_chair:
            line.chair_agrees = choice == Choice.YES
    _seal(box, counted)
    box.save(update_fields=["sealed"])


def take_out(meeting: CouncilMeeting) -> dict[int, Counted]:
    """The counters by agenda item, for closing and for the count of ballots on a line. Raises Refused."""
    return _opened(SealedBox.objects.get(meeting=meeting))


def throw_away(meeting: CouncilMeeting) -> None:
    """The box and the salt of its key."""
    SealedBox.objects.filter(meeting=meeting).delete()


def _seal(box: SealedBox, counted: dict[int, Counted]) -> None:
    nonce = secrets.token_bytes(NONCE)
    content = b"".join(
        LINE.pack(item, line.yes, line.no, line.blank, CHAIR.index(line.chair_agrees))
        for item, line in sorted(counted.items())
    )
    key = _key(box, settings.SECRET_KEY)
    box.sealed = nonce + AESGCM(key).encrypt(nonce, content, _label(box))


@sensitive_variables()
def _opened(box: SealedBox) -> dict[int, Counted]:
    sealed = bytes(box.sealed)
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            content = AESGCM(_key(box, secret)).decrypt(sealed[:NONCE], sealed[NONCE:], _label(box))
        except InvalidTag:
            continue
        return {
            item: Counted(yes, no, blank, CHAIR[chair])
            for item, yes, no, blank, chair in LINE.iter_unpack(content)
        }
    raise Refused(BROKEN)


def _key(box: SealedBox, secret: str) -> bytes:
    return HKDF(SHA256(), 32, bytes(box.salt), b"awards.council.ballot_box").derive(secret.encode())


def _label(box: SealedBox) -> bytes:
    """A box opens for its own meeting only."""
    return str(box.meeting_id).encode()

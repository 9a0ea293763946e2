"""Digital signatures of kept files: read once and remembered, and the ward's own under what it issues."""

import hashlib
from functools import lru_cache
from pathlib import Path, PurePath

from django.conf import settings
from django.core.cache import cache
from django.core.checks import Warning as CheckWarning

from phuong6.lib.refusal import Refusal
from phuong6.lib.signatures import signing
from phuong6.lib.signatures.reading import SignatureFact, load_roots, read_signatures
from phuong6.office.files import store_made
from phuong6.office.models import StoredFile
from phuong6.office.workflow import Refused

REMEMBERED = 24 * 3600  # seconds; a certificate may run out the next day
NOT_CONFIGURED = "Phường chưa cài khóa ký số (SIGNING_KEY). Hãy in, ký tay, hoặc báo người quản trị hệ thống."
LOST = "Không đọc được tệp đã lưu nên chưa xem được chữ ký số. Hãy báo người quản trị hệ thống."
ONLY_PDF = "Chỉ ký số được tệp PDF."


def signatures_of(stored: StoredFile) -> tuple[SignatureFact, ...]:
    """What the signatures in a kept file say. A file without any is not even opened; no database query."""
    if not stored.is_signed:
        return ()
    folder = Path(settings.SIGNING_ROOTS)
    state = _state_of(folder)
    key = f"signatures:{stored.sha256}:{hashlib.sha256(repr(state).encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        try:
            with stored.file.open("rb") as file:
                data = file.read()
        except OSError:
            return (SignatureFact(note=LOST),)
        found = read_signatures(data, _roots(folder, state))
        cache.set(key, found, REMEMBERED)
    return found


def _state_of(folder: Path) -> tuple:
    """Names, sizes and times of the root certificates: another state, another answer."""
    try:
        return tuple(sorted((p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in folder.iterdir()))
    except OSError:
        return ()


@lru_cache(maxsize=2)
def _roots(folder: Path, state: tuple):
    return load_roots(folder)[0]


def _key() -> signing.Signer:
    """The ward's key, opened once as long as the file stays the same. Raises Refusal."""
    path = Path(settings.SIGNING_KEY)
    try:
        stat = path.stat()
    except OSError:
        raise Refusal(signing.NO_FILE) from None
    return _opened(path, settings.SIGNING_PASSWORD, (stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=1)
def _opened(path: Path, password: str, state: tuple) -> signing.Signer:
    return signing.load_key(path, password)


def sign_issued(stored: StoredFile, by) -> StoredFile:
    """A copy of a kept PDF with the ward's signature, as a file of its own; the first stays as it is.

    Raises Refused when no key is set, it cannot be used, or the file is no PDF.
    """
    if not settings.SIGNING_KEY:
        raise Refused(NOT_CONFIGURED)
    if stored.mime != "application/pdf":
        raise Refused(ONLY_PDF)
    try:
        with stored.file.open("rb") as file:
            data = file.read()
    except OSError as error:
        raise Refused(LOST) from error
    data = sign_made(data)
    name = f"{PurePath(stored.original_name).stem or 'van-ban'}-ky-so.pdf"
    return store_made(data, name=name, by=by, pages=stored.pages, is_signed=True)


def sign_made(data: bytes) -> bytes:
    """A PDF just made, with the ward's signature: the very last thing done to it. Raises Refused."""
    if not settings.SIGNING_KEY:
        raise Refused(NOT_CONFIGURED)
    try:
        return signing.sign_pdf(data, _key())
    except Refusal as refusal:
        raise Refused(str(refusal)) from refusal


def check_signing(app_configs=None, **kwargs) -> list[CheckWarning]:
    """For `manage.py check`: a key that cannot sign, or a root that is none, is told before somebody needs it."""
    found = [
        CheckWarning(problem, hint="SIGNING_ROOTS", id="office.W002")
        for problem in load_roots(Path(settings.SIGNING_ROOTS))[1]
    ]
    if settings.SIGNING_KEY:
        try:
            _key()
        except Refusal as refusal:
            found.insert(0, CheckWarning(str(refusal), hint="SIGNING_KEY", id="office.W001"))
    return found

"""Files in and out: judged by content on the way in, handed out as harmless on the way out."""

import hashlib
from pathlib import PurePath

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.core.files.base import ContentFile
from django.http import FileResponse

from phuong6.lib import uploads
from phuong6.office.models import StoredFile

HARMLESS = {"default-src": [NONE], "object-src": [SELF], "frame-ancestors": [SELF]}


def store(data: bytes, *, name: str, by, allow: frozenset[str] = frozenset({"pdf", "image"})) -> StoredFile:
    """Keep an uploaded file after looking at what it is. Raises uploads.Refusal with the sentence."""
    found = uploads.inspect(data, allow=allow)
    return _keep(data, name=name, by=by, mime=found.mime, extension=found.extension, pages=found.pages)


def store_made(data: bytes, *, name: str, by, mime: str = "application/pdf", pages: int = 1) -> StoredFile:
    """Keep a file the software made itself."""
    return _keep(data, name=name, by=by, mime=mime, extension=PurePath(name).suffix.lstrip("."), pages=pages)


def _keep(data: bytes, *, name: str, by, mime: str, extension: str, pages: int) -> StoredFile:
    kept = StoredFile(
        original_name=PurePath(name.replace("\\", "/")).name[:255],
        mime=mime,
        extension=extension,
        size=len(data),
        pages=pages,
        sha256=hashlib.sha256(data).hexdigest(),
        by=by,
    )
    kept.file.save("x", ContentFile(data), save=False)
    kept.save()
    return kept


@csp_replace(HARMLESS)
def hand_out(kept: StoredFile, *, name: str, inline: bool = False) -> FileResponse:
    """Send a stored file. The caller has asked who asks. Nothing in it runs in the browser.

    `name` is made by us (dossier code and kind of paper), never by the person who uploaded.
    """
    response = FileResponse(
        kept.file.open("rb"), as_attachment=not inline, filename=name, content_type=kept.mime
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

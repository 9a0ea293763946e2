"""Files in and out: judged by content on the way in, handed out as harmless on the way out."""

import hashlib
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import BinaryIO

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.http import FileResponse, HttpResponse

from phuong6.lib.files import uploads
from phuong6.lib.refusal import refusal_of_all
from phuong6.lib.vietnamese import squeeze
from phuong6.office.models import StoredFile

HARMLESS = {"default-src": [NONE], "object-src": [SELF], "frame-ancestors": [SELF]}


def store(data: bytes, *, name: str, by, allow: frozenset[str] = frozenset({"pdf", "image"})) -> StoredFile:
    """Keep what is harmless of an uploaded file. Raises uploads.Refusal with the sentence."""
    found, data = uploads.receive(data, allow=allow)
    return _keep_found(data, found, name=name, by=by)


def store_all(files: Iterable[tuple[str, bytes]], *, by) -> list[StoredFile]:
    """Keep each of several files, (name, bytes), or none of them: Refusal names every one that is bad.

    All are judged before the first is kept, so that a refusal leaves nothing on the disk.
    """
    files = list(files)
    good, bad = [], []
    for number, (name, data) in enumerate(files, 1):
        try:
            good.append((name, *uploads.receive(data)))
        except uploads.Refusal as refusal:
            bad.append(f"{numbered(number, name, of=len(files))}: {refusal}")
    if bad:
        raise refusal_of_all(bad, of=len(files))
    return [_keep_found(data, found, name=name, by=by) for name, found, data in good]


def numbered(number: int, name: str, *, of: int) -> str:
    """How a refusal names one of several files: a telephone calls them all image.jpg."""
    return f"Tệp thứ {number} ({shown_name(name)})" if of > 1 else shown_name(name)


def store_made(
    data: bytes, *, name: str, by, mime: str = "application/pdf", pages: int = 1, is_signed: bool = False
) -> StoredFile:
    """Keep a file the software made itself; `is_signed` when it carries the ward's digital signature."""
    extension = PurePath(name).suffix.lstrip(".")
    return _keep(data, name=name, by=by, mime=mime, extension=extension, pages=pages, is_signed=is_signed)


def store_made_file(
    path: Path, *, name: str, by, mime: str, pages: int = 1, is_signed: bool = False
) -> StoredFile:
    """Keep a file the software wrote to disk, piece by piece however large it is; `path` stays."""
    kept = StoredFile(
        original_name=shown_name(name),
        extension=PurePath(name).suffix.lstrip("."),
        size=path.stat().st_size,
        by=by,
        mime=mime,
        pages=pages,
        is_signed=is_signed,
    )
    with path.open("rb") as made:
        kept.sha256 = hashlib.file_digest(made, "sha256").hexdigest()
        kept.file.save("x", File(made), save=False)
    kept.save()
    return kept


def forget(kept: StoredFile) -> None:
    """Take a file away for good once the transaction is through: for what may be held only while it is read."""
    name, storage = kept.file.name, kept.file.storage
    kept.delete()
    transaction.on_commit(lambda: storage.delete(name))


def shown_name(name: str) -> str:
    """The sender's name for a file as one harmless line: no folder, nothing invisible, 255 characters."""
    last = squeeze(PurePath(name.replace("\\", "/")).name)
    return "".join(each for each in last if each.isprintable())[:255].strip(". ")


def _keep_found(data: bytes, found: uploads.Inspected, *, name: str, by) -> StoredFile:
    return _keep(
        data,
        name=name,
        by=by,
        mime=found.mime,
        extension=found.extension,
        pages=found.pages,
        is_signed=found.signed,
    )


def _keep(data: bytes, *, name: str, **values) -> StoredFile:
    kept = StoredFile(
        original_name=shown_name(name),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        **values,
    )
    kept.file.save("x", ContentFile(data), save=False)
    kept.save()
    return kept


@csp_replace(HARMLESS)
def hand_out(kept: StoredFile, *, name: str, inline: bool = False) -> FileResponse:
    """Send a stored file. The caller has asked who asks. Nothing in it runs in the browser.

    `name` is made by us (dossier code and kind of paper), never by the person who uploaded.
    """
    return hand_out_open(kept.file.open("rb"), name=name, mime=kept.mime, inline=inline)


@csp_replace(HARMLESS)
def hand_out_open(stream: BinaryIO, *, name: str, mime: str, inline: bool = False) -> FileResponse:
    """Send an open file piece by piece; it is closed when it has gone out."""
    response = FileResponse(stream, as_attachment=not inline, filename=name, content_type=mime)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@csp_replace(HARMLESS)
def hand_out_made(content: bytes, *, name: str, mime: str, inline: bool = False) -> HttpResponse:
    """Send a file the software has just made and does not keep, as harmless as a stored one."""
    response = HttpResponse(content, content_type=mime)
    disposition = "inline" if inline else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response

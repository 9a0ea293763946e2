"""Files of certificates made piece by piece, joined into one: what they share is kept once."""

import hashlib
import io
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import pikepdf

from phuong6.lib.papers.certificates.drawing import finish


def join_certificates(parts: Iterable[bytes], target: Path) -> int:
    """Write the pages of all parts, in order, into one file at `target`; returns how many pages.

    Borders drawn alike become one. Raises ValueError when there is no part at all.
    """
    forms: dict[str, pikepdf.Object] = {}
    with pikepdf.new() as whole, ExitStack() as opened:
        for part in parts:
            source = opened.enter_context(pikepdf.open(io.BytesIO(part)))
            first = len(whole.pages)
            whole.pages.extend(source.pages)
            _share(whole.pages[first].Resources, forms)
        if not whole.pages:
            raise ValueError("Không có giấy khen nào để in.")
        finish(whole)
        whole.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return len(whole.pages)


def _share(resources: pikepdf.Object, forms: dict[str, pikepdf.Object]) -> None:
    """Let these resources, which all pages of a part have in common, name the forms of earlier parts."""
    for name in list(resources.XObject.keys()):
        form = resources.XObject[name]
        digest = hashlib.sha256(form.read_raw_bytes()).hexdigest()
        resources.XObject[name] = forms.setdefault(digest, form)

"""Giấy khen as one PDF, one page each, as many as wanted in the same small memory.

What all certificates of a decision have in common (border, fixed words, decision, signer) is laid out once and
becomes one form XObject that every page shows; only each recipient's own words are laid out page by page, in chunks.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

import pikepdf
from weasyprint import CSS, HTML

from phuong6.lib.papers.certificate_html import (
    own_document,
    page_css,
    qr_operators,
    shared_document,
    whole_document,
)
from phuong6.lib.papers.certificate_layout import Layout
from phuong6.lib.papers.certificate_text import CertificateDesign, CertificateText
from phuong6.lib.papers.font_boxes import steady_boxes
from phuong6.lib.papers.fonts import LocalFetcher, font_configuration, require_faces

__all__ = ["CertificateDesign", "CertificateText", "preview_certificate", "render_certificates"]

CHUNK = 50


def render_certificates(
    texts: Iterable[CertificateText],
    design: CertificateDesign,
    *,
    on_progress: Callable[[int], None] | None = None,
) -> bytes:
    """One PDF with one page per text, in the order given.

    `on_progress` is told after every chunk of 50 how many pages are done; what it raises stops the work. Raises
    MissingFaceError when a typeface is not installed, ValueError when there is no text at all.
    """
    require_faces()
    with pikepdf.new() as pdf:
        forms: dict[bytes, tuple[pikepdf.Name, pikepdf.Object]] = {}
        for chunk in _chunks(texts):
            _add_pages(pdf, chunk, design, forms)
            if on_progress:
                on_progress(len(pdf.pages))
        if not pdf.pages:
            raise ValueError("Không có giấy khen nào để in.")
        pdf.docinfo["/Title"] = "Giấy khen"
        pdf.Root.Lang = pikepdf.String("vi-VN")
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(PrintScaling=pikepdf.Name("/None"))
        return _saved(pdf)


def preview_certificate(text: CertificateText, design: CertificateDesign) -> bytes:
    """One certificate laid out whole, the slow and plain way: it must look exactly like its page in the batch."""
    require_faces()
    with pikepdf.open(io.BytesIO(_pdf(whole_document(text, design), design))) as pdf:
        return _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    steady_boxes(pdf)
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _chunks(texts: Iterable[CertificateText]) -> Iterator[list[CertificateText]]:
    remaining = iter(texts)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def _add_pages(
    pdf: pikepdf.Pdf, texts: list[CertificateText], design: CertificateDesign, forms: dict
) -> None:
    with pikepdf.open(io.BytesIO(_pdf(own_document(texts, design), design))) as own:
        if len(own.pages) != len(texts):
            raise RuntimeError(f"{len(texts)} giấy khen thành {len(own.pages)} trang.")
        first = len(pdf.pages)
        pdf.pages.extend(own.pages)
    for page, text in zip(list(pdf.pages)[first:], texts, strict=True):
        shared = _shared_pdf(_shared_part(text), design)
        if shared not in forms:
            with pikepdf.open(io.BytesIO(shared)) as source:
                form = pdf.copy_foreign(source.pages[0].as_form_xobject())
            # Pages of one chunk share one resource dictionary: each form needs a name of its own.
            forms[shared] = pikepdf.Name(f"/Shared{len(forms)}"), form
        name, form = forms[shared]
        page.add_resource(form, pikepdf.Name.XObject, name)
        layout = Layout(text, design)
        code = b"\n" + qr_operators(layout) if layout.has_qr else b""
        page.contents_add(f"q {name} Do Q".encode() + code, prepend=True)


def _shared_part(text: CertificateText) -> CertificateText:
    """The text without what is the recipient's own: equal for all certificates that share their background."""
    return replace(text, name="", role_line="", achievement="", golden_book_no=0, honorific="", verify_url="")


@lru_cache(maxsize=8)
def _shared_pdf(text: CertificateText, design: CertificateDesign) -> bytes:
    return _pdf(shared_document(text, design), design)


@lru_cache(maxsize=8)
def _style(design: CertificateDesign) -> CSS:
    return CSS(string=page_css(design), font_config=font_configuration(), url_fetcher=LocalFetcher())


def _pdf(html: str, design: CertificateDesign) -> bytes:
    document = HTML(string=html, url_fetcher=LocalFetcher())
    return document.write_pdf(stylesheets=[_style(design)], font_config=font_configuration())

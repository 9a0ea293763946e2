"""Giấy khen as one PDF, one page each, as many as wanted in the same small memory.

What all certificates of a decision have in common (border, fixed words, decision, signer) is laid out once as HTML and
becomes one form XObject that every page shows. Each recipient's own words are set straight into the page, with fonts
that the whole file shares; only letters our faces lack are left to the HTML renderer and its choice of other faces.
"""

import io
import zlib
from collections.abc import Callable, Iterable
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name
from weasyprint import CSS, HTML

from phuong6.lib.papers.certificates.html import own_document, page_css, shared_document, whole_document
from phuong6.lib.papers.certificates.layout import Layout
from phuong6.lib.papers.certificates.page import own_operators
from phuong6.lib.papers.certificates.qr import qr_operators
from phuong6.lib.papers.certificates.text import CertificateDesign, CertificateText, shared_part
from phuong6.lib.papers.lettering.boxes import steady_boxes
from phuong6.lib.papers.lettering.fonts import LocalFetcher, font_configuration, require_faces
from phuong6.lib.papers.lettering.glyph_fonts import GlyphFonts
from phuong6.lib.papers.lettering.glyphs import UnknownLetterError

__all__ = ["CertificateDesign", "CertificateText", "preview_certificate", "render_certificates"]

CHUNK = 50
QUICK = 3  # of zlib: a tenth more bytes than the thorough way, in half the time


def render_certificates(
    texts: Iterable[CertificateText],
    design: CertificateDesign,
    *,
    on_progress: Callable[[int], None] | None = None,
    on_failure: Callable[[int, Exception], None] | None = None,
) -> bytes:
    """One PDF with one page per text, in the order given.

    `on_progress` is told after every 50 pages, and at the end, how many are done; what it raises stops the work.
    `on_failure` is told the place (from 0) of a text that cannot be set, and the rest goes on; without it, it is
    raised. The file is empty when every one failed. Raises MissingFaceError when a typeface is not installed, ValueError when there is no text at all.
    """
    require_faces()
    with pikepdf.new() as pdf:
        batch, done = _Batch(pdf, design), 0
        for done, text in enumerate(texts, 1):
            try:
                batch.add(text)
            except Exception as error:
                if on_failure is None:
                    raise
                on_failure(done - 1, error)
            if on_progress and not done % CHUNK:
                on_progress(done)
        if not done:
            raise ValueError("Không có giấy khen nào để in.")
        if on_progress and done % CHUNK:
            on_progress(done)
        if not pdf.pages:
            return b""
        batch.close()
        finish(pdf)
        return _saved(pdf)


def finish(pdf: pikepdf.Pdf) -> None:
    """What every file of certificates says of itself: title, language, and that it is printed at its own size."""
    pdf.docinfo["/Title"] = "Giấy khen"
    pdf.Root.Lang = pikepdf.String("vi-VN")
    pdf.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"))


def preview_certificate(text: CertificateText, design: CertificateDesign) -> bytes:
    """One certificate laid out whole, the slow and plain way: it must look exactly like its page in the batch."""
    require_faces()
    with pikepdf.open(io.BytesIO(_pdf(whole_document(text, design), design))) as pdf:
        return _saved(pdf)


class _Batch:
    """Pages of one file that share one dictionary of fonts and forms."""

    def __init__(self, pdf: pikepdf.Pdf, design: CertificateDesign):
        self.pdf, self.design = pdf, design
        self.fonts = GlyphFonts()
        self.forms = pdf.make_indirect(Dictionary())
        self.resources = pdf.make_indirect(Dictionary(XObject=self.forms))
        self.shared: dict[bytes, str] = {}
        width, height = (length * 72 / 25.4 for length in design.size)
        self.box = pdf.make_indirect(Array([0, 0, round(width, 6), round(height, 6)]))

    def add(self, text: CertificateText) -> None:
        """One more page."""
        layout = Layout(text, self.design)
        parts = [f"q {self._shared(text)} Do Q".encode()]
        if layout.has_qr:
            parts.append(qr_operators(layout))
        try:
            parts.append(own_operators(layout, self.fonts))
        except UnknownLetterError:
            own = _pdf(own_document([text], self.design), self.design)
            parts.append(f"q {self._form(own)} Do Q".encode())
        # Deflated at once: a page waiting for the end keeps little memory.
        content = pikepdf.Stream(self.pdf, zlib.compress(b"\n".join(parts), QUICK), Filter=Name.FlateDecode)
        page = Dictionary(Type=Name.Page, MediaBox=self.box, Contents=content, Resources=self.resources)
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))

    def close(self) -> None:
        """Embed what the pages used."""
        self.resources.Font = self.fonts.embed(self.pdf)

    def _shared(self, text: CertificateText) -> str:
        form = _shared_pdf(shared_part(text, self.design), self.design)
        if form not in self.shared:
            self.shared[form] = self._form(form)
        return self.shared[form]

    def _form(self, content: bytes) -> str:
        name = f"/Form{len(self.forms.keys())}"
        with pikepdf.open(io.BytesIO(content)) as source:
            self.forms[name] = self.pdf.copy_foreign(source.pages[0].as_form_xobject())
        return name


def _saved(pdf: pikepdf.Pdf) -> bytes:
    steady_boxes(pdf)
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


@lru_cache(maxsize=8)
def _shared_pdf(text: CertificateText, design: CertificateDesign) -> bytes:
    return _pdf(shared_document(text, design), design)


@lru_cache(maxsize=8)
def _style(design: CertificateDesign) -> CSS:
    return CSS(string=page_css(design), font_config=font_configuration(), url_fetcher=LocalFetcher())


def _pdf(html: str, design: CertificateDesign) -> bytes:
    document = HTML(string=html, url_fetcher=LocalFetcher())
    return document.write_pdf(stylesheets=[_style(design)], font_config=font_configuration())

"""Certificates as HTML: what is the same for many of them, what is each one's own, and one whole page."""

import base64
from functools import cache
from html import escape

from phuong6.lib.papers.certificates.frame import frame_svg, star_svg
from phuong6.lib.papers.certificates.layout import MARK_SIZE, QR_SIZE, Layout, Setting
from phuong6.lib.papers.certificates.qr import qr_bars
from phuong6.lib.papers.certificates.text import CertificateDesign, CertificateText, emblem_type
from phuong6.lib.papers.lettering.fonts import MM_PER_POINT, SERIF_BOLD, font_face_css, outline

STYLE = """
html, body { margin: 0; padding: 0; font-kerning: normal }
section { position: relative; break-after: page; overflow: hidden }
section:last-child { break-after: auto }
section > * { position: absolute; margin: 0; white-space: pre }
img, svg { display: block }
.name { font-variant-numeric: lining-nums }
.motto span { border-bottom: 0.28mm solid #000; padding-bottom: 0.5mm }
"""
MARK_COLOUR, MARK_TURN, MARK_SPACING = "#f3dada", -28, 0.12  # degrees; ems between two letters
MARK_REACH = 0.9  # of the page's width: longer words are set smaller


def page_css(design: CertificateDesign) -> str:
    """The style sheet of a certificate document: page size, faces, placing."""
    width, height = design.size
    return (
        f"{font_face_css()}\n@page {{ size: {width}mm {height}mm; margin: 0 }}\n{STYLE}"
        f"section {{ width: {width}mm; height: {height}mm }}"
    )


def _document(sections: str) -> str:
    return f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Giấy khen</title></head><body>{sections}</body></html>'


def _block(setting: Setting, scale: float) -> str:
    """One setting as an absolutely placed block; it never wraps by itself."""
    style = (
        f"left:{setting.left * scale:.3f}mm;top:{setting.top * scale:.3f}mm;width:{setting.width * scale:.3f}mm;"
        f"font:{setting.face.style} {setting.face.weight} {setting.size * scale:.3f}pt '{setting.face.family}';"
        f"line-height:{setting.line_height * scale:.3f}mm;color:{setting.colour};text-align:{setting.align}"
    )
    if setting.face.word_space:
        style += f";word-spacing:{setting.face.word_space}em"
    if not setting.face.kerned:
        style += ";font-kerning:none"
    if setting.spacing:
        # A space follows the last letter too: half of it is given back so that the line stays centred.
        style += (
            f";letter-spacing:{setting.spacing * scale:.2f}pt;text-indent:{setting.spacing * scale:.2f}pt"
        )
    lines = "\n".join(escape(line) for line in setting.lines)
    if setting.kind == "motto":
        lines = f"<span>{lines}</span>"
    return f'<div class="{setting.kind}" style="{style}">{lines}</div>'


def _image(content: bytes, kind: str, box: tuple[float, float, float, float]) -> str:
    left, top, width, height = box
    address = f"data:{kind};base64,{base64.b64encode(content).decode()}"
    style = f"left:{left:.3f}mm;top:{top:.3f}mm;width:{width:.3f}mm;height:{height:.3f}mm;object-fit:contain"
    return f'<img alt="" src="{address}" style="{style}">'


def _frame(layout: Layout) -> str:
    svg = frame_svg(*layout.canvas).encode()
    return _image(svg, "image/svg+xml", (0, 0, *layout.design.size))


def _emblem(layout: Layout) -> str:
    text, scale = layout.text, layout.scale
    if text.emblem:
        content, kind = text.emblem, emblem_type(text.emblem)
    elif text.sample_star:
        content, kind = star_svg().encode(), "image/svg+xml"
    else:
        return ""
    box = layout.emblem_box()
    if box is None:
        return ""
    left, top, side = (value * scale for value in box)
    return _image(content, kind, (left, top, side, side))


@cache
def _mark_svg(mark: str, width: float, height: float) -> bytes:
    """The mark across a canvas of `width` × `height` millimetres, as a shape.

    Set as text, its slanting letters would be mixed into the lines they cross when the page is copied.
    """
    path, length = outline(mark, SERIF_BOLD, MARK_SPACING)
    size = min(MARK_SIZE * MM_PER_POINT, MARK_REACH * width / length)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><path fill="{MARK_COLOUR}" '
        f'transform="translate({width / 2} {height / 2}) rotate({MARK_TURN}) scale({size} {-size}) '
        f'translate({-length / 2} -0.35)" d="{path}"/></svg>'
    ).encode()


def _mark(layout: Layout) -> str:
    """The mark across the page and its small line; a pre-printed blank is too dear for more than the line."""
    if not layout.text.mark:
        return ""
    line = _block(layout.mark_line(), layout.scale)
    if layout.design.overlay:
        return line
    shape = _mark_svg(layout.text.mark, *layout.canvas)
    return _image(shape, "image/svg+xml", (0, 0, *layout.design.size)) + line


def shared_inner(text: CertificateText, design: CertificateDesign) -> str:
    """Frame, emblem, mark, fixed words and foot: the same for all certificates of a decision."""
    layout = Layout(text, design)
    pictures = ("" if design.overlay else _frame(layout)) + _emblem(layout)
    return pictures + _mark(layout) + "".join(_block(one, layout.scale) for one in layout.shared())


def own_inner(text: CertificateText, design: CertificateDesign) -> str:
    """What only this recipient's certificate says."""
    layout = Layout(text, design)
    return "".join(_block(one, layout.scale) for one in layout.own())


def shared_document(text: CertificateText, design: CertificateDesign) -> str:
    """One page with the shared part alone."""
    return _document(f"<section>{shared_inner(text, design)}</section>")


def own_document(texts: list[CertificateText], design: CertificateDesign) -> str:
    """One page per text with its own part alone."""
    return _document("".join(f"<section>{own_inner(text, design)}</section>" for text in texts))


def whole_document(text: CertificateText, design: CertificateDesign) -> str:
    """One complete certificate as one document, QR included: for previews and to compare the fast way with."""
    layout = Layout(text, design)
    inner = shared_inner(text, design) + own_inner(text, design)
    if layout.has_qr:
        left, top, side = (value * layout.scale for value in (*layout.qr_corner(), QR_SIZE))
        modules, bars = qr_bars(text.verify_url)
        path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in bars)
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {modules} {modules}">'
            f'<path d="{path}"/></svg>'
        )
        inner += _image(svg.encode(), "image/svg+xml", (left, top, side, side))
    return _document(f"<section>{inner}</section>")

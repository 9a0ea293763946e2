"""What is a certificate's own, written straight into its page: the recipient's words, glyph by glyph.

The numbers are those of the style in `certificate_html`, so that the page looks as the HTML says.
"""

from phuong6.lib.papers.certificates.layout import Layout, Setting
from phuong6.lib.papers.lettering.glyph_fonts import GlyphFonts
from phuong6.lib.papers.lettering.glyphs import PIXELS_PER_MM, Size, baseline_in, shaped


def own_operators(layout: Layout, fonts: GlyphFonts) -> bytes:
    """The drawing operators of the recipient's own words. Raises UnknownLetterError."""
    height = layout.design.size[1] * 72 / 25.4
    blocks = "".join(_block(one, layout.scale, fonts) for one in layout.own())
    return f"q 1 0 0 -1 0 {height:.6f} cm .75 0 0 .75 0 0 cm BT {blocks}ET Q".encode()


def _block(setting: Setting, scale: float, fonts: GlyphFonts) -> str:
    left, top, width, line_height = (
        # The HTML states millimetres with three decimals.
        round(length * scale, 3) * PIXELS_PER_MM
        for length in (setting.left, setting.top, setting.width, setting.line_height)
    )
    size = Size.of(round(setting.size * scale, 3))
    features = (("kern", int(setting.face.kerned)), ("lnum", int(setting.kind == "name")))
    y = top + baseline_in(setting.face, size, line_height)
    parts = [f"{_colour(setting.colour)} rg {fonts.name(setting.face)} {size.pixels:f} Tf "]
    for text in setting.lines:
        line = shaped(text, setting.face, size, features)
        fonts.use(setting.face, line)
        x = left + (width - line.width) * {"left": 0, "center": 0.5, "right": 1}[setting.align]
        parts.append(f"1 0 0 -1 {x:f} {y:f} Tm [{line.operand}] TJ ")
        y += line_height
    return "".join(parts)


def _colour(code: str) -> str:
    """A colour like #c00d16 as three numbers from 0 to 1."""
    return " ".join(f"{int(code[at : at + 2], 16) / 255:.6g}" for at in (1, 3, 5))

"""The fonts of a file whose text was set glyph by glyph: each face once, with the letters in use and no others."""

import zlib

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, String

from phuong6.lib.papers.lettering.fonts import Face
from phuong6.lib.papers.lettering.glyphs import EM, Line, glyph_width, opened

# Numbers of glyphs stay as they are, as the pages name them; what only an editor of text needs is left out.
FLAGS = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
DROPPED = {
    "BASE",
    "DSIG",
    "EBDT",
    "EBLC",
    "EBSC",
    "GDEF",
    "GPOS",
    "GSUB",
    "JSTF",
    "LTSH",
    "PCLT",
    "STAT",
    "SVG ",
}
SYMBOLIC, ITALIC = 4, 64  # flags of a font descriptor
STEM = 80
CODES_AT_A_TIME = 100  # the most entries one bfchar block may hold


class GlyphFonts:
    """Which glyphs of which faces a file uses, gathered page by page and embedded at the end."""

    def __init__(self):
        self._used: dict[Face, dict[int, str]] = {}
        self._names: dict[Face, str] = {}

    def name(self, face: Face) -> str:
        """The resource name of the face in this file."""
        return self._names.setdefault(face, f"/F{len(self._names)}")

    def use(self, face: Face, line: Line) -> None:
        """Remember the glyphs of a line and what they stand for."""
        used = self._used.setdefault(face, {})
        for glyph, letters in line.letters:
            used.setdefault(glyph, letters)

    def embed(self, pdf: pikepdf.Pdf) -> Dictionary:
        """Put the fonts into the file; returns its dictionary of fonts."""
        return Dictionary(
            {self.name(face): _font(pdf, face, letters) for face, letters in self._used.items()}
        )


def _font(pdf: pikepdf.Pdf, face: Face, letters: dict[int, str]) -> pikepdf.Object:
    name = Name(f"/PHUONG+{face.family.replace(' ', '-')}{'-Bold' if face.weight > 400 else ''}")  # noqa: PLR2004
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
        W=_widths(face, letters),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, face, name, letters)),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=_deflated(pdf, _unicode_map(letters)),
        )
    )


def _descriptor(pdf: pikepdf.Pdf, face: Face, name: Name, letters: dict[int, str]) -> Dictionary:
    extents = hb.Font(opened(face)).get_font_extents("ltr")
    per_em = opened(face).upem
    ascent, descent = round(extents.ascender * EM / per_em), round(extents.descender * EM / per_em)
    widest = max(glyph_width(face, glyph) for glyph in letters)
    file = _subset(face, frozenset(letters))
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        FontFamily=String(face.family),
        Flags=SYMBOLIC + (ITALIC if face.style == "italic" else 0),
        FontBBox=Array([0, descent, widest, ascent]),
        ItalicAngle=0,
        Ascent=ascent,
        Descent=descent,
        CapHeight=ascent,
        StemV=STEM,
        StemH=STEM,
        FontFile2=_deflated(pdf, file, Length1=len(file)),
    )


def _subset(face: Face, glyphs: frozenset[int]) -> bytes:
    """The face's file with these glyphs alone, a variable face in the one weight asked for."""
    source, wanted = opened(face), hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = FLAGS
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in DROPPED)
    if "fvar" in source.table_tags:
        wanted.pin_axis_location(source, "wght", face.weight)
        # Strokes of a variable face overlap; viewers smooth their edges otherwise when the font says so.
        wanted.flags |= hb.SubsetFlags.SET_OVERLAPS_FLAG
    return hb.subset(source, wanted).blob.data


def _widths(face: Face, letters: dict[int, str]) -> Array:
    widths = Array()
    for glyph in sorted(letters):
        widths.append(glyph)
        widths.append(Array([glyph_width(face, glyph)]))
    return widths


def _unicode_map(letters: dict[int, str]) -> bytes:
    entries = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(letters.items())]
    blocks = [
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar"
        for block in (
            entries[start : start + CODES_AT_A_TIME] for start in range(0, len(entries), CODES_AT_A_TIME)
        )
    ]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <ffff> endcodespacerange",
            *blocks,
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode()


def _deflated(pdf: pikepdf.Pdf, content: bytes, **entries) -> pikepdf.Stream:
    return pikepdf.Stream(pdf, zlib.compress(content), Filter=Name.FlateDecode, **entries)

"""The typefaces of papers and certificates: where their files are, what they can write, how wide a text is.

Only whole TTF files are used. A face that is missing, or that lacks a Vietnamese letter, is replaced by the
renderer with some other face: the text can still be extracted correctly and only the picture shows the damage.
Therefore `missing_faces` opens the files, and rendering refuses to start without them.
"""

import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import fontpkg
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont, TTLibError
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

MM_PER_POINT = 25.4 / 72
SYSTEM_FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
)
VIETNAMESE_LETTERS = "".join(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
)
NEEDED_LETTERS = VIETNAMESE_LETTERS + "đĐ" + "".join(map(chr, range(0x20, 0x7F))) + "“”‘’–…"


class MissingFaceError(RuntimeError):
    """A typeface is not installed or cannot write Vietnamese; the sentence says which one and what to install."""


@dataclass(frozen=True)
class Face:
    """One cut of one typeface.

    `family` is our own name for it in style sheets, so that no namesake of the system can take its place;
    `file` is looked for in the system's font folders, `package` (with weight) among the fontpkg packages.
    """

    label: str
    family: str
    weight: int = 400
    style: str = "normal"
    file: str = ""
    package: str = ""
    install: str = ""
    word_space: float = 0.0  # ems added to every space
    kerned: bool = True


def _tinos(cut: str, weight: int, style: str) -> Face:
    return Face(
        f"Tinos {cut}", "Van ban", weight, style, f"Tinos-{cut}.ttf", install="gói hệ thống fonts-croscore"
    )


SERIF = _tinos("Regular", 400, "normal")
SERIF_BOLD = _tinos("Bold", 700, "normal")
SERIF_ITALIC = _tinos("Italic", 400, "italic")
SERIF_BOLD_ITALIC = _tinos("BoldItalic", 700, "italic")
CEREMONIAL = Face(
    "Great Vibes",
    "Ten trang trong",
    package="Great Vibes",
    install="gói Python fontpkg-great-vibes",
    word_space=0.14,
    # Kerned apart ("K" before "i"), letters of one word would be read as two by whoever copies the text.
    kerned=False,
)
SOBER = Face(
    "Playfair Display Bold",
    "Ten chan phuong",
    700,
    package="Playfair Display",
    install="gói Python fontpkg-playfair-display",
    word_space=0.12,
)
SOBER_ITALIC = Face(
    "Playfair Display Bold Italic",
    "Ten chan phuong",
    700,
    "italic",
    package="Playfair Display",
    install="gói Python fontpkg-playfair-display",
    word_space=0.12,
)


def _sans(cut: str, weight: int, style: str) -> Face:
    return Face(
        f"Be Vietnam Pro {cut}",
        "Chu khong chan",
        weight,
        style,
        package="Be Vietnam Pro",
        install="gói Python fontpkg-be-vietnam-pro",
    )


SANS = _sans("Regular", 400, "normal")
SANS_BOLD = _sans("Bold", 700, "normal")
SANS_BOLD_ITALIC = _sans("Bold Italic", 700, "italic")
FACES = (
    SERIF, SERIF_BOLD, SERIF_ITALIC, SERIF_BOLD_ITALIC, CEREMONIAL, SOBER, SOBER_ITALIC, SANS, SANS_BOLD,
    SANS_BOLD_ITALIC,
)  # fmt: skip


@cache
def locate(face: Face) -> Path:
    """The face's file. Raises MissingFaceError, naming what to install."""
    if face.package:
        try:
            return Path(fontpkg.path(face.package, face.weight, face.style))
        except fontpkg.FontpkgError:
            raise MissingFaceError(f"Thiếu phông chữ {face.label}: cần cài {face.install}.") from None
    for folder in SYSTEM_FONT_FOLDERS:
        for path in sorted(folder.rglob(face.file)):
            return path
    raise MissingFaceError(f"Thiếu phông chữ {face.label}: cần cài {face.install}.")


@lru_cache(maxsize=32)
def _opened(path: Path) -> TTFont:
    return TTFont(io.BytesIO(path.read_bytes()), lazy=True)


def problem_of(face: Face) -> str:
    """A Vietnamese sentence saying why the face cannot be used, or an empty text."""
    try:
        letters = _opened(locate(face)).getBestCmap() or {}
    except MissingFaceError as missing:
        return str(missing)
    except (OSError, TTLibError):
        return f"Tệp phông chữ {face.label} bị hỏng: cần cài lại {face.install}."
    lacking = [letter for letter in NEEDED_LETTERS if ord(letter) not in letters]
    if lacking:
        shown = " ".join(lacking[:8])
        return (
            f"Phông chữ {face.label} thiếu {len(lacking)} chữ (ví dụ: {shown}): cần cài lại {face.install}."
        )
    return ""


def missing_faces() -> list[str]:
    """Sentences (Vietnamese), one per face that is absent, broken or lacks a letter; empty when all is well."""
    return [problem for face in FACES if (problem := problem_of(face))]


@cache
def require_faces() -> None:
    """Raise MissingFaceError with every problem at once; remembered once all faces have been seen to be well."""
    if problems := missing_faces():
        raise MissingFaceError(" ".join(problems))


@cache
def _advances(face: Face) -> tuple[dict[int, str], Mapping[str, Any], int]:
    font = _opened(locate(face))
    location = {"wght": face.weight} if "fvar" in font else None
    return font.getBestCmap(), font.getGlyphSet(location=location), font["head"].unitsPerEm


@lru_cache(maxsize=4096)
def _advance(face: Face, letter: str) -> float:
    names, glyphs, units = _advances(face)
    extra = face.word_space if letter in " \u00a0" else 0.0
    return glyphs[names.get(ord(letter), ".notdef")].width / units + extra


def text_width(text: str, face: Face, size: float, spacing: float = 0.0) -> float:
    """Width in millimetres of `text` set in `face` at `size` points with `spacing` points between letters.

    The sum of the advance widths in the font file: kerning is left out, so the true line is a little narrower.
    """
    ems = sum(_advance(face, letter) for letter in text)
    return (ems * size + spacing * len(text)) * MM_PER_POINT


@cache
def outline(text: str, face: Face, spacing: float) -> tuple[str, float]:
    """`text` as one SVG path and its width, both in ems: baseline at 0, upwards positive.

    `spacing` ems stand between two letters. What is drawn so is a shape: no reader takes it for text.
    """
    names, glyphs, units = _advances(face)
    pen, x = SVGPathPen(glyphs, ntos="{:.4g}".format), 0.0
    for letter in text:
        name = names.get(ord(letter), ".notdef")
        glyphs[name].draw(TransformPen(pen, (1 / units, 0, 0, 1 / units, x, 0)))
        x += _advance(face, letter) + spacing
    return pen.getCommands(), x - spacing


def whole_box(face: Face) -> tuple[int, int, int, int]:
    """Left, bottom, right and top of everything the face can draw, in font units."""
    head = _opened(locate(face))["head"]
    return head.xMin, head.yMin, head.xMax, head.yMax


@cache
def font_face_css() -> str:
    """@font-face rules for all faces, pointing at their files."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("{locate(face).as_uri()}") }}'
        for face in FACES
    )


@cache
def font_configuration() -> FontConfiguration:
    """The one font set-up that every rendering of the process shares."""
    return FontConfiguration()


class LocalFetcher(URLFetcher):
    """Lets a document read our font files and what it carries in itself: no other file, no network."""

    def __init__(self):
        super().__init__(allowed_protocols=("file", "data"))
        self.own_files = frozenset(locate(face).as_uri() for face in FACES)

    def fetch(self, url, headers=None):
        if not url.startswith("data:") and url not in self.own_files:
            raise ValueError("Tài liệu chỉ được dùng phông chữ và hình có sẵn bên trong nó.")
        return super().fetch(url, headers)

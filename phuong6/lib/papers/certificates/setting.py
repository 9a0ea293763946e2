"""One setting of a certificate, the colours and faces its blocks are set in, and the words the decree fixes."""

from dataclasses import dataclass

from phuong6.lib.papers.certificates.frame import INNER
from phuong6.lib.papers.certificates.places import CANVAS_WIDTH
from phuong6.lib.papers.lettering.fonts import (
    CEREMONIAL,
    MM_PER_POINT,
    SANS,
    SANS_BOLD,
    SANS_BOLD_ITALIC,
    SERIF,
    SERIF_BOLD,
    SERIF_BOLD_ITALIC,
    SOBER,
    SOBER_ITALIC,
    Face,
)

RED, BLACK = "#c00d16", "#000000"
SIDE = INNER + 13.5  # text keeps this far from the paper's left and right edge
BESTOWS, TITLE = "TẶNG", "GIẤY KHEN"
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NAME_LINES_LEADING = 1.3  # of a name set over several lines
FACE_OF_NAME = {
    "ceremonial": CEREMONIAL,
    "sober": SOBER,
    "sober_italic": SOBER_ITALIC,
    "serif": SERIF_BOLD,
    "sans": SANS_BOLD,
}
WITHOUT_SERIFS = {SERIF: SANS, SERIF_BOLD: SANS_BOLD, SERIF_BOLD_ITALIC: SANS_BOLD_ITALIC}
# Face, colour, letter spacing and kind of every block of text but the name.
BLOCK_STYLES = {
    "country": (SERIF_BOLD, BLACK, 0.2, ""),
    "motto": (SERIF_BOLD, BLACK, 0.0, "motto"),
    "authority": (SERIF_BOLD, RED, 0.0, ""),
    "bestows": (SERIF_BOLD, BLACK, 1.2, ""),
    "title": (SOBER, RED, 2.5, ""),
    "role": (SERIF, BLACK, 0.0, ""),
    "achievement": (SERIF, BLACK, 0.0, ""),
    "decision": (SERIF_BOLD_ITALIC, BLACK, 0.0, ""),
    "golden_book": (SERIF_BOLD_ITALIC, BLACK, 0.0, ""),
    "date_line": (SERIF_BOLD_ITALIC, BLACK, 0.0, ""),
    "signer_title": (SERIF_BOLD, BLACK, 0.0, ""),
    "signer_name": (SERIF_BOLD, BLACK, 0.0, ""),
}
FIXED_BLOCKS = ("country", "motto", "authority", "bestows", "title")
FOOT_BLOCKS = ("decision", "date_line", "signer_title", "signer_name")
OWN_BLOCKS = ("name", "role", "achievement", "golden_book")


@dataclass(frozen=True)
class Setting:
    """Lines of one face and size in a box: `top`, `left` and `width` in canvas millimetres."""

    lines: tuple[str, ...]
    face: Face
    size: float
    top: float
    left: float = SIDE
    width: float = CANVAS_WIDTH - 2 * SIDE
    colour: str = BLACK
    align: str = "center"
    leading: float = 1.25
    spacing: float = 0.0
    kind: str = ""

    @property
    def line_height(self) -> float:
        """Distance of two lines in canvas millimetres."""
        return self.size * self.leading * MM_PER_POINT

    @property
    def height(self) -> float:
        """Height of all lines in canvas millimetres."""
        return self.line_height * len(self.lines)

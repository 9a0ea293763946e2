"""Makes every viewer draw a letter the same way, whichever other letters stand in the same file.

A subset of a font states the bounding box of the letters it kept. Poppler decides by that box whether letters are
placed on whole pixels, so one certificate would look a fraction of a pixel different alone and among fifty. Each
embedded font is given back the box of the whole face. The second at which a cut of a variable face was made, and the
sums it enters, are taken out as well: the same words give the same file.
"""

import struct
from functools import cache

import pikepdf

from phuong6.lib.papers.lettering.fonts import FACES, whole_box

SUM_IN_HEAD = 8  # where the table 'head' keeps the sum of the whole file
MODIFIED_IN_HEAD = 28  # the moment of the last change, eight bytes
BOX_IN_HEAD = 36  # where the table 'head' keeps xMin, yMin, xMax and yMax
ENTRY = struct.Struct(">4sIII")  # tag, checksum, offset, length


def steady_boxes(pdf: pikepdf.Pdf) -> None:
    """Write the whole face's box into every embedded TrueType font of the file."""
    for font in pdf.objects:
        if (
            isinstance(font, pikepdf.Dictionary)
            and font.get("/Type") == "/FontDescriptor"
            and "/FontFile2" in font
        ):
            box = _box_of(str(font.FontName))
            if box:
                font.FontFile2.write(_with_box(font.FontFile2.read_bytes(), box))


@cache
def _box_of(name: str) -> tuple[int, int, int, int] | None:
    """The box that holds all letters of all cuts of the family called `name` in the PDF ("/ABCDEF+Van-ban-Bold")."""
    family = name.rpartition("+")[2]
    boxes = [whole_box(face) for face in FACES if family.startswith(face.family.replace(" ", "-"))]
    if not boxes:
        return None
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _with_box(font: bytes, box: tuple[int, int, int, int]) -> bytes:
    tables = struct.unpack_from(">H", font, 4)[0]
    for index in range(tables):
        tag, _, offset, _ = ENTRY.unpack_from(font, 12 + index * ENTRY.size)
        if tag == b"head":
            changed = bytearray(font)
            struct.pack_into(">4h", changed, offset + BOX_IN_HEAD, *box)
            changed[offset + MODIFIED_IN_HEAD : offset + BOX_IN_HEAD] = bytes(8)
            changed[offset + SUM_IN_HEAD : offset + SUM_IN_HEAD + 4] = bytes(4)
            struct.pack_into(">I", changed, 12 + index * ENTRY.size + 4, 0)
            return bytes(changed)
    return font

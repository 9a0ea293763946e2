"""The blocks of a certificate, where they stand when a ward places them itself, and what is wrong with their places.

Places are real millimetres from the paper's upper left corner. The ones the software proposes follow its own layout,
with room for the longest texts, so that a ward begins from something that can be printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from phuong6.lib.papers.certificates.frame import INNER
from phuong6.lib.papers.certificates.text import LEAST_SIGNATURE_SPACE, PAGES, CertificateDesign, Place
from phuong6.lib.papers.lettering.fonts import MM_PER_POINT

CANVAS_WIDTH, CANVAS_HEIGHT = 297.0, 210.0
SMALLEST_SIZE, LARGEST_SIZE = 8.0, 90.0  # points
PRINTER_MARGIN = 5.0  # mm that office printers leave white on a blank
LEADING, NAME_LEADING, TITLE_LEADING = 1.25, 1.45, 1.05
HEAD, CENTRE, FOOT = 0.2, 0.35, 1.0  # how much of a page's extra height stands above these parts
UPRIGHT_NAME = 0.76  # upright letters look as large as the ceremonial ones at this part of their size
PICTURES = ("emblem", "qr")


@dataclass(frozen=True)
class Block:
    """One block: what it is called, its layer, and its place on the A4 canvas in millimetres and points.

    `fixed` blocks are what pre-printed blanks usually carry already. `part` says how a page's extra height moves it.
    """

    key: str
    label: str
    place: Place
    part: float
    fixed: bool = False
    lines: int = 1
    leading: float = LEADING

    @property
    def is_picture(self) -> bool:
        """Emblem and QR are square and have no type size."""
        return self.key in PICTURES

    def proposed(self, page: str) -> Place:
        """Where the software would put it on this page, in real millimetres, to a tenth."""
        width, height = PAGES[page]
        scale = min(width / CANVAS_WIDTH, height / CANVAS_HEIGHT)
        left = self.place.left + (width / scale - CANVAS_WIDTH) / 2
        top = self.place.top + (height / scale - CANVAS_HEIGHT) * self.part
        lengths = (left, top, self.place.width, self.place.height)
        # Sizes go down to half a point, so that rounding never asks for more height than there is.
        left, top, width, height = (round(each * scale, 1) for each in lengths)
        return Place(left, top, width, height, int(self.place.size * scale * 2) / 2, self.place.align)


BLOCKS = (
    Block("emblem", "Quốc huy", Place(139.5, 20.4, 18, 18), HEAD, fixed=True),
    Block("country", "Quốc hiệu", Place(59, 38.7, 179, 6.3, 14), HEAD, fixed=True),
    Block("motto", "Tiêu ngữ", Place(59, 45.2, 179, 6.8, 14.5), HEAD, fixed=True),
    Block("authority", "Thẩm quyền khen", Place(32.5, 52.2, 232, 10.8, 20.5), HEAD, fixed=True, lines=2),
    Block("bestows", "Chữ TẶNG", Place(109, 63.5, 79, 6.8, 14.5), HEAD, fixed=True),
    Block("title", "Chữ GIẤY KHEN", Place(59, 75.6, 179, 14.3, 38), HEAD, fixed=True, leading=TITLE_LEADING),
    Block("name", "Tên người hoặc tập thể", Place(32.5, 91.2, 232, 19.8, 38), CENTRE, lines=3, leading=NAME_LEADING),
    Block("role", "Chức vụ, đơn vị", Place(46, 112, 205, 11.4, 16), CENTRE, lines=3),
    Block("achievement", "Thành tích", Place(46, 124, 205, 12.4, 16), CENTRE, lines=3),
    Block("decision", "Số, ngày quyết định", Place(32.5, 137, 124, 6.4, 13.5, "left"), FOOT, lines=2),
    Block("golden_book", "Số sổ vàng", Place(32.5, 143.6, 124, 6.4, 13.5, "left"), FOOT),
    Block("date_line", "Địa danh, ngày ký", Place(160.8, 137, 104, 6.4, 13.5), FOOT, lines=2),
    Block("signer_title", "Chức vụ người ký", Place(160.8, 143.6, 104, 12.6, 14), FOOT, lines=2),
    Block("signer_name", "Họ tên người ký", Place(160.8, 182.4, 104, 6.4, 14), FOOT),
    Block("qr", "Mã QR", Place(32.5, 165.5, 17, 17), FOOT),
)  # fmt: skip
BY_KEY = {block.key: block for block in BLOCKS}


def proposed_places(
    page: str, *, overlay: bool = False, face: str = "ceremonial"
) -> tuple[tuple[str, Place], ...]:
    """Every block's proposed place for names in `face`; on blanks those that the paper does not carry yet."""
    found = {block.key: block.proposed(page) for block in BLOCKS if not (overlay and block.fixed)}
    if face != "ceremonial":
        found["name"] = replace(found["name"], size=int(found["name"].size * UPRIGHT_NAME * 2) / 2)
    return tuple(found.items())


def place_faults(design: CertificateDesign, places: tuple[tuple[str, Place], ...]) -> list[tuple[str, str]]:
    """(block, sentence) for everything that keeps these places from being printed; empty when all is well."""
    if not places:
        return []
    found = []
    for key, place in places:
        found += [(key, sentence) for sentence in _faults_of(BY_KEY[key], place, design)]
    here = dict(places)
    if not design.overlay:
        found += [
            (
                block.key,
                f"{block.label}: giấy khen in đầy đủ phải có khối này (Nghị định 98/2023/NĐ-CP Điều 104).",
            )
            for block in BLOCKS
            if block.key not in here and block.key != "qr"
        ]
    elif "name" not in here:
        found.append(("name", "Phải in ít nhất tên người hoặc tập thể được tặng."))
    for (one, first), (other, second) in combinations(places, 2):
        if overlap(first, second):
            labels = BY_KEY[one].label, BY_KEY[other].label
            found.append(
                (other, "“{}” đè lên “{}”. Hãy dời hoặc thu nhỏ một trong hai khối.".format(*labels[::-1]))
            )
    found += _signature_fault(here)
    return found


def overlap(one: Place, other: Place) -> bool:
    """Whether two boxes share more than a hair's breadth."""
    apart = 0.05
    return (
        one.left + one.width > other.left + apart
        and other.left + other.width > one.left + apart
        and one.top + one.height > other.top + apart
        and other.top + other.height > one.top + apart
    )


def _faults_of(block: Block, place: Place, design: CertificateDesign) -> Iterator[str]:
    width, height = design.size
    edge = PRINTER_MARGIN
    where = "mép giấy, chừa 5 mm máy in không in tới"
    if not design.overlay:
        edge = INNER * min(width / CANVAS_WIDTH, height / CANVAS_HEIGHT)
        where = "bên trong đường diềm"
    right, bottom = width - edge, height - edge
    inside = place.left >= edge and place.top >= edge
    if not inside or place.left + place.width > right or place.top + place.height > bottom:
        yield (
            f"{block.label}: khối ra ngoài {where}. Trái từ {_mm(edge)}, trên từ {_mm(edge)}; "
            f"mép phải đến {_mm(right)}, mép dưới đến {_mm(bottom)} mm."
        )
    if block.is_picture:
        return
    needed = place.size * block.leading * MM_PER_POINT
    if place.height < needed - 0.05:
        yield (
            f"{block.label}: cao {_mm(place.height)} mm không đủ cho cỡ chữ {_mm(place.size)} "
            f"(cần ít nhất {_mm(needed + 0.05)} mm). Hãy tăng chiều cao hoặc giảm cỡ chữ."
        )


def _signature_fault(places: dict[str, Place]) -> list[tuple[str, str]]:
    if not {"signer_title", "signer_name"} <= places.keys():
        return []
    title, name = places["signer_title"], places["signer_name"]
    space = name.top - title.top - title.height
    if space >= LEAST_SIGNATURE_SPACE - 0.05:
        return []
    sentence = (
        f"Giữa chức vụ và họ tên người ký chỉ còn {_mm(max(0, space))} mm; phải chừa ít nhất "
        f"{LEAST_SIGNATURE_SPACE:.0f} mm để ký, đóng dấu."
    )
    return [("signer_name", sentence)]


def _mm(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")

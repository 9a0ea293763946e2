"""The QR of a certificate: its modules, and the same as drawing operators."""

import re
from functools import lru_cache

import zxingcpp

from phuong6.lib.papers.certificates.layout import QR_SIZE, Layout

# A fixed mask: trying all eight takes longer than setting the whole page, and readers accept any of them.
OPTIONS = "ecLevel=M,dataMask=3"
BLACK = re.compile(rb"\x00+")
POINTS_PER_MM = 72 / 25.4


@lru_cache(maxsize=8)
def qr_bars(address: str) -> tuple[int, list[tuple[int, int, int]]]:
    """The QR of an address: modules per side, and its black runs as (column, row, length)."""
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, options=OPTIONS)
    made = code.to_image(scale=1, add_quiet_zones=False)
    picture = memoryview(made)  # type: ignore[arg-type]  # the library's stub leaves out that it is a buffer
    modules, pixels = len(picture), picture.tobytes()
    bars = [
        (run.start(), row, run.end() - run.start())
        for row in range(modules)
        for run in BLACK.finditer(pixels[row * modules : (row + 1) * modules])
    ]
    return modules, bars


def qr_operators(layout: Layout) -> bytes:
    """The QR as PDF drawing operators, in points from the page's lower left corner."""
    modules, bars = qr_bars(layout.text.verify_url)
    left, top, side = (
        round(length * layout.scale, 3) * POINTS_PER_MM  # as the HTML states millimetres
        for length in (*layout.qr_corner(), QR_SIZE)
    )
    y = layout.design.size[1] * POINTS_PER_MM - top
    boxes = "".join(f"{column} {-row} {length} -1 re " for column, row, length in bars)
    return f"q {side / modules:.7f} 0 0 {side / modules:.7f} {left:.6f} {y:.6f} cm 0 g {boxes}f Q".encode()

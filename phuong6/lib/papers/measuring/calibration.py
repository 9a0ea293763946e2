"""Making a printer put the text where the page says: a ruled test sheet, numbers read off it, and the correction.

A printer moves and stretches a page a little, each tray differently. The sheet shows a cross in the very middle of the
paper and a ruler of 240 mm across; read to half a millimetre, they leave no point of A4 or A3 more than half a
millimetre off (measured from a corner, a wrong reading of the length would grow over the whole width).
"""

import io
from dataclasses import dataclass

import pikepdf

from phuong6.lib.papers.certificates.text import PAGES

RULER_ACROSS, RULER_DOWN = 240.0, 180.0  # mm
MOST_OFFSET = 15.0  # mm
MOST_STRETCH = 0.05
POINTS = 72 / 25.4


@dataclass(frozen=True)
class Calibration:
    """What a printer does to a page.

    A point (x, y), in millimetres from the upper left corner, lands at (across·x + right, down·y + below).
    """

    right: float = 0.0
    below: float = 0.0
    across: float = 1.0
    down: float = 1.0

    @property
    def is_nothing(self) -> bool:
        """Whether the printer is taken to print true."""
        return self == TRUE

    def before(self, x: float, y: float) -> tuple[float, float]:
        """Where a point must be put so that it lands at (x, y)."""
        return (x - self.right) / self.across, (y - self.below) / self.down


TRUE = Calibration()


def measured(
    page: str, *, middle_left: float, middle_top: float, across: float, down: float | None = None
) -> Calibration:
    """The calibration that follows from what was read off the test sheet, in millimetres.

    `middle_left` and `middle_top` are the distances of the cross in the middle from the paper's left and upper edge,
    `across` the printed length of the 240 mm ruler, `down` that of the 180 mm one (not measured: stretched alike).
    Raises ValueError, a Vietnamese sentence, when no printer can be that wrong.
    """
    width, height = PAGES[page]
    wide, high = across / RULER_ACROSS, (across / RULER_ACROSS if down is None else down / RULER_DOWN)
    if max(abs(wide - 1), abs(high - 1)) > MOST_STRETCH:
        raise ValueError(
            "Thước in ra lệch quá 5 %. Hãy in lại tờ thước với tỷ lệ 100 % (“Kích thước thực”), đúng khổ giấy, rồi đo lại."
        )
    found = Calibration(middle_left - wide * width / 2, middle_top - high * height / 2, wide, high)
    if max(abs(middle_left - width / 2), abs(middle_top - height / 2)) > MOST_OFFSET:
        raise ValueError(
            "Dấu giữa trang lệch quá 15 mm. Hãy kiểm tra khổ giấy trong khay và số đã đo, rồi in lại tờ thước."
        )
    return found


def for_printer(pdf: bytes, calibration: Calibration = TRUE) -> bytes:
    """The same pages, moved against the printer's error, in a file that asks viewers to print it unscaled."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        if not calibration.is_nothing:
            _move(opened, calibration)
        opened.Root.ViewerPreferences = pikepdf.Dictionary(
            PrintScaling=pikepdf.Name("/None"),
            PickTrayByPDFSize=True,
            Duplex=pikepdf.Name.Simplex,
            NumCopies=1,
        )
        target = io.BytesIO()
        opened.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _move(pdf: pikepdf.Pdf, calibration: Calibration) -> None:
    ends = pdf.make_stream(b"Q")
    starts: dict[float, pikepdf.Stream] = {}
    for page in pdf.pages:
        height = float(page.mediabox[3] - page.mediabox[1])
        if height not in starts:
            starts[height] = pdf.make_stream(_operator(calibration, height))
        page.contents_add(starts[height], prepend=True)
        page.contents_add(ends)


def _operator(calibration: Calibration, height: float) -> bytes:
    """The change of coordinates, in points from the lower left corner of a page `height` points high."""
    wide, high = 1 / calibration.across, 1 / calibration.down
    right = -calibration.right * POINTS * wide
    up = height - height * high + calibration.below * POINTS * high
    return f"q {wide:.6f} 0 0 {high:.6f} {right:.4f} {up:.4f} cm".encode()

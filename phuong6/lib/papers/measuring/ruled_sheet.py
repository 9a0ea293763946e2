"""The ruled sheet: crosses, rulers with millimetre marks, and on the sheet itself what to measure and where to type it."""

import base64
import io
from html import escape

import pikepdf
from weasyprint import HTML

from phuong6.lib.papers.certificates.text import PAGES
from phuong6.lib.papers.lettering.boxes import steady_boxes
from phuong6.lib.papers.lettering.fonts import (
    SANS,
    SANS_BOLD,
    LocalFetcher,
    font_configuration,
    font_face_css,
    require_faces,
)
from phuong6.lib.papers.measuring.calibration import RULER_ACROSS, RULER_DOWN, TRUE, Calibration, for_printer

CORNER = 10.0  # mm from the paper's edges to the middle of a corner cross
ARM = 5.0  # mm from the middle of a corner cross to its ends
MIDDLE_ARM = 22.0
LINE = 0.15  # mm
ACROSS_BELOW = 30.0  # mm from the middle of the paper down to the ruler across
DOWN_LEFT = 12.0  # mm from the paper's left edge to the ruler down
TICKS = ((50, 6.0), (10, 5.0), (5, 3.5), (1, 2.0))  # every so many mm: length of the mark
STEPS = (
    "Đặt giấy trắng cùng khổ, cùng độ dày với phôi vào đúng khay sẽ in phôi. In tờ này với tỷ lệ 100 % (“Kích thước thực”), không chọn “Vừa trang”.",
    "Lấy thước kẻ có vạch mi-li-mét, đọc đến nửa mi-li-mét (ví dụ 148,5).",
    "Đo ba số dưới đây, ghi vào ô rồi nhập ở trang “Căn chỉnh máy in”. Số thứ tư không bắt buộc.",
)


def ruled_sheet(page: str, *, title: str = "", calibration: Calibration = TRUE) -> bytes:
    """The test sheet for one of PAGES as PDF; `title` names printer and tray.

    With a calibration the sheet is printed corrected: everything must then be where it says.
    """
    require_faces()
    document = HTML(string=_html(page, title, calibration), url_fetcher=LocalFetcher())
    content = document.write_pdf(font_config=font_configuration())
    with pikepdf.open(io.BytesIO(content)) as pdf:
        steady_boxes(pdf)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
    return for_printer(target.getvalue(), calibration)


def _html(page: str, title: str, calibration: Calibration) -> str:
    width, height = PAGES[page]
    drawing = base64.b64encode(_drawing(width, height).encode()).decode()
    style = (
        f"{font_face_css()}\n@page {{ size: {width}mm {height}mm; margin: 0 }}"
        "html, body { margin: 0 } img { display: block; position: absolute; left: 0; top: 0 }"
        f"div {{ position: absolute; font: 400 9pt/1.35 '{SANS.family}' }} b {{ font-weight: {SANS_BOLD.weight} }}"
        ".n { font-size: 6.5pt; line-height: 3mm; width: 10mm; text-align: center } ol { margin: 1mm 0 0; padding-left: 5mm }"
        ".m td { border: 0.2mm solid #000; padding: 0.8mm 2mm } table { border-collapse: collapse; margin-top: 1.5mm }"
    )
    words = _numbers(width, height) + _instructions((width, height), title, calibration)
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Tờ thước</title><style>{style}</style></head>'
        f'<body><img alt="" style="width:{width}mm;height:{height}mm" src="data:image/svg+xml;base64,{drawing}">'
        f"{words}</body></html>"
    )


def _drawing(width: float, height: float) -> str:
    middle = width / 2, height / 2
    paths = [_cross(x, y, ARM) for x, y in corners(width, height)]
    paths.append(_cross(*middle, MIDDLE_ARM))
    left, top = (width - RULER_ACROSS) / 2, middle[1] + ACROSS_BELOW
    paths.append(f"M{left} {top}h{RULER_ACROSS}")
    paths += [f"M{left + each} {top}v{_tick(each, RULER_ACROSS)}" for each in range(int(RULER_ACROSS) + 1)]
    top = (height - RULER_DOWN) / 2
    paths.append(f"M{DOWN_LEFT} {top}v{RULER_DOWN}")
    paths += [f"M{DOWN_LEFT} {top + each}h{_tick(each, RULER_DOWN)}" for each in range(int(RULER_DOWN) + 1)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<path d="{"".join(paths)}" fill="none" stroke="#000" stroke-width="{LINE}"/></svg>'
    )


def corners(width: float, height: float) -> tuple[tuple[float, float], ...]:
    """The middles of the four corner crosses, from the upper left one clockwise."""
    right, bottom = width - CORNER, height - CORNER
    return (CORNER, CORNER), (right, CORNER), (right, bottom), (CORNER, bottom)


def _cross(x: float, y: float, arm: float) -> str:
    return f"M{x - arm} {y}h{2 * arm}M{x} {y - arm}v{2 * arm}"


def _tick(place: int, length: float) -> float:
    if place in {0, int(length)}:
        return 8.0
    return next(size for every, size in TICKS if place % every == 0)


def _numbers(width: float, height: float) -> str:
    found = []
    for number, (x, y) in enumerate(corners(width, height), 1):
        left = x + 1 if x < width / 2 else x - 11
        top = y + 1 if y < height / 2 else y - 4
        found.append(_at(left, top, f"<b>{number}</b>", "n"))
    left, top = (width - RULER_ACROSS) / 2, height / 2 + ACROSS_BELOW
    found += [_at(left + each - 5, top + 8.2, str(each), "n") for each in range(0, int(RULER_ACROSS) + 1, 10)]
    top = (height - RULER_DOWN) / 2
    found += [
        _at(DOWN_LEFT + 6.4, top + each - 1.5, str(each), "n") for each in range(0, int(RULER_DOWN) + 1, 10)
    ]
    x, y = width / 2, height / 2
    signs = [(x + 1, y - MIDDLE_ARM, "(1)"), (x + MIDDLE_ARM - 6, y + 0.5, "(2)")]
    signs += [(x - 4, y + ACROSS_BELOW - 5, "(3)"), (DOWN_LEFT + 11, y - 7, "(4)")]
    return "".join(found) + "".join(_at(left, top, f"<b>{sign}</b>") for left, top, sign in signs)


def _at(left: float, top: float, words: str, kind: str = "", width: float = 0) -> str:
    size = f";width:{width}mm" if width else ""
    return f'<div class="{kind}" style="left:{left:.2f}mm;top:{top:.2f}mm{size}">{words}</div>'


def _instructions(page: tuple[float, float], title: str, calibration: Calibration) -> str:
    number = "{:.1f}".format
    asked = (
        ("(1)", "từ mép trái tờ giấy đến nét dọc của dấu giữa trang", page[0] / 2),
        ("(2)", "từ mép trên tờ giấy đến nét ngang của dấu giữa trang", page[1] / 2),
        ("(3)", f"chiều dài thước ngang, từ vạch 0 đến vạch {RULER_ACROSS:.0f}", RULER_ACROSS),
        ("(4)", f"chiều dài thước dọc, từ vạch 0 đến vạch {RULER_DOWN:.0f} (không bắt buộc)", RULER_DOWN),
    )
    rows = "".join(
        f"<tr><td><b>{mark}</b></td><td>{what}</td><td>đúng là {number(right).replace('.', ',')} mm</td>"
        "<td>đo được: ……………… mm</td></tr>"
        for mark, what, right in asked
    )
    steps = "".join(f"<li>{escape(each)}</li>" for each in STEPS)
    heading = "Tờ thước căn chỉnh máy in"
    if not calibration.is_nothing:
        heading = "Tờ thước kiểm tra sau khi căn chỉnh: các số đo phải đúng, lệch không quá 0,5 mm"
    place = f"<br>{escape(title)}" if title else ""
    corner = f"Tâm bốn dấu chữ thập 1, 2, 3, 4 phải cách hai mép giấy gần nhất đúng {CORNER:.0f} mm."
    above = _at(page[0] / 2 - 95, 16, f"<b>{heading}</b>{place}<ol>{steps}</ol>{corner}", width=190)
    below = _at(
        page[0] / 2 - 88, page[1] / 2 + ACROSS_BELOW + 14, f'<table class="m">{rows}</table>', width=190
    )
    return above + below

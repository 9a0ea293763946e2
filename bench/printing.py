"""A thousand giấy khen of full design as one PDF: our way beside three others that draw the same words and border.

Each way runs in a process of its own, alone on the machine, so that its memory can be told. What is too slow to be
run a thousand times is run for a stated sample and multiplied, which flatters it: nothing is joined at the end.
"""

import io
import multiprocessing
import re
import statistics
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf
from playwright.sync_api import sync_playwright

from bench.measure import Row, seconds_of
from phuong6.lib.papers.certificates.drawing import (
    CertificateDesign,
    CertificateText,
    preview_certificate,
    render_certificates,
)
from phuong6.lib.papers.certificates.frame import frame_svg
from phuong6.lib.papers.certificates.html import whole_document
from phuong6.lib.papers.certificates.layout import Layout, Setting
from phuong6.lib.papers.certificates.qr import qr_operators
from phuong6.lib.papers.lettering.fonts import locate

COUNT, MANY = 1000, 5000
ROUNDS = 3
ONE_BY_ONE, IN_CHROMIUM = 40, 100  # how many of the slow ways are really made
MM = 72 / 25.4
DESIGN = CertificateDesign()
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLE = "Thị Văn Hữu Minh Ngọc Thanh Quỳnh Đức Hoài".split()
GIVEN = "An Bình Cúc Dũng Em Giang Hạnh Khánh Lan Mai Như Oanh Phúc Quý Sơn Tâm Uyên Vân Xuân Yến".split()
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def texts(count: int) -> list[CertificateText]:
    """Certificates of invented people, no two alike."""
    return [
        CertificateText(
            name=f"{FAMILY[n % 16]} {MIDDLE[n % 9]} {GIVEN[n * 7 % 20]} {GIVEN[n * 3 % 20]}",
            honorific="Ông" if n % 2 else "Bà",
            role_line=f"Công chức phụ trách việc số {n}, Ủy ban nhân dân Phường 6, thành phố Cao Lãnh",
            achievement="Đã có thành tích xuất sắc trong phong trào thi đua “Cải cách hành chính” "
            "trên địa bàn Phường 6 năm 2023",
            golden_book_no=n,
            decision_number="12/QĐ-UBND",
            decision_date=date(2023, 12, 5),
            signer_name="Trần Hữu Lý",
            verify_url=f"https://thidua.example/xac-minh/k3Zt{n:06d}XvB4Qm7W9pLs/",
        )
        for n in range(1, count + 1)
    ]


def ours(count: int) -> int:
    return len(render_certificates(texts(count), DESIGN))


def one_by_one(count: int) -> int:
    return sum(len(preview_certificate(text, DESIGN)) for text in texts(count))


def chromium(count: int) -> int:
    pages = [whole_document(text, DESIGN) for text in texts(count)]
    head = pages[0][: pages[0].index("<section>")]
    bodies = [page[page.index("<section>") : page.index("</body>")] for page in pages]
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "all.html"
        style = "@page { size: 297mm 210mm; margin: 0 } section { position: relative; width: 297mm; height: 210mm; "
        style += "overflow: hidden; break-after: page } section > * { position: absolute; white-space: pre }"
        source.write_text(f"{head}<style>{style}</style>{''.join(bodies)}</body></html>", encoding="utf-8")
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        page = browser.new_page()
        page.goto(source.as_uri())
        made = page.pdf(prefer_css_page_size=True, print_background=True)
        browser.close()
    return len(made)


@cache
def broken(count: int) -> list[tuple[Layout, list[Setting]]]:
    """Every certificate's own words broken into lines, sized and placed."""
    layouts = [Layout(text, DESIGN) for text in texts(count)]
    return [(layout, layout.own()) for layout in layouts]


def reportlab(count: int) -> int:
    """ReportLab that has to break and fit the lines as we do."""
    return _drawn(broken.__wrapped__(count))


def reportlab_given(count: int) -> int:
    """ReportLab that is given the lines: `broken` is called before the clock starts."""
    return _drawn(broken(count))


def _drawn(certificates: list[tuple[Layout, list[Setting]]]) -> int:
    """The same lines at the same places; border, fixed words and foot once as a form; the QR by the same operators."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - the others shall not carry it

    width, height = (length * MM for length in DESIGN.size)
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(width, height))
    first = certificates[0][0]
    canvas.beginForm("shared", 0, 0, width, height)
    canvas.addLiteral(_frame_operators(first))
    for setting in (*first.fixed(), *first.foot()):
        _draw(canvas, setting, height)
    canvas.endForm()
    for layout, own in certificates:
        canvas.doForm("shared")
        canvas.addLiteral(qr_operators(layout).decode())
        for setting in own:
            _draw(canvas, setting, height)
        canvas.showPage()
    canvas.save()
    return len(target.getvalue())


def _draw(canvas, setting: Setting, height: float) -> None:
    from reportlab.pdfbase import pdfmetrics, ttfonts  # noqa: PLC0415

    face = setting.face.label
    if face not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(ttfonts.TTFont(face, str(locate(setting.face))))
    canvas.setFont(face, setting.size)
    canvas.setFillColor(setting.colour)
    centred, left = setting.align == "center", setting.left * MM
    for number, line in enumerate(setting.lines):
        y = (
            height
            - (setting.top + setting.line_height / setting.leading * (number * setting.leading + 1)) * MM
        )
        if centred:
            canvas.drawCentredString(left + setting.width * MM / 2, y, line, charSpace=setting.spacing)
        else:
            canvas.drawString(left, y, line, charSpace=setting.spacing)


def _frame_operators(layout: Layout) -> str:
    """The border as drawing operators: what the HTML renderer makes of the same SVG."""
    from weasyprint import HTML  # noqa: PLC0415

    page = f"<style>@page {{ size: 297mm 210mm; margin: 0 }} svg {{ display: block }}</style>{frame_svg(*layout.canvas)}"
    with pikepdf.open(io.BytesIO(HTML(string=page).write_pdf())) as pdf:
        operators = [
            each for each in pikepdf.parse_content_stream(pdf.pages[0]) if str(each.operator) != "gs"
        ]
        return pikepdf.unparse_content_stream(operators).decode("latin-1")


def _peak_mb() -> int:
    """The most memory this very program has held. What getrusage tells begins with the peak of who started it."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024


def _measured(work: Callable[[int], int], count: int) -> tuple[float, int, int]:
    work(1)  # fonts and the shared part are read once; none of the ways is charged for it
    if work is reportlab_given:
        broken(count)
    sizes: list[int] = []
    seconds = seconds_of(lambda: sizes.append(work(count)))
    return seconds, sizes[0], _peak_mb()


def _alone(work: Callable[[int], int], count: int) -> tuple[float, int, int]:
    """Seconds, bytes and peak MB of one way in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measured, work, count).result()


def _middle(taken: list[tuple[float, int, int]]) -> tuple[float, int, int]:
    """Median seconds, and the largest file and memory."""
    seconds, sizes, peaks = zip(*taken, strict=True)
    return statistics.median(seconds), max(sizes), max(peaks)


def rows() -> list[Row]:
    # The quick ones take turns, so that a busy moment of the machine meets all of them.
    turns = {work: [] for work in (reportlab_given, reportlab, ours)}
    for _ in range(ROUNDS):
        for work, taken in turns.items():
            taken.append(_alone(work, COUNT))
    found = {work.__name__: _middle(taken) for work, taken in turns.items()}
    for work, count in ((one_by_one, ONE_BY_ONE), (chromium, IN_CHROMIUM)):
        found[work.__name__] = _alone(work, count)
    reference = found["reportlab_given"][0]

    def row(name: str, key: str, made: int, said: str = "") -> Row:
        seconds, size, peak = found[key]
        note = f"{size * COUNT / made / 1e6:.1f} MB, peak {peak} MB{said}"
        if made != COUNT:
            note += f"; {made} made, times {COUNT // made}"
        return Row(name, seconds * COUNT / made, seconds * COUNT / made / reference, note)

    found["many"] = _alone(ours, MANY)
    slow = found["one_by_one"][0] * COUNT / ONE_BY_ONE / found["ours"][0]
    return [
        replace(
            row("1,000 giấy khen, ReportLab given the lines", "reportlab_given", COUNT, "; the reference"),
            ratio=None,
        ),
        row("1,000 giấy khen, ReportLab fitting the lines", "reportlab", COUNT),
        row(
            "1,000 giấy khen, our way, one process",
            "ours",
            COUNT,
            f"; one by one takes {slow:.0f} times as long",
        ),
        row("1,000 giấy khen, WeasyPrint one by one", "one_by_one", ONE_BY_ONE),
        row("1,000 giấy khen, Chromium", "chromium", IN_CHROMIUM, " without the browser's own"),
        Row("5,000 giấy khen, our way, one process", found["many"][0], None, f"peak {found['many'][2]} MB"),
    ]

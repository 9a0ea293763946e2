"""What comes out of a PDF, read by other programs than the one that made it: words, boxes, fonts, pictures."""

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import numpy as np
from PIL import Image

MM_PER_INCH = 25.4
MM_PER_POINT = MM_PER_INCH / 72


def poppler(program: str, *arguments: str, pdf: bytes, tmp_path: Path) -> str:
    source = tmp_path / "read.pdf"
    source.write_bytes(pdf)
    path = shutil.which(program)
    assert path, f"{program} is missing: install poppler-utils"
    options = list(arguments)
    done = subprocess.run(
        [path, *options, str(source), *(["-"] if program == "pdftotext" else [])],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def page_texts(pdf: bytes, tmp_path: Path, *options: str) -> list[str]:
    text = poppler("pdftotext", *options, pdf=pdf, tmp_path=tmp_path)
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def embedded_fonts(pdf: bytes, tmp_path: Path) -> dict[str, bool]:
    lines = poppler("pdffonts", pdf=pdf, tmp_path=tmp_path).splitlines()[2:]
    return {line.split()[0].partition("+")[2]: " yes yes yes " in line for line in lines}


def word_boxes(pdf: bytes, tmp_path: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """Per page the words with left, top, right and bottom in millimetres."""
    html = poppler("pdftotext", "-bbox", pdf=pdf, tmp_path=tmp_path)
    pattern = r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
    return [
        [
            (unescape(word), *(float(value) * MM_PER_POINT for value in values))
            for *values, word in re.findall(pattern, page)
        ]
        for page in html.split("<page ")[1:]
    ]


def pictures(pdf: bytes, tmp_path: Path, dpi: int = 100) -> list[np.ndarray]:
    """Every page as an array of red, green and blue, 0 to 255."""
    folder = tmp_path / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    source = folder / "read.pdf"
    source.write_bytes(pdf)
    path = shutil.which("pdftoppm")
    assert path, "pdftoppm is missing: install poppler-utils"
    subprocess.run([path, "-r", str(dpi), str(source), str(folder / "p")], check=True)
    return [np.asarray(Image.open(page)).astype(int) for page in sorted(folder.glob("p*.ppm"))]


def distance(one: np.ndarray, other: np.ndarray) -> int:
    """The largest difference of any colour of any pixel, in levels of 255."""
    assert one.shape == other.shape
    return int(np.abs(one - other).max())


def ink_box(picture: np.ndarray, level: int = 128) -> tuple[int, int, int, int]:
    """Left, top, right and bottom (exclusive) of everything darker than `level`."""
    dark = picture.min(axis=2) < level if picture.ndim == 3 else picture < level
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return columns[0], rows[0], columns[-1] + 1, rows[-1] + 1

"""Many papers as one: a PDF with a table of contents and bookmarks, or a ZIP with its list of hashes.

Files stay on disk while they are joined: memory grows neither with their number nor with their size.
The same parts give the same bytes.
"""

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pikepdf

from phuong6.lib.files.pdf_checks import count_pages
from phuong6.lib.files.photos import add_photo_page, light_photo
from phuong6.lib.papers.blocks import Bullets, Column, Paper, Paragraph, Table
from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.refusal import Refusal

AT_A_TIME = 40  # files open at once; a process may have a thousand
SHORT_HASH = 16  # of 64 letters: enough to tell two files apart by eye
CONTENTS = "Mục lục"
SIGNED = "bản ký số"
UNREADABLE = "không mở được tệp"
SIGNED_NOTE = (
    "Giấy tờ ghi “bản ký số” có chữ ký số; chữ ký số không còn kiểm tra được khi ghép chung vào tệp này. "
    "Bản ký số gốc nằm trong tệp ZIP."
)
_MOVING = ("/AA", "/Annots", "/B", "/Metadata", "/PieceInfo", "/StructParents")


@dataclass(frozen=True)
class Part:
    """A paper of the bundle, or a heading over others (`children`).

    `source` is a PDF or a photograph, in memory or on disk. `name` is its name in the ZIP. `sha256` is the
    file's own, as it was handed in. `missing`: it should be there and is not; it is told, never left out.
    """

    title: str
    source: bytes | Path | None = None
    name: str = ""
    sha256: str = ""
    is_signed: bool = False
    missing: bool = False
    children: tuple["Part", ...] = ()


@dataclass(frozen=True)
class Placed:
    """A part and where it stands among the joined pages, counted from 0 behind the contents."""

    part: Part
    depth: int
    first: int
    pages: int
    unreadable: bool = False

    @property
    def note(self) -> str:
        """What the contents say behind the title."""
        if self.unreadable:
            return UNREADABLE
        return SIGNED if self.part.is_signed else ""


def flat(parts: Iterable[Part], depth: int = 0) -> Iterator[tuple[Part, int]]:
    """Every part in the order of its pages, with how deep it stands."""
    for part in parts:
        yield part, depth
        yield from flat(part.children, depth + 1)


def missing_titles(parts: Iterable[Part]) -> list[str]:
    """What should be there and is not."""
    return [part.title for part, _ in flat(parts) if part.missing]


def join(
    parts: Iterable[Part], cover: Paper, target: Path, on_progress: Callable[[int], None] | None = None
) -> int:
    """Write all parts into one PDF behind `cover`, which is continued by the contents. Returns its pages.

    Pages keep size and rotation. Filled-in forms and signatures are drawn where they stood and can no longer
    be filled in or verified; nothing that acts or links is taken over. A file that cannot be read is told.
    `on_progress` hears how many parts have been gathered.
    """
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened, pikepdf.new() as whole:
        placed, stacks = _gathered(parts, Path(folder), on_progress)
        front = opened.enter_context(pikepdf.open(io.BytesIO(_front(cover, placed))))
        shift = count_pages(front)
        whole.pages.extend(front.pages)
        for stack in stacks:
            whole.pages.extend(opened.enter_context(_on_disk(stack)).pages)
        _add_outline(whole, placed, shift)
        whole.docinfo["/Title"] = cover.subtitle or cover.title
        whole.Root.PageMode, whole.Root.Lang = pikepdf.Name.UseOutlines, pikepdf.String("vi")
        whole.save(target, deterministic_id=True)
        return count_pages(whole)


# --- pages --------------------------------------------------------------------------------------------


def _on_disk(path: Path) -> pikepdf.Pdf:
    """A file read piece by piece: a map of the whole of it would count as memory."""
    return pikepdf.open(path, access_mode=pikepdf.AccessMode.stream)


def _gathered(
    parts: Iterable[Part], folder: Path, on_progress: Callable[[int], None] | None
) -> tuple[list[Placed], list[Path]]:
    """Join the parts into stacks of pages on disk, a few files at a time."""
    placed, first = [], 0
    stacks: list[Path] = []
    waiting = flat(parts)
    while some := list(islice(waiting, AT_A_TIME)):
        with pikepdf.new() as stack, ExitStack() as opened:
            for part, depth in some:
                pages, unreadable = 0, False
                if part.source is not None:
                    try:
                        source = opened.enter_context(_opened(part.source))
                        pages = count_pages(source)
                        stack.pages.extend(source.pages)
                    except (Refusal, pikepdf.PdfError, OSError):
                        unreadable = True
                placed.append(Placed(part, depth, first, pages, unreadable))
                first += pages
                if on_progress:
                    on_progress(len(placed))
            if len(stack.pages):
                stacks.append(folder / f"{len(stacks)}.pdf")
                stack.save(stacks[-1])
    return placed, stacks


def _opened(source: bytes | Path) -> pikepdf.Pdf:
    """The pages of a PDF without what acts, or a photograph as a page of A4. Raises Refusal, PdfError, OSError."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            is_pdf = file.read(5) == b"%PDF-"
    else:
        is_pdf = source.startswith(b"%PDF-")
    if not is_pdf:
        return _photo_page(source.read_bytes() if isinstance(source, Path) else source)
    pdf = _on_disk(source) if isinstance(source, Path) else pikepdf.open(io.BytesIO(source))
    try:
        _draw_forms(pdf)
        for page in pdf.pages:
            for key in _MOVING:
                if key in page.obj:
                    del page.obj[key]
    except BaseException:
        pdf.close()
        raise
    return pdf


def _photo_page(data: bytes) -> pikepdf.Pdf:
    photo = light_photo(data)
    pdf = pikepdf.new()
    add_photo_page(pdf, photo)
    return pdf


def _draw_forms(pdf: pikepdf.Pdf) -> None:
    """Fields, stamps and signatures as ink: in a joined file fields of the same name would become one."""
    form = pdf.Root.get("/AcroForm")
    if form is not None and form.get("/NeedAppearances", False):
        notes = (each for page in pdf.pages for each in page.obj.get("/Annots", []))
        if all("/AP" in each for each in notes if each.get("/Subtype") == "/Widget"):
            del form[
                "/NeedAppearances"
            ]  # what a program has drawn shows Vietnamese, what qpdf draws does not
        else:
            pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")


# --- contents and bookmarks ---------------------------------------------------------------------------


def _front(cover: Paper, placed: list[Placed]) -> bytes:
    """The cover and the contents; how long they are moves the page numbers they name."""
    pages = 1
    for _ in range(5):
        pdf = render_pdf(replace(cover, blocks=(*cover.blocks, *contents(placed, pages))))
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            if count_pages(opened) == pages:
                return pdf
            pages = count_pages(opened)
    raise RuntimeError("The contents do not settle on a number of pages.")


def contents(placed: list[Placed], shift: int) -> tuple:
    """The blocks of the contents: every paper with its pages and its hash, then what is missing."""
    rows, number = [], 0
    for each in placed:
        number += each.depth == 0
        at = each.first + shift + 1
        last = at + each.pages - 1
        pages = "" if not each.pages else str(at) if each.pages == 1 else f"{at} – {last}"
        title = each.part.title + (f" ({each.note})" if each.note else "")
        rows.append(
            (
                f"{number:02d}" if each.depth == 0 else "",
                "– " * each.depth + title,
                "chưa có" if each.part.missing else pages,
                each.part.sha256[:SHORT_HASH],
            )
        )
    missing = missing_titles(each.part for each in placed if each.depth == 0)
    return (
        Table(
            (
                Column("Số TT", 0.6, "center"),
                Column("Giấy tờ", 4.2),
                Column("Trang", 1.1, "center"),
                Column("SHA-256 (16 ký tự đầu)", 2.1),
            ),
            tuple(rows),
        ),
        *([Paragraph("Chưa có trong hồ sơ:", bold=True), Bullets(tuple(missing))] if missing else []),
        *([Paragraph(SIGNED_NOTE, italic=True)] if any(each.part.is_signed for each in placed) else []),
    )


def _add_outline(whole: pikepdf.Pdf, placed: list[Placed], shift: int) -> None:
    """Nested bookmarks; a heading leads to the first page below it, what has no page has none."""
    with whole.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(CONTENTS, 0))
        above = [outline.root]
        for number, each in enumerate(placed):
            below = placed[number + 1 :]
            deeper = next((n for n, other in enumerate(below) if other.depth <= each.depth), len(below))
            if not each.pages and not any(other.pages for other in below[:deeper]):
                continue
            item = pikepdf.OutlineItem(each.part.title, shift + each.first)
            above[each.depth + 1 :] = []
            above[each.depth].append(item)
            above.append(item.children)

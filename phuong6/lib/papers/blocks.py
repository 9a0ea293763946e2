"""A paper as data: written once, printed as PDF and as DOCX (Nghị định 30/2020/NĐ-CP, Phụ lục I and III).

Text is a plain string or a tuple of strings and `Run`s. Empty values that a person fills in by hand are written by
the caller as dotted blanks (`phuong6.lib.dates.BLANK`).
"""

import re
from dataclasses import dataclass

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS_WORD = "Nơi nhận:"
AS_ABOVE = "Như trên"  # a recipient: those named behind "Kính gửi:"
ADDRESSEES_WORD = "Kính gửi:"
MOST_SIGNATURES = 3  # side by side
_PERCENT = re.compile(r"(?<=\d)[ \u00a0]%")


@dataclass(frozen=True)
class Run:
    """A piece of text in a style of its own."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | tuple[str | Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """Body text. `align` is justify, left, center or right; `indent` is the first line's 1,27 cm.

    `large`: in letters one reads standing before a microphone.
    """

    text: Text
    align: str = "justify"
    indent: bool = True
    bold: bool = False
    italic: bool = False
    large: bool = False


@dataclass(frozen=True)
class Bases:
    """Legal bases, one a line in italics; the semicolons and the last mark are set here (`last` ends the list)."""

    lines: tuple[str, ...]
    dash: bool = False
    last: str = "."

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines as they are printed, with dash and closing mark."""
        marks = [";"] * (len(self.lines) - 1) + [self.last]
        dash = "- " if self.dash else ""
        return tuple(
            f"{dash}{line.rstrip(' ;.,')}{mark}" for line, mark in zip(self.lines, marks, strict=True)
        )


@dataclass(frozen=True)
class Heading:
    """A heading in the body: level 1 "I. TẬP THỂ", 2 "1. Kết quả", 3 in bold italics; it stays with what follows."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Article:
    """The words "Điều 1." in bold, then the article's text."""

    number: int
    text: Text

    @property
    def runs(self) -> tuple[str | Run, ...]:
        """Number and text as runs."""
        rest = self.text if isinstance(self.text, tuple) else (self.text,)
        return (Run(f"Điều {self.number}.", bold=True), " ", *rest)


@dataclass(frozen=True)
class Bullets:
    """A list of points, each a paragraph of its own behind `marker`."""

    items: tuple[Text, ...]
    marker: str = "-"


@dataclass(frozen=True)
class Fields:
    """Lines "label: value", as in a personal report or a receipt."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A column's title, its share of the width and its alignment (left, center or right)."""

    title: str
    share: float = 1.0
    align: str = "left"


@dataclass(frozen=True)
class GroupRow:
    """A row over the table's whole width, in bold: "I. TẬP THỂ"."""

    text: str


@dataclass(frozen=True)
class TotalRow:
    """A last row in bold; as many cells as columns, the first spans those that are empty behind it."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A ruled table whose head is repeated on every page; rows are never split over two pages."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...] | GroupRow | TotalRow, ...]

    def __post_init__(self):
        for row in self.rows:
            if isinstance(row, GroupRow):
                continue
            cells = row.cells if isinstance(row, TotalRow) else row
            if len(cells) != len(self.columns):
                raise ValueError(f"Bảng có {len(self.columns)} cột nhưng một dòng có {len(cells)} ô.")

    def spans(self, row: tuple[str, ...] | TotalRow):
        """The row's cells as (text, column, columns spanned): a total's first cell takes the empty ones behind it."""
        cells = row.cells if isinstance(row, TotalRow) else row
        span = 1
        if isinstance(row, TotalRow):
            while span < len(cells) and not cells[span]:
                span += 1
        yield cells[0], self.columns[0], span
        for text, column in zip(cells[span:], self.columns[span:], strict=True):
            yield text, column, 1


@dataclass(frozen=True)
class SumLine:
    """A sum in figures and in words, the words in italics: "Tổng số tiền: … đồng (Bằng chữ: …)"."""

    label: str
    amount: str
    words: str

    @property
    def runs(self) -> tuple[str | Run, ...]:
        """The line as runs."""
        return (
            f"{self.label}: ",
            Run(self.amount, bold=True),
            " ",
            Run(f"(Bằng chữ: {self.words})", italic=True),
            ".",
        )


Block = Paragraph | Bases | Heading | Article | Bullets | Fields | Table | SumLine


@dataclass(frozen=True)
class Signature:
    """Who signs: title lines in bold capitals, a hint in italics, room, and the name (empty: room to write).

    `office` stands above the name: whoever signs for a council shows the office held as well
    (NĐ 30/2020 Phụ lục I, mục II.7.c).
    """

    titles: tuple[str, ...]
    name: str = ""
    hint: str = ""
    office: str = ""


@dataclass(frozen=True)
class Letterhead:
    """The top of a paper.

    On the left superior body, issuing body, number and subject; on the right the country, place and date.
    `right` replaces Quốc hiệu and Tiêu ngữ where an organisation has its own heading (Đoàn TNCS Hồ Chí Minh):
    its last line is underlined. `subject` is the "V/v …" of a letter without a title.
    """

    issuer: tuple[str, ...]
    superior: tuple[str, ...] = ()
    number: str = ""
    subject: str = ""
    place_date: str = ""
    right: tuple[str, ...] = (COUNTRY, MOTTO)


@dataclass(frozen=True)
class Appendix:
    """A part that begins on a page of its own and counts its own pages: Danh sách, Phụ lục."""

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    note: str = ""  # "(Kèm theo Quyết định số …)"
    label: str = ""  # "Phụ lục I"
    signatures: tuple[Signature, ...] = ()
    landscape: bool = False


@dataclass(frozen=True)
class Paper:
    """One paper. One signature stands on the right beside the recipients, two or three side by side.

    `addressees` are set behind "Kính gửi:". `authority` is the line in capitals between title and bases
    ("CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG 6"). `mark` ("DIỄN TẬP") is printed at the head of every page; `foot_note`
    is a small line at the foot of every page.
    """

    letterhead: Letterhead
    title: str = ""
    subtitle: str = ""
    authority: str = ""
    addressees: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    recipients: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    mark: str = ""
    foot_note: str = ""
    landscape: bool = False

    def __post_init__(self):
        for signatures in (self.signatures, *(each.signatures for each in self.appendices)):
            if len(signatures) > MOST_SIGNATURES:
                raise ValueError(f"Một văn bản chỉ có chỗ cho nhiều nhất {MOST_SIGNATURES} người ký.")

    @property
    def addressee_lines(self) -> tuple[str, ...]:
        """The words "Kính gửi:" with one addressee on the same line, several each on a line of their own."""
        if len(self.addressees) == 1:
            return (f"{ADDRESSEES_WORD} {self.addressees[0].rstrip(' .;')}.",)
        return (ADDRESSEES_WORD, *Bases(self.addressees, dash=True).texts) if self.addressees else ()

    @property
    def received_by(self) -> tuple[str, ...]:
        """Who receives it, where "Như trên" would name nobody: in a register of papers."""
        named = [
            each for line in self.recipients for each in (self.addressees if line == AS_ABOVE else (line,))
        ]
        return tuple(each.rstrip(" .;") for each in named)

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """The list under "Nơi nhận:" with dashes, semicolons and the last full stop."""
        return Bases(self.recipients, dash=True).texts if self.recipients else ()


def as_printed(text: str) -> str:
    """`text` with every percent sign against its number, as the plan writes it, whoever wrote the text."""
    return _PERCENT.sub("%", text)


def runs_of(text: Text, *, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
    """The text as runs; `bold` and `italic` hold for the whole of it."""
    pieces = text if isinstance(text, tuple) else (text,)
    runs = (piece if isinstance(piece, Run) else Run(piece) for piece in pieces)
    return tuple(Run(run.text, run.bold or bold, run.italic or italic) for run in runs)

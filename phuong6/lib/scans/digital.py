"""What a PDF says by itself: its words, its page code, and whether any mark of a hand is on it.

A PDF made by a word processor has a text layer; a scan or a photograph has none, and is only looked at for a code.
"""

from dataclasses import dataclass

from phuong6.lib.scans.apart import Apart
from phuong6.lib.scans.codes import PageCode, parse


@dataclass(frozen=True)
class Digital:
    """`text` is empty for pictures of paper; `bare` says that a digital file bears no picture and no note."""

    text: str
    code: PageCode | None
    bare: bool


def read_digital(data: bytes) -> Digital:
    """Read an inspected PDF once. What PDFium cannot open, or not in time, says nothing."""
    with Apart(data) as pdf:
        told = pdf.words() if pdf.pages else {}
    return Digital(told.get("text", ""), parse(told.get("code", "")), bare=told.get("bare", False))

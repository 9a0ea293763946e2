"""What the code of a printed page says: VB:<code of the printout>:<page>:<pages>."""

import re
import secrets
from dataclasses import dataclass

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, 1, I, O: people type codes from paper
LENGTH = 12
MAX_PAGES = 999

_TEXT = re.compile(rf"VB:([{ALPHABET}]{{{LENGTH}}}):([0-9]{{2,3}}):([0-9]{{2,3}})")


@dataclass(frozen=True)
class PageCode:
    """One page of one printout: its code, the page from 1, how many pages it has."""

    code: str
    page: int
    pages: int

    def __post_init__(self):
        if not re.fullmatch(rf"[{ALPHABET}]{{{LENGTH}}}", self.code):
            raise ValueError(f"Mã bản in “{self.code}” không đúng dạng.")
        if not 1 <= self.page <= self.pages <= MAX_PAGES:
            raise ValueError(f"Không có trang {self.page}/{self.pages}.")

    @property
    def words(self) -> str:
        """The code as people read and type it: "K7M2-Q9XA-B3TD · 3/5"."""
        return f"{in_groups(self.code)} · {self.page}/{self.pages}"


def new_code() -> str:
    """A code nobody can guess: 60 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def in_groups(code: str) -> str:
    """Twelve characters as three groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def page_code_text(code: str, page: int, pages: int) -> str:
    """The text inside the QR. Raises ValueError for a code or a page that cannot be."""
    found = PageCode(code, page, pages)
    return f"VB:{found.code}:{found.page:02d}:{found.pages:02d}"


def parse(text: str) -> PageCode | None:
    """The page a QR names, or None for anything that `page_code_text` would not have written."""
    match = _TEXT.fullmatch(text)
    if not match:
        return None
    code, page, pages = match[1], int(match[2]), int(match[3])
    try:
        return PageCode(code, page, pages) if page_code_text(code, page, pages) == text else None
    except ValueError:
        return None


def parse_typed(text: str) -> str | None:
    """The printout's code as a person typed it ("k7m2 q9xa-b3td · 3/5"), or None."""
    typed = re.sub(r"[\s\-–.]", "", text.partition("·")[0]).upper()
    return typed if re.fullmatch(rf"[{ALPHABET}]{{{LENGTH}}}", typed) else None

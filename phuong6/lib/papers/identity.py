"""Which words a paper says, as a digest that outlives the code (docs/decisions/0020-identity-of-a-paper.md).

Version 2, written today, is taken over the paper's plain words. A class or a field of the blocks may be renamed,
added or moved: only what `plain_words` writes out counts. A stored digest bears its version before a colon, "2:…".
Version 1 bears none: it was taken over Python's own spelling of the blocks, layout included, and is still
reproduced for what was stored under it.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from hashlib import sha256

from phuong6.lib.papers.blocks import (
    Appendix,
    Article,
    Bases,
    Block,
    Bullets,
    Column,
    Fields,
    GroupRow,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Run,
    Signature,
    SumLine,
    Table,
    Text,
    TotalRow,
)

LENGTH = 64  # letters of a stored digest, its version among them: 248 bits of SHA-256 behind "2:"
Line = tuple[Text, ...]  # a name, then the words it names

# --- version 2 ----------------------------------------------------------------------------------------


def digest_of(paper: Paper, pages: int = 0) -> str:
    """Version 2 of a paper's digest; with `pages`, of its words on so many pages."""
    text = plain_words(paper) + (f"\npages\t{pages}" if pages else "")
    return f"2:{sha256(text.encode()).hexdigest()}"[:LENGTH]


def plain_words(paper: Paper) -> str:
    """What version 2 covers: a line for each piece, its name and its words with tabs between.

    Words are in NFC, white space of any kind is one space, a percent sign stands against what is before it. What is left
    empty has no line, so that a piece added later changes no paper that lacks it. How things look has no line
    either: type, alignment, width, orientation, level of a heading, dashes and closing marks of lists.
    """
    return "\n".join("\t".join(map(_plain, line)) for line in _paper(paper))


def _plain(text: Text) -> str:
    pieces = text if isinstance(text, tuple) else (text,)
    words = "".join(piece.text if isinstance(piece, Run) else piece for piece in pieces)
    return " ".join(unicodedata.normalize("NFC", words).split()).replace(" %", "%")


def _paper(paper: Paper) -> Iterator[Line]:
    head = paper.letterhead
    yield from _filled(
        ("mark", paper.mark),
        ("foot note", paper.foot_note),
        ("superior", *head.superior),
        ("issuer", *head.issuer),
        ("number", head.number),
        ("subject", head.subject),
        ("country", *head.right),
        ("place and date", head.place_date),
        ("title", paper.title),
        ("subtitle", paper.subtitle),
        ("authority", paper.authority),
        ("addressees", *_listed(paper.addressees)),
    )
    yield from _blocks(paper.blocks)
    yield from _filled(("recipients", *_listed(paper.recipients)))
    yield from _signatures(paper.signatures)
    for appendix in paper.appendices:
        yield ("appendix",)
        yield from _filled(
            ("label", appendix.label),
            ("title", appendix.title),
            ("subtitle", appendix.subtitle),
            ("note", appendix.note),
        )
        yield from _blocks(appendix.blocks)
        yield from _signatures(appendix.signatures)


def _filled(*lines: Line) -> Iterator[Line]:
    """The lines that say anything."""
    return (line for line in lines if any(line[1:]))


def _listed(lines: Iterable[str]) -> Iterator[str]:
    """Lines of a list without the mark that each ends with: printing sets it."""
    return (line.rstrip(" ;.,") for line in lines)


def _signatures(signatures: Iterable[Signature]) -> Iterator[Line]:
    for each in signatures:
        yield ("signature", *each.titles)
        yield from _filled(("hint", each.hint), ("office", each.office), ("signer", each.name))


def _blocks(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph():
            yield "paragraph", block.text
        case Heading():
            yield "heading", block.text
        case Bases():
            yield "bases", *_listed(block.lines)
        case Article():
            yield "article", str(block.number), block.text
        case Bullets():
            yield "bullets", *block.items
        case Fields():
            yield "fields", *(f"{label}: {value}" for label, value in block.rows)
        case SumLine():
            yield "sum", block.label, block.amount, block.words
        case Table():
            yield "table", *(column.title for column in block.columns)
            yield from map(_row, block.rows)
        case _:
            raise TypeError(f"The words of {type(block).__name__} have no line in a paper's identity.")


def _row(row: tuple[str, ...] | GroupRow | TotalRow) -> Line:
    match row:
        case GroupRow():
            return "group", row.text
        case TotalRow():
            return "total", *row.cells
    return "row", *row


# --- version 1 ----------------------------------------------------------------------------------------

# Names and fields in the order they had; what was added to a class since is no part of version 1.
_FIRST = {
    Run: "Run text bold italic",
    Paragraph: "Paragraph text align indent bold italic large",
    Bases: "Bases lines dash last",
    Heading: "Heading text level",
    Article: "Article number text",
    Bullets: "Bullets items marker",
    Fields: "Fields rows",
    Column: "Column title share align",
    GroupRow: "GroupRow text",
    TotalRow: "TotalRow cells",
    Table: "Table columns rows",
    SumLine: "SumLine label amount words",
    Signature: "Signature titles name hint office",
    Letterhead: "Letterhead issuer superior number subject place_date right",
    Appendix: "Appendix title blocks subtitle note label signatures landscape",
    Paper: "Paper letterhead title subtitle authority addressees blocks recipients signatures appendices mark"
    " foot_note landscape",
}


class _NotCoveredError(Exception):
    """The paper says something that version 1 had no way to say."""


def first_digest_of(paper: Paper) -> str:
    """Version 1 of a paper's digest; empty when the paper says what version 1 could not cover."""
    try:
        return sha256(_spelled(paper).encode()).hexdigest()
    except _NotCoveredError:
        return ""


def _spelled(value) -> str:
    """The value as Python spelled it when version 1 was written."""
    if isinstance(value, tuple):
        return f"({', '.join(map(_spelled, value))}{',' if len(value) == 1 else ''})"
    if not is_dataclass(value):
        return repr(value)
    name, *covered = _FIRST.get(type(value), "").split() or [""]
    later = (each for each in fields(value) if each.name not in covered)
    if not name or any(getattr(value, each.name) != each.default for each in later):
        raise _NotCoveredError
    return f"{name}({', '.join(f'{each}={_spelled(getattr(value, each))}' for each in covered)})"


# --- comparing ----------------------------------------------------------------------------------------


def version_of(stored: str) -> int:
    """The version a stored digest was taken under."""
    version, colon, _ = stored.partition(":")
    return int(version) if colon else 1


def in_version_of(stored: str, digests: Iterable[str]) -> str:
    """That one of a paper's digests which can be compared with what is stored; empty when none can."""
    if not stored:
        return ""
    return next((each for each in digests if each and version_of(each) == version_of(stored)), "")


def differ(stored: str, digests: Iterable[str]) -> bool:
    """Whether a paper with these digests is known to say something else. What nobody knows does not differ."""
    return in_version_of(stored, digests) not in ("", stored)

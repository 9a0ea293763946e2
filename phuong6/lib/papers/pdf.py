"""Papers as PDF: the page of Nghị định 30/2020/NĐ-CP, Phụ lục I, set by WeasyPrint."""

import re
from functools import singledispatch
from html import escape
from pathlib import Path

from weasyprint import CSS, HTML

from phuong6.lib.papers.blocks import (
    RECIPIENTS_WORD,
    Appendix,
    Article,
    Bases,
    Bullets,
    Fields,
    GroupRow,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Signature,
    SumLine,
    Table,
    Text,
    TotalRow,
    as_printed,
    runs_of,
)
from phuong6.lib.papers.layout import MEASURES, issuing_lines, rule_width, title_lines
from phuong6.lib.papers.lettering.fonts import (
    SERIF,
    SERIF_BOLD,
    LocalFetcher,
    font_configuration,
    font_face_css,
    require_faces,
)
from phuong6.lib.papers.unbroken import pieces_of

STYLE = (Path(__file__).parent / "paper.css").read_text(encoding="utf-8")
MAY_BREAK = "\u200b"  # zero width space
_ENDLESS_WORD = re.compile(r"\S{41,}")
_FIGURES = re.compile(
    r"(?<![\w/.,])(?=[\d./]{13})(\d[\d.]*/)(\d[\d.]*)(?![\w/])"
)  # 12.037/12.038: too wide for a narrow column, may break after the stroke and nowhere else
_NUMBER = re.compile(r"\d/|/\w+-")
_PIECE = re.compile(r"\S{1,4}")
_BOX = re.compile(r"\S{1,8}")


def render_pdf(paper: Paper) -> bytes:
    """The paper as PDF, its appendices behind it with page numbers of their own. Raises MissingFaceError."""
    require_faces()
    parts = [_part(paper, _paper_body(paper), paper)]
    parts += [_part(paper, _appendix_body(appendix), appendix) for appendix in paper.appendices]
    pages = [page for part in parts for page in part.pages]
    return parts[0].copy(pages).write_pdf()


def _part(paper: Paper, body: str, part: Paper | Appendix):
    name = escape(paper.subtitle or paper.title or paper.letterhead.subject)
    html = f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{name}</title></head><body>{body}</body></html>'
    style = CSS(
        string=_style(paper, landscape=part.landscape),
        font_config=font_configuration(),
        url_fetcher=LocalFetcher(),
    )
    return HTML(string=html, url_fetcher=LocalFetcher()).render(
        stylesheets=[style], font_config=font_configuration()
    )


def _style(paper: Paper, *, landscape: bool) -> str:
    m = MEASURES
    width, height = (m.page_height, m.page_width) if landscape else (m.page_width, m.page_height)
    family = f"'{SERIF.family}'"
    return f"""{font_face_css()}
@page {{ size: {width}mm {height}mm; font-family: {family};
  margin: {m.margin_top}mm {m.margin_right}mm {m.margin_bottom}mm {m.margin_left}mm;
  @top-center {{ content: counter(page); font-size: {m.page_number}pt; vertical-align: middle }}
  @top-right {{ content: {_css_string(paper.mark)}; font-size: {m.page_number}pt; font-weight: bold; color: #c00d16 }}
  @bottom-left {{ content: {_css_string(paper.foot_note)}; font-size: {m.foot_note}pt; white-space: nowrap }} }}
@page :first {{ @top-center {{ content: none }} }}
td.issuer {{ padding-right: {m.gutter}mm !important }}
html {{ --space: {m.paragraph_space}pt; --indent: {m.indent}mm; --line: {m.line_height} }}
body {{ font-family: {family}; font-size: {m.body}pt }}
p.large {{ font-size: {m.large}pt; line-height: {m.large_line} }}
{STYLE}"""


def _css_string(text: str) -> str:
    """`text` as a CSS string: every letter that could end it is written by its number."""
    safe = "".join(c if c.isalnum() or c in " .,:;/-–()" else f"\\{ord(c):x} " for c in text)
    return f'"{safe}"'


def _written(text: str, *, narrow: bool = False) -> str:
    """`text` as HTML; a word of more than 40 letters may break.

    Else it runs over the margin, or finding its breaks takes time that grows with the square of its length:
    for the same reason it is set in boxes of eight letters, each with an end of its own, however narrow the column.
    """
    text, parts, start = as_printed(text), [], 0
    for word in _ENDLESS_WORD.finditer(text):
        parts += [_kept(text[start : word.start()], narrow=narrow), *map(_boxed, _BOX.findall(word[0]))]
        start = word.end()
    return "".join([*parts, _kept(text[start:], narrow=narrow)])


def _kept(text: str, *, narrow: bool) -> str:
    parts = (
        _whole(piece, narrow=narrow) if whole else _figures(escape(piece)) for piece, whole in pieces_of(text)
    )
    return "".join(parts)


def _whole(piece: str, *, narrow: bool) -> str:
    """A narrow column parts the number from the word before it, and nothing else."""
    return " ".join(
        f'<span class="whole">{escape(word)}</span>' if not narrow or _NUMBER.search(word) else escape(word)
        for word in (piece.split(" ") if narrow else [piece])
    )


def _figures(html: str) -> str:
    return _FIGURES.sub(
        rf'<span class="stroke">\g<1></span>{MAY_BREAK}<span class="stroke">\g<2></span>', html
    )


def _boxed(letters: str) -> str:
    return f"<span>{''.join(escape(piece) + MAY_BREAK for piece in _PIECE.findall(letters))}</span>"


def _runs(text: Text) -> str:
    marked = []
    for run in runs_of(text):
        piece = _written(run.text).replace("\n", "<br>")
        piece = f"<b>{piece}</b>" if run.bold else piece
        marked.append(f"<i>{piece}</i>" if run.italic else piece)
    return "".join(marked)


def _sized(text: str, size: float, *names: str) -> str:
    return f'<p class="{" ".join(names)}" style="font-size:{size}pt">{_written(text)}</p>'


def _rule(width: float) -> str:
    return f'<div class="rule" style="width:{width:.2f}mm"></div>'


def _letterhead(head: Letterhead, width: float) -> str:
    m = MEASURES
    left_room, right_room = width * m.issuer_column - m.gutter, width * (1 - m.issuer_column)
    superior, issuer = issuing_lines(head, left_room)
    left = "".join(_sized(line, m.issuer) for line in superior)
    left += "".join(_sized(line, m.issuer, "bold") for line in issuer)
    if issuer:
        left += _rule(rule_width(issuer[-1], SERIF_BOLD, m.issuer, left_room, m.short_rule))
    left += _sized(head.number, m.number) if head.number else ""
    left += _sized(head.subject, m.subject) if head.subject else ""
    *first, last = head.right
    right = "".join(_sized(line, m.country, "bold") for line in first) + _sized(last, m.motto, "bold")
    right += _rule(rule_width(last, SERIF_BOLD, m.motto, right_room))
    right += _sized(head.place_date, m.place_date, "italic") if head.place_date else ""
    share = m.issuer_column * 100
    return (
        f'<table class="letterhead"><colgroup><col style="width:{share:.1f}%"><col style="width:{100 - share:.1f}%">'
        f"</colgroup><tr><td class='issuer'>{left}</td><td>{right}</td></tr></table>"
    )


def _titles(title: str, subtitle: str, width: float) -> str:
    size = MEASURES.title
    html = _sized(title, size, "title") if title else ""
    if subtitle:
        lines = title_lines(subtitle, width)
        html += _sized("\n".join(lines), size, "title")
        html += _rule(rule_width(lines[-1], SERIF_BOLD, size, width, MEASURES.short_rule))
    return html


def _paper_body(paper: Paper) -> str:
    width = MEASURES.text_width(landscape=paper.landscape)
    parts = [_letterhead(paper.letterhead, width), _titles(paper.title, paper.subtitle, width)]
    if paper.authority:
        parts.append(f'<p class="center bold">{_written(paper.authority)}</p>')
    if lines := paper.addressee_lines:
        many = " many" if len(lines) > 1 else ""
        parts.append(
            f'<div class="addressees{many}">{"".join(f"<p>{_written(line)}</p>" for line in lines)}</div>'
        )
    parts += [_block(block) for block in paper.blocks]
    parts.append(_signing(paper.signatures, paper.recipient_lines))
    return "".join(parts)


def _appendix_body(appendix: Appendix) -> str:
    width = MEASURES.text_width(landscape=appendix.landscape)
    parts = [_sized(appendix.label, MEASURES.title, "title")] if appendix.label else []
    titles = (appendix.title, "\n".join(title_lines(appendix.subtitle, width)) if appendix.subtitle else "")
    parts += [_sized(line, MEASURES.title, "title") for line in titles if line]
    if appendix.note:
        parts.append(f'<p class="appendix-note">{_written(appendix.note)}</p>')
    parts.append(_rule(width * 0.25))
    parts += [_block(block) for block in appendix.blocks]
    parts.append(_signing(appendix.signatures, ()))
    return "".join(parts)


def _signing(signatures: tuple[Signature, ...], recipients: tuple[str, ...]) -> str:
    listed = ""
    if recipients:
        listed = _sized(RECIPIENTS_WORD, MEASURES.recipients_word)
        listed += "".join(_sized(line, MEASURES.recipients) for line in recipients)
    cells = [f"<td>{_signature(signature)}</td>" for signature in signatures]
    if len(signatures) < 2:  # noqa: PLR2004  one signer stands beside the recipients
        cells = [f'<td class="recipients">{listed}</td>', *(cells or ["<td></td>"])]
        return f'<table class="signing"><tr>{"".join(cells)}</tr></table>' if listed or signatures else ""
    html = f'<table class="signing"><tr>{"".join(cells)}</tr></table>'
    if listed:
        html += f'<table class="signing"><tr><td class="recipients">{listed}</td><td></td></tr></table>'
    return html


def _signature(signature: Signature) -> str:
    size, m = MEASURES.signature, MEASURES
    html = "".join(_sized(line, size, "bold") for line in signature.titles)
    html += _sized(signature.hint, m.table, "italic") if signature.hint else ""
    html += f'<div style="height:{m.signature_space}mm"></div>'
    below = (signature.office, signature.name)
    return html + "".join(_sized(line, size, "bold") for line in below if line)


@singledispatch
def _block(block) -> str:
    raise TypeError(f"Không biết cách in khối {type(block).__name__}.")


def _paragraph(text: Text, *, align: str = "justify", indent: bool = True, names: str = "") -> str:
    style = f' style="text-indent:{MEASURES.indent}mm"' if indent and align == "justify" else ""
    return f'<p class="{align} {names}"{style}>{_runs(text)}</p>'


@_block.register
def _(block: Paragraph) -> str:
    runs = runs_of(block.text, bold=block.bold, italic=block.italic)
    names = "large" if block.large else ""
    return _paragraph(runs, align=block.align, indent=block.indent, names=names)


@_block.register
def _(block: Bases) -> str:
    return "".join(_paragraph(line, names="italic") for line in block.texts)


@_block.register
def _(block: Heading) -> str:
    tag = f"h{block.level + 1}"
    return f"<{tag}>{_written(block.text)}</{tag}>"


@_block.register
def _(block: Article) -> str:
    return _paragraph(block.runs)


@_block.register
def _(block: Bullets) -> str:
    return "".join(_paragraph((f"{block.marker} ", *runs_of(item))) for item in block.items)


@_block.register
def _(block: Fields) -> str:
    return "".join(_paragraph(f"{label}: {value}") for label, value in block.rows)


@_block.register
def _(block: SumLine) -> str:
    return _paragraph(block.runs)


@_block.register
def _(block: Table) -> str:
    whole = sum(column.share for column in block.columns)
    columns = "".join(f'<col style="width:{column.share / whole * 100:.2f}%">' for column in block.columns)
    head = "".join(f"<th>{_written(column.title, narrow=True)}</th>" for column in block.columns)
    rows = "".join(f"<tr{_stays_with(row)}>{_cells(row, block)}</tr>" for row in block.rows)
    return (
        f'<table class="data" style="font-size:{MEASURES.table}pt"><colgroup>{columns}</colgroup>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _stays_with(row) -> str:
    """A group's name stays on the page of its first row, a total on that of the last."""
    return {GroupRow: ' class="group"', TotalRow: ' class="total"'}.get(type(row), "")


def _cells(row, table: Table) -> str:
    if isinstance(row, GroupRow):
        return f'<td colspan="{len(table.columns)}"><b>{_written(row.text, narrow=True)}</b></td>'
    html = ""
    for text, column, span in table.spans(row):
        shown = _written(text, narrow=True).replace("\n", "<br>")
        shown = f"<b>{shown}</b>" if isinstance(row, TotalRow) else shown
        html += f'<td colspan="{span}" style="text-align:{column.align}">{shown}</td>'
    return html

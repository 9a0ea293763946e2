"""Plans as Word files an office would send: a heading table, numbers set by Word, soft line breaks, tables.

What is written in `tests/samples/plans/*.txt`: the heading's left and right cell, the body, recipients and signature,
parted by lines of "===". Before a line "I§", "1§", "a§", "-§" asks Word to number it; "⏎" is a soft line break; a line
"| a | b | c |" is a row of a ruled table. Everything else stands as typed.
"""

import io
import re
import unicodedata
from pathlib import Path

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

SAMPLES = Path(__file__).parents[2] / "samples"
LEVELS = {"I": 0, "1": 1, "a": 2, "-": 3}
NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF02D;"/></w:lvl>
</w:abstractNum>"""


def plan_2023() -> str:
    """The plan of 2023 as its office would have typed it, out of its text in markdown."""
    kept = []
    for line in (SAMPLES / "ke-hoach-phat-dong-2023.md").read_text().splitlines():
        text = re.sub(r"^#+\s*|\*\*|\\|\s+$", "", line.strip()).replace("- +", "+")
        text = re.sub(r"^\. (?=2\.)", "", text)  # a stray dot of the scan
        text = text.replace("hiệu quả 3 trong", "hiệu quả trong")  # the number of a page of the scan
        kept.append(text.strip())
    lines = [each for each in kept if each]
    start, notes = lines.index("KẾ HOẠCH"), lines.index("Nơi nhận:")
    signing = next(n for n, each in enumerate(lines) if each.startswith("TM."))
    title = "⏎".join(lines[start : start + 3])
    parts = [
        "ỦY BAN NHÂN DÂN", "PHƯỜNG 6", lines[0], "===",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", lines[1], "===",
        title, *map(_numbered_by_word, lines[start + 3 : notes]), "===",
        *lines[notes:signing], "===", *lines[signing:],
    ]  # fmt: skip
    return "\n".join(parts)


def _numbered_by_word(line: str) -> str:
    """Roman numbers and dashes are Word's own."""
    return re.sub(r"^- ", "-§ ", re.sub(r"^[IV]+\. ", "I§ ", line))


def plan(name: str) -> str:
    """One of the plans written for the tests."""
    return (SAMPLES / "plans" / f"{name}.txt").read_text()


def word_file(text: str, *, decomposed: bool = False) -> bytes:
    """The plan as DOCX; `decomposed` writes its letters apart from their marks, as some systems do."""
    if decomposed:
        text = unicodedata.normalize("NFD", text)
    left, right, body, recipients, signing = (part.strip("\n").split("\n") for part in text.split("===\n"))
    document = docx.Document()
    document.part.numbering_part.element.insert(0, parse_xml(NUMBERING))
    number = parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    document.part.numbering_part.element.append(number)
    _two_cells(document, left, right)
    rows: list[str] = []
    for line in [*body, ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            _ruled(document, rows)
            rows = []
        if line:
            _write(document.add_paragraph(), line)
    _two_cells(document, recipients, signing)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _write(paragraph, line: str) -> None:
    if found := re.match(r"([I1a-])§\s*", line):
        properties = paragraph._p.get_or_add_pPr()
        numbered = OxmlElement("w:numPr")
        for tag, value in (("w:ilvl", LEVELS[found[1]]), ("w:numId", 77)):
            element = OxmlElement(tag)
            element.set(qn("w:val"), str(value))
            numbered.append(element)
        properties.append(numbered)
        line = line[found.end() :]
    for place, piece in enumerate(line.split("⏎")):
        if place:
            paragraph.add_run().add_break()
        half = len(piece) // 2  # Word cuts its runs anywhere
        paragraph.add_run(piece[:half])
        paragraph.add_run(piece[half:]).bold = True


def _two_cells(document, left: list[str], right: list[str]) -> None:
    for cell, lines in zip(document.add_table(1, 2).rows[0].cells, (left, right), strict=True):
        for place, line in enumerate(lines):
            _write(cell.paragraphs[0] if place == 0 else cell.add_paragraph(), line)


def _ruled(document, rows: list[str]) -> None:
    cells = [[each.strip() for each in row.strip("|").split("|")] for row in rows]
    table = document.add_table(len(cells), len(cells[0]))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _write(cell.paragraphs[0], text)

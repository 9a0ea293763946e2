"""The identity of a paper is its words: it outlives every rewriting of the code, and one other word is another paper."""

import unicodedata
from dataclasses import dataclass, field, fields, is_dataclass, make_dataclass, replace
from hashlib import sha256
from typing import get_args

import pytest

from phuong6.lib.papers import blocks, identity
from phuong6.lib.papers.blocks import (
    Appendix,
    Article,
    Bases,
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
    TotalRow,
)
from phuong6.lib.papers.identity import differ, digest_of, first_digest_of, in_version_of, plain_words

LIST = Table(
    (Column("STT", 0.5, "center"), Column("Họ và tên", 2.0)),
    (GroupRow("I. TẬP THỂ"), ("1", "Khóm Mẫu"), ("", "Hội Mẫu"), TotalRow(("Tổng cộng", "02"))),
)
WHOLE = Paper(
    letterhead=Letterhead(
        issuer=("ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU"),
        superior=("THÀNH PHỐ MẪU", "TỈNH MẪU"),
        number="Số: …/QĐ-UBND",
        subject="V/v thử",
        place_date="Phường Mẫu, ngày … tháng … năm …",
    ),
    title="QUYẾT ĐỊNH",
    subtitle="Về việc thử",
    authority="CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG MẪU",
    addressees=("Khóm Mẫu", "Hội Mẫu"),
    blocks=(
        Bases(("Căn cứ Luật Thử;", "Căn cứ Nghị định Thử")),
        Paragraph(("Đạt ", Run("80 %", bold=True), " trở lên.")),
        Heading("I. TẬP THỂ"),
        Article(1, "Tặng Giấy khen."),
        Bullets(("một", "hai")),
        Fields((("Họ và tên", "Lê Thị Mẫu"), ("Chức vụ", "Trưởng khóm"))),
        LIST,
        SumLine("Tổng số tiền", "540.000 đồng", "Năm trăm bốn mươi nghìn đồng"),
    ),
    recipients=("Như trên", "Lưu: VT."),
    signatures=(
        Signature(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Trần Văn Mẫu", "(Ký tên)", "Phó Chủ tịch phường"),
        Signature(("THƯ KÝ",)),
    ),
    appendices=(
        Appendix("DANH SÁCH", (Paragraph("Một."), Paragraph("Hai.")), "Kèm theo", "(Kèm theo Quyết định)", "Phụ lục I",
                 (Signature(("CHỦ TỊCH",)), Signature(("THƯ KÝ",)))),
        Appendix("PHỤ LỤC", ()),
    ),
    mark="MẪU",
    foot_note="Bản thử",
)  # fmt: skip
WORDS = """\
mark	MẪU
foot note	Bản thử
superior	THÀNH PHỐ MẪU	TỈNH MẪU
issuer	ỦY BAN NHÂN DÂN	PHƯỜNG MẪU
number	Số: …/QĐ-UBND
subject	V/v thử
country	CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM	Độc lập - Tự do - Hạnh phúc
place and date	Phường Mẫu, ngày … tháng … năm …
title	QUYẾT ĐỊNH
subtitle	Về việc thử
authority	CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG MẪU
addressees	Khóm Mẫu	Hội Mẫu
bases	Căn cứ Luật Thử	Căn cứ Nghị định Thử
paragraph	Đạt 80% trở lên.
heading	I. TẬP THỂ
article	1	Tặng Giấy khen.
bullets	một	hai
fields	Họ và tên: Lê Thị Mẫu	Chức vụ: Trưởng khóm
table	STT	Họ và tên
group	I. TẬP THỂ
row	1	Khóm Mẫu
row		Hội Mẫu
total	Tổng cộng	02
sum	Tổng số tiền	540.000 đồng	Năm trăm bốn mươi nghìn đồng
recipients	Như trên	Lưu: VT
signature	KT. CHỦ TỊCH	PHÓ CHỦ TỊCH
hint	(Ký tên)
office	Phó Chủ tịch phường
signer	Trần Văn Mẫu
signature	THƯ KÝ
appendix
label	Phụ lục I
title	DANH SÁCH
subtitle	Kèm theo
note	(Kèm theo Quyết định)
paragraph	Một.
paragraph	Hai.
signature	CHỦ TỊCH
signature	THƯ KÝ
appendix
title	PHỤ LỤC"""
# How a paper looks, not what it says: a paper signed before such a change is still the paper.
LAYOUT = {
    "Run.bold", "Run.italic",
    "Paragraph.align", "Paragraph.indent", "Paragraph.bold", "Paragraph.italic", "Paragraph.large",
    "Bases.dash", "Bases.last", "Heading.level", "Bullets.marker", "Column.share", "Column.align",
    "Appendix.landscape", "Paper.landscape",
}  # fmt: skip
CLASSES = [each for each in vars(blocks).values() if isinstance(each, type) and is_dataclass(each)]
FIELDS = [(kind, each.name) for kind in CLASSES for each in fields(kind)]


def rebuilt(value, made):
    """The value with `made(class, values of its fields)` in the place of every block."""
    if isinstance(value, tuple):
        return tuple(rebuilt(each, made) for each in value)
    if not is_dataclass(value):
        return value
    return made(type(value), {each.name: rebuilt(getattr(value, each.name), made) for each in fields(value)})


def other(value):
    """Something else in the same place."""
    if isinstance(value, Letterhead):
        return Letterhead(())
    if isinstance(value, tuple):
        return value[::-1] if len(value) > 1 else value
    return value + " khác" if isinstance(value, str) else not value if isinstance(value, bool) else value + 1


def paragraphs(*texts) -> str:
    return digest_of(Paper(Letterhead(()), blocks=tuple(Paragraph(text) for text in texts)))


def test_what_counts_is_written_out_line_by_line():
    assert plain_words(WHOLE) == WORDS
    assert digest_of(WHOLE) == f"2:{sha256(WORDS.encode()).hexdigest()[:62]}"


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=[f"{kind.__name__}.{name}" for kind, name in FIELDS])
def test_every_word_counts_and_no_layout(kind, name):
    """Whoever adds a field decides here which of the two it is."""

    def made(each, values):
        return each(**(values | {name: other(values[name])} if each is kind else values))

    changed = rebuilt(WHOLE, made)
    assert changed != WHOLE, "the field is tried with another value"
    assert (digest_of(changed) == digest_of(WHOLE)) == (f"{kind.__name__}.{name}" in LAYOUT)


def later_release(monkeypatch) -> dict[type, type]:
    """Every block renamed, with its fields in another order and a new one, as a later release may have them."""
    later = {}
    for kind in CLASSES:
        known = [(each.name, each.type, field(default=each.default)) for each in reversed(fields(kind))]
        added = ("colour", str, field(default=""))
        later[kind] = make_dataclass(f"New{kind.__name__}", [added, *known], frozen=True, kw_only=True)
        for module in (blocks, identity):
            monkeypatch.setattr(module, kind.__name__, later[kind])
    table = {later[kind]: spelling for kind, spelling in identity._FIRST.items()}
    monkeypatch.setattr(identity, "_FIRST", table)
    return later


def test_blocks_renamed_reordered_and_with_new_fields_say_the_same(monkeypatch):
    before = digest_of(WHOLE), first_digest_of(WHOLE)
    later = later_release(monkeypatch)
    rewritten = rebuilt(WHOLE, lambda each, values: later[each](**values))
    assert sha256(repr(rewritten).encode()).hexdigest() != before[1]
    assert (digest_of(rewritten), first_digest_of(rewritten)) == before


def test_what_version_1_had_no_field_for_it_does_not_judge(monkeypatch):
    later = later_release(monkeypatch)
    coloured = rebuilt(WHOLE, lambda each, values: later[each](**values, colour="đỏ"))
    assert first_digest_of(coloured) == ""


def test_a_block_nobody_named_is_refused_by_2_and_not_judged_by_1():
    @dataclass(frozen=True)
    class Seal:
        text: str = "DẤU"

    sealed = replace(WHOLE, blocks=(Seal(),))
    assert first_digest_of(sealed) == ""
    with pytest.raises(TypeError, match="Seal"):
        digest_of(sealed)


def test_every_block_stands_in_the_paper_tried_here():
    assert {type(each) for each in WHOLE.blocks} == set(get_args(blocks.Block))


def test_version_1_is_spelled_as_it_was():
    """Computed by the code that stored digests without a version."""
    assert first_digest_of(WHOLE) == "55948c5e08d4e1d0c5f74c4c1ed03d97726474f83c4ebaaf43bf78f6a71d3cab"


@pytest.mark.parametrize(
    "same",
    [
        unicodedata.normalize("NFD", "Đạt 80 % trở lên."),
        "Đạt\u00a080\u00a0% trở  lên. ",
        "Đạt 80%\ntrở lên.",
        ("Đạt ", Run("80 %", bold=True), " trở lên."),
        ("Đạt 80", " % trở ", Run("lên.", italic=True)),
    ],
)
def test_spelling_and_white_space_and_emphasis_are_not_words(same):
    assert paragraphs(same) == paragraphs("Đạt 80% trở lên.")


@pytest.mark.parametrize(
    "others",
    [
        ("Đạt 80% trở lên",),
        ("Đạt 81% trở lên.",),
        ("Đạt 80% trơ lên.",),
        ("Đạt 80%", "trở lên."),
        (),
        ("Đạt 80% trở lên.", ""),
    ],
)
def test_one_letter_more_or_less_is_another_paper(others):
    assert paragraphs(*others) != paragraphs("Đạt 80% trở lên.")


def test_no_cell_and_no_row_takes_anothers_place():
    columns = (Column("a"), Column("b"))
    kinds = [("x", ""), ("", "x"), TotalRow(("x", "")), GroupRow("x")]
    tables = [Table(columns, (row,)) for row in kinds] + [Table(columns, (("x", ""), ("", "")))]
    said = [digest_of(Paper(Letterhead(()), blocks=(table,))) for table in tables]
    assert len(set(said)) == len(tables)


def test_nobody_types_a_line_or_a_cell_of_his_own():
    assert paragraphs("a\nparagraph\tb") != paragraphs("a", "b")
    assert digest_of(WHOLE, 2) != digest_of(replace(WHOLE, appendices=()), 2)


def test_the_same_words_on_more_pages_are_another_printed_version():
    assert len({digest_of(WHOLE), digest_of(WHOLE, 2), digest_of(WHOLE, 3)}) == 3
    assert {len(digest_of(WHOLE)), len(digest_of(WHOLE, 3)), len(first_digest_of(WHOLE))} == {64}


OLD, OTHER = "a" * 64, "b" * 64  # of version 1


@pytest.mark.parametrize(
    ("stored", "now", "says_something_else"),
    [
        (OLD, ("2:aa", OLD), False),
        (OLD, ("2:aa", OTHER), True),
        (OLD, ("2:aa",), False),  # version 1 cannot be reproduced: nobody knows
        (OLD, ("",), False),
        ("", ("2:aa", OLD), False),
        ("2:aa", ("2:aa", OLD), False),
        ("2:aa", ("2:ab", OLD), True),
        ("2:aa", (OLD,), False),
        ("3:aa", ("2:aa", OLD), False),  # stored by a later release
    ],
)
def test_what_nobody_knows_does_not_differ(stored, now, says_something_else):
    assert differ(stored, now) is says_something_else


def test_only_digests_of_one_version_are_compared():
    assert in_version_of("2:cc", ("2:aa", OLD)) == "2:aa"
    assert in_version_of(OTHER, ("2:aa", OLD)) == OLD
    assert in_version_of("", ("2:aa", OLD)) == in_version_of(OLD, ("2:aa",)) == ""

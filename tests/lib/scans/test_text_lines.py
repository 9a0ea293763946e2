"""The lines of a PDF with text, put together as they were written; what has no text, or an old coding, is refused."""

import io

import pikepdf
import pytest

from phuong6.lib.files.pdf_checks import LOCKED
from phuong6.lib.papers.blocks import Bullets, Heading, Letterhead, Paper, Paragraph
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.refusal import Refusal
from phuong6.lib.scans.text_lines import OLD_LETTERS, SCANNED, paper_lines, whole_lines
from tests.lib.files.test_docx_text import p, with_body
from tests.lib.files.test_uploads import pdf_bytes

LONG = (
    "Phát huy truyền thống yêu nước, động viên tinh thần của đội ngũ cán bộ, công chức, người lao động. Tạo khí thế thi "
    "đua sôi nổi - xã hội đồng thuận, người dân hài lòng với Chính quyền số và dịch vụ công trực tuyến của phường."
)
PAPER = Paper(
    letterhead=Letterhead(("ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU"), number="Số: 12/KH-UBND", place_date="Phường Mẫu, ngày 05 tháng 3 năm 2026"),
    title="KẾ HOẠCH",
    blocks=(Heading("I. MỤC ĐÍCH"), Bullets((LONG, "Nâng cao ý thức.")), *(Paragraph(LONG) for _ in range(14))),
)  # fmt: skip


def test_a_pdf_gives_the_lines_of_the_same_word_file():
    def of(data):
        return [each.text for each in paper_lines(data)]

    assert of(render_pdf(PAPER)) == of(render_docx(PAPER))


def test_a_scan_has_no_text():
    with pytest.raises(Refusal) as refused:
        paper_lines(pdf_bytes(pages=2))
    assert str(refused.value) == SCANNED


def test_a_locked_pdf_is_refused_as_every_upload():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Refusal) as refused:
        paper_lines(out.getvalue())
    assert str(refused.value) == LOCKED


@pytest.mark.parametrize(
    "lines",
    [
        ["Céng hßa x· héi chñ nghÜa ViÖt Nam", "§éc lËp - Tù do - H¹nh phóc", "KÕ ho¹ch", "Môc ®Ých, yªu cÇu"],
        ["Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Keá hoaïch phaùt ñoäng", "Muïc ñích, yeâu caàu", "Ñoái töôïng thi ñua"],
    ],
    ids=["TCVN3", "VNI"],
)  # fmt: skip
def test_old_codings_are_refused_and_never_mended(lines):
    with pytest.raises(Refusal) as refused:
        paper_lines(with_body("".join(map(p, lines))))
    assert str(refused.value) == OLD_LETTERS


def test_a_few_foreign_names_are_no_old_coding():
    lines = ["KẾ HOẠCH", "Ông Müller dự"] + ["Nâng cao chất lượng phục vụ."] * 20
    assert len(paper_lines(with_body("".join(map(p, lines))))) == 22


def test_lines_broken_by_the_margin_are_put_together():
    assert whole_lines(
        [
            ("- Nâng cao ý thức, trách nhiệm của các ngành, tổ chức chính trị", 100),
            ("- xã hội phường trong triển khai nhiệm vụ và cải thiện các chỉ số", 64),
            ("PAPI.", 64),
            ("2", 300),
            ("- Việc khác.", 100),
            ("Bình Mẫu, ngày 09 tháng 3 năm", 300),
            ("2026", 350),
        ]
    ) == [
        (
            "- Nâng cao ý thức, trách nhiệm của các ngành, tổ chức chính trị - xã hội phường trong triển khai nhiệm vụ và cải "
            "thiện các chỉ số PAPI."
        ),
        "- Việc khác.",
        "Bình Mẫu, ngày 09 tháng 3 năm 2026",
    ]

"""Every name comes out of the file as it went in, whatever letters stand side by side."""

from itertools import product

from phuong6.lib.papers.certificates.drawing import render_certificates
from phuong6.lib.papers.certificates.text import CertificateDesign, CertificateText
from tests.lib.papers.reading import page_texts

FAMILY = ("Nguyễn", "Huỳnh", "Đặng", "Ưng", "Phạm", "Lỷ", "Kha", "Vương")
MIDDLE = ("Kim", "Thị Khánh", "Văn", "Ỷ", "Xuân", "Thùy")
GIVEN = ("Yến", "Khánh", "Ẵm", "Quỳnh Như", "Tuyết", "Phượng", "Vy")


def test_each_name_is_found_whole_in_the_text_of_its_page(tmp_path):
    names = [" ".join(parts) for parts in product(FAMILY, MIDDLE, GIVEN)][::2]
    texts = [
        CertificateText(
            name=name,
            role_line="Khóm 1",
            achievement="Đã có thành tích",
            golden_book_no=n,
            signer_name="Người Ký",
            honorific="Bà",
        )
        for n, name in enumerate(names, 1)
    ]
    pages = page_texts(render_certificates(texts, CertificateDesign()), tmp_path, "-layout")
    lost = [
        name for name, page in zip(names, pages, strict=True) if f"Bà {name}" not in " ".join(page.split())
    ]
    assert lost == []

"""A link in a PDF may lead to the web or to a mail, nowhere else."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from phuong6.lib.files.uploads import Refusal, inspect
from tests.lib.files.test_uploads import signed


def linked(*, sign: bool = False, **action) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, A=Dictionary(**action))
        pdf.pages[0].obj.Annots = Array([link])
        if sign:
            signed(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", [Name.GoToR, Name.GoToE])
def test_a_link_into_another_file_is_refused(kind):
    with pytest.raises(Refusal, match="mã lệnh"):
        inspect(linked(S=kind, F=pikepdf.String("//host/share/a.pdf")))


@pytest.mark.parametrize(
    "address",
    [
        "file:///C:/a.exe",
        "smb://host/a",
        "javascript:alert(1)",
        "ms-word:ofe|u|http://a",
        "a.exe",
        "",
        "httpx://a",
    ],
)
def test_a_link_that_is_neither_web_nor_mail_is_refused(address):
    with pytest.raises(Refusal, match="liên kết") as refusal:
        inspect(linked(S=Name.URI, URI=pikepdf.String(address)))
    assert "Hãy" in str(refusal.value)


def test_a_link_without_an_address_is_refused():
    with pytest.raises(Refusal, match="liên kết"):
        inspect(linked(S=Name.URI))


@pytest.mark.parametrize("sign", [False, True])
@pytest.mark.parametrize(
    "address", ["https://dichvucong.gov.vn/", "HTTP://example.vn/a?b=c", "mailto:phuong6@example.vn"]
)
def test_ordinary_links_stay_also_in_a_signed_file(address, sign):
    found = inspect(linked(sign=sign, S=Name.URI, URI=pikepdf.String(address)))
    assert (found.pages, found.signed) == (1, sign)

"""A ward puts sentences in its own words: seen before they are saved, refused with a reason, never run."""

import pypdfium2
import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from campaigns.papers.correction import KIND
from phuong6.lib.papers import pdf as pdf_module
from phuong6.lib.papers.blocks import Letterhead, Paper, Paragraph
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.lettering.fonts import LocalFetcher
from phuong6.lib.papers.wording import LONGEST, Slot
from phuong6.office.models import PaperWording
from phuong6.office.papers import kinds as papers
from phuong6.office.papers.kinds import DRAFT, KINDS, PaperKind, words_with
from tests.lib.papers.faces import docx_words

pytestmark = pytest.mark.django_db
LIST = "admin:office_paperwording_changelist"


@pytest.fixture(autouse=True)
def greeting(monkeypatch) -> PaperKind:
    """A paper of two sentences, one of them with a name to fill in."""
    made = PaperKind(
        key="test-greeting",
        title="Thư chào thử",
        slug="thu-chao",
        facts=lambda subject: subject,
        compose=lambda name, words, issue: Paper(
            Letterhead(("ỦY BAN NHÂN DÂN", "PHƯỜNG 6"), number=str(issue.number or "")),
            title="THƯ CHÀO",
            blocks=(Paragraph(words("hello", {"tên": name})), Paragraph(words("end"))),
        ),
        sample=lambda: "Nguyễn Văn Mẫu",
        words=(Slot("hello", "Câu chào", "Kính chào {tên}."), Slot("end", "Câu kết", "Trân trọng.")),
    )
    monkeypatch.setitem(KINDS, made.key, made)
    return made


def page(client, person, name="edit", key="test-greeting", slot="hello"):
    client.force_login(person)
    return client.get(reverse(f"admin:office_paperwording_{name}", args=[key, slot]))


def post(client, person, text, name="edit", key="test-greeting", slot="hello", **more):
    client.force_login(person)
    return client.post(reverse(f"admin:office_paperwording_{name}", args=[key, slot]), {"text": text} | more)


def words_of(pdf: bytes) -> str:
    pages = (each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(pdf))
    return " ".join(" ".join(pages).split())


# --- list, save, back --------------------------------------------------------------------------------


def test_the_list_shows_every_sentence_of_every_paper(client, ward, cuc, django_assert_num_queries):
    client.force_login(cuc)
    with django_assert_num_queries(6):
        text = client.get(reverse(LIST)).content.decode()
    for kind in KINDS.values():
        for slot in kind.words:
            assert slot.title in text
            assert f"/cau/{kind.key}/{slot.key}/" in text


def test_the_ward_s_own_words_are_printed_and_the_change_is_logged(client, greeting, cuc):
    assert post(client, cuc, "Thân chào {tên}!").status_code == 302
    row = PaperWording.objects.get()
    assert (row.kind, row.slot, row.text, row.by) == ("test-greeting", "hello", "Thân chào {tên}!", cuc)
    assert "Thân chào Nguyễn Văn Mẫu!" in words_of(page(client, cuc, "preview").content)
    entry = LogEntry.objects.get()
    assert (entry.user, "Trước: Kính chào {tên}." in entry.change_message) == (cuc, True)
    assert "Câu của phường" in client.get(reverse(LIST)).content.decode()


def test_every_version_stays_in_the_log_and_the_one_that_came_with_the_software_comes_back(client, cuc, cam):
    post(client, cuc, "Thân chào {tên}!")
    post(client, cam, "Chào {tên}.")
    assert PaperWording.objects.get().by == cam
    post(client, cuc, "", reset="1")
    assert not PaperWording.objects.exists()
    assert "Kính chào Nguyễn Văn Mẫu." in words_of(page(client, cuc, "preview").content)
    told = " ".join(LogEntry.objects.values_list("change_message", flat=True))
    assert LogEntry.objects.count() == 3
    assert "Thân chào {tên}!" in told
    assert "Chào {tên}." in told


def test_saving_the_same_words_changes_nothing(client, cuc):
    post(client, cuc, "Kính chào {tên}.")
    assert not PaperWording.objects.exists()
    assert not LogEntry.objects.exists()


# --- preview -----------------------------------------------------------------------------------------


def test_a_look_at_the_paper_saves_nothing(client, cuc):
    response = post(client, cuc, "Thân chào {tên}!", "preview")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    assert "Thân chào Nguyễn Văn Mẫu!" in words_of(response.content)
    assert not PaperWording.objects.exists()


def test_a_look_at_words_that_do_not_fit_says_why(client, cuc):
    response = post(client, cuc, "Chào {ai đó}", "preview")
    assert response.status_code == 422
    assert "Không có chỗ điền {ai đó}. Ở câu này chỉ dùng được: {tên}." in response.content.decode()


def test_the_letter_of_correction_is_seen_in_the_words_typed(client, ward, cuc):
    response = post(client, cuc, "Đề nghị lưu văn bản này cùng {văn bản}.", "preview", KIND.key, "rest")
    assert "Đề nghị lưu văn bản này cùng Quyết định số 05" in words_of(response.content)


@pytest.mark.parametrize("key", sorted(KINDS))
def test_each_sentence_of_each_paper_may_be_changed_with_all_its_names(ward, key):
    kind = KINDS[key]
    for slot in kind.words:
        names = " ".join(f"{{{name}}}" for name in slot.names)
        kind.compose(kind.sample(), words_with(kind, {slot.key: f"Câu thử {names}"}), DRAFT)


# --- sandbox -----------------------------------------------------------------------------------------

REFUSED = {
    "{{ settings.SECRET_KEY }}": "Không có chỗ điền",
    "{% load static %}": "Không có chỗ điền",
    "{x.__class__}": "Không có chỗ điền {x.__class__}",
    "{tên.__class__.__mro__}": "Không có chỗ điền",
    "{tên!r}": "Không có chỗ điền",
    "{tên:>9999999999}": "Không có chỗ điền",
    "{0}": "Không có chỗ điền {0}",
    "{}": "Không có chỗ điền {}",
    "${}": "Không có chỗ điền",
    "${tên": "Dấu ngoặc nhọn { } phải đi từng cặp",
    "}": "Dấu ngoặc nhọn { } phải đi từng cặp",
    "": "Câu này đang để trống",
    " \n\t ": "Câu này đang để trống",
    "a" * (LONGEST + 1): "Câu dài quá",
    "\x00": "",  # the form has a sentence of its own
}
LITERAL = [
    "%s %(tên)s %n %%",
    "$tên và #{1}".replace("{1}", "1"),
    "<b>đậm</b> <script>alert(1)</script>",
    '<img src="file:///etc/passwd">',
    '<link rel="attachment" href="file:///etc/hostname">',
    "<style>@import url(http://127.0.0.1:9/x.css)</style>",
    "url(file:///etc/passwd) http://127.0.0.1:9/ javascript:alert(1)",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "\\0 \\n \\u0041 \\f",
    "=HYPERLINK(1) `id` $(id) ../../etc/passwd",
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED.items())
def test_words_that_could_be_code_or_do_not_fit_are_refused(client, cuc, typed, sentence):
    for name in ("edit", "preview"):
        response = post(client, cuc, typed, name)
        assert response.status_code == 422
        assert sentence in response.content.decode()
    assert not PaperWording.objects.exists()


@pytest.mark.parametrize("typed", LITERAL)
def test_anything_else_is_printed_as_it_stands_and_nothing_is_fetched(
    client, greeting, cuc, monkeypatch, typed
):
    asked = []

    class Watching(LocalFetcher):
        def fetch(self, url, headers=None):
            asked.append(url)
            return super().fetch(url, headers)

    monkeypatch.setattr(pdf_module, "LocalFetcher", Watching)
    post(client, cuc, typed)
    found = words_of(page(client, cuc, "preview").content)
    assert "".join(typed.split()) in "".join(found.replace("\ufffe", "-").split())
    assert [url for url in asked if "passwd" in url or "hostname" in url or url.startswith("http")] == []
    paper = greeting.sample_paper()
    assert " ".join(typed.split()) in " ".join(docx_words(render_docx(paper)))


def test_control_characters_and_endless_words_do_not_break_the_paper(client, greeting, cuc):
    post(client, cuc, "Chào\x07\x1b[31m\u202e {tên}" + "ộ" * 1_400)
    text = PaperWording.objects.get().text
    assert text.startswith("Chào[31m {tên}")
    assert b"%PDF" in page(client, cuc, "preview").content[:8]
    assert render_docx(greeting.sample_paper())


def test_what_is_filled_in_is_never_read_as_a_sentence_again(greeting):
    paper = greeting.compose("{tên} <b>", papers.words_with(greeting), DRAFT)
    assert paper.blocks[0].text == "Kính chào {tên} <b>."


def test_words_that_no_longer_fit_are_left_aside_and_shown(client, greeting, cuc):
    """The software's own sentence lost a name in a later version."""
    PaperWording.objects.create(kind=greeting.key, slot="end", text="Chào {người cũ}", by=cuc)
    assert greeting.sample_paper().blocks[1].text == "Trân trọng."
    client.force_login(cuc)
    assert "Không còn dùng được, đang in câu có sẵn" in client.get(reverse(LIST)).content.decode()


# --- who ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("cuc", 200, 302),
        ("kien", 200, 403),
        ("dung", 403, 403),
        ("thu", 403, 403),
        ("an", 302, 302),
        ("boss", 302, 302),
    ],
)
def test_internal_affairs_write_the_administrator_reads(client, request, greeting, who, reads, writes):
    person = request.getfixturevalue(who)
    client.force_login(person)
    assert client.get(reverse(LIST)).status_code == reads
    assert page(client, person).status_code == reads
    assert page(client, person, "preview").status_code == reads
    assert post(client, person, "Thân chào {tên}!").status_code == writes
    assert PaperWording.objects.exists() == (who == "cuc")
    if who != "cuc":
        assert post(client, person, "Thân chào {tên}!", "preview").status_code == writes
        PaperWording.objects.create(kind=greeting.key, slot="hello", text="Chào {tên}", by=person)
        post(client, person, "", reset="1")
        assert PaperWording.objects.exists()


def test_an_unknown_place_is_no_page(client, cuc):
    for key, slot in (("khong-co", "hello"), ("test-greeting", "khong-co")):
        assert page(client, cuc, "edit", key, slot).status_code == 404
        assert post(client, cuc, "x", "preview", key, slot).status_code == 404


def test_an_odd_address_is_no_page(client, cuc):
    client.force_login(cuc)
    for odd in ("99", "abc", "cau/correction/rest/x.css"):
        assert client.get(reverse("admin:office_paperwording_change", args=[odd])).status_code == 404


def test_the_log_leads_to_the_sentence(client, cuc):
    post(client, cuc, "Thân chào {tên}!")
    row = PaperWording.objects.get()
    response = client.get(reverse("admin:office_paperwording_change", args=[row.pk]))
    assert response["Location"].endswith("/cau/test-greeting/hello/")
    assert client.get(reverse("admin:office_paperwording_add")).status_code == 302

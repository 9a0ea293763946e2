"""The parts of templates/_components/, each as its head comment promises."""

from types import SimpleNamespace

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

from phuong6.office.forms import OLD_PAGE, WholeNumberField, hidden

pytestmark = pytest.mark.django_db  # every page knows its ward and campaign


class NominationForm(forms.Form):
    name = forms.CharField(label="Họ và tên", error_messages={"required": "Hãy ghi họ và tên."})
    kind = forms.ChoiceField(
        label="Đối tượng", choices=[("1", "Tập thể"), ("2", "Cá nhân")], widget=forms.RadioSelect
    )

    def clean(self):
        raise forms.ValidationError("Hồ sơ đã nộp, không sửa được nữa.")


def part(name: str, **context: object) -> str:
    return " ".join(render_to_string(f"_components/{name}.html", context).split())


def test_the_error_summary_links_to_each_field():
    shown = part("error_summary", form=NominationForm({}))
    assert '<a href="#id_name">Họ và tên: Hãy ghi họ và tên.</a>' in shown
    assert '<a href="#id_kind_0">' in shown  # the first button of a group: a group takes no focus
    assert "Hồ sơ đã nộp, không sửa được nữa." in shown


def test_the_error_summary_says_of_a_hidden_field_what_to_do_and_nothing_of_its_name():
    class Hidden(forms.Form):
        shown_total = WholeNumberField(**hidden())

    for typed in ({}, {"shown_total": "٢٧٠"}, {"shown_total": "1,5"}):
        shown = part("error_summary", form=Hidden(typed))
        assert f"<li>{OLD_PAGE}</li>" in shown
        assert "total" not in shown


def test_the_error_summary_names_the_row_of_a_formset():
    formset_class = forms.formset_factory(NominationForm)
    rows = formset_class(
        {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "form-0-name": "Lê Thị Thử", "form-0-kind": 1}
    )
    shown = part("error_summary", formset=rows)
    assert '<a href="#id_form-1-name">Dòng 2, Họ và tên: Hãy ghi họ và tên.</a>' in shown
    assert "form-0-name" not in shown


def test_the_error_summary_shows_what_is_missing_and_otherwise_nothing():
    assert '<a href="/ho-so/1/">Chưa có biên bản</a>' in part(
        "error_summary", missing=[("Chưa có biên bản", "/ho-so/1/")]
    )
    assert part("error_summary", form=forms.Form({})) == ""


def test_a_crispy_form_brings_its_error_summary_once():
    shown = render_crispy_form(NominationForm({}), context={"missing": [("Chuyện khác", "")]})
    assert shown.count("data-error-summary") == 1
    assert shown.count("Hồ sơ đã nộp, không sửa được nữa.") == 1
    assert "Chuyện khác" not in shown


def test_the_pages_of_a_list_keep_the_search():
    request = RequestFactory().get("/ho-so/", {"q": "khóm", "page": "2"})
    request.user = AnonymousUser()
    page = Paginator(range(60_000), 20).page(1001)
    shown = render_to_string("_components/pagination.html", {"page": page, "noun": "hồ sơ"}, request)
    assert "q=kh%C3%B3m&amp;page=1002" in shown  # the address holds no thousand points
    assert "Trang 1.001 trên 3.000, tất cả 60.000 hồ sơ" in " ".join(shown.split())


def test_a_single_page_says_how_many_and_an_empty_list_leaves_that_to_its_own_sentence():
    assert "Tất cả 3 hồ sơ." in part("pagination", page=Paginator(range(3), 20).page(1), noun="hồ sơ")
    assert part("pagination", page=Paginator([], 20).page(1)) == ""


def test_the_stepper_marks_where_one_is():
    shown = part(
        "stepper", steps=[{"label": "Đề nghị", "url": "/1", "done": True}, {"label": "Nộp", "current": True}]
    )
    assert shown.count("aria-current") == 1
    assert '<span class="step" aria-current="step">Nộp</span>' in shown
    assert "(đã xong)" in shown


def test_a_task_without_an_address_is_no_link():
    shown = part(
        "task_list", tasks=[{"label": "Nộp hồ sơ", "url": "", "state": "Chưa làm được", "tone": "off"}]
    )
    assert "<a" not in shown
    assert "status--off" in shown


def test_no_tasks_says_so():
    assert "Hiện không có việc nào chờ xử lý." in part("task_list", tasks=[])


def test_the_note_of_a_move_is_escaped_and_keeps_its_lines():
    move = SimpleNamespace(at=None, what="Trả lại", who="", note="Thiếu <b>\nchữ ký")
    assert "Thiếu &lt;b&gt;<br>chữ ký" in part("timeline", moves=[move])


@pytest.mark.parametrize(("poll_url", "asks"), [("/viec/1/", True), ("", False)])
def test_progress_asks_again_only_while_the_work_runs(poll_url, asks):
    shown = part("progress", label="Đang tạo giấy khen", done=1200, total=2400, poll_url=poll_url)
    assert ('hx-trigger="every 1s"' in shown) is asks
    assert 'value="1200" max="2400"' in shown


@pytest.mark.parametrize(
    "name", ["403.html", "404.html", "500.html", "403_csrf.html", "registration/locked.html"]
)
def test_a_page_for_when_something_is_refused_stands_without_context(name):
    request = None
    if name != "500.html":  # Django renders it with nothing at all
        request = RequestFactory().get("/")
        request.user = AnonymousUser()
    assert "<h1>" in render_to_string(name, {}, request)

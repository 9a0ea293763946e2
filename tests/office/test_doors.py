"""The door of every page: done and on, or refused with its sentences and nothing lost."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django.urls import reverse

from phuong6.lib.refusal import Refusal
from phuong6.office.doors import done, make_move, refusals_to, status_of
from phuong6.office.enums import MessageStatus
from phuong6.office.messages.workflow import MESSAGE
from phuong6.office.models import Message, Move
from phuong6.office.workflow import NotAllowed, Refused, Tone
from tests.office.test_messages import message


class WhyForm(forms.Form):
    note = forms.CharField(error_messages={"required": "Hãy ghi lý do."})


@pytest.fixture
def request_of():
    def made(user=None):
        request = RequestFactory().post("/")
        request._messages, request.user = CookieStorage(request), user
        return request

    return made


def said(request) -> list[tuple[str, str]]:
    return [(each.level_tag, each.message) for each in get_messages(request)]


# --- where a refusal is told ----------------------------------------------------------------------------


def test_a_refusal_stands_above_the_fields_and_what_was_typed_stays():
    form = WhyForm({"note": "Mất điện"})
    assert form.is_valid()
    with refusals_to(form):
        raise Refused("Thiếu tờ trình.", "Thiếu biên bản.")
    assert form.non_field_errors() == ["Thiếu tờ trình.", "Thiếu biên bản."]
    assert form["note"].value() == "Mất điện"
    assert status_of(form) == 422


def test_a_refusal_stands_beside_the_field_it_is_about():
    form = WhyForm({"note": "Mất điện"})
    with refusals_to(form, "note"):
        raise Refused("Lý do này đã ghi rồi.")
    assert form.errors == {"note": ["Lý do này đã ghi rồi."]}


def test_a_refusal_of_a_button_is_told_at_the_top_of_the_next_page(request_of):
    request = request_of()
    with refusals_to(request):
        raise Refused("Người khác vừa xử lý.", "Hãy tải lại trang.")
    assert said(request) == [("error", "Người khác vừa xử lý. Hãy tải lại trang.")]


def test_refusals_are_collected_where_a_page_tells_them_itself():
    told = ["Trước đó."]
    with refusals_to(told):
        raise Refused("Một.", "Hai.")
    assert told == ["Trước đó.", "Một.", "Hai."]


def test_a_file_that_is_not_taken_is_told_like_any_other_refusal():
    form = WhyForm({"note": "Mất điện"})
    with refusals_to(form, "note"):
        raise Refusal("Tệp “a.pdf” bị hỏng.", "Tệp “b.pdf” rỗng.")
    assert form.errors == {"note": ["Tệp “a.pdf” bị hỏng.", "Tệp “b.pdf” rỗng."]}


def test_nothing_but_a_refusal_is_held_back():
    with pytest.raises(NotAllowed), refusals_to([]):
        raise NotAllowed("Không có quyền.")
    with pytest.raises(KeyError), refusals_to([]):
        raise KeyError


def test_what_follows_a_refusal_in_the_block_is_not_done():
    reached = []
    with refusals_to([]):
        raise Refused("Chưa được.")
        reached.append(True)
    assert reached == []


def test_what_is_done_is_said_once_and_one_goes_on(request_of):
    request = request_of()
    answer = done(request, "Đã lưu.", "message", pk=7)
    assert (answer.status_code, answer["Location"]) == (302, reverse("message", args=[7]))
    assert said(request) == [("success", "Đã lưu.")]


def test_a_page_without_anything_to_put_right_is_no_refusal():
    assert status_of(None, WhyForm()) == 200
    assert status_of(None, WhyForm({"note": "Có"})) == 200
    assert status_of(WhyForm(), WhyForm({})) == 422


# --- a move ---------------------------------------------------------------------------------------------


@pytest.fixture
def letter(unit):
    return message(unit, email="")


def press(request, move: str, row, **more):
    return make_move(request, MESSAGE, move, row, to="/xong/", back="/lai/", **more)


def test_a_move_says_its_own_sentence_and_goes_on(request_of, letter, cuc):
    request = request_of(cuc)
    answer = press(request, "release", letter)
    assert answer["Location"] == "/xong/"
    assert said(request) == [("success", "Đã duyệt.")]
    assert Move.objects.get(move="release").by == cuc


def test_a_button_refused_goes_back_and_says_why(request_of, letter, cuc):
    request = request_of(cuc)
    answer = press(request, "again", letter)
    assert answer["Location"] == "/lai/"
    [(level, sentence)] = said(request)
    assert level == "error"
    assert "Không thể “Gửi lại”" in sentence
    assert not Move.objects.exists()


def test_what_the_form_says_goes_into_the_log(request_of, letter, cuc):
    answer = press(request_of(cuc), "cancel", letter, form=WhyForm({"note": "Đã gọi điện"}), again=list)
    assert answer["Location"] == "/xong/"
    assert Move.objects.get(move="cancel").note == "Đã gọi điện"


def test_a_form_with_something_missing_comes_again_and_no_move_is_made(request_of, letter, cuc):
    form = WhyForm({"note": ""})
    assert press(request_of(cuc), "cancel", letter, form=form, again=lambda form: form) is form
    assert form.errors == {"note": ["Hãy ghi lý do."]}
    assert not Move.objects.exists()


def test_a_form_whose_move_is_refused_comes_again_as_typed(request_of, letter, cuc):
    form = WhyForm({"note": "Đã gọi điện"})
    Message.objects.update(status=MessageStatus.CANCELLED)
    assert press(request_of(cuc), "cancel", letter, form=form, again=lambda form: form) is form
    assert "Không thể “Hủy tin”" in form.non_field_errors()[0]
    assert form["note"].value() == "Đã gọi điện"


def test_whoever_may_not_is_turned_away_not_told(request_of, letter, an):
    with pytest.raises(NotAllowed):
        press(request_of(an), "release", letter)


def test_what_takes_something_away_looks_like_it():
    assert {move for move, step in MESSAGE.steps.items() if step.tone == Tone.DANGER} == {"cancel"}

"""Initiatives on their pages: who reads, writes, recognises; what is refused; what is kept."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from criteria import proposing
from criteria.enums import InitiativeStatus as I
from criteria.models import Initiative
from criteria.workflow import INITIATIVE
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.lib.files.test_uploads import photo_bytes

HERE, NEW = "/chi-tieu/sang-kien/", "/chi-tieu/sang-kien/moi/"
PEOPLE = ["an", "em", "cuc", "thu", "van", "dung", "hoa", "kien", "outsider", "boss"]
HTMX = {"HTTP_HX_REQUEST": "true"}
TYPED = {
    "title": "Nhắc hạn trả hồ sơ qua Zalo",
    "area": "",
    "problem": "Bà con quên hạn.",
    "solution": "Nhắc trước một ngày.",
    "effect": "Ít phải đi lại.",
}
RECOGNISED = {
    "recognised_on": "15/08/2023",
    "recognised_by": "Chủ tịch Ủy ban nhân dân Phường 6",
    "recognised_in": "Quyết định số 61/QĐ-UBND",
}
WAY = {
    I.DRAFT: (),
    I.PROPOSED: ("propose",),
    I.TRIAL: ("propose", "trial"),
    I.RECOGNISED: ("propose", "recognise"),
    I.DROPPED: ("propose", "drop"),
}


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel(make.at(15, month=9), tick=True):
        yield


@pytest.fixture
def draft(campaign, unit, an) -> Initiative:
    made = proposing.start(an, campaign, unit, TYPED["title"])
    return proposing.save(an, made, **{name: TYPED[name] for name in ("problem", "solution", "effect")})


def brought(draft, an, cuc, state) -> Initiative:
    """The initiative in this state."""
    for move in WAY[state]:
        INITIATIVE.perform(
            move, draft, by=an if move == "propose" else cuc, note="Lý do", trial_from=date(2023, 6, 1),
            recognised_on=date(2023, 8, 15), recognised_by="Chủ tịch Ủy ban nhân dân Phường 6",
        )  # fmt: skip
    return draft


def page(row, name="initiative", *more) -> str:
    return reverse(name, args=[row.pk, *more])


def text(response) -> str:
    return response.content.decode()


# --- who may ----------------------------------------------------------------------------------------

OFFICE = {"cuc", "thu", "dung"}
READERS = {
    I.DRAFT: {"an"},
    I.PROPOSED: {"an", *OFFICE},
    I.TRIAL: {"an", *OFFICE},
    I.RECOGNISED: {"an", "em", "van", *OFFICE},
    I.DROPPED: {"an", *OFFICE},
}


@pytest.mark.parametrize("state", READERS)
def test_who_reads_an_initiative_and_its_files(request, client, draft, an, cuc, state):
    proposing.add_files(an, draft, [("anh.jpg", photo_bytes())], "Ảnh nhóm Zalo")
    brought(draft, an, cuc, state)
    file = page(draft, "initiative-file", draft.files.get().pk)
    for name in PEOPLE:
        client.force_login(request.getfixturevalue(name))
        read = name in READERS[state]
        assert (client.get(page(draft)).status_code == 200) == read, name
        answer = client.get(file)
        b"".join(answer)
        assert (answer.status_code == 200) == (read and name in {"an", *OFFICE}), name


@pytest.mark.parametrize("name", PEOPLE)
def test_who_sees_which_list(request, client, draft, an, cuc, name):
    brought(draft, an, cuc, I.PROPOSED)
    client.force_login(request.getfixturevalue(name))
    response = client.get(HERE)
    assert (response.status_code == 200) == (name in {"an", "em", "van", *OFFICE})
    assert (TYPED["title"] in text(response)) == (name in {"an", *OFFICE})
    assert (client.get(NEW).status_code == 200) == (name in {"an", "em"})
    if response.status_code == 200:
        assert ("Chờ xem xét" in text(response)) == (name in OFFICE)


@pytest.mark.parametrize("name", [each for each in PEOPLE if each != "an"])
def test_nobody_else_writes_a_draft(request, client, draft, name):
    person = request.getfixturevalue(name)
    client.force_login(person)
    for address, data in (
        (page(draft), TYPED | {"title": "Khác"}),
        (page(draft, "initiative-files"), {}),
        (page(draft, "initiative-discard"), {}),
        (page(draft, "initiative-move", "recognise"), RECOGNISED),
    ):
        assert client.post(address, data).status_code in (403, 404), address
    for write in (proposing.save, proposing.discard):
        with pytest.raises(NotAllowed):
            write(person, draft)
    draft.refresh_from_db()
    assert (draft.title, draft.status) == (TYPED["title"], I.DRAFT)


@pytest.mark.parametrize("name", PEOPLE)
def test_only_internal_affairs_recognises(request, client, draft, an, cuc, name):
    brought(draft, an, cuc, I.PROPOSED)
    client.force_login(request.getfixturevalue(name))
    client.post(page(draft, "initiative-move", "recognise"), RECOGNISED)
    draft.refresh_from_db()
    assert (draft.status == I.RECOGNISED) == (name == "cuc")


@pytest.mark.parametrize("name", PEOPLE)
def test_a_unit_records_its_own_use_and_internal_affairs_any(
    request, client, draft, an, cuc, other_unit, name
):
    brought(draft, an, cuc, I.RECOGNISED)
    client.force_login(request.getfixturevalue(name))
    client.post(page(draft, "initiative-use"), {"unit": other_unit.pk, "from_day": "01/09/2023", "note": ""})
    assert draft.uses.exists() == (name in {"em", "cuc"})


# --- writing, sending -------------------------------------------------------------------------------


def test_a_name_begins_a_draft_and_pressing_twice_begins_one(client, campaign, unit, an):
    client.force_login(an)
    for _ in range(2):
        response = client.post(NEW, {"unit": unit.code, "title": "  Sổ tay   thủ tục "})
        assert response.status_code == 302
    made = Initiative.objects.get()
    assert (made.title, made.unit, made.by, made.status) == ("Sổ tay thủ tục", unit, an, I.DRAFT)
    assert "Hãy ghi tên sáng kiến" in text(client.post(NEW, {"unit": unit.code, "title": ""}))


def test_a_unit_cannot_begin_one_for_another(client, campaign, an, other_unit):
    client.force_login(an)
    response = client.post(NEW, {"unit": other_unit.code, "title": "Sổ tay"})
    assert response.status_code == 422
    assert "Hãy chọn đơn vị trong danh sách." in text(response)


def test_what_is_typed_is_kept_as_one_types(client, draft, an, unit):
    author = make.OfficialFactory(unit=unit)
    client.force_login(an)
    assert (
        client.post(
            page(draft), TYPED | {"effect": "Bớt 40 lượt", "authors": [author.pk]}, **HTMX
        ).status_code
        == 200
    )
    draft.refresh_from_db()
    assert (draft.effect, list(draft.authors.all()), draft.status) == ("Bớt 40 lượt", [author], I.DRAFT)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title", "", "Hãy ghi tên sáng kiến"),
        ("title", "x" * 301, "tối đa 300 ký tự"),
        ("solution", "x" * 4001, "tối đa 4.000 ký tự"),
        ("area", "9999", "Hãy chọn lĩnh vực trong danh sách."),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(client, draft, an, field, typed, sentence):
    client.force_login(an)
    for more in ({}, HTMX):
        response = client.post(page(draft), TYPED | {"problem": "Vừa gõ"} | {field: typed}, **more)
        assert response.status_code == 422
        assert sentence in text(response)
    assert "Vừa gõ" in text(client.post(page(draft), TYPED | {"problem": "Vừa gõ"} | {field: typed}))


def test_authors_are_people_of_the_unit(client, draft, an, unit, other_unit):
    make.OfficialFactory(unit=unit)
    stranger = make.OfficialFactory(unit=other_unit)
    client.force_login(an)
    for nobody_here in (stranger.pk, "9" * 30):
        response = client.post(page(draft), TYPED | {"authors": [nobody_here]})
        assert response.status_code == 422
        assert "Có người không còn chọn được nữa" in text(response)


def test_an_area_no_row_can_have_is_not_chosen(client, draft, an):
    client.force_login(an)
    response = client.post(page(draft), TYPED | {"area": "9" * 30})
    assert response.status_code == 422
    assert "Hãy chọn lĩnh vực trong danh sách." in text(response)


def test_what_is_missing_is_said_when_it_is_sent_and_the_rest_stays(client, draft, an):
    client.force_login(an)
    response = client.post(page(draft), TYPED | {"effect": "", "send": "1"})
    assert response.status_code == 422
    assert "Chưa ghi kết quả, lợi ích." in text(response)
    draft.refresh_from_db()
    assert (draft.status, draft.problem) == (I.DRAFT, "Bà con quên hạn.")
    assert client.post(page(draft), TYPED | {"send": "1"}).status_code == 302
    draft.refresh_from_db()
    assert draft.status == I.PROPOSED


def test_what_is_right_of_a_refused_draft_is_kept(client, draft, an):
    client.force_login(an)
    response = client.post(page(draft), TYPED | {"title": "", "problem": "Bà con đi xa.", "send": "1"})
    assert response.status_code == 422
    assert "data-refused" in text(response)
    draft.refresh_from_db()
    assert (draft.status, draft.problem) == (I.DRAFT, "Bà con đi xa.")
    assert draft.title


def test_a_second_tab_is_told_that_it_was_sent_and_keeps_its_words(client, draft, an, cuc):
    brought(draft, an, cuc, I.PROPOSED)
    client.force_login(an)
    response = client.post(page(draft), TYPED | {"effect": "Gõ ở thẻ thứ hai"})
    assert response.status_code == 422
    assert "Sáng kiến này đã gửi nên không sửa được nữa" in text(response)
    assert "Gõ ở thẻ thứ hai" in text(response)
    draft.refresh_from_db()
    assert draft.effect == "Ít phải đi lại."


def test_files_are_judged_by_their_content(client, draft, an):
    client.force_login(an)
    address = page(draft, "initiative-files")
    fake = client.post(address, {"files": SimpleUploadedFile("anh.jpg", b"<script>alert(1)</script>")})
    assert fake.status_code == 422
    assert "anh.jpg:" in text(fake)
    assert "Chưa chọn tệp nào" in text(client.post(address, {}))
    kept = client.post(
        address, {"files": SimpleUploadedFile("anh.jpg", photo_bytes()), "caption": "Nhóm Zalo"}
    )
    assert kept.status_code == 302
    assert "Nhóm Zalo" in text(client.get(page(draft)))
    client.post(page(draft, "initiative-file-remove", draft.files.get().pk))
    assert not draft.files.exists()


def test_pictures_of_a_trial_are_added_but_none_taken_away(draft, an, cuc):
    proposing.add_files(an, draft, [("anh.jpg", photo_bytes())])
    brought(draft, an, cuc, I.TRIAL)
    proposing.add_files(an, draft, [("anh-2.jpg", photo_bytes())])
    with pytest.raises(Refused, match="đã gửi"):
        proposing.remove_file(an, draft, draft.files.first())
    assert draft.files.count() == 2


def test_a_proposal_is_taken_back_to_be_mended_and_sent_again(client, draft, an, cuc):
    brought(draft, an, cuc, I.PROPOSED)
    client.force_login(an)
    assert "Rút lại để sửa" in text(client.get(page(draft)))
    assert "Đã rút đề xuất về." in text(client.post(page(draft, "initiative-move", "take_back"), follow=True))
    client.post(page(draft), TYPED | {"title": "Nhắc hạn trước hai ngày", "send": "1"})
    draft.refresh_from_db()
    assert (draft.status, draft.title) == (I.PROPOSED, "Nhắc hạn trước hai ngày")
    client.force_login(cuc)
    assert "Rút lại để sửa" not in text(client.get(page(draft))).split("Nhật ký")[0]


def test_a_draft_never_sent_is_thrown_away_and_no_other(client, draft, an, cuc):
    brought(draft, an, cuc, I.PROPOSED)
    INITIATIVE.perform("send_back", draft, by=cuc, note="Ghi rõ số liệu")
    client.force_login(an)
    assert "Ghi rõ số liệu" in text(client.get(page(draft)))
    client.post(page(draft, "initiative-discard"))
    assert Initiative.objects.filter(pk=draft.pk).exists()
    other = proposing.start(an, draft.campaign, draft.unit, "Bỏ đi")
    assert "Giữ lại" in text(client.get(page(other, "initiative-discard")))
    client.post(page(other, "initiative-discard"))
    assert not Initiative.objects.filter(pk=other.pk).exists()


# --- trial, recognition, spread -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("move", "field", "typed", "sentence"),
    [
        ("trial", "trial_from", "", "Hãy ghi ngày bắt đầu thí điểm."),
        ("trial", "trial_from", "01/01/1900", "1900"),
        ("trial", "trial_from", "31/12/2021", "phải từ 01/01/2022 đến 30/10/2023"),
        ("trial", "trial_from", "31/10/2023", "phải từ 01/01/2022 đến 30/10/2023"),
        ("trial", "trial_from", "hôm qua", "Không đọc được"),
        ("recognise", "recognised_on", "16/09/2023", "Ngày công nhận không thể ở tương lai."),
        ("recognise", "recognised_on", "31/12/2021", "Ngày công nhận phải từ 01/01/2022 trở đi."),
        ("recognise", "recognised_by", "", "Hãy ghi nơi công nhận."),
        ("recognise", "recognised_in", "x" * 201, "tối đa 200 ký tự"),
        ("send_back", "note", "", "Hãy ghi lý do để đơn vị biết."),
        ("drop", "note", "x" * 1001, "tối đa 1.000 ký tự"),
    ],
)
def test_a_move_is_refused_with_its_sentence_and_keeps_what_was_typed(
    client, draft, an, cuc, move, field, typed, sentence
):
    brought(draft, an, cuc, I.PROPOSED)
    client.force_login(cuc)
    data = {"recognise": RECOGNISED, "trial": {}}.get(move, {}) | {field: typed}
    response = client.post(page(draft, "initiative-move", move), data)
    assert response.status_code == 422
    assert sentence in text(response)
    assert typed in text(response)
    draft.refresh_from_db()
    assert draft.status == I.PROPOSED


def test_from_proposal_to_spread(client, draft, an, cuc, other_unit):
    brought(draft, an, cuc, I.PROPOSED)
    client.force_login(cuc)
    client.post(page(draft, "initiative-move", "trial"), {"trial_from": "01/06/2023"})
    client.post(page(draft, "initiative-move", "recognise"), RECOGNISED)
    alone = client.post(page(draft, "initiative-move", "spread"))
    assert "Chưa ghi đơn vị nào đã áp dụng" in text(alone)
    client.post(
        page(draft, "initiative-use"), {"unit": other_unit.pk, "from_day": "01/09/2023", "note": "Tốt"}
    )
    client.post(page(draft, "initiative-move", "spread"))
    draft.refresh_from_db()
    assert (draft.status, draft.trial_from, draft.recognised_in) == (
        I.SPREAD, date(2023, 6, 1), "Quyết định số 61/QĐ-UBND",
    )  # fmt: skip
    shown = text(client.get(page(draft)))
    assert "Chủ tịch Ủy ban nhân dân Phường 6" in shown
    assert "Ban nhân dân Khóm 2" in shown
    with pytest.raises(Refused, match="phải còn ít nhất một đơn vị"):
        proposing.remove_use(cuc, draft, draft.uses.get())


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("16/09/2023", "không thể ở tương lai"),
        ("31/12/2021", "phải từ 01/01/2022"),
        ("", "Hãy ghi áp dụng từ ngày."),
    ],
)
def test_a_use_has_a_day_that_can_be(client, draft, an, cuc, other_unit, day, sentence):
    brought(draft, an, cuc, I.RECOGNISED)
    client.force_login(cuc)
    response = client.post(page(draft, "initiative-use"), {"unit": other_unit.pk, "from_day": day})
    assert response.status_code == 422
    assert sentence in text(response)


def test_what_is_not_recognised_is_not_taken_over_and_nobody_takes_over_his_own(
    draft, an, em, cuc, other_unit
):
    day = {"from_day": date(2023, 9, 1)}
    brought(draft, an, cuc, I.PROPOSED)
    with pytest.raises(Refused, match="đã được công nhận"):
        proposing.record_use(em, draft, unit=other_unit, **day)
    INITIATIVE.perform("recognise", draft, by=cuc, recognised_on=date(2023, 8, 15), recognised_by="UBND")
    with pytest.raises(Refused, match="Đây là đơn vị đề xuất"):
        proposing.record_use(cuc, draft, unit=draft.unit, **day)
    proposing.record_use(em, draft, unit=other_unit, **day)
    with pytest.raises(Refused, match="đã có trong danh sách áp dụng"):
        proposing.record_use(em, draft, unit=other_unit, **day)


def test_who_comes_second_is_told(client, draft, an, cuc):
    brought(draft, an, cuc, I.RECOGNISED)
    client.force_login(cuc)
    response = client.post(page(draft, "initiative-move", "recognise"), RECOGNISED, follow=True)
    assert "Không thể “Công nhận” khi đang ở trạng thái “Đã công nhận”" in text(response)
    assert client.post(page(draft, "initiative-move", "propose")).status_code == 404


# --- lists and the start page -------------------------------------------------------------------------


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("an", 8), ("cuc", 8)])
def test_the_lists_take_the_same_queries_however_long(
    request, client, campaign, unit, an, cuc, many, name, queries, django_assert_num_queries
):
    for n in range(many):
        brought(
            proposing.save(an, proposing.start(an, campaign, unit, f"Cách {n}"), **_words()),
            an,
            cuc,
            I.PROPOSED,
        )
    client.force_login(request.getfixturevalue(name))
    client.get(HERE)
    with django_assert_num_queries(queries):
        assert "Cách 0" in text(client.get(HERE))


def _words() -> dict:
    return {name: TYPED[name] for name in ("problem", "solution", "effect")}


def test_the_start_page_leads_there(client, draft, an, cuc):
    client.force_login(an)
    assert "1 sáng kiến chưa gửi" in text(client.get("/"))
    brought(draft, an, cuc, I.PROPOSED)
    client.force_login(cuc)
    assert "1 sáng kiến chờ xem xét" in text(client.get("/"))

"""The ceremony: order of calling, who hands over and receives, and a tick per giấy khen that two may press at once."""

import re
import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from awards.ceremony import arranging as arrangement
from awards.ceremony.workflow import HANDOVER
from awards.certificates.register import enter_certificate, replace_certificate
from awards.enums import CertificateStatus, DecisionStatus
from awards.enums import HandoverStatus as H
from awards.models import Ceremony, Certificate, Decision, Handover
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from phuong6.lib.papers.blocks import Paragraph
from phuong6.lib.papers.docx import render_docx
from phuong6.office.models import Move
from phuong6.office.papers.kinds import KINDS
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards import decision_scene as scene
from tests.awards.paper_words import words_of
from tests.lib.papers.faces import docx_words
from tests.lib.papers.reading import page_texts

EVERYBODY = ("an", "em", "thu", "van", "hoa", "kien", "outsider", "boss", "cuc", "dung")
FORM = {"day": "20/12/2023", "hour": "8:00", "place": "Hội trường", "per_turn": "2"}


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


@pytest.fixture
def decision(people, dung):
    """Two collectives and three people, issued on 05/12/2023."""
    return scene.issued(dung, *people, people=3, collectives=2)


def opened(decision, cuc, per_turn=2) -> Ceremony:
    return arrangement.open_ceremony(
        cuc, decision, held_at=make.at(20, month=12), place="Hội trường", per_turn=per_turn
    )


def names(ceremony) -> list[str]:
    return [each.certificate.award.name for each in arrangement.lines_of(ceremony)]


def lines(ceremony) -> list[Handover]:
    return list(arrangement.lines_of(ceremony))


def test_collectives_are_called_first_and_no_turn_mixes_them_with_people(decision, cuc):
    ceremony = opened(decision, cuc)
    assert [each.certificate.award.nominee.kind for each in lines(ceremony)] == ["collective"] * 2 + [
        "individual"
    ] * 3
    assert [(each.order, each.turn) for each in lines(ceremony)] == [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)]
    inside = [each.certificate.award.position for each in lines(ceremony)]
    assert inside[:2] == sorted(inside[:2])
    assert inside[2:] == sorted(inside[2:])


def test_who_signed_hands_over_until_somebody_else_is_named(decision, cuc):
    ceremony = opened(decision, cuc)
    assert {each.presenter for each in lines(ceremony)} == {
        "Đồng chí Ngô Văn Dũng, Chủ tịch Ủy ban nhân dân Phường 6"
    }
    assert arrangement.set_presenter(cuc, ceremony, 2, "Đồng chí Lý Hữu Phúc") == 2
    assert [each.presenter.split(",")[0] for each in lines(ceremony)] == [
        *["Đồng chí Ngô Văn Dũng"] * 2,
        *["Đồng chí Lý Hữu Phúc"] * 2,
        "Đồng chí Ngô Văn Dũng",
    ]


@pytest.mark.parametrize(("start", "to"), [(1, 5), (5, 1), (2, 3), (3, 3)])
def test_a_line_moves_to_any_place_and_the_others_close_up(decision, cuc, start, to):
    ceremony = opened(decision, cuc)
    before = names(ceremony)
    line = lines(ceremony)[start - 1]
    arrangement.change_line(cuc, line, place=to, presenter="", representative="Bà Bảy")
    before.insert(to - 1, before.pop(start - 1))
    assert names(ceremony) == before
    assert [each.order for each in lines(ceremony)] == [1, 2, 3, 4, 5]
    assert lines(ceremony)[to - 1].representative == "Bà Bảy"


@pytest.mark.parametrize("place", [0, 6])
def test_a_place_outside_the_list_is_refused(decision, cuc, place):
    ceremony = opened(decision, cuc)
    with pytest.raises(Refused, match="từ 1 đến 5"):
        arrangement.change_line(cuc, lines(ceremony)[0], place=place, presenter="", representative="")


def test_up_and_down_one_place_and_not_beyond_the_ends(decision, cuc):
    ceremony = opened(decision, cuc)
    first, *_, last = names(ceremony)
    arrangement.shift(cuc, lines(ceremony)[0], -1)
    arrangement.shift(cuc, lines(ceremony)[-1], 1)
    assert (names(ceremony)[0], names(ceremony)[-1]) == (first, last)
    arrangement.shift(cuc, lines(ceremony)[0], 1)
    assert names(ceremony)[1] == first


def test_there_is_one_ceremony_and_only_after_issue_and_not_before_its_day(people, dung, cuc):
    decision = scene.confirmed(dung, *people)
    with pytest.raises(Refused, match="sau khi quyết định được ban hành"):
        opened(decision, cuc)
    scene.issue(decision, by=cuc, number=12, decided_on=scene.PLANNED)
    with pytest.raises(Refused, match="không thể trước ngày quyết định"):
        arrangement.open_ceremony(cuc, decision, held_at=make.at(4, month=12), place="x", per_turn=2)
    opened(decision, cuc)
    with pytest.raises(Refused, match="đã được lập"):
        opened(decision, cuc)


def test_a_tick_says_who_and_when_a_second_one_and_an_undo_without_reason_are_refused(decision, cuc, van):
    line = lines(opened(decision, cuc))[0]
    HANDOVER.perform("hand_over", line, by=van, at=make.at(20, month=12))
    line.refresh_from_db()
    assert (line.status, line.handed_by, line.handed_at) == (H.HANDED, van, make.at(20, month=12))
    with pytest.raises(Refused, match="Có thể người khác vừa xử lý"):
        HANDOVER.perform("hand_over", line, by=cuc)
    with pytest.raises(Refused, match="lý do"):
        HANDOVER.perform("undo", line, by=cuc)
    HANDOVER.perform("undo", line, by=cuc, note="Đánh dấu nhầm dòng")
    line.refresh_from_db()
    assert (line.status, line.handed_by, line.handed_at) == (H.WAITING, None, None)
    assert list(Move.objects.filter(workflow="handover").values_list("move", "note")) == [
        ("hand_over", ""),
        ("undo", "Đánh dấu nhầm dòng"),
    ]


@pytest.mark.parametrize("how", ["award revoked", "decision revoked", "certificate replaced"])
def test_only_a_valid_certificate_of_an_issued_decision_is_called_or_handed_over(decision, cuc, how):
    ceremony = opened(decision, cuc)
    line = lines(ceremony)[0]
    award = line.certificate.award
    if how == "award revoked":
        Nominee.objects.filter(pk=award.nominee_id).update(status=NomineeStatus.REVOKED)
    elif how == "decision revoked":
        Decision.objects.filter(pk=decision.pk).update(status=DecisionStatus.REVOKED)
    else:
        Certificate.objects.filter(pk=line.certificate_id).update(status=CertificateStatus.REPLACED)
    assert award.name not in names(ceremony)
    with pytest.raises(Refused, match="không còn giá trị"):
        HANDOVER.perform("hand_over", line, by=cuc)


def test_a_replacement_takes_its_predecessors_place_and_people(decision, cuc):
    ceremony = opened(decision, cuc)
    line = lines(ceremony)[1]
    arrangement.change_line(cuc, line, place=2, presenter="Bà Ba", representative="Ông Tư")
    HANDOVER.perform("hand_over", line, by=cuc)
    Certificate.objects.filter(pk=line.certificate_id).update(status=CertificateStatus.REPLACED)
    new = enter_certificate(line.certificate.award, 2023, at=make.at(18, month=12))
    assert list(arrangement.missing_lines(ceremony)) == [new]
    assert arrangement.take_in(cuc, ceremony) == 1
    taken = lines(ceremony)[1]
    assert (taken.certificate, taken.presenter, taken.representative) == (new, "Bà Ba", "Ông Tư")
    assert taken.status == H.WAITING, "the new sheet has not been handed over"
    assert arrangement.handed_count(ceremony) == (0, 5)


def test_a_replacement_is_called_in_the_old_place_as_soon_as_it_is_issued(decision, cuc):
    ceremony = opened(decision, cuc)
    line = lines(ceremony)[1]
    arrangement.change_line(cuc, line, place=2, presenter="Bà Ba", representative="Ông Tư")
    new = replace_certificate(line.certificate, by=cuc, reason="Người được tặng làm mất")
    taken = lines(ceremony)[1]
    assert (taken.certificate, taken.presenter, taken.representative) == (new, "Bà Ba", "Ông Tư")
    assert [(each.order, each.turn) for each in lines(ceremony)] == [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)]
    assert not arrangement.missing_lines(ceremony).exists()


def test_giay_khen_that_are_not_on_the_programme_are_warned_of_wherever_it_is_read(client, decision, cuc):
    ceremony = opened(decision, cuc)
    client.force_login(cuc)
    ticks = f"/khen-thuong/{decision.pk}/le-trao/danh-dau/"
    papers = ("ceremony-script", "ceremony-list")
    assert "chưa nằm trong chương trình" not in client.get(ticks).content.decode()
    assert not any("Chưa đủ" in words_of(KINDS[key].paper(ceremony)) for key in papers)
    for line in lines(ceremony):
        line.delete()
    assert "Có giấy khen còn giá trị chưa nằm trong chương trình trao" in client.get(ticks).content.decode()
    for key in papers:
        assert "Chưa đủ: còn 05 giấy khen có giá trị" in words_of(KINDS[key].paper(ceremony))
    assert "không giấy khen" not in words_of(KINDS["ceremony-script"].paper(ceremony))


def test_the_announcer_says_the_number_of_the_decision_without_its_notation(decision, cuc):
    said = words_of(KINDS["ceremony-script"].paper(opened(decision, cuc)))
    assert (
        "Căn cứ Quyết định số mười hai ngày mùng năm tháng mười hai năm hai nghìn không trăm hai mươi ba"
        in said
    )
    assert "quyết định Ủy ban nhân dân" not in said


def test_only_noi_vu_arranges_and_only_noi_vu_and_culture_tick(request, client, decision, cuc):
    ceremony = opened(decision, cuc)
    line = lines(ceremony)[0]
    base = f"/khen-thuong/{decision.pk}/le-trao/"
    papers = [f"/van-ban/ceremony-{kind}/{ceremony.pk}/" for kind in ("list", "script")]
    for name in EVERYBODY:
        user = request.getfixturevalue(name)
        client.force_login(user)
        reads, ticks, arranges = (
            name in group for group in (("cuc", "van", "dung"), ("cuc", "van"), ("cuc",))
        )
        for address in (base, *papers):
            assert (client.get(address).status_code == 200) == reads, (name, address)
        assert (client.get(f"{base}danh-dau/").status_code == 200) == ticks, name
        assert (client.get(f"{base}danh-dau/{line.pk}/hoan-tac/").status_code == 200) == ticks, name
        assert (client.get(f"{base}dong/{line.pk}/").status_code == 200) == arranges, name
        if not arranges:
            for address in ("cap-nhat/", "luot/1/", f"dong/{line.pk}/", f"dong/{line.pk}/xuong/", ""):
                answer = client.post(base + address, FORM | {"presenter": "x", "place": "1"})
                assert answer.status_code in (403, 404), (name, address)
            with pytest.raises(NotAllowed):
                arrangement.set_presenter(user, ceremony, 1, "x")
        if not ticks:
            assert client.post(f"{base}danh-dau/{line.pk}/").status_code in (403, 404), name
            with pytest.raises(NotAllowed):
                HANDOVER.perform("hand_over", line, by=user)
    assert names(ceremony)[0] == line.certificate.award.name
    assert not Move.objects.filter(workflow="handover").exists()
    client.logout()
    assert client.get(base).status_code == 302


def test_who_may_not_tick_is_refused_on_a_line_ticked_already_too(client, decision, cuc, dung):
    line = lines(opened(decision, cuc))[0]
    HANDOVER.perform("hand_over", line, by=cuc)
    client.force_login(dung)
    assert client.post(f"/khen-thuong/{decision.pk}/le-trao/danh-dau/{line.pk}/").status_code == 403


def test_before_issue_there_is_no_such_page_and_before_the_programme_only_for_noi_vu(
    client, people, dung, cuc, van
):
    decision = scene.confirmed(dung, *people)
    client.force_login(cuc)
    assert client.get(f"/khen-thuong/{decision.pk}/le-trao/").status_code == 404
    scene.issue(decision, by=cuc, number=12, decided_on=scene.PLANNED)
    assert client.get(f"/khen-thuong/{decision.pk}/le-trao/").status_code == 200
    assert client.get(f"/khen-thuong/{decision.pk}/le-trao/danh-dau/").status_code == 404
    client.force_login(van)
    assert client.get(f"/khen-thuong/{decision.pk}/le-trao/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"day": "31/11/2023"}, "không phải là ngày có thật"),
        ({"day": "04/12/2023"}, "không thể trước ngày quyết định"),
        ({"day": ""}, "Hãy ghi ngày trao."),
        ({"day": "20/12/2050"}, "Hãy xem lại năm."),
        ({"hour": "25:00"}, "Không đọc được giờ"),
        ({"place": " "}, "Hãy ghi địa điểm."),
        ({"per_turn": "0"}, "Mỗi lượt ít nhất 1."),
        ({"per_turn": "31"}, "Mỗi lượt nhiều nhất 30."),
        ({"per_turn": "mười"}, "Ghi một số nguyên"),
    ],
)
def test_a_wrong_setting_is_answered_beside_it_and_nothing_is_made(client, decision, cuc, wrong, sentence):
    client.force_login(cuc)
    answer = client.post(f"/khen-thuong/{decision.pk}/le-trao/", FORM | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Ceremony.objects.exists()


def test_the_programme_is_made_changed_and_ticked_through_the_pages(client, decision, cuc):
    client.force_login(cuc)
    base = f"/khen-thuong/{decision.pk}/le-trao/"
    client.post(base, FORM)
    ceremony = Ceremony.objects.get()
    client.post(base, FORM | {"per_turn": "1"})
    assert [each.turn for each in lines(ceremony)] == [1, 2, 3, 4, 5]
    line = lines(ceremony)[0]
    far = client.post(f"{base}dong/{line.pk}/", {"place": "9", "presenter": "Bà Ba"})
    assert far.status_code == 422
    assert "từ 1 đến 5" in far.content.decode()
    assert "Bà Ba" in far.content.decode()
    long = client.post(f"{base}luot/1/", {"presenter": "a" * 201})
    assert long.status_code == 422
    assert "Dài quá 200 chữ" in long.content.decode()
    client.post(f"{base}dong/{line.pk}/xuong/")
    assert lines(ceremony)[1].pk == line.pk
    client.post(f"{base}danh-dau/{line.pk}/")
    assert "Đã trao 1 trên 5" in client.get(f"{base}danh-dau/").content.decode()
    assert f'id="dong-{line.pk}"' not in client.get(f"{base}danh-dau/?con-lai=1").content.decode()
    assert client.post(f"{base}danh-dau/{line.pk}/hoan-tac/", {"note": ""}).status_code == 422
    client.post(f"{base}danh-dau/{line.pk}/hoan-tac/", {"note": "Nhầm"})
    assert "Đã trao 0 trên 5" in client.get(f"{base}danh-dau/").content.decode()


def test_a_press_on_the_telephone_brings_back_the_line_and_says_who_was_quicker(client, decision, cuc, van):
    line = lines(opened(decision, cuc))[0]
    address = f"/khen-thuong/{decision.pk}/le-trao/danh-dau/{line.pk}/"
    client.force_login(cuc)
    first = client.post(address, headers={"HX-Request": "true"}).content.decode()
    assert "Võ Thị Cúc đánh dấu lúc" in first
    assert "Đã trao 1 trên 5" in first
    client.force_login(van)
    second = client.post(address, headers={"HX-Request": "true"}).content.decode()
    assert "Có thể người khác vừa xử lý" in second
    assert "Võ Thị Cúc đánh dấu lúc" in second
    assert Handover.objects.get(pk=line.pk).handed_by == cuc


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_hand_it_over_once(people, dung, cuc, van):
    decision = scene.issued(dung, *people)
    line = lines(opened(decision, cuc))[0]
    start, answers = threading.Barrier(2), []

    def press(user):
        start.wait()
        try:
            HANDOVER.perform("hand_over", Handover.objects.get(pk=line.pk), by=user)
            answers.append("done")
        except Refused as refused:
            answers.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[user]) for user in (cuc, van)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each == "done" for each in answers) == [False, True]
    assert Move.objects.filter(workflow="handover").count() == 1


def test_the_list_has_a_box_for_each_and_tells_no_sum(decision, cuc, tmp_path, client):
    ceremony = opened(decision, cuc)
    client.force_login(cuc)
    pdf = client.get(f"/van-ban/ceremony-list/{ceremony.pk}/van-ban.pdf").content
    text = " ".join(page_texts(pdf, tmp_path))
    assert text.count("□") == 5
    for line in lines(ceremony):
        assert line.certificate.award.name.split()[-1] in text
    assert "270.000" not in text
    assert "đồng" not in text.replace("Đồng chí", "")
    assert "□" in docx_words(render_docx(KINDS["ceremony-list"].paper(ceremony)))


def test_the_script_calls_everybody_in_order_in_words(decision, cuc):
    ceremony = opened(decision, cuc)
    arrangement.change_line(
        cuc, lines(ceremony)[0], place=1, presenter="Bà Lý Thị Ba", representative="Ông Tư, Phó Trưởng khóm 1"
    )
    paper = KINDS["ceremony-script"].paper(ceremony)
    spoken = [each.text for each in paper.blocks if isinstance(each, Paragraph) and each.large]
    assert not re.search(r"\d", " ".join(spoken))
    assert "hai tập thể và ba cá nhân được tặng Giấy khen" in spoken[1]
    assert "Xin trân trọng kính mời bà Lý Thị Ba lên trao Giấy khen." in spoken
    assert "Ban nhân dân Khóm một – người nhận: Ông Tư, Phó Trưởng khóm một." in spoken
    called = [each for each in spoken if each.startswith("Ông Nguyễn Văn Số")]
    assert len(called) == 3
    assert all("Trưởng khóm" in each for each in called)


def test_pages_cost_the_same_however_many_are_called(client, people, dung, cuc, django_assert_num_queries):
    decision = scene.issued(dung, *people, people=4, collectives=1)
    ceremony = opened(decision, cuc)
    client.force_login(cuc)
    base = f"/khen-thuong/{decision.pk}/le-trao/"
    for count in (5, 2):
        shown = lines(ceremony)
        Nominee.objects.filter(award__certificates__handover__in=shown[count:]).update(status="revoked")
        with django_assert_num_queries(12):
            client.get(base)
        with django_assert_num_queries(10):
            client.get(f"{base}danh-dau/")


def test_the_database_wants_who_and_when(decision, cuc):
    line = lines(opened(decision, cuc))[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=line.pk).update(status=H.HANDED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ceremony.objects.update(per_turn=0)


def test_the_start_page_tells_how_many_are_left(client, decision, cuc):
    ceremony = opened(decision, cuc)
    client.force_login(cuc)
    assert "5 giấy khen chưa trao" in client.get("/").content.decode()
    for line in lines(ceremony):
        HANDOVER.perform("hand_over", line, by=cuc)
    assert "chưa trao" not in client.get("/").content.decode()
    assert ceremony.held_at.date() == date(2023, 12, 20)

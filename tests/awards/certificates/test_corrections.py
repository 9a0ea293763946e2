"""A misspelt name on an issued decision: put right by an issued công văn đính chính, and the decision stays as issued."""

from datetime import date

import pytest
from django.test import Client

from awards.ceremony.arranging import lines_of, open_ceremony
from awards.certificates import register
from awards.certificates.corrections import correct_award, issued_corrections, suggested
from awards.certificates.papers.certificate import certificate_text
from awards.decisions.papers import decision
from awards.history.reading import history_of
from awards.models import Award, AwardCorrection
from awards.public.verification import Verdict, by_token, by_words
from campaigns.papers import correction as correction_paper
from phuong6.office.papers import issuing
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards import decision_scene as scene
from tests.awards.paper_words import words_of

RIGHT = "Nguyễn Văn Sổ"


@pytest.fixture(autouse=True)
def the_twentieth(time_machine):
    time_machine.move_to(make.at(20, month=12), tick=False)


@pytest.fixture
def issued(campaign, unit, an, cuc, dung, hoa):
    return scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])


@pytest.fixture
def wrong(issued) -> Award:
    """The last name of the list is misspelt there."""
    return issued.awards.select_related("decision", "nominee").last()


@pytest.fixture
def desk(cuc):
    client = Client()
    client.force_login(cuc)
    return client


def letter(award, by, *, right=RIGHT, number=6):
    """The issued công văn that puts the name right."""
    slip = issuing.correct_paper(
        award.decision.paper, by=by, place="Danh sách, dòng cuối", wrong=award.name, right=right
    )
    return issuing.issue_paper(correction_paper.KIND, slip, by=by, day=date(2023, 12, 15), number=number)


def corrected(award, by) -> AwardCorrection:
    return correct_award(award, by=by, paper=letter(award, by), name=RIGHT, role=award.role_line)


def test_all_that_follows_goes_by_the_right_name_and_the_decision_stays_as_issued(issued, wrong, cuc):
    old, [certificate] = wrong.name, wrong.certificates.all()
    ceremony = open_ceremony(cuc, issued, held_at=make.at(20, month=12), place="Hội trường", per_turn=5)
    corrected(wrong, cuc)
    wrong.refresh_from_db()
    assert (wrong.name, wrong.right_name) == (old, RIGHT)
    new = register.replace_certificate(certificate, by=cuc, reason="Ghi sai tên, đã thu bản cũ")
    assert certificate_text(new, None).name == RIGHT
    assert by_token(new.token).verdict == Verdict.GENUINE
    for name in (old, RIGHT, f"{wrong.honorific} {RIGHT}"):
        assert by_words(12, "", wrong.position, name).certificate == new
    assert RIGHT in [line.certificate.award.right_name for line in lines_of(ceremony)]
    assert history_of(wrong.nominee.official)[0].name == RIGHT
    assert old in words_of(decision.KIND.paper(issued))


def test_the_register_keeps_what_the_decision_wrote_and_by_which_paper_it_was_put_right(
    issued, wrong, cuc, desk
):
    corrected(wrong, cuc)
    line = register.book(issued.campaign, 2023).get(award=wrong)
    assert RIGHT in register.cells(line)[2]
    assert f"Quyết định ghi “{wrong.name}”; đính chính theo Công văn số 06/UBND-NV" in register.remarks(line)
    assert "Võ Thị Cúc ghi ngày 20/12/2023" in register.remarks(line)
    page = desk.get("/khen-thuong/so/").content.decode()
    assert f"{wrong.honorific} {RIGHT}" in page
    assert f"Quyết định ghi “{wrong.name}”" in page


def test_public_pages_say_the_right_name(issued, wrong, cuc, desk):
    corrected(wrong, cuc)
    [certificate] = wrong.certificates.all()
    answer = Client().get(f"/xac-minh/{certificate.token}/").content.decode()
    assert f"<dd>{wrong.honorific} {RIGHT}</dd>" in answer
    assert f"Quyết định ghi “{wrong.name}”" in answer
    told = desk.get(f"/khen-thuong/{issued.pk}/").content.decode()
    assert f"Đã đính chính: {wrong.honorific} {RIGHT}" in told


def test_only_what_an_issued_correction_of_this_decision_says_is_entered(issued, wrong, cuc, em):
    slip = issuing.correct_paper(issued.paper, by=cuc, place="Dòng cuối", wrong=wrong.name, right=RIGHT)
    assert not issued_corrections(issued).exists(), "a draft corrects nothing"
    paper = issuing.issue_paper(correction_paper.KIND, slip, by=cuc, day=date(2023, 12, 15), number=6)
    given = {"paper": paper, "name": RIGHT, "role": wrong.role_line}
    with pytest.raises(Refused, match="không sửa thành “Trần Văn Khác”"):
        correct_award(wrong, by=cuc, **given | {"name": "Trần Văn Khác"})
    with pytest.raises(Refused, match="không sửa thành “Trưởng khóm 9”"):
        correct_award(wrong, by=cuc, **given | {"role": "Trưởng khóm 9"})
    with pytest.raises(Refused, match="không đổi gì"):
        correct_award(wrong, by=cuc, **given | {"name": wrong.name})
    with pytest.raises(Refused, match="công văn đính chính đã ban hành của quyết định này"):
        correct_award(wrong, by=cuc, **given | {"paper": issued.paper})
    correct_award(wrong, by=cuc, **given)
    with pytest.raises(Refused, match="đã ghi đính chính"):
        correct_award(wrong, by=cuc, **given)


def test_only_noi_vu_enters_it_and_not_once_the_award_is_taken_back(
    issued, wrong, cuc, dung, an, hoa, thu, boss, time_machine
):
    paper = letter(wrong, cuc)
    for person in (dung, an, hoa, thu, boss):
        with pytest.raises(NotAllowed):
            correct_award(wrong, by=person, paper=paper, name=RIGHT, role=wrong.role_line)
        client = Client()
        client.force_login(person)
        assert client.get(f"/khen-thuong/so/{wrong.certificates.get().pk}/dinh-chinh/").status_code == 404
    time_machine.move_to(make.at(23, month=12), tick=False)
    scene.revoked(issued, cuc, dung, awards=[wrong.pk])
    with pytest.raises(Refused, match="đã bị hủy bỏ"):
        correct_award(wrong, by=cuc, paper=paper, name=RIGHT, role=wrong.role_line)


def test_the_page_leads_to_the_paper_first_then_proposes_what_it_says(issued, wrong, cuc, desk):
    address = f"/khen-thuong/so/{wrong.certificates.get().pk}/dinh-chinh/"
    led = desk.get(address, follow=True)
    assert led.redirect_chain[0][0] == f"/khen-thuong/{issued.pk}/"
    assert "Chưa có công văn đính chính nào" in led.content.decode()
    paper = letter(wrong, cuc)
    assert f'value="{RIGHT}"' in desk.get(address).content.decode()
    given = {"paper": paper.pk, "name": "Trần Văn Khác", "role": wrong.role_line}
    refused = desk.post(address, given)
    assert refused.status_code == 422
    assert "không sửa thành “Trần Văn Khác”" in refused.content.decode()
    assert 'value="Trần Văn Khác"' in refused.content.decode()
    done = desk.post(address, given | {"name": RIGHT}, follow=True).content.decode()
    assert "Đã ghi đính chính vào sổ." in done
    assert AwardCorrection.objects.get().by == cuc


def test_the_page_that_voids_a_number_leads_here_for_a_misspelt_name(wrong, desk):
    page = desk.get(f"/khen-thuong/so/{wrong.certificates.get().pk}/huy/").content.decode()
    assert "lập công văn đính chính rồi bấm “Ghi đính chính”" in page


# --- Ông, Bà ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong_words", "right_words", "address", "name"),
    [
        ("Ông Nguyễn Văn Số", "Bà Nguyễn Thị Số", "Bà", "Nguyễn Thị Số"),
        ("Nguyễn Văn Số", "Bà Nguyễn Thị Số", "Bà", "Nguyễn Thị Số"),
        ("Ông", "Bà", "Bà", "Nguyễn Văn Số"),
        ("Ông Nguyễn Văn Số", "Ông Nguyễn Văn Sổ", "Ông", "Nguyễn Văn Sổ"),
        ("Nguyễn Văn Số", "Nguyễn Văn Sổ", "Ông", "Nguyễn Văn Sổ"),
        ("Văn Số", "Văn Sổ", "Ông", "Nguyễn Văn Sổ"),
    ],
)
def test_the_form_of_address_is_never_printed_twice(wrong, cuc, wrong_words, right_words, address, name):
    Award.objects.filter(pk=wrong.pk).update(honorific="Ông", name="Nguyễn Văn Số")
    wrong.refresh_from_db()
    slip = issuing.correct_paper(
        wrong.decision.paper, by=cuc, place="Dòng cuối", wrong=wrong_words, right=right_words
    )
    paper = issuing.issue_paper(correction_paper.KIND, slip, by=cuc, day=date(2023, 12, 15), number=6)
    found = suggested(wrong, paper)
    assert (found["honorific"], found["name"]) == (address, name)
    correct_award(wrong, by=cuc, paper=paper, **found)
    wrong.refresh_from_db()
    assert wrong.right_addressed == f"{address} {name}"
    text = certificate_text(wrong.certificates.get(), None)
    assert (text.honorific, text.name) == (address, name)


def test_a_wrong_ba_alone_is_put_right_everywhere_and_the_decision_keeps_it(issued, wrong, cuc, desk):
    Award.objects.filter(pk=wrong.pk).update(honorific="Ông")
    wrong.refresh_from_db()
    slip = issuing.correct_paper(wrong.decision.paper, by=cuc, place="Dòng cuối", wrong="Ông", right="Bà")
    paper = issuing.issue_paper(correction_paper.KIND, slip, by=cuc, day=date(2023, 12, 15), number=6)
    [certificate] = wrong.certificates.all()
    address = f"/khen-thuong/so/{certificate.pk}/dinh-chinh/"
    page = desk.get(address).content.decode()
    assert "Ông/Bà đúng" in page
    sent = {"paper": paper.pk, "honorific": "Bà", "name": wrong.name, "role": wrong.role_line}
    clash = desk.post(address, sent | {"name": f"Ông {wrong.name}"})
    assert clash.status_code == 422
    assert "Tên ghi “Ông” nhưng ở trên chọn “Bà”" in clash.content.decode()
    assert desk.post(address, sent | {"name": f"Bà {wrong.name}"}).status_code == 302
    wrong.refresh_from_db()
    assert (wrong.honorific, wrong.right_addressed) == ("Ông", f"Bà {wrong.name}")
    line = register.book(issued.campaign, 2023).get(award=wrong)
    assert register.cells(line)[2] == f"Bà {wrong.name}"
    assert f"Quyết định ghi “Ông {wrong.name}”; đính chính theo Công văn số 06/UBND-NV" in register.remarks(
        line
    )
    for name in (wrong.name, f"Ông {wrong.name}", f"Bà {wrong.name}"):
        assert by_words(12, "", wrong.position, name).certificate == certificate
    answer = Client().get(f"/xac-minh/{certificate.token}/").content.decode()
    assert f"<dd>Bà {wrong.name}</dd>" in answer
    assert f"Quyết định ghi “Ông {wrong.name}”" in answer


def test_only_the_address_the_paper_says_is_entered(wrong, cuc):
    Award.objects.filter(pk=wrong.pk).update(honorific="Ông")
    wrong.refresh_from_db()
    given = {"paper": letter(wrong, cuc), "name": RIGHT, "role": wrong.role_line}
    with pytest.raises(Refused, match="không sửa thành “Bà”"):
        correct_award(wrong, by=cuc, honorific="Bà", **given)

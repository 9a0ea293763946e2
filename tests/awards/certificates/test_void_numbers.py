"""A number voided and not replaced: the award stands, nobody has a paper, and every page says so."""

import pytest

from awards.ceremony import arranging as arrangement
from awards.certificates import register
from awards.certificates.papers.certificate import certificate_text
from phuong6.lib.papers.blocks import Paragraph
from phuong6.lib.papers.certificates.words import sentence
from phuong6.office.papers.kinds import KINDS
from tests import factories as make
from tests.awards import decision_scene as scene

NEEDED = "1 giấy khen đã hủy số, cần cấp bản thay thế trước khi trao."
BADGE = "Giấy khen đã hủy số"


@pytest.fixture
def issued(campaign, unit, an, cuc, dung, hoa):
    return scene.issued(dung, campaign, unit, an, cuc, [dung, hoa], people=3, collectives=2)


@pytest.fixture
def void(issued, cuc):
    return register.void_certificate(scene.certificates(issued)[3], by=cuc, reason="In sai chức vụ.")


@pytest.fixture
def desk(client, cuc):
    client.force_login(cuc)
    return client


def held(issued, cuc):
    return arrangement.open_ceremony(
        cuc, issued, held_at=make.at(20, month=12), place="Hội trường", per_turn=5
    )


def read(client, address) -> str:
    return client.get(address).content.decode()


def test_the_decision_says_it_with_a_link_to_the_register_and_marks_the_line(issued, void, desk):
    said = read(desk, f"/khen-thuong/{issued.pk}/")
    assert NEEDED in said
    assert f'href="/khen-thuong/so/?year={void.register_year}"' in said
    assert said.count(BADGE) == 1


def test_the_ceremony_page_says_it_and_who_only_ticks_gets_no_closed_door(issued, void, cuc, van, desk):
    held(issued, cuc)
    address = f"/khen-thuong/{issued.pk}/le-trao/"
    assert "/khen-thuong/so/?year=" in read(desk, address)
    desk.force_login(van)
    said = read(desk, address)
    assert NEEDED in said
    assert "/khen-thuong/so/" not in said


def test_the_list_of_payments_marks_it(issued, void, desk):
    assert read(desk, "/khen-thuong/chi-tra/").count(BADGE) == 1


def test_once_replaced_nothing_is_said_any_more(issued, void, cuc, desk):
    register.replace_certificate(void, by=cuc, reason="In đúng chức vụ.")
    held(issued, cuc)
    for address in (f"/khen-thuong/{issued.pk}/", f"/khen-thuong/{issued.pk}/le-trao/"):
        assert "đã hủy số" not in read(desk, address)


def test_the_announcer_tells_the_decision_s_counts_and_those_called(issued, void, cuc):
    paper = KINDS["ceremony-script"].paper(held(issued, cuc))
    spoken = [each.text for each in paper.blocks if isinstance(each, Paragraph) and each.large]
    assert "hai tập thể và ba cá nhân được tặng Giấy khen" in spoken[1]
    assert "Tại buổi lễ hôm nay, Giấy khen được trao cho hai tập thể và hai cá nhân." in spoken[1]


def test_a_copy_that_replaces_another_tells_its_number_beside_the_golden_book_s(issued, void, cuc):
    new = register.replace_certificate(void, by=cuc, reason="Làm mất.")
    first = certificate_text(scene.certificates(issued)[0], None)
    assert sentence("golden_book", first) == "Số sổ vàng: 01"
    told = sentence("golden_book", certificate_text(new, None))
    assert told == f"Số sổ vàng: 04 (cấp lại, số vào sổ {register.number_of(new)})"

"""Until the paper is signed a printed name can be put right: who, through which papers, and what stays as it was."""

from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from awards.certificates.papers.certificate import drafts_pdf
from awards.council.papers.invitation import KIND as INVITATION
from awards.council.papers.minutes import KIND as MINUTES
from awards.council.papers.proposal import KIND as PROPOSAL
from awards.decisions.checks import list_digest
from awards.decisions.drafting import draft_decision, plan
from awards.decisions.papers.decision import KIND as DECISION
from awards.decisions.rewording import kept_papers, reword
from awards.decisions.workflow import approve, issue, strike
from awards.enums import DecisionStatus as S
from awards.models import Award, Certificate, CertificateEvent, Decision
from dossiers.filing.drafting import rename_nominee
from dossiers.models import Nominee
from dossiers.timeline import timeline
from dossiers.workflow import DOSSIER
from phuong6.lib.papers.certificates.text import CertificateDesign
from phuong6.office.models import IssuedPaper, Move
from phuong6.office.papers.printing import print_paper
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards import decision_scene as scene
from tests.awards.paper_words import words_of
from tests.lib.papers.reading import page_texts

WHY = "Đơn vị báo ghi nhầm, đối chiếu căn cước"
RIGHT = {
    "honorific": "ba",
    "name": "Nguyễn Thị Tám",
    "position": "Phó khóm",
    "unit_name": "Ban nhân dân Khóm Một",
}


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


def person_of(decision: Decision) -> Nominee:
    return decision.awards.get(position=2).nominee


def page_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(nominee) -> str:
    return f"/khen-thuong/cach-ghi/{nominee.pk}/"


def says(kind, subject) -> str:
    return words_of(kind.paper(subject))


def test_one_correction_flows_through_every_paper_not_yet_frozen(people, cuc, tmp_path):
    decision = scene.drafted(*people)
    nominee = person_of(decision)
    old = nominee.addressed
    reword(nominee, by=cuc, note=WHY, **RIGHT)
    for kind, subject in (
        (INVITATION, decision.meeting), (MINUTES, decision.meeting), (PROPOSAL, decision.meeting), (DECISION, decision),
    ):  # fmt: skip
        said = says(kind, subject)
        assert "Bà Nguyễn Thị Tám" in said, kind.key
        assert "Phó khóm, Ban nhân dân Khóm Một" in said, kind.key
        assert old not in said, kind.key
    content = drafts_pdf(decision.awards.select_related("decision__campaign"), CertificateDesign())
    text = " ".join(page_texts(content, tmp_path))
    assert "Nguyễn Thị Tám" in text
    assert "Ban nhân dân Khóm Một, Phường 6" in text


def test_who_when_why_old_and_new_are_logged_and_the_unit_reads_them(people, cuc):
    decision = scene.drafted(*people)
    nominee = person_of(decision)
    old = nominee.name
    reword(nominee, by=cuc, note=WHY, **RIGHT)
    move = Move.objects.get(move="reword")
    assert (move.by, move.source, move.target) == (cuc, "recommended", "recommended")
    for said in ("Ông/Bà: “Ông” sửa thành “Bà”", f"Tên: “{old}” sửa thành “Nguyễn Thị Tám”", f"Lý do: {WHY}"):
        assert said in move.note
    line = next(each for each in timeline(nominee.dossier, office=False) if "Sửa cách ghi tên" in each.what)
    assert WHY in line.note
    assert line.who == str(cuc)


@pytest.mark.parametrize("given", [{"note": " "}, {"note": WHY, "honorific": ""}, {"note": WHY, "name": " "}])
def test_a_reason_a_name_and_a_form_of_address_are_needed(people, cuc, given):
    nominee = person_of(scene.drafted(*people))
    with pytest.raises(Refused):
        reword(nominee, by=cuc, **{"name": "Nguyễn Thị Tám"} | given)
    assert not Move.objects.filter(move="reword").exists()


def test_what_changes_nothing_is_told(people, cuc):
    nominee = person_of(scene.drafted(*people))
    with pytest.raises(Refused, match="Chưa sửa chỗ nào"):
        reword(nominee, by=cuc, note=WHY, name=nominee.name)


def test_a_title_that_names_the_old_unit_is_put_right_with_it(people, unit, cuc):
    nominee = person_of(scene.drafted(*people))
    with pytest.raises(Refused, match="Hãy sửa cả chỗ đó"):
        reword(
            nominee, by=cuc, note=WHY, position=f"Trưởng khóm, {unit.name}", unit_name="Ban nhân dân Khóm Một"
        )


def test_only_internal_affairs_and_nobody_on_himself(
    people, cuc, cam, dung, hoa, an, em, kien, thu, van, boss, outsider
):
    nominee = person_of(scene.drafted(*people))
    for person in (hoa, an, em, kien, thu, van, boss, outsider, dung):
        with pytest.raises(NotAllowed):
            reword(nominee, by=person, note=WHY, name="Nguyễn Thị Tám")
        assert page_of(person).get(address(nominee)).status_code == 404
    nominee.official.user = cuc
    nominee.official.save()
    nominee = Nominee.objects.get(pk=nominee.pk)
    with pytest.raises(NotAllowed):
        reword(nominee, by=cuc, note=WHY, name="Nguyễn Thị Tám")
    reword(nominee, by=dung, note=WHY, name="Nguyễn Thị Tám")
    reword(nominee, by=cam, note=WHY, name="Nguyễn Thị Chín")
    assert person_of(Decision.objects.get()).name == "Nguyễn Thị Chín"


def test_a_stranger_is_sent_to_the_sign_in_page(people):
    assert Client().get(address(person_of(scene.drafted(*people)))).status_code == 302


def test_a_confirmed_list_goes_back_to_the_chairman(people, cuc, dung):
    decision = scene.confirmed(dung, *people)
    reword(person_of(decision), by=cuc, note=WHY, **RIGHT)
    decision.refresh_from_db()
    assert decision.status == S.AWAITING
    assert decision.approved_by is None
    assert WHY in Move.objects.get(move="reword_approved").note
    approve(decision, by=dung, password=make.PASSWORD)
    done = issue(decision, by=cuc, number=12, decided_on=scene.PLANNED)
    assert done.awards.get(position=2).honorific == "Bà"


def test_the_chairman_does_not_confirm_a_list_that_changed_while_he_read_it(people, cuc, dung):
    decision = scene.awaiting(*people)
    shown = list_digest(decision)
    reword(person_of(decision), by=cuc, note=WHY, **RIGHT)
    assert Move.objects.filter(workflow="decision", move="reword").exists(), "the chairman's page tells it"
    with pytest.raises(Refused, match="vừa thay đổi"):
        approve(decision, by=dung, password=make.PASSWORD, shown_total=decision.total, shown_list=shown)
    approve(decision, by=dung, password=make.PASSWORD, shown_list=list_digest(decision))


def test_who_was_left_out_comes_back_under_the_right_name(people, cuc, dung):
    decision = scene.awaiting(*people)
    nominee = person_of(decision)
    strike(decision.awards.get(position=2), by=dung, note="Để lần sau")
    reword(nominee, by=cuc, note=WHY, **RIGHT)
    page = page_of(dung)
    page.post(f"/khen-thuong/{decision.pk}/chon-lai/{nominee.pk}/")
    assert Award.objects.get(nominee=nominee).name == "Nguyễn Thị Tám"


def test_after_issue_the_page_leads_to_the_correction_by_letter(people, cuc, dung):
    decision = scene.issued(dung, *people)
    nominee = person_of(decision)
    with pytest.raises(Refused, match="công văn đính chính"):
        reword(nominee, by=cuc, note=WHY, **RIGHT)
    page = page_of(cuc).get(address(nominee))
    said = page.content.decode()
    assert "công văn đính chính" in said
    assert f"/khen-thuong/{decision.pk}/" in said
    assert "Lý do sửa" not in said
    certificate = scene.certificates(decision)[1]
    assert f"/khen-thuong/so/{certificate.pk}/dinh-chinh/" in said
    late = page_of(cuc).post(address(nominee), RIGHT | {"note": WHY})
    assert late.status_code == 422
    assert "công văn đính chính" in late.content.decode()


def test_the_page_says_which_papers_keep_the_old_words(people, cuc, an):
    decision = scene.drafted(*people)
    nominee = person_of(decision)
    print_paper(DECISION, decision, by=cuc)
    before = {each.title for each in kept_papers(nominee)}
    assert {"Tờ trình của đơn vị", "Biên bản họp bình xét của đơn vị", "Quyết định tặng Giấy khen"} <= before
    assert not any(each.old for each in kept_papers(nominee))
    signed = nominee.papers.get().file.sha256
    sent = page_of(cuc).post(address(nominee), RIGHT | {"note": WHY}, follow=True)
    assert sent.content.decode().count("Ghi cách cũ") == len(kept_papers(nominee))
    assert nominee.papers.get().file.sha256 == signed, "what was signed stays as it was"
    print_paper(DECISION, decision, by=cuc)
    assert [each.old for each in kept_papers(nominee) if each.title == "Quyết định tặng Giấy khen"] == [
        True,
        False,
    ]


def test_what_was_typed_is_kept_when_it_is_refused(people, cuc):
    nominee = person_of(scene.drafted(*people))
    page = page_of(cuc).post(address(nominee), RIGHT | {"note": ""})
    assert page.status_code == 422
    assert "Nguyễn Thị Tám" in page.content.decode()


def test_a_draft_dossier_is_still_the_units_to_mend(campaign, unit, an, cuc):
    dossier = make.draft(campaign, unit, an)
    nominee = make.nominate(dossier)
    with pytest.raises(Refused, match="còn đang soạn"):
        reword(nominee, by=cuc, note=WHY, name="Nguyễn Thị Tám")
    assert page_of(cuc).get(address(nominee)).status_code == 404


def test_what_the_unit_mends_in_a_returned_dossier_is_logged(campaign, unit, an, cuc):
    dossier = make.in_review(campaign, unit, an, cuc)
    nominee = dossier.nominees.first()
    items = [{"nominee": nominee.pk, "reason": "Sai tên"}]
    DOSSIER.perform(
        "return", dossier, by=cuc, at=make.at(12), note="Sai tên", due_on=make.at(20).date(), items=items
    )
    rename_nominee(an, nominee, name="Nguyễn Văn Đúng", honorific="ong", position=nominee.position)
    assert "“Nguyễn Văn Đúng”" in Move.objects.get(move="reword", by=an).note
    rename_nominee(an, nominee, name="Nguyễn Văn Đúng", honorific="ong", position=nominee.position)
    assert Move.objects.filter(move="reword").count() == 1


# --- giấy khen to look at ---------------------------------------------------------------------------------


def preview(decision, rest: str) -> str:
    return f"/khen-thuong/{decision.pk}/xem-truoc/{rest}"


def test_every_certificate_of_a_draft_can_be_looked_at_without_counting(people, cuc, dung, tmp_path):
    decision = scene.drafted(*people)
    for person in (cuc, dung):
        page = page_of(person).get(preview(decision, "")).content.decode()
        assert preview(decision, "2.pdf") in page
        every = page_of(person).get(preview(decision, "giay-khen.pdf"))
        pages = page_texts(every.content, tmp_path)
        assert len(pages) == decision.awards.count()
        assert all("DỰ THẢO – KHÔNG CÓ GIÁ TRỊ SỬ DỤNG" in each for each in pages)
        [one] = page_texts(page_of(person).get(preview(decision, "2.pdf")).content, tmp_path)
        assert decision.awards.get(position=2).name in one
        assert decision.awards.get(position=3).name not in one
    assert not Certificate.objects.exists()
    assert not CertificateEvent.objects.exists()
    assert not IssuedPaper.objects.filter(kind="certificate").exists()


def test_nobody_else_looks_at_them(people, hoa, an, em, kien, thu, van, boss, outsider):
    decision = scene.drafted(*people)
    for person in (hoa, an, em, kien, thu, van, boss, outsider):
        for rest in ("", "giay-khen.pdf", "2.pdf"):
            assert page_of(person).get(preview(decision, rest)).status_code == 404, (person, rest)
    assert Client().get(preview(decision, "")).status_code == 302


def test_an_issued_decision_is_printed_not_previewed(people, cuc, dung):
    decision = scene.issued(dung, *people)
    assert page_of(cuc).get(preview(decision, "2.pdf")).status_code == 404


def test_a_place_that_is_not_there_and_an_empty_list(people, cuc):
    decision = scene.drafted(*people)
    assert page_of(cuc).get(preview(decision, "99.pdf")).status_code == 404
    plan(decision, by=cuc, day=scene.PLANNED, chosen=[])
    page = page_of(cuc).get(preview(decision, "giay-khen.pdf"), follow=True)
    assert "đang trống" in page.content.decode()


# --- two at once ------------------------------------------------------------------------------------------


def at_once(*deeds) -> list:
    """What each of these came to on a connection of its own: an answer or the refusal."""
    ready, outcome = Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        try:
            ready.wait(timeout=10)
            outcome[place] = deed()
        except Refused as refused:
            outcome[place] = refused
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    return outcome


@pytest.mark.django_db(transaction=True)
def test_a_correction_while_the_decision_is_issued_one_wins_the_other_is_told(people, cuc, dung):
    decision = scene.confirmed(dung, *people)
    nominee = person_of(decision)
    corrected, issued = at_once(
        lambda: reword(nominee, by=cuc, note=WHY, **RIGHT),
        lambda: issue(decision, by=cuc, number=12, decided_on=scene.PLANNED),
    )
    decision.refresh_from_db()
    award = decision.awards.get(position=2)
    if decision.status == S.ISSUED:
        assert isinstance(corrected, Refused)
        assert "công văn đính chính" in str(corrected)
        assert award.honorific == "Ông"
        assert award.nominee.name == award.name
    else:
        assert isinstance(issued, Refused)
        assert decision.status == S.AWAITING
        assert award.name == "Nguyễn Thị Tám"


@pytest.mark.django_db(transaction=True)
def test_a_correction_while_the_list_is_drafted_leaves_no_old_name_on_it(people, cuc):
    meeting = scene.council_result(*people)
    make.fund_income(people[0])
    nominee = Nominee.objects.filter(kind="individual").first()
    corrected, drafted = at_once(
        lambda: reword(nominee, by=cuc, note=WHY, **RIGHT),
        lambda: draft_decision(meeting, by=cuc, planned_on=scene.PLANNED),
    )
    assert isinstance(drafted, Decision)
    award = Award.objects.get(nominee=nominee)
    assert award.name == award.nominee.name, corrected
    assert award.honorific == award.nominee.get_honorific_display()


def test_papers_are_counted_by_their_own_clock(people, cuc):
    """What is signed after the correction says it the new way and is not called old."""
    decision = scene.drafted(*people)
    nominee = person_of(decision)
    reword(nominee, by=cuc, note=WHY, **RIGHT)
    print_paper(DECISION, decision, by=cuc)
    newest = max(kept_papers(nominee), key=lambda each: each.at)
    assert newest.at <= timezone.now()
    assert not newest.old

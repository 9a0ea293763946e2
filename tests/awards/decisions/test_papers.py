"""Decision, payment list, revocation and final report: law of the day, sums, who reads, what is frozen."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from awards.decisions.drafting import plan
from awards.decisions.papers import decision, recovery, revocation
from awards.decisions.workflow import DECISION_FLOW, approve, issue
from awards.money.vouchers import Slip
from awards.payments import papers as payment_list
from awards.payments.paying import pay_awards
from awards.report.papers import final_report
from campaigns.enums import Honorific
from dossiers.models import Nominee
from phuong6.lib.papers.wording import Words
from phuong6.office.models import IssuedPaper, PaperWording, Printout
from phuong6.office.papers.issuing import current_paper, issue_paper
from phuong6.office.papers.kinds import DRAFT, Issue, papers_about
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards import decision_scene as scene
from tests.awards.paper_words import words_of


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


@pytest.fixture
def drafted(people):
    return scene.drafted(*people)


@pytest.fixture
def issued(people, dung):
    return scene.issued(dung, *people)


def test_a_draft_decision_has_dots_for_number_and_day(drafted):
    text = words_of(decision.KIND.paper(drafted))
    assert "Số: ……/QĐ-UBND" in text
    assert "Phường 6, ngày …… tháng …… năm 2023" in text
    assert "(Kèm theo Quyết định số ……/QĐ-UBND ngày …… tháng …… năm 2023" in text
    assert decision.KIND.paper(drafted).mark == "DỰ THẢO"


def test_the_decision_says_who_gets_how_much_by_which_law(issued):
    text = words_of(decision.KIND.paper(issued))
    assert "Số: 12/QĐ-UBND" in text
    assert "Phường 6, ngày 05 tháng 12 năm 2023" in text
    assert "Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003;" in text
    assert "Căn cứ Nghị định số 91/2017/NĐ-CP" in text
    assert "(Biên bản số 01/BB-HĐTĐKT ngày 24 tháng 11 năm 2023)." in text
    assert "cho 01 tập thể và 02 cá nhân đã có thành tích xuất sắc" in text
    assert "mỗi tập thể 540.000 đồng, mỗi cá nhân 270.000 đồng; tổng cộng 1.080.000 đồng" in text
    assert "(bằng chữ: Một triệu không trăm tám mươi nghìn đồng)" in text
    assert "kể từ ngày ký./." in text
    assert decision.KIND.paper(issued).mark == ""


def test_a_decision_planned_for_2024_warns_and_cites_the_law_of_2024(drafted, cuc):
    moved = plan(drafted, by=cuc, day=date(2024, 1, 2))
    assert any("và Nghị định 98/2023/NĐ-CP" in each for each in scene.warnings(moved))
    bases = decision.KIND.paper(moved).blocks[0].texts
    assert "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;" in bases
    assert not [line for line in bases if "2003" in line or "91/2017" in line]


def test_the_ward_may_put_a_sentence_in_its_own_words(drafted, cuc):
    PaperWording.objects.create(
        kind="decision", slot="fund", text="chi từ nguồn Quỹ thi đua của {địa danh}", by=cuc
    )
    assert "chi từ nguồn Quỹ thi đua của Phường 6." in words_of(decision.KIND.paper(drafted))


def test_the_issued_file_bears_the_code_of_its_version_and_stays(client, issued, cuc, dung):
    paper = current_paper(decision.KIND, issued)
    assert (paper, paper.file, paper.signer) == (issued.paper, issued.file, "Ngô Văn Dũng")
    assert Printout.objects.get(kind="decision").pages == 2
    with issued.file.file.open("rb") as kept:
        content = kept.read()
    PaperWording.objects.create(kind="decision", slot="fund", text="chi từ nguồn khác", by=cuc)
    client.force_login(dung)
    for address in (
        reverse("paper-pdf", args=["decision", issued.pk]),
        reverse("decision-pdf", args=[issued.pk]),
    ):
        assert client.get(address).getvalue() == content


def test_the_papers_page_issues_no_decision(client, drafted, cuc):
    client.force_login(cuc)
    address = reverse("paper-issue", args=["decision", drafted.pk])
    assert client.post(address, {"number": "1", "day": "05/12/2023"}).status_code == 403
    with pytest.raises(NotAllowed):
        issue_paper(decision.KIND, drafted, by=cuc, day=scene.PLANNED, number=1)
    assert not IssuedPaper.objects.filter(kind="decision").exists()


def test_before_issue_no_unit_and_no_member_reads_decision_or_money(drafted, issued_roles):
    for person in issued_roles:
        assert papers_about(person, drafted) == []


@pytest.fixture
def issued_roles(an, em, hoa, thu, van, kien, outsider, boss):
    return an, em, hoa, thu, van, kien, outsider, boss


def test_after_issue_a_unit_on_the_list_reads_the_decision_and_nobody_else_the_money(
    issued, issued_roles, cuc, dung
):
    an = issued_roles[0]
    assert [kind.key for kind in papers_about(an, issued)] == ["decision"]
    for person in issued_roles[1:]:
        assert papers_about(person, issued) == []
    for person in (cuc, dung):
        assert {kind.key for kind in papers_about(person, issued)} == {"decision", "payment-list"}


def test_the_payment_list_sums_up_and_leaves_room_to_sign(issued):
    paper = payment_list.KIND.paper(issued)
    assert paper.landscape
    assert [each.titles for each in paper.signatures] == [("NGƯỜI LẬP",), ("KẾ TOÁN",), ("CHỦ TỊCH",)]
    rows = [row for row in paper.blocks[0].rows if isinstance(row, tuple)]
    assert [(row[0], row[3], row[4], row[5]) for row in rows] == [
        ("01", "Giấy khen", "12/QĐ-UBND", "540.000"),
        ("02", "Giấy khen", "12/QĐ-UBND", "270.000"),
        ("03", "Giấy khen", "12/QĐ-UBND", "270.000"),
    ]
    assert all(not row[6].strip() for row in rows)
    text = words_of(paper)
    assert "Tổng cộng 1.080.000" in text
    assert "(Bằng chữ: Một triệu không trăm tám mươi nghìn đồng)" in text
    assert "Quyết định số 12/QĐ-UBND ngày 05 tháng 12 năm 2023" in text


def rows_of(paper):
    return [row for row in paper.blocks[0].rows if isinstance(row, tuple)]


def test_who_was_paid_is_not_asked_to_sign_again(issued, cuc):
    first = issued.awards.first()
    pay_awards(
        issued,
        by=make.accountant(),
        day=date(2023, 12, 19),
        only=[first.pk],
        seen_signed=True,
        slip=Slip("PC 12"),
    )
    paper = payment_list.KIND.paper(issued)
    signed, *others = [row[6] for row in rows_of(paper)]
    assert signed == "Đã chi ngày 19/12/2023, chứng từ PC 12"
    assert not any(each.strip() for each in others)
    assert "Đã chi 01 giấy khen, 540.000 đồng; còn phải chi 02 giấy khen, 540.000 đồng." in words_of(paper)


def test_who_was_paid_and_revoked_later_stays_on_the_payment_list(issued, dung, cuc):
    scene.paid(issued)
    last = issued.awards.last()
    scene.revoked(issued, cuc, dung, awards=[last.pk])
    paper = payment_list.KIND.paper(issued)
    assert rows_of(paper)[-1][6] == "Đã chi ngày 20/12/2023; đã hủy bỏ khen thưởng"
    assert "Tổng cộng 1.080.000" in words_of(paper)
    assert "đã chi đủ" in words_of(paper)


def test_who_was_revoked_before_any_payment_is_not_on_it(issued, dung, cuc):
    last = issued.awards.last()
    scene.revoked(issued, cuc, dung, awards=[last.pk])
    assert [row[0] for row in rows_of(payment_list.KIND.paper(issued))] == ["01", "02"]


def test_a_payment_list_paid_up_bears_the_day_of_the_payment(issued, cuc, time_machine):
    scene.paid(issued)
    time_machine.move_to(make.at(3, month=2, year=2026), tick=False)
    assert payment_list.KIND.paper(issued).letterhead.place_date == "Phường 6, ngày 20 tháng 12 năm 2023"


def test_a_decision_that_is_not_issued_has_no_payment_list(people, dung, cuc):
    confirmed = scene.confirmed(dung, *people)
    assert [kind.key for kind in papers_about(cuc, confirmed)] == ["decision"]


# --- revocation and recovery ----------------------------------------------------------------------------


def revoked_on(day):
    return words_of(
        revocation.compose(revocation.sample(), Words(revocation.WORDS), Issue(9, "QĐ-UBND", day))
    )


def test_a_revocation_names_the_article_of_2022_only_under_that_law():
    before = revoked_on(date(2023, 12, 31))
    assert "khoản 2 Điều 93" not in before
    assert "Căn cứ khoản 1 Điều 96 Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003;" in before
    assert "Căn cứ khoản 2 Điều 93 Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;" in revoked_on(
        date(2024, 1, 1)
    )


def test_a_revocation_names_decision_reason_sum_and_last_day():
    text = revoked_on(date(2023, 12, 22))
    assert "Số: 09/QĐ-UBND" in text
    assert "tại Quyết định số 01/QĐ-UBND-MẪU ngày 05 tháng 12 năm 2023" in text
    assert "đối với 01 cá nhân sau đây. Lý do: kê khai không đúng" in text
    assert "chậm nhất ngày 05/01/2024" in text
    assert "270.000 đồng (Bằng chữ: Hai trăm bảy mươi nghìn đồng)" in text


def test_a_recovery_leaves_the_hour_to_be_written():
    text = words_of(recovery.compose(recovery.sample(), Words(recovery.WORDS), DRAFT))
    assert "hôm nay, …… giờ ……, ngày …… tháng …… năm ……" in text
    assert "Đã nộp lại 270.000 270.000" in text


# --- final report ---------------------------------------------------------------------------------------


def test_the_report_counts_each_unit(issued, campaign, other_unit, cuc):
    Nominee.objects.filter(pk=issued.awards.last().nominee_id).update(honorific=Honorific.MRS)
    paper = final_report.KIND.paper(campaign)
    rows = [row for row in paper.appendices[0].blocks[0].rows if isinstance(row, tuple)]
    assert [row[1:] for row in rows] == [
        ("Ban nhân dân Khóm 1", "x", "x", "3", "3", "1", "2", "1.080.000"),
        ("Ban nhân dân Khóm 2", "–", "–", "0", "0", "0", "0", "0"),
    ]
    text = words_of(paper)
    assert "Có 01/02 đơn vị đăng ký thi đua; 01 đơn vị nộp hồ sơ" in text
    assert (
        "tặng Giấy khen cho 01 tập thể và 02 cá nhân (Quyết định số 12/QĐ-UBND ngày 05 tháng 12 năm 2023)."
        in text
    )
    assert "Nữ: 01/02 cá nhân (50,00%)" in text
    assert "Tổng số tiền thưởng: 1.080.000 đồng" in text
    assert "Chỉ số năm 2023 là 84,00%, từ 83% trở lên: đạt." in text
    assert "Chưa đăng ký thi đua: Ban nhân dân Khóm 2" in text
    assert "hủy bỏ" not in text
    for unsaid in ("Thực hiện chỉ tiêu", "trực tiếp giải quyết"):
        assert unsaid not in text


def test_the_report_is_issued_after_the_last_decision_only(drafted, people, dung, cuc):
    campaign = people[0]
    with pytest.raises(Refused, match="Chưa có quyết định khen thưởng nào"):
        issue_paper(final_report.KIND, campaign, by=cuc, day=date(2023, 12, 20), number=5)
    DECISION_FLOW.perform("send", drafted, by=cuc)
    approve(drafted, by=dung, password=make.PASSWORD)
    issue(drafted, by=cuc, number=12, decided_on=scene.PLANNED)
    with pytest.raises(Refused, match="không thể trước ngày 05/12/2023"):
        issue_paper(final_report.KIND, campaign, by=cuc, day=date(2023, 12, 4), number=5)
    issued = issue_paper(final_report.KIND, campaign, by=cuc, day=date(2023, 12, 20), number=5)
    assert (issued.full_number, issued.signer) == ("05/BC-UBND", "Ngô Văn Dũng")


def test_nobody_but_the_office_reads_the_figures_of_all_units(campaign, issued_roles, cuc, dung, phuc):
    for person in (cuc, dung, phuc):
        assert final_report.KIND.may_read(person, campaign)
    for person in issued_roles:
        assert not final_report.KIND.may_read(person, campaign)


def test_sections_without_figures_appear_once_there_are_some():
    full = replace(final_report.sample(), direct_workers=3)
    text = words_of(final_report.compose(full, Words(final_report.WORDS), DRAFT))
    assert "Người trực tiếp giải quyết công việc: 03/04 (75,00%)" in text
    assert "4. Thực hiện chỉ tiêu của kế hoạch" in text


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("key", "queries"), [("decision", 4), ("payment", 4), ("report", 16)])
def test_facts_take_the_same_queries_for_one_line_and_three(
    people, dung, rows, key, queries, django_assert_num_queries
):
    found = scene.issued(dung, *people, people=rows)
    module, subject = {
        "decision": (decision, found),
        "payment": (payment_list, found),
        "report": (final_report, people[0]),
    }[key]
    assert found.meeting.council.name
    with django_assert_num_queries(queries):
        module.facts(subject)

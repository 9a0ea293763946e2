"""A later decision takes awards back (Luật 2022 Điều 93 k2): certificate and money return, the rest stands."""

import subprocess
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from awards.certificates.printing import decision_numbered, printable
from awards.decisions.checks import list_digest
from awards.decisions.papers import recovery as recovery_paper
from awards.decisions.papers import revocation as revocation_paper
from awards.decisions.revoking import GivenBack, Handover, draft_revocation, recover
from awards.decisions.workflow import DECISION_FLOW, approve, issue
from awards.enums import CertificateStatus, DecisionKind, FundKind
from awards.enums import DecisionStatus as S
from awards.models import Decision, FundEntry, Recovery
from awards.money.fund import Fund, fund_of
from awards.public.verification import Verdict, by_token
from awards.report.archive import ward_parts
from awards.report.papers import final_report
from dossiers.enums import NomineeStatus as N
from dossiers.models import Nominee
from phuong6.office.models import IssuedPaper
from phuong6.office.papers.signed import add_signed_copy
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards import decision_scene as scene
from tests.awards.paper_words import words_of


@pytest.fixture
def old(campaign, unit, an, cuc, dung, hoa):
    return scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def status_of(award) -> str:
    award.nominee.refresh_from_db()
    return award.nominee.status


def handover(day=date(2023, 12, 28)) -> Handover:
    held_at = make.at(day.day, day.month, year=day.year)
    return Handover(held_at, "Văn phòng Ủy ban nhân dân Phường 6", "Nguyễn Văn Số", "Võ Thị Cúc")


# --- the decision -----------------------------------------------------------------------------------------


def test_nothing_falls_before_the_revocation_is_issued(old, cuc, dung):
    award = old.awards.last()
    draft = scene.revocation_draft(old, cuc)
    assert (draft.kind, draft.status, draft.total) == (DecisionKind.REVOCATION, S.DRAFT, award.amount)
    DECISION_FLOW.perform("send", draft, by=cuc)
    approve(draft, by=dung, password=make.PASSWORD)
    assert status_of(award) == N.AWARDED
    assert by_token(award.certificates.get().token).verdict == Verdict.GENUINE
    done = issue(draft, by=cuc, number=20, decided_on=scene.REVOKED_ON)
    assert (done.status, done.number) == (S.ISSUED, "20/QĐ-UBND")
    assert status_of(award) == N.REVOKED
    assert award.certificates.get().status == CertificateStatus.REVOKED
    assert by_token(award.certificates.get().token).verdict == Verdict.REVOKED


def test_the_other_awards_stand_and_only_they_are_printed(old, cuc, dung):
    scene.revoked(old, cuc, dung)
    old.refresh_from_db()
    assert old.status == S.ISSUED
    assert [each.award.position for each in printable(decision_numbered(old.number))] == [1, 2]
    kept = old.awards.first()
    assert status_of(kept) == N.AWARDED
    assert by_token(kept.certificates.get().token).verdict == Verdict.GENUINE


def test_a_decision_of_which_nothing_is_left_falls_itself(old, cuc, dung):
    scene.revoked(old, cuc, dung, awards=list(old.awards.values_list("pk", flat=True)))
    old.refresh_from_db()
    assert old.status == S.REVOKED
    assert not printable(old).exists()


def test_only_noi_vu_drafts_and_only_the_chairman_confirms(old, cuc, dung, an, kien, boss):
    for person in (dung, an, kien, boss):
        with pytest.raises(NotAllowed):
            scene.revocation_draft(old, person)
    draft = scene.revocation_draft(old, cuc)
    DECISION_FLOW.perform("send", draft, by=cuc)
    for person in (cuc, kien, boss):
        with pytest.raises(NotAllowed):
            approve(draft, by=person, password=make.PASSWORD)


def test_whose_own_award_falls_does_not_confirm_it(old, cuc, dung, phuc):
    official = old.awards.last().nominee.official
    official.user = dung
    official.save()
    draft = scene.revocation_draft(old, cuc)
    DECISION_FLOW.perform("send", draft, by=cuc)
    with pytest.raises(NotAllowed):
        approve(draft, by=dung, password=make.PASSWORD)
    assert approve(draft, by=phuc, password=make.PASSWORD).status == S.APPROVED


def test_an_award_is_named_once_and_a_revocation_is_not_revoked(old, cuc, dung):
    draft = scene.revocation_draft(old, cuc)
    with pytest.raises(Refused, match="Danh sách vừa thay đổi"):
        scene.revocation_draft(old, cuc)
    with pytest.raises(Refused, match="ít nhất một"):
        draft_revocation(old, by=cuc, awards=[], why=scene.WHY, planned_on=scene.REVOKED_ON)
    with pytest.raises(Refused, match="đã ban hành"):
        draft_revocation(draft, by=cuc, awards=[1], why=scene.WHY, planned_on=scene.REVOKED_ON)


def test_it_is_not_dated_before_the_decision_it_revokes(old, cuc, dung):
    draft = scene.revocation_draft(old, cuc)
    DECISION_FLOW.perform("send", draft, by=cuc)
    approve(draft, by=dung, password=make.PASSWORD)
    with pytest.raises(Refused, match="không thể trước ngày của Quyết định số 12/QĐ-UBND"):
        issue(draft, by=cuc, number=20, decided_on=old.decided_on - timedelta(days=1))


def test_the_database_keeps_a_meeting_with_awards_and_none_with_revocations(old, cuc):
    draft = scene.revocation_draft(old, cuc)
    for change in ({"kind": DecisionKind.AWARD}, {"meeting": old.meeting}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.filter(pk=draft.pk).update(**change)


def test_the_final_report_says_granted_taken_back_and_left(old, campaign, cuc, dung):
    revoked = scene.revoked(old, cuc, dung)
    text = words_of(final_report.KIND.paper(campaign))
    assert f"tặng Giấy khen cho 01 tập thể và 02 cá nhân (Quyết định số {old.number} ngày" in text
    assert "Tổng số tiền thưởng: 1.080.000 đồng" in text
    assert f"hủy bỏ khen thưởng đối với 01 cá nhân (Quyết định số {revoked.number} ngày" in text
    assert "tiền thưởng 270.000 đồng." in text
    assert "Còn lại 01 tập thể và 01 cá nhân, số tiền thưởng: 810.000 đồng" in text
    assert "Các trường hợp không được tặng" not in text


def test_the_final_report_counts_who_was_not_chosen_and_names_nobody(old, campaign, cuc, dung):
    fallen = old.awards.order_by("position")[1]
    Nominee.objects.filter(pk=fallen.nominee_id).update(status=N.NOT_RECOMMENDED)
    text = words_of(final_report.KIND.paper(campaign))
    assert "Hội đồng không đề nghị: 01 trường hợp" in text
    assert fallen.name not in text


# --- the paper --------------------------------------------------------------------------------------------


def test_the_paper_names_decision_law_reason_and_what_is_to_come_back(old, cuc, dung):
    scene.paid(old)
    done = scene.revoked(old, cuc, dung)
    text = words_of(revocation_paper.KIND.paper(done))
    assert "Số: 20/QĐ-UBND" in text
    assert "Phường 6, ngày 22 tháng 12 năm 2023" in text
    assert "tại Quyết định số 12/QĐ-UBND ngày 05 tháng 12 năm 2023" in text
    assert "Căn cứ khoản 1 Điều 96 Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003" in text
    assert "Lý do: kê khai không trung thực thành tích để được khen thưởng: Kê khai không đúng" in text
    assert "270.000 đồng (Bằng chữ: Hai trăm bảy mươi nghìn đồng)" in text
    assert "chậm nhất ngày 05/01/2024" in text
    assert "vẫn giữ nguyên hiệu lực" in text


def test_the_issued_file_is_frozen(old, cuc, dung):
    done = scene.revoked(old, cuc, dung)
    frozen = IssuedPaper.objects.get(kind="revocation")
    assert (frozen, frozen.file, frozen.signer) == (done.paper, done.file, "Ngô Văn Dũng")
    page = signed_in(dung).get(f"/van-ban/revocation/{done.pk}/", follow=True)
    assert page.status_code == 200
    text = subprocess.run(
        ["pdftotext", "-layout", done.file.file.path, "-"],  # noqa: S607
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert "hủy bỏ tặng Giấy khen" in " ".join(text.split())


# --- the money --------------------------------------------------------------------------------------------


def test_what_was_not_paid_leaves_the_commitment_and_nothing_is_owed(campaign, old, cuc, dung, tam):
    assert fund_of(campaign).committed == 1_080_000
    done = scene.revoked(old, cuc, dung)
    assert fund_of(campaign) == Fund(10_000_000, 0, 810_000)
    assert done.revocation.lines.get().due == 0
    assert "Tiền thưởng chưa chi thì không chi." in words_of(revocation_paper.KIND.paper(done))
    with pytest.raises(Refused, match="chỉ còn phải nộp lại 0 đồng"):
        recover(done.revocation, [GivenBack(done.revocation.lines.get(), False, 1)], handover(), by=tam)


def test_what_was_paid_comes_back_into_the_ledger_with_its_minutes(campaign, old, cuc, dung, tam):
    scene.paid(old)
    done = scene.revoked(old, cuc, dung)
    line = done.revocation.lines.get()
    assert line.due == 270_000
    recover(done.revocation, [GivenBack(line, True, 0)], handover(), by=cuc)
    second = recover(done.revocation, [GivenBack(line, False, 100_000)], handover(), by=tam)
    assert fund_of(campaign) == Fund(10_100_000, 1_080_000, 0)
    text = words_of(recovery_paper.KIND.paper(second))
    assert "Thực hiện Quyết định số 20/QĐ-UBND ngày 22 tháng 12 năm 2023" in text
    assert "Đã nộp lại trước đó" in text, "the giấy khen, taken back by Nội vụ in minutes of its own"
    assert "100.000 đồng (Bằng chữ: Một trăm nghìn đồng)" in text
    with pytest.raises(Refused) as refused:
        recover(done.revocation, [GivenBack(line, False, 170_001)], handover(), by=tam)
    assert "chỉ còn phải nộp lại 170.000 đồng" in str(refused.value)
    with pytest.raises(Refused, match="Giấy khen đã ghi nộp lại"):
        recover(done.revocation, [GivenBack(line, True, 0)], handover(), by=cuc)
    recover(done.revocation, [GivenBack(line, False, 170_000)], handover(), by=tam)
    assert FundEntry.objects.filter(kind=FundKind.RETURNED).count() == 2
    assert fund_of(campaign).income == 10_270_000


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(date(2023, 12, 21), "không thể trước ngày quyết định hủy bỏ"), (date(2090, 1, 1), "ở tương lai")],
)
def test_the_hour_lies_between_the_revocation_and_now(old, cuc, dung, day, sentence):
    done = scene.revoked(old, cuc, dung)
    with pytest.raises(Refused, match=sentence):
        recover(done.revocation, [GivenBack(done.revocation.lines.get(), True, 0)], handover(day), by=cuc)


def test_noi_vu_takes_giay_khen_back_the_accountant_money_and_nobody_else_anything(
    old, cuc, dung, an, boss, tam, hoa, kien
):
    scene.paid(old)
    done = scene.revoked(old, cuc, dung)
    line = done.revocation.lines.get()
    paper, money = GivenBack(line, True, 0), GivenBack(line, False, 270_000)
    nobody = [(person, each) for person in (dung, an, boss, hoa, kien) for each in (paper, money)]
    for person, given in [*nobody, (tam, paper), (cuc, money)]:
        with pytest.raises(NotAllowed):
            recover(done.revocation, [given], handover(), by=person)
    assert not Recovery.objects.exists()


# --- the pages --------------------------------------------------------------------------------------------


def typed(old, **changes) -> dict:
    award = old.awards.last()
    return {
        "awards": [str(award.pk)], "ground": "dishonest", "reason": "Kê khai sai",
        "finding": "Biên bản kiểm tra ngày 18/12/2023", "return_by": "05/01/2024", "planned_on": "22/12/2023",
    } | changes  # fmt: skip


def test_the_whole_way_through_the_pages(old, cuc, dung, tam):
    scene.paid(old)
    officer, chairman = signed_in(cuc), signed_in(dung)
    page = officer.get(f"/khen-thuong/{old.pk}/").content.decode()
    assert "Soạn quyết định hủy bỏ" in page
    assert "Đính chính" in page
    made = officer.post(f"/khen-thuong/{old.pk}/huy-bo/", typed(old), follow=True).content.decode()
    assert "Đã soạn dự thảo quyết định hủy bỏ" in made
    draft = Decision.objects.get(kind=DecisionKind.REVOCATION)
    changed = officer.post(f"/khen-thuong/{draft.pk}/huy-bo/sua/", typed(old, reason="Kê khai sai số hộ"))
    assert changed.status_code == 302
    officer.post(f"/khen-thuong/{draft.pk}/chuyen/send/")
    given = {"password": make.PASSWORD, "shown_total": draft.total, "shown_list": list_digest(draft)}
    assert "hủy bỏ 1 giấy khen, thu hồi" in chairman.get(f"/khen-thuong/{draft.pk}/").content.decode()
    chairman.post(f"/khen-thuong/{draft.pk}/chuyen/approve/", given)
    issue_form = {"number": "20", "decided_on": "22/12/2023"}
    issued = officer.post(f"/khen-thuong/{draft.pk}/chuyen/issue/", issue_form, follow=True).content.decode()
    assert "Ghi thu hồi" in issued
    line = draft.revocation.lines.get()
    back = {
        "day": "28/12/2023", "hour": "9:00", "place": "Văn phòng", "giver": "Nguyễn Văn Số", "taker": "Võ Thị Cúc",
        "seen": "0",
        f"certificate_{line.pk}": "on", f"amount_{line.pk}": "270.000",
    }  # fmt: skip
    door = f"/khen-thuong/{draft.pk}/thu-hoi/"
    asked = officer.get(door).content.decode()
    assert (f"certificate_{line.pk}" in asked, f"amount_{line.pk}" in asked) == (True, False)
    minutes = officer.post(door, back, follow=True).content.decode()
    assert "Biên bản thu hồi giấy khen và tiền thưởng" in minutes
    assert Recovery.objects.get().lines.get().paid_back == 0, "the officer takes no money"
    assert "Ghi thu hồi" not in officer.get(f"/khen-thuong/{draft.pk}/").content.decode(), "the rest is money"
    accountant = signed_in(tam)
    shown = accountant.get(f"/khen-thuong/{draft.pk}/").content.decode()
    assert "Ghi thu hồi" in shown
    assert "270.000 đồng" in shown
    assert "Biên bản thu hồi" in accountant.post(door, back, follow=True).content.decode()
    assert fund_of(draft.campaign).income == 10_270_000
    assert "Ghi thu hồi" not in accountant.get(f"/khen-thuong/{draft.pk}/").content.decode(), "all came back"


def test_a_draft_revocation_made_by_mistake_is_thrown_away_and_the_awards_stand(old, cuc):
    draft = scene.revocation_draft(old, cuc)
    officer = signed_in(cuc)
    assert "Bỏ dự thảo này" in officer.get(f"/khen-thuong/{draft.pk}/").content.decode()
    assert "vẫn giữ nguyên giá trị" in officer.get(f"/khen-thuong/{draft.pk}/bo/").content.decode()
    done = officer.post(f"/khen-thuong/{draft.pk}/bo/")
    assert done.url == f"/khen-thuong/{old.pk}/"
    assert list(Decision.objects.all()) == [old]
    assert {status_of(each) for each in old.awards.all()} == {N.AWARDED}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"awards": []}, "Hãy đánh dấu ít nhất một giấy khen"),
        ({"awards": ["9" * 30]}, "có giấy khen không còn chọn được"),
        ({"reason": ""}, "Hãy ghi lý do hủy bỏ"),
        ({"ground": ""}, "Hãy chọn căn cứ hủy bỏ"),
        ({"finding": ""}, "Hãy ghi văn bản kết luận"),
        ({"return_by": "05/01/2050"}, "Hãy xem lại năm."),
        ({"return_by": "01/12/2023"}, "không thể trước ngày dự kiến ký"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(old, cuc, wrong, sentence):
    refused = signed_in(cuc).post(f"/khen-thuong/{old.pk}/huy-bo/", typed(old, **wrong))
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert sentence in shown
    assert "22/12/2023" in shown
    assert not Decision.objects.filter(kind=DecisionKind.REVOCATION).exists()


def test_others_may_not_begin_or_read_a_draft(old, cuc, dung, an, thu, kien, boss):
    draft = scene.revocation_draft(old, cuc)
    assert signed_in(dung).get(f"/khen-thuong/{old.pk}/huy-bo/").status_code == 403
    for person in (an, thu, kien, boss):
        assert signed_in(person).get(f"/khen-thuong/{old.pk}/huy-bo/").status_code == 403
        for address in ("", "huy-bo/sua/", "thu-hoi/", "quyet-dinh.pdf"):
            assert signed_in(person).get(f"/khen-thuong/{draft.pk}/{address}").status_code == 404


def test_the_officers_start_page_says_what_is_to_be_paid_and_what_is_out(old, cuc, dung, an):
    assert "3 giấy khen chưa ghi chi tiền thưởng" in signed_in(cuc).get("/").content.decode()
    done = scene.revoked(old, cuc, dung)
    shown = signed_in(cuc).get("/").content.decode()
    assert "2 giấy khen chưa ghi chi tiền thưởng" in shown
    assert "1 giấy khen bị hủy bỏ chưa nộp lại" in shown
    recover(done.revocation, [GivenBack(done.revocation.lines.get(), True, 0)], handover(), by=cuc)
    assert "chưa nộp lại" not in signed_in(cuc).get("/").content.decode()
    assert "chưa ghi chi" not in signed_in(an).get("/").content.decode()


def test_the_archive_holds_the_revocation_and_its_signed_minutes(campaign, old, cuc, dung):
    done = scene.revoked(old, cuc, dung)
    minutes = recover(done.revocation, [GivenBack(done.revocation.lines.get(), True, 0)], handover(), by=cuc)
    with done.file.file.open("rb") as kept:
        add_signed_copy(recovery_paper.KIND, minutes, [("bien-ban.pdf", kept.read())], by=cuc)
    titles = [part.title for part in ward_parts(campaign, cuc)]
    assert any(each.startswith("Quyết định hủy bỏ khen thưởng") and "20/QĐ-UBND" in each for each in titles)
    assert any(each.startswith("Biên bản thu hồi giấy khen và tiền thưởng, bản đã ký") for each in titles)

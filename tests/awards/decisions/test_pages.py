"""The pages of decisions: who does what there, what is said when it is refused, how many questions it asks."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from awards.decisions.checks import list_digest
from awards.decisions.workflow import DECISION_FLOW, approve
from awards.enums import DecisionStatus as S
from awards.models import Decision
from tests import factories as make
from tests.awards import decision_scene as scene


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


def page_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(decision, *more) -> str:
    return "/".join(["/khen-thuong", str(decision.pk), *more]) + "/"


def text(response) -> str:
    return response.content.decode()


def test_the_whole_way_through_the_pages(people, cuc, dung):
    meeting = scene.council_result(*people)
    make.fund_income(people[0])
    officer, chairman = page_of(cuc), page_of(dung)
    assert "chưa soạn quyết định" in text(officer.get("/khen-thuong/"))
    made = officer.post(f"/khen-thuong/soan/{meeting.pk}/", {"planned_on": "05/12/2023"}, follow=True)
    assert "1.080.000 đồng" in text(made)
    decision = Decision.objects.get()
    officer.post(address(decision, "chuyen", "send"))
    shown = text(chairman.get(address(decision)))
    assert "không phải chữ ký số" in shown
    assert "2/3" in shown, "votes: two of the three entitled agreed"
    assert "Đồng ý / được biểu quyết" in shown
    given = {"password": make.PASSWORD, "shown_total": decision.total, "shown_list": list_digest(decision)}
    chairman.post(address(decision, "chuyen", "approve"), given)
    assert 'value="1"' in text(officer.get(address(decision))), "the next number is suggested"
    done = officer.post(
        address(decision, "chuyen", "issue"), {"number": "12", "decided_on": "05/12/2023"}, follow=True
    )
    assert "Đã ban hành Quyết định số 12/QĐ-UBND" in text(done)
    paper = officer.get(f"/khen-thuong/{decision.pk}/quyet-dinh.pdf")
    assert b"".join(paper.streaming_content).startswith(b"%PDF-")


def test_a_plan_without_number_is_told_where_the_decision_is_issued(people, cuc, dung):
    people[0].plan_number = None
    people[0].save()
    found = scene.confirmed(dung, *people)
    assert "số, ngày của Kế hoạch còn để trống" in text(page_of(cuc).get(address(found)))


def test_a_wrong_password_is_said_beside_the_form(people, dung):
    decision = scene.awaiting(*people)
    sent = {"password": "khong-phai", "shown_total": decision.total, "shown_list": list_digest(decision)}
    refused = page_of(dung).post(address(decision, "chuyen", "approve"), sent)
    assert "Mật khẩu chưa đúng" in text(refused)
    decision.refresh_from_db()
    assert decision.status == S.AWAITING


def test_guessing_the_chairmans_password_is_slowed_down(people, dung):
    decision = scene.awaiting(*people)
    chairman = page_of(dung)
    for _ in range(10):
        chairman.post(
            address(decision, "chuyen", "approve"), {"password": "x", "shown_total": 1, "shown_list": "x"}
        )
    right = {"password": make.PASSWORD, "shown_total": decision.total, "shown_list": list_digest(decision)}
    assert "chờ 10 phút" in text(chairman.post(address(decision, "chuyen", "approve"), right))


def test_the_chairman_strikes_a_line_on_a_page_of_its_own(people, dung):
    decision = scene.awaiting(*people)
    award = decision.awards.last()
    chairman = page_of(dung)
    form = address(decision, "khong-chon", str(award.pk))
    assert "Hãy ghi lý do không chọn" in text(chairman.post(form, {"note": ""}))
    after = chairman.post(form, {"note": "Có đơn thư"}, follow=True)
    assert "Chủ tịch không chọn" in text(after)
    assert "Có đơn thư" in text(after)


def test_sending_back_needs_a_reason_and_keeps_the_page(people, dung):
    decision = scene.awaiting(*people)
    refused = page_of(dung).post(address(decision, "chuyen", "send_back"), {"note": ""})
    assert "Hãy ghi lý do trả lại" in text(refused)
    page_of(dung).post(address(decision, "chuyen", "send_back"), {"note": "Sai tên"})
    decision.refresh_from_db()
    assert decision.status == S.DRAFT


def test_what_comes_back_says_who_when_and_why_on_top_and_on_the_start_page(people, cuc, dung, campaign):
    decision = scene.awaiting(*people)
    page_of(dung).post(address(decision, "chuyen", "send_back"), {"note": "Sai tên"})
    officer = page_of(cuc)
    shown = text(officer.get(address(decision)))
    assert "Chủ tịch trả lại để sửa." in shown
    assert shown.index("Sai tên") < shown.index("Danh sách và ngày ký")
    assert "Chủ tịch trả lại" in text(officer.get("/"))
    DECISION_FLOW.perform("send", decision, by=cuc)
    approve(decision, by=dung, password=make.PASSWORD)
    assert "Chủ tịch trả lại để sửa." not in text(officer.get(address(decision)))
    assert "in để ký, ghi số rồi ban hành" in text(officer.get("/"))
    assert "Mở quyết định (PDF) để in" in text(officer.get(address(decision)))


def test_the_list_as_ticked_is_what_goes_to_the_chairman(people, cuc):
    decision = scene.drafted(*people)
    kept = decision.awards.last().nominee
    ticked = {"chosen": [kept.pk], "planned_on": "06/12/2023"}
    page_of(cuc).post(address(decision, "chuyen", "send"), ticked)
    decision.refresh_from_db()
    assert (decision.status, decision.planned_on) == (S.AWAITING, date(2023, 12, 6))
    assert [each.nominee for each in decision.awards.all()] == [kept]


def test_a_list_that_cannot_be_saved_is_not_sent(people, cuc):
    decision = scene.drafted(*people)
    bad = page_of(cuc).post(address(decision, "chuyen", "send"), {"chosen": [], "planned_on": "31/02/2023"})
    assert bad.status_code == 422
    assert 'value="31/02/2023"' in text(bad)
    nobody = page_of(cuc).post(
        address(decision, "chuyen", "send"), {"chosen": [], "planned_on": "06/12/2023"}
    )
    assert nobody.status_code == 422
    decision.refresh_from_db()
    assert decision.status == S.DRAFT


def test_a_chairman_on_the_list_is_told_that_the_deputy_confirms(people, dung, phuc):
    decision = scene.awaiting(*people)
    official = decision.awards.last().nominee.official
    official.user = dung
    official.save()
    own = text(page_of(dung).get(address(decision)))
    assert "Danh sách có tên ông/bà" in own
    assert "Mật khẩu đăng nhập" not in own
    assert "Mật khẩu đăng nhập" in text(page_of(phuc).get(address(decision)))


def test_a_changed_sum_is_told_clearly_and_goes_back(people, dung, cuc, time_machine):
    decision = scene.confirmed(dung, *people)
    time_machine.move_to(make.at(15, 7, year=2024), tick=False)
    back = page_of(cuc).post(
        address(decision, "chuyen", "issue"), {"number": "3", "decided_on": "10/07/2024"}, follow=True
    )
    assert "Chưa ban hành" in text(back)
    assert "từ 1.080.000 đồng thành 1.430.000 đồng" in text(back)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": "", "decided_on": "05/12/2023"}, "Hãy ghi số quyết định văn thư đã cấp"),
        ({"number": "mười hai", "decided_on": "05/12/2023"}, "Hãy chỉ ghi số, ví dụ 12"),
        ({"number": "12/QĐ-HĐND", "decided_on": "05/12/2023"}, "Ký hiệu của sổ này là QĐ-UBND"),
        ({"number": "0", "decided_on": "05/12/2023"}, "Hãy chỉ ghi số, ví dụ 12"),
        ({"number": "12", "decided_on": "31/02/2023"}, "“31/02/2023” không phải là ngày có thật."),
        ({"number": "12", "decided_on": "23/11/2023"}, "không thể trước ngày Hội đồng họp xong"),
    ],
)
def test_number_and_day_are_refused_beside_the_field_and_kept(people, dung, cuc, typed, sentence):
    decision = scene.confirmed(dung, *people)
    refused = page_of(cuc).post(address(decision, "chuyen", "issue"), typed)
    assert sentence in text(refused)
    assert f'value="{typed["number"]}"' in text(refused) or not typed["number"]
    decision.refresh_from_db()
    assert decision.status == S.APPROVED


def test_what_is_wrong_with_number_and_day_is_told_at_once(people, dung, cuc):
    decision = scene.confirmed(dung, *people)
    typed = {"number": "mười hai", "decided_on": f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"}
    refused = text(page_of(cuc).post(address(decision, "chuyen", "issue"), typed))
    assert "Hãy chỉ ghi số, ví dụ 12" in refused
    assert "Ngày quyết định không thể ở tương lai." in refused


def test_the_number_may_be_typed_with_its_notation(people, dung, cuc):
    decision = scene.confirmed(dung, *people)
    page_of(cuc).post(
        address(decision, "chuyen", "issue"), {"number": "12/qđ-ubnd", "decided_on": "05-12-2023"}
    )
    decision.refresh_from_db()
    assert decision.number == "12/QĐ-UBND"


def test_the_planned_day_and_regime_are_changed_on_the_page(people, cuc):
    decision = scene.drafted(*people)
    officer = page_of(cuc)
    plan = address(decision, "danh-sach")
    everybody = {"chosen": [str(each.nominee_id) for each in decision.awards.all()]}
    assert "1.430.000 đồng" in text(officer.post(plan, everybody | {"planned_on": "01/07/2024"}, follow=True))
    newest = everybody | {"planned_on": "05/12/2023", "regime_override": decision.regime_id}
    assert "phải ghi lý do" in text(officer.post(plan, newest))
    assert "Hội đồng họp xong" in text(officer.post(plan, everybody | {"planned_on": "01/01/2010"}))


def test_a_list_beyond_the_fund_asks_for_the_reason_on_the_page(people, cuc):
    meeting = scene.council_result(*people)
    decision = scene.draft_decision(meeting, by=cuc, planned_on=scene.PLANNED)
    officer = page_of(cuc)
    assert "vượt số dư quỹ" in text(officer.get(address(decision)))
    assert "Hãy ghi lý do chi vượt" in text(officer.post(address(decision, "chuyen", "send")))
    officer.post(address(decision, "chuyen", "send"), {"fund_override_reason": "Bổ sung tháng 12"})
    decision.refresh_from_db()
    assert (decision.status, decision.fund_override_reason) == (S.AWAITING, "Bổ sung tháng 12")


def test_a_page_opened_before_a_colleague_acted_says_so(people, cuc):
    decision = scene.awaiting(*people)
    late = page_of(cuc).post(address(decision, "chuyen", "send"))
    assert "Có thể người khác vừa xử lý" in text(late)


def test_steps_of_others_and_unknown_steps_are_refused(people, cuc, dung, boss):
    decision = scene.awaiting(*people)
    given = {"password": make.PASSWORD, "shown_total": decision.total, "shown_list": list_digest(decision)}
    assert page_of(cuc).post(address(decision, "chuyen", "approve"), given).status_code == 403
    assert page_of(boss).post(address(decision, "chuyen", "approve"), given).status_code == 404
    assert page_of(dung).post(address(decision, "danh-sach"), {"planned_on": "1/1/2024"}).status_code == 403
    assert page_of(cuc).post(address(decision, "chuyen", "requeue")).status_code == 404
    assert page_of(cuc).get(address(decision, "chuyen", "send"))["Location"] == address(decision)


def test_the_admin_shows_decisions_and_lets_nobody_write(people, dung, cuc, boss):
    decision = scene.issued(dung, *people)
    certificate = scene.certificates(decision)[0]
    for person in (cuc, dung):
        desk = page_of(person)
        assert desk.get("/quan-tri/awards/decision/").status_code == 200
        assert certificate.token not in text(
            desk.get(f"/quan-tri/awards/certificate/{certificate.pk}/change/")
        )
        for row in (f"decision/{decision.pk}", f"certificate/{certificate.pk}"):
            assert desk.post(f"/quan-tri/awards/{row}/change/", {"total": 1}).status_code == 403
            assert desk.post(f"/quan-tri/awards/{row}/delete/", {"post": "yes"}).status_code == 403
        assert desk.get("/quan-tri/awards/decision/add/").status_code == 403
    assert page_of(boss).get("/quan-tri/awards/decision/").status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_same_number_of_questions_however_long_the_list(
    people, dung, count, django_assert_num_queries
):
    decision = scene.awaiting(*people, people=count, collectives=1)
    chairman = page_of(dung)
    with django_assert_num_queries(27):
        chairman.get(address(decision))
    with django_assert_num_queries(7):
        chairman.get("/khen-thuong/")


def test_a_planned_day_in_the_future_warns(people, cuc, time_machine):
    time_machine.move_to(make.at(1, 12), tick=False)
    decision = scene.drafted(*people)
    assert decision.planned_on > date(2023, 12, 1)
    assert "Ngày dự kiến ký ở tương lai" in text(page_of(cuc).get(address(decision)))

"""Kế hoạch phát động from the campaign's data: what stands on it, who issues it, what issuing it enters."""

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.urls import reverse

from campaigns.enums import CampaignStatus, Role
from campaigns.models import Campaign, CampaignText, Unit
from campaigns.plan_reading.reading import NO_FIELD, read_plan
from campaigns.review import doubts_of, look_at
from criteria.papers.plan import KIND, basis_line, due_phrase
from criteria.papers.plan_issue import EMPTY
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.scans.text_lines import paper_lines
from phuong6.office.models import IssuedPaper
from phuong6.office.papers.issuing import issue_paper
from phuong6.office.papers.kinds import KINDS
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.lib.papers.faces import docx_words

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
PLAN = (Path(__file__).parents[1] / "samples" / "ke-hoach-phat-dong-2023.md").read_text()
DAY = date(2023, 4, 12)


@pytest.fixture
def plan(national) -> Campaign:
    """The campaign of 2023, still being prepared."""
    call_command("loaddata", "plan-2023", verbosity=0)
    Campaign.objects.update(status=CampaignStatus.PREPARING)
    return Campaign.objects.get(code="CCHC-2023")


def reviewed(campaign, by):
    for each in doubts_of(campaign):
        look_at(campaign, each.place.key, each.place.text, each.place.digest, by)
    campaign.refresh_from_db()
    return campaign


def words_of(campaign) -> str:
    return " ".join(docx_words(render_docx(KIND.paper(campaign))))


def test_it_says_what_the_plan_says_in_the_order_of_the_plan(plan):
    text = words_of(plan)
    places = [
        text.index(each)
        for each in (
            "ỦY BAN NHÂN DÂN PHƯỜNG 6",
            "KẾ HOẠCH",
            "Phát động phong trào thi đua “Cải cách hành chính” trên địa bàn Phường 6 năm 2023",
            "Thực hiện Kế hoạch số 91/KH-UBND",
            "I. MỤC ĐÍCH, YÊU CẦU",
            "1. Mục đích",
            "2. Yêu cầu",
            "II. NỘI DUNG PHONG TRÀO THI ĐUA",
            "1. Đối tượng thi đua",
            "2. Nội dung thi đua",
            "đúng hạn và trước hạn: đạt 100%",
            "dịch vụ công trực tuyến: từ 30% trở lên",
            "III. THỜI GIAN, KHEN THƯỞNG",
            "Thời điểm kết thúc: 30/10/2023.",
            "Hình thức khen thưởng: Chủ tịch UBND Phường tặng giấy khen.",
            "+ Tờ trình đề nghị khen thưởng",
            "gửi về UBND Phường 6 trước ngày 15/11/2023.",
            "Mức khen thưởng theo Luật",
            "4. Tiêu chí khen thưởng",
            "Đối với tập thể",
            "Đối với cá nhân",
            "IV. TỔ CHỨC THỰC HIỆN",
            "1. Trên cơ sở kế hoạch",
            "Trên đây là Kế hoạch phát động",
            "Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Trần Hữu Lý",
        )
    ]
    assert places == sorted(places)


def test_no_line_of_the_data_is_left_out(plan):
    text = words_of(plan)
    lines = [each.text.rstrip(" ;.") for each in plan.texts.all()]
    lines += [each.text.rstrip(" ;.") for each in plan.criteria.all()]
    lines += [each.name for each in plan.targets.all()]
    lines += [line.rstrip(" ;.") for each in plan.areas.all() for line in each.text.splitlines()]
    assert [each for each in lines if re.sub(r"\s+", " ", each) not in text] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Kế hoạch số 91/KH-UBND ngày 14/3/2023", "Thực hiện Kế hoạch số 91/KH-UBND ngày 14/3/2023"),
        ("Luật Thi đua, Khen thưởng", "Căn cứ Luật Thi đua, Khen thưởng"),
        ("Căn cứ Luật Thi đua, Khen thưởng", "Căn cứ Luật Thi đua, Khen thưởng"),
        ("Theo đề nghị của Phòng Văn hóa - Xã hội", "Theo đề nghị của Phòng Văn hóa - Xã hội"),
    ],
)
def test_law_is_a_ground_and_a_plan_is_carried_out(text, line):
    assert basis_line(text) == line


def test_a_deadline_within_a_day_is_printed_with_its_hour():
    assert due_phrase(datetime(2023, 11, 15, tzinfo=VIETNAM)) == "trước ngày 15/11/2023"
    assert due_phrase(datetime(2026, 11, 20, 17, tzinfo=VIETNAM)) == "trước 17 giờ 00 ngày 20/11/2026"


def test_issuing_it_enters_number_and_day_which_others_cite_and_is_logged(plan, cuc):
    issue_paper(KIND, reviewed(plan, cuc), by=cuc, day=DAY, number=35)
    plan.refresh_from_db()
    assert (plan.plan_number, plan.plan_notation, plan.plan_day) == (35, "KH-UBND", DAY)
    paper = IssuedPaper.objects.get(kind="plan")
    assert paper.file
    assert (paper.signer, paper.series.key) == ("Trần Hữu Lý", "plan")
    log = LogEntry.objects.latest("pk")
    assert (log.user, log.get_change_message()) == (cuc, "Ban hành Kế hoạch số 35/KH-UBND, ngày 12/04/2023.")
    assert KINDS["urging"].gap(plan) is None


def test_a_sample_takes_no_number_of_the_real_ones(plan, cuc):
    Campaign.objects.update(is_sample=True)
    plan.refresh_from_db()
    issue_paper(KIND, reviewed(plan, cuc), by=cuc, day=DAY, number=1)
    assert IssuedPaper.objects.get(kind="plan").series.key == "sample-plan"
    plan.refresh_from_db()
    assert plan.plan_notation == "KH-UBND-MẪU"


def test_doubtful_texts_are_looked_at_before_it_goes_out(plan, cuc):
    CampaignText.objects.create(campaign=plan, section="aim", order=9, text="Mở rộng kết quả của năm 2021.")
    with pytest.raises(Refused, match="rà soát"):
        issue_paper(KIND, plan, by=cuc, day=DAY, number=35)
    plan.refresh_from_db()
    assert plan.plan_number is None


def test_a_plan_signed_after_the_campaign_ended_is_refused_and_nothing_is_entered(plan, cuc):
    with pytest.raises(Refused, match="Ngày kết thúc phải sau"):
        issue_paper(KIND, reviewed(plan, cuc), by=cuc, day=date(2023, 10, 30), number=35)
    plan.refresh_from_db()
    assert (plan.plan_number, plan.plan_day) == (None, None)
    assert not IssuedPaper.objects.filter(kind="plan").exists()


def test_it_may_be_signed_in_the_year_before_and_not_earlier(plan, cuc):
    with pytest.raises(Refused, match="không thể trước ngày 01/01/2022"):
        issue_paper(KIND, reviewed(plan, cuc), by=cuc, day=date(2021, 12, 31), number=35)
    assert issue_paper(KIND, plan, by=cuc, day=date(2022, 12, 20), number=35).full_number == "35/KH-UBND"


def test_an_empty_campaign_has_no_plan(campaign, cuc):
    campaign.criteria.all().delete()
    assert KIND.missing(campaign) == [EMPTY]


@pytest.mark.parametrize("who", ["unit", "thu", "van", "dung", "hoa", "kien", "outsider", "boss"])
def test_nobody_else_reads_or_issues_it_while_it_is_prepared(client, request, plan, who):
    person = (
        make.user("nguoi-khom", "Người Của Khóm", Role.UNIT, Unit.objects.first())
        if who == "unit"
        else request.getfixturevalue(who)
    )
    client.force_login(person)
    assert client.get(reverse("paper", args=["plan", plan.pk])).status_code == 404
    assert client.get(reverse("paper-pdf", args=["plan", plan.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        issue_paper(KIND, plan, by=person, day=DAY, number=35)


def test_its_page_is_linked_from_the_campaigns_own_and_issues_it(client, cuc, plan):
    client.force_login(cuc)
    address = reverse("paper", args=["plan", plan.pk])
    assert address in client.get(reverse("campaign-life", args=[plan.pk])).text
    assert "Rà soát nội dung" in client.get(address).text
    reviewed(plan, cuc)
    client.post(reverse("paper-issue", args=["plan", plan.pk]), {"number": "35", "day": "12/4/2023"})
    plan.refresh_from_db()
    assert plan.plan_number == 35
    assert "35/KH-UBND" in client.get(address).text


def test_the_chairman_reads_it_once_the_campaign_is_open(client, dung, plan):
    Campaign.objects.update(status=CampaignStatus.OPEN)
    client.force_login(dung)
    assert client.get(reverse("paper", args=["plan", plan.pk])).status_code == 200


@pytest.mark.parametrize("face", [render_docx, render_pdf])
def test_what_is_printed_is_read_back_as_the_same_plan(plan, face):
    """Texts, criteria, days, shares and the signer; areas and their tasks say the same twice on paper."""
    found = read_plan(paper_lines(face(KIND.paper(plan))))
    told = {each.key: each.value for each in found.findings}
    assert [each.reason for each in found.unclear] == [NO_FIELD], "Kể từ ngày ban hành kế hoạch."
    wanted = {f"{each.section}-{each.order}": each.text for each in plan.texts.all()}
    wanted |= {f"criterion-{each.kind}-{each.order}": each.text for each in plan.criteria.all()}
    assert {key: plain(told.get(key, "")) for key in wanted} == {
        key: plain(text) for key, text in wanted.items()
    }
    assert (told["ends_on"], told["dossier_too_late"]) == ("30/10/2023", "15/11/2023 00:00")
    assert (told["year"], told["chairman_name"]) == ("2023", "Trần Hữu Lý")
    shares = [
        (each.value, Decimal(each.extra["threshold"]))
        for each in found.of("target")
        if each.extra["threshold"]
    ]
    assert shares == list(
        plan.targets.filter(kind="share").order_by("order").values_list("name", "threshold")
    )


def plain(text: str) -> str:
    return text.removeprefix("Thực hiện ").rstrip(" .")

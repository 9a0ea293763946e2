"""A rehearsal plays the whole campaign and can be told from a real one everywhere."""

import subprocess
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from awards.council.papers import proposal
from awards.enums import CertificateStatus, DecisionKind, DecisionStatus, SeatRole
from awards.models import AgendaItem, Ballot, Certificate, CouncilMember, Decision, FundEntry, Recovery
from awards.report.papers.targets import target_facts
from campaigns.models import Campaign, Signer
from campaigns.papers.parts import plan_short
from criteria.enums import ResultStatus as R
from criteria.models import TargetResult
from dossiers.enums import NomineeStatus as N
from dossiers.models import Dossier, Nominee, ReturnRequest
from phuong6.office.models import IssuedPaper, Move, SeriesYear

pytestmark = pytest.mark.django_db


def play(dossiers: int = 8, seed: int = 7) -> str:
    out = StringIO()
    call_command("rehearse", dossiers=dossiers, seed=seed, stdout=out)
    return out.getvalue().splitlines()[-1]


def story() -> list:
    """What happened, without tokens and hours of the machine."""
    return [
        *Nominee.objects.order_by("pk").values_list("name", "status", "votes_for", "summary"),
        *Move.objects.order_by("pk").values_list("workflow", "move", "at", "note"),
        *AgendaItem.objects.order_by("pk").values_list("yes", "no", "blank", "passed"),
        *Certificate.objects.order_by("pk").values_list("award__position", "award__name", "award__amount"),
    ]


def test_it_ends_in_exactly_one_issued_decision_and_prints_its_number():
    number = play()
    decision = Decision.objects.get(kind=DecisionKind.AWARD)
    assert (decision.status, decision.number) == (DecisionStatus.ISSUED, number)
    assert decision.campaign.mark == "DIỄN TẬP"
    assert Dossier.objects.count() == 8


def test_one_chairman_signs_for_the_ward_and_leads_the_council_and_a_deputy_brings_him_the_list():
    play(dossiers=2)
    campaign = Campaign.objects.get(is_rehearsal=True)
    seats = dict(CouncilMember.objects.values_list("seat", "name"))
    assert Signer.objects.get().name == campaign.chairman_name == seats[SeatRole.CHAIR]
    (signer,) = proposal.KIND.paper(campaign.meetings.get()).signatures
    assert (signer.titles[-1], signer.name) == ("PHÓ CHỦ TỊCH", seats[SeatRole.VICE])


def test_its_plan_bears_a_marked_number():
    play(dossiers=1)
    campaign = Campaign.objects.get(is_rehearsal=True)
    assert plan_short(campaign) == "Kế hoạch số 01/KH-UBND-DT ngày 03 tháng 4 năm 2023"


def test_it_has_returns_refusals_ties_and_a_name_struck():
    play()
    assert ReturnRequest.objects.exists()
    assert Nominee.objects.filter(status=N.INELIGIBLE, told_at__isnull=False).exists()
    assert Nominee.objects.filter(status=N.DECLINED).count() == 1
    tie = AgendaItem.objects.filter(yes=4, no=4)
    assert tie.exists()
    assert not tie.filter(passed=True).exists()
    assert not Ballot.objects.exists(), "a secret vote leaves no row of its own"


def test_a_later_decision_takes_one_award_back_and_money_and_certificate_return():
    number = play(dossiers=8)
    revoking = Decision.objects.get(kind=DecisionKind.REVOCATION)
    assert (revoking.status, revoking.revocation.old.number) == (DecisionStatus.ISSUED, number)
    assert f"{timezone.localtime(revoking.created_at):%d/%m/%Y}" == "21/12/2023", "drafted in its own time"
    nominee = revoking.revocation.lines.get().award.nominee
    assert nominee.status == N.REVOKED
    assert not Certificate.objects.filter(award__nominee=nominee, status=CertificateStatus.VALID).exists()
    paper, money = (each.lines.get() for each in Recovery.objects.order_by("pk"))
    assert (paper.certificate, paper.paid_back, money.certificate) == (True, 0, False)
    assert money.paid_back == money.line.due > 0
    assert FundEntry.objects.filter(reverses__isnull=False).exists()


def test_the_same_seed_plays_the_same_campaign_and_another_another(transactional_db):
    stories = []
    for seed in (5, 5, 6):
        call_command("flush", interactive=False, verbosity=0)
        play(dossiers=4, seed=seed)
        stories.append(story())
    assert [each[4:] for each in stories[0]] == [each[4:] for each in stories[1]]
    assert stories[0] == stories[1]
    assert stories[0] != stories[2]


def test_units_report_and_the_figures_reach_the_final_report():
    play()
    campaign = Campaign.objects.get(is_rehearsal=True)
    statuses = set(TargetResult.objects.values_list("status", flat=True))
    assert statuses >= {R.VERIFIED, R.REPORTED}
    moves = set(Move.objects.filter(workflow="result").values_list("move", flat=True))
    assert moves == {"report", "verify", "return"}
    assert all(each.at.year == 2023 for each in Move.objects.filter(workflow="result"))
    found = {each.name: each for each in target_facts(campaign).lines}
    on_time = found["Hồ sơ thủ tục hành chính được trả kết quả giải quyết đúng hạn và trước hạn"]
    assert (on_time.done, on_time.percent, on_time.found) == ("2.037/2.038", "99,95 %", "Chưa đạt")


def test_it_uses_up_no_real_number():
    play(dossiers=3)
    assert set(SeriesYear.objects.values_list("series__key", flat=True)) == {
        "rehearsal-receipt",
        "rehearsal-council-minutes",
        "rehearsal-register",
    }
    assert all(paper.series.key.startswith("rehearsal-") for paper in IssuedPaper.objects.all())


def test_it_never_plays_beside_a_campaign(campaign):
    with pytest.raises(CommandError, match="cơ sở dữ liệu trống"):
        play()
    assert Campaign.objects.get() == campaign


def test_its_certificates_come_out_one_page_each_with_the_mark(tmp_path):
    number = play(dossiers=3)
    file = tmp_path / "giay-khen.pdf"
    call_command("print_certificates", decision=number, output=file, stdout=StringIO())
    pages = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True)  # noqa: S607
    texts = pages.stdout.rstrip("\f").split("\f")
    awards = list(
        Decision.objects.get(kind=DecisionKind.AWARD)
        .awards.filter(certificates__status=CertificateStatus.VALID)
        .order_by("position")
    )
    assert len(texts) == len(awards)
    for text, award in zip(texts, awards, strict=True):
        joined = " ".join(text.split())
        assert "GIẤY KHEN" in joined
        assert f"Số sổ vàng: {award.position:02d}" in joined
        assert "KHÔNG CÓ GIÁ TRỊ SỬ DỤNG" in joined

"""The acts of a rehearsal, in the calendar of 2023: returns, refusals and ties to one issued decision."""

from collections import Counter
from datetime import date, timedelta
from random import Random

from django.db import transaction

from awards.council.casting import cast
from awards.council.meetings import plan_meeting, record_attendance
from awards.council.workflow import MEETING
from awards.decisions.drafting import draft_decision
from awards.decisions.workflow import DECISION_FLOW, approve, issue, strike
from awards.models import Decision
from campaigns.models import Campaign, Participation, Ward
from campaigns.people.units import keep_whole_unit
from dossiers.appraising.appraisal import conclude, grant_extension, record_clear, record_finding
from dossiers.enums import NomineeStatus, PaperKind
from dossiers.filing.attachments import add_paper
from dossiers.filing.drafting import add_nominees, save_evidence, save_minutes, start_dossier
from dossiers.models import Dossier, DossierPaper, Nominee
from dossiers.workflow import DOSSIER
from phuong6.lib.papers.blocks import Letterhead, Paper, Paragraph
from phuong6.lib.papers.pdf import render_pdf
from phuong6.office.workflow import Refused
from phuong6.site.scenes.rehearsal.people import CLAIMS, SUMMARIES
from phuong6.site.scenes.rehearsal.reports import report_targets
from phuong6.site.scenes.rehearsal.stage import Stage, moment, set_stage
from phuong6.site.scenes.rehearsal.taking_back import pay_and_take_back

TIE_MEMBERS = 8  # of nine present; four yes and four no is a tie, and a tie fails


ELSEWHERE = (
    "Cơ sở dữ liệu đã có phường hoặc phong trào; diễn tập chỉ chạy trên cơ sở dữ liệu trống. "
    "Đặt DATA_DIR (hoặc DATABASE_URL) tới một nơi trống, chạy migrate, rồi chạy lại lệnh này."
)


class NotEmpty(Exception):
    """The database already holds a campaign; a rehearsal never plays beside real work."""


@transaction.atomic
def rehearse(count: int, seed: int) -> Decision:
    """Play a campaign of `count` dossiers and return its issued decision; a later one takes an award back.

    Raises NotEmpty unless the database is migrated and empty, ValueError for fewer than one dossier.
    """
    if count < 1:
        raise ValueError("Diễn tập cần ít nhất 1 hồ sơ.")
    if Ward.objects.exists() or Campaign.objects.exists():
        raise NotEmpty(ELSEWHERE)
    stage = set_stage(Random(seed), count)
    stage.signed = {kind: _signed(kind, stage.campaign) for kind in PaperKind}
    for number, unit in enumerate(stage.units):
        _hand_in(stage, unit, number)
    report_targets(stage, seed)
    for number, dossier in enumerate(Dossier.objects.filter(campaign=stage.campaign).order_by("pk")):
        _appraise(stage, dossier, number)
    decision = _decide(stage, _meet(stage))
    pay_and_take_back(stage, decision)
    return decision


def _signed(kind: PaperKind, campaign: Campaign) -> bytes:
    """A page that stands for the signed copy of a paper, marked as everything here."""
    return render_pdf(
        Paper(
            letterhead=Letterhead(issuer=("ĐƠN VỊ DIỄN TẬP",), place_date=f"{campaign.place_name}, năm 2023"),
            title=kind.label.upper(),
            blocks=(Paragraph("Bản dùng cho diễn tập, không có giá trị như hồ sơ thật."),),
            mark=campaign.mark,
        )
    )


def _hand_in(stage: Stage, unit, number: int) -> None:
    """A unit registers, nominates and hands in: most on time, one on an extension, one withdraws first."""
    rng, speaker = stage.rng, stage.speakers[unit.pk]
    Participation.objects.create(
        campaign=stage.campaign,
        unit=unit,
        by=speaker,
        at=moment(rng.randint(10, 28), 4),
        pledge="Đăng ký thực hiện đầy đủ các chỉ tiêu của phong trào.",
    )
    dossier = start_dossier(speaker, stage.campaign, unit)
    people = list(unit.officials.order_by("pk"))
    chosen = rng.sample(people, rng.randint(1, min(3, len(people))))
    collectives = [keep_whole_unit(unit)] if rng.random() < 0.7 else []
    add_nominees(speaker, dossier, officials=chosen, collectives=collectives)
    nominees = list(dossier.nominees.in_order())
    for nominee in nominees:
        criteria = stage.campaign.criteria.filter(kind=nominee.kind)
        save_evidence(
            speaker,
            nominee,
            summary=rng.choice(SUMMARIES).format(n=rng.randint(20, 400)),
            claims={each.pk: rng.choice(CLAIMS) for each in criteria},
        )
    _hold_unit_meeting(stage, dossier, nominees, people)
    for kind in (PaperKind.SUBMISSION, PaperKind.MINUTES):
        _sign(stage, dossier, kind, moment(7, 11))
    for nominee in nominees:
        _sign(stage, dossier, PaperKind.REPORT, moment(7, 11), nominee)
    _submit(stage, dossier, speaker, number)


def _hold_unit_meeting(stage: Stage, dossier: Dossier, nominees: list[Nominee], people: list) -> None:
    """The unit's own meeting: who was there, and a vote on each nominee."""
    rng = stage.rng
    present = rng.randint(7, 12)
    against = {nominee.pk: rng.randint(0, 2) for nominee in nominees}
    facts = {
        "held_at": moment(rng.randint(1, 6), 11, 14),
        "place": dossier.unit.name,
        "chair": people[0].full_name,
        "secretary": people[-1].full_name,
        "members": present + rng.randint(0, 2),
        "present": present,
        "method": rng.choice(("hands", "ballot")),
    }
    votes = {
        pk: {"votes_for": present - no, "votes_against": no, "votes_other": 0} for pk, no in against.items()
    }
    save_minutes(stage.speakers[dossier.unit_id], dossier, facts, votes)


def _sign(stage: Stage, dossier: Dossier, kind: str, at, nominee: Nominee | None = None) -> None:
    """Upload a signed copy; its moment is set back into the calendar of 2023."""
    files = [("ban-ky.pdf", stage.signed[kind])]
    paper = add_paper(stage.speakers[dossier.unit_id], dossier, kind, files, nominee)
    DossierPaper.objects.filter(pk=paper.pk).update(at=at)


def _submit(stage: Stage, dossier: Dossier, speaker, number: int) -> None:
    at = moment(stage.rng.randint(8, 14), 11, stage.rng.randint(8, 16), stage.rng.randint(0, 59))
    if number % 6 == 4:  # too late, refused, then on an extension
        late = moment(15, 11, 0)
        try:
            DOSSIER.perform("submit", dossier, by=speaker, at=late, compared=True)
        except Refused:
            grant_extension(
                stage.campaign,
                dossier.unit,
                too_late=moment(18, 11, 0),
                by=stage.officer,
                at=late,
                reason="Khóm bị mất điện, đề nghị của đơn vị ngày 15/11/2023 (diễn tập).",
            )
            at = moment(16, 11, 10)
    DOSSIER.perform("submit", dossier, by=speaker, at=at, compared=True)
    if number % 6 == 2:  # withdraws before take-up and hands in again
        DOSSIER.perform("withdraw", dossier, by=speaker, at=at + timedelta(minutes=20))
        again = min(at + timedelta(hours=1), moment(14, 11, 23))
        DOSSIER.perform("submit", dossier, by=speaker, at=again, compared=True)


def _appraise(stage: Stage, dossier: Dossier, number: int) -> None:
    """The officer takes up, returns every third dossier once, concludes on each nominee, finishes."""
    officer = stage.officer
    DOSSIER.perform("take_up", dossier, by=officer, at=moment(20, 11, 8))
    if number % 3 == 1:
        DOSSIER.perform(
            "return",
            dossier,
            by=officer,
            at=moment(21, 11),
            due_on=date(2023, 11, 28),
            items=[{"paper_kind": PaperKind.MINUTES, "reason": "Biên bản chưa có chữ ký của thư ký."}],
        )
        _sign(stage, dossier, PaperKind.MINUTES, moment(23, 11))
        speaker = stage.speakers[dossier.unit_id]
        DOSSIER.perform("resubmit", dossier, by=speaker, at=moment(24, 11), compared=True)
        DOSSIER.perform("take_up", dossier, by=officer, at=moment(27, 11, 8))
    for place, nominee in enumerate(dossier.nominees.standing().in_order()):
        _conclude(stage, nominee, refuse=number % 4 == 3 and place == 1)
    DOSSIER.perform("finish", dossier, by=officer, at=moment(29, 11, 16))
    for nominee in dossier.nominees.filter(status=NomineeStatus.INELIGIBLE):
        conclude("release_notice", nominee, by=officer, at=moment(30, 11))


def _conclude(stage: Stage, nominee: Nominee, *, refuse: bool) -> None:
    """Eligible, unless the criteria or the index rule say otherwise."""
    officer, at = stage.officer, moment(28, 11, 10)
    record_clear(nominee, on=date(2023, 11, 28), by=officer)
    for finding in nominee.findings.all():
        record_finding(finding, found="met", by=officer, at=at)
    reason = "Chưa có số liệu chứng minh kết quả." if refuse else ""
    if not reason:
        try:
            conclude("accept", nominee, by=officer, at=at, note="Đủ tiêu chuẩn, hồ sơ rõ ràng.")
        except Refused as refusal:
            reason = str(refusal)
    if reason:
        conclude("reject", nominee, by=officer, at=at, note=reason, reason="not_met")


def _meet(stage: Stage):
    """Eight of nine come; a secret vote in which one line is a tie and one is voted down."""
    meeting = plan_meeting(
        stage.campaign,
        stage.council,
        by=stage.officer,
        held_at=moment(8, 12, 8),
        place="Phòng họp UBND Phường",
    )
    there = list(meeting.attendances.order_by("member__order"))[:TIE_MEMBERS]
    record_attendance(meeting, {line.pk for line in there}, by=stage.officer)
    MEETING.perform("open", meeting, by=stage.officer, at=moment(8, 12, 8))
    items = list(meeting.items.order_by("order"))
    for place, line in enumerate(there):
        choices = {item.pk: "no" if stage.rng.random() < 0.08 else "yes" for item in items}
        if len(items) > 2:
            choices[items[-1].pk] = "yes" if place % 2 else "no"
        if len(items) > 4:
            choices[items[-2].pk] = "no" if place else "blank"
        cast(meeting, choices, by=line.member.user)
    return MEETING.perform("close", meeting, by=stage.officer, at=moment(8, 12, 10, 30))


def _decide(stage: Stage, meeting) -> Decision:
    """Drafted, sent back once, one name struck, approved with the password, issued."""
    officer, chairman = stage.officer, stage.chairman
    decision = draft_decision(meeting, by=officer, planned_on=date(2023, 12, 15))
    DECISION_FLOW.perform("send", decision, by=officer, at=moment(11, 12))
    DECISION_FLOW.perform(
        "send_back",
        decision,
        by=chairman,
        at=moment(12, 12),
        note="Bổ sung ý kiến của Hội đồng vào tờ trình.",
    )
    DECISION_FLOW.perform("send", decision, by=officer, at=moment(12, 12, 15))
    if decision.awards.count() > 3:
        strike(
            decision.awards.order_by("-position").first(),
            by=chairman,
            at=moment(13, 12, 8),
            note="Đã được khen thưởng cùng thành tích ở đợt khác (diễn tập).",
        )
    approve(decision, by=chairman, password=stage.password, at=moment(13, 12, 9))
    return issue(decision, by=officer, number=1, decided_on=date(2023, 12, 15), at=moment(15, 12, 14))


def tally(decision: Decision) -> Counter:
    """How the nominees of a rehearsal ended, by status label."""
    rows = Nominee.objects.filter(campaign=decision.campaign).values_list("status", flat=True)
    return Counter(NomineeStatus(each).label for each in rows)

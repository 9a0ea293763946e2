"""What the dossier's page shows: papers on one side; findings, checks and forms on the other.

Reads everything in a constant number of queries, however many nominees there are.
"""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from criteria.rules import index_figures
from dossiers import checks, rules
from dossiers.appraising.late_figures import overtaken
from dossiers.appraising.queue import NOTICE_DAYS, Due, due
from dossiers.comparing import agreement
from dossiers.desk import forms
from dossiers.desk.nominee_checks import Check, checks_of
from dossiers.enums import DossierStatus, NomineeStatus, PaperKind
from dossiers.filing.facts import Known
from dossiers.models import CriterionFinding, Dossier, DossierPaper, Nominee
from dossiers.workflow import NOMINEE
from phuong6.lib.vietnamese import deadline_phrase, weekday_date


@dataclass(frozen=True)
class PaperTab:
    """One paper with all its versions, newest first; empty where nothing has been handed in."""

    key: str
    label: str
    versions: list[DossierPaper]


@dataclass
class NomineePanel:
    """One nominee: checks, the forms this person may use, and what was concluded."""

    nominee: Nominee
    checks: list[Check]
    own_case: bool
    may_reword: bool
    forms: dict
    notice: Due | None


def nominees_of(dossier: Dossier) -> list[Nominee]:
    """The dossier's nominees with all their panels need."""
    rows = (
        dossier.nominees.select_related(
            "official__user", "official__unit", "collective", "clear_by", "concluded_by"
        )
        .prefetch_related(
            Prefetch(
                "findings",
                CriterionFinding.objects.select_related("criterion", "found_by")
                .prefetch_related("evidence__file", "facts")
                .order_by("criterion__order"),
            )
        )
        .order_by("kind", "order", "pk")
    )
    found = list(rows)
    for each in found:
        each.dossier, each.campaign = dossier, dossier.campaign
    return found


def paper_tabs(dossier: Dossier, nominees: list[Nominee]) -> list[PaperTab]:
    """The papers in the order of the plan; a withdrawn nominee's report only if there is one."""
    versions = dossier.papers.versions()
    tabs = [
        PaperTab(kind.value, kind.label, versions.get((kind.value, None), []))
        for kind in (PaperKind.SUBMISSION, PaperKind.MINUTES)
    ]
    for each in nominees:
        mine = versions.get((PaperKind.REPORT.value, each.pk), [])
        if mine or each.status != NomineeStatus.WITHDRAWN:
            tabs.append(PaperTab(f"report-{each.pk}", f"Báo cáo thành tích: {each.addressed}", mine))
    return tabs


def dossier_checks(dossier: Dossier) -> list[Check]:
    """Completeness, and whether the first submission came in time."""
    gaps = [gap.sentence for gap in checks.gaps(dossier)]
    complete = (
        Check("Thành phần hồ sơ", "bad", "Còn thiếu", gaps)
        if gaps
        else Check(
            "Thành phần hồ sơ",
            "good",
            "Đầy đủ",
            ["Đủ ba loại giấy tờ, đủ thông tin cuộc họp và số phiếu."],
        )
    )
    return [complete, _agreement_check(dossier), _time_check(dossier)]


def _agreement_check(dossier: Dossier) -> Check:
    """Whether the signed papers and the answers agree; what nobody could read is said so."""
    found = agreement.differences(dossier)
    sentences = [each.sentence for each in found]
    if agreement.to_confirm(found):
        return Check("Ba giấy tờ khớp nhau", "attention", "Chưa khớp", sentences)
    if found:
        return Check("Ba giấy tờ khớp nhau", "draft", "Cần xem bằng mắt", sentences)
    return Check("Ba giấy tờ khớp nhau", "good", "Khớp", ["Không thấy chỗ nào chưa khớp."])


def _time_check(dossier: Dossier) -> Check:
    too_late = checks.deadline_for(dossier.campaign, dossier.unit)
    limit = f"Hạn: {deadline_phrase(too_late)}"
    if too_late > dossier.campaign.dossier_too_late:
        limit += " (đã gia hạn)"
    if dossier.received_at is None:
        return Check("Thời hạn nộp", "draft", "Chưa nộp", [f"{limit}."])
    received = timezone.localtime(dossier.received_at)
    how = "Nhận bản giấy lúc" if dossier.on_paper else "Nhận lúc"
    sentence = f"{how} {received:%H:%M:%S} {weekday_date(received.date())}. {limit}."
    if dossier.received_at < too_late:
        return Check("Thời hạn nộp", "good", "Đúng hạn", [sentence])
    return Check("Thời hạn nộp", "bad", "Trễ hạn", [sentence])


def panels(dossier: Dossier, nominees: list[Nominee], user, holidays, bound: dict) -> list[NomineePanel]:
    """One panel per nominee, in the order of the dossier."""
    figures = index_figures(dossier.unit.ward_id)
    known = Known(dossier)
    for each in nominees:
        for finding in each.findings.all():
            finding.shown_facts = known.shown(each, list(finding.facts.all()))
    checks, late = checks_of(dossier, nominees, figures), overtaken(nominees, figures)
    return [
        NomineePanel(
            nominee=each,
            checks=checks[each.pk],
            own_case=rules.is_own_case(user, each),
            may_reword=each.status in NOMINEE.steps["reword"].sources and rules.may_conclude(user, each),
            forms=nominee_forms(each, user, bound, is_late=each.pk in late),
            notice=_notice(each, holidays),
        )
        for each in nominees
    ]


def _notice(nominee: Nominee, holidays) -> Due | None:
    """When the unit must have been told of "không đủ điều kiện", while it has not."""
    if nominee.status != NomineeStatus.INELIGIBLE or nominee.told_at or not nominee.dossier.full_since:
        return None
    start = timezone.localtime(nominee.dossier.full_since).date()
    return due("Báo không khen thưởng", start, NOTICE_DAYS, timezone.localdate(), holidays)


def nominee_forms(nominee: Nominee, user, bound: dict, *, is_late: bool) -> dict:
    """The forms open to this person on this nominee; a form just refused comes back as it was typed.

    No name may be a method of dict ("clear", "pop"): a template would call it.
    """
    in_review = nominee.dossier.status == DossierStatus.IN_REVIEW
    kinds: dict[str, type[forms.DeskForm]] = {}
    if in_review and NOMINEE.allows("accept", user, nominee):
        kinds |= {
            "findings": forms.FindingsForm,
            "clearance": forms.ClearanceForm,
            "conclude": forms.ConcludeForm,
        }
        if nominee.is_individual:
            kinds["years"] = forms.IndexYearsForm
    if in_review and NOMINEE.allows("reconsider", user, nominee):
        kinds["reconsider"] = forms.PlainForm
    if is_late and NOMINEE.allows("confirm_index", user, nominee):
        kinds["confirm_index"] = forms.ConfirmIndexForm
    if not nominee.told_at and NOMINEE.allows("release_notice", user, nominee):
        kinds["release_notice"] = forms.PlainForm
    if NOMINEE.allows("withdraw", user, nominee):
        kinds["withdraw"] = forms.ReasonForm
    return {
        name: bound.get((name, nominee.pk))
        or kind(dossier=nominee.dossier, nominee=nominee, prefix=f"{name}-{nominee.pk}")
        for name, kind in kinds.items()
    }

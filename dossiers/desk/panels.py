"""What the dossier's page shows: papers on one side; findings, checks and forms on the other.

Reads everything in a constant number of queries, however many nominees there are.
"""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.db.models import Prefetch, Q
from django.utils import timezone

from criteria.index_rule import IndexFinding, Verdict
from criteria.rules import index_figures
from dossiers import checks, rules
from dossiers.conclusion_checks import in_scope, index_of
from dossiers.desk import forms
from dossiers.enums import CLAIMED, DossierStatus, NomineeStatus, PaperKind
from dossiers.models import CriterionFinding, Dossier, DossierPaper, Nominee
from dossiers.queue import NOTICE_DAYS, Due, due
from dossiers.summary import votes_of
from dossiers.workflow import NOMINEE
from phuong6.lib.vietnamese import deadline_phrase, weekday_date

ALIKE, LONG_ENOUGH = 0.85, 80  # a share of equal text, and the characters from which it means something
COMPARED = 1500  # characters of a summary that are compared: what its form takes
TONES = {Verdict.MET: "good", Verdict.NOT_MET: "bad", Verdict.INSUFFICIENT: "attention"}


@dataclass(frozen=True)
class Check:
    """One automatic check: its name, tone of badge.html, the word, sentences, other dossiers to look at."""

    name: str
    tone: str
    word: str
    sentences: list[str]
    links: list[tuple[str, str]] = field(default_factory=list)


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
                .prefetch_related("evidence__file")
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
    versions: dict[tuple, list[DossierPaper]] = {}
    for each in dossier.papers.select_related("file", "by").order_by("-version"):
        versions.setdefault((each.kind, each.nominee_id), []).append(each)
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
            ["Đủ ba loại giấy tờ đã ký, đủ thông tin cuộc họp và số phiếu."],
        )
    )
    return [complete, _time_check(dossier)]


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
    others = _others(dossier, nominees)
    return [
        NomineePanel(
            nominee=each,
            checks=_nominee_checks(each, nominees, others, figures),
            own_case=rules.is_own_case(user, each),
            forms=nominee_forms(each, user, bound),
            notice=_notice(each, holidays),
        )
        for each in nominees
    ]


def _others(dossier: Dossier, nominees: list[Nominee]) -> list[Nominee]:
    """Standing nominees of other dossiers who are, or are called like, one of these."""
    same = (
        Q(search_key__in=[each.search_key for each in nominees])
        | Q(official__in=[each.official_id for each in nominees if each.official_id])
        | Q(collective__in=[each.collective_id for each in nominees if each.collective_id])
    )
    return list(
        Nominee.objects.filter(same, campaign=dossier.campaign_id)
        .standing()
        .select_related("dossier__unit")
        .order_by("dossier__unit__sort_key", "pk")
    )


def _nominee_checks(nominee: Nominee, nominees, others, figures) -> list[Check]:
    found = [_scope_check(nominee), _vote_check(nominee), _twice_check(nominee, others)]
    if nominee.is_individual:
        found.append(index_check(index_of(nominee, figures)))
    copied = _copy_check(nominee, nominees)
    return [*found, copied] if copied else found


def _scope_check(nominee: Nominee) -> Check:
    if in_scope(nominee):
        return Check("Đối tượng", "good", "Đúng", [f"Thuộc {nominee.dossier.unit}."])
    return Check("Đối tượng", "bad", "Không đúng", [f"Không thuộc {nominee.dossier.unit}."])


def _vote_check(nominee: Nominee) -> Check:
    minutes = getattr(nominee.dossier, "minutes", None)
    present = minutes.present if minutes else None
    if nominee.votes_for is None:
        return Check("Bình xét tại đơn vị", "attention", "Chưa ghi", ["Chưa ghi kết quả biểu quyết."])
    sentence = (
        f"{votes_of(nominee, present)}, {nominee.votes_against or 0} không tán thành, "
        f"{nominee.votes_other or 0} ý kiến khác."
    )
    half = 2 * nominee.votes_for > (present or 0)
    return Check(
        "Bình xét tại đơn vị",
        "good" if half else "attention",
        "Quá nửa" if half else "Không quá nửa",
        [sentence],
    )


def _twice_check(nominee: Nominee, others: list[Nominee]) -> Check:
    """The same person or collective elsewhere, then people of the same name."""
    rest = [each for each in others if each.pk != nominee.pk]
    same = [
        each
        for each in rest
        if (nominee.official_id and each.official_id == nominee.official_id)
        or (nominee.collective_id and each.collective_id == nominee.collective_id)
    ]
    alike = [
        each
        for each in rest
        if each not in same and (each.kind, each.search_key) == (nominee.kind, nominee.search_key)
    ]
    links = [
        (f"{each.addressed}, hồ sơ của {each.dossier.unit} ({each.state.label})", each.dossier.code)
        for each in same + alike
    ]
    if any(each.status in CLAIMED for each in same):
        return Check(
            "Đề nghị trùng", "bad", "Đã có kết luận", ["Đã được kết luận đủ điều kiện ở hồ sơ khác."], links
        )
    if same:
        return Check(
            "Đề nghị trùng",
            "attention",
            "Trùng",
            ["Cũng được đề nghị ở hồ sơ khác; chỉ kết luận đủ điều kiện ở một hồ sơ."],
            links,
        )
    if alike:
        return Check(
            "Đề nghị trùng",
            "attention",
            "Trùng tên",
            ["Có người trùng tên; hãy xem có phải là một người."],
            links,
        )
    return Check("Đề nghị trùng", "good", "Không trùng", ["Không thấy ở hồ sơ nào khác."])


def index_check(found: IndexFinding) -> Check:
    """The index rule with its figures, in the words of the rule itself."""
    word = found.verdict.value
    return Check("Chỉ số CCHC", TONES[found.verdict], word[0].upper() + word[1:], [f"{found.sentence}."])


def _nearly_equal(one: str, other: str) -> bool:
    """Whether the texts' beginnings are alike; the cheap upper bounds first, the true share is quadratic."""
    pair = SequenceMatcher(None, one[:COMPARED], other[:COMPARED])
    return pair.real_quick_ratio() >= ALIKE and pair.quick_ratio() >= ALIKE and pair.ratio() >= ALIKE


def _copy_check(nominee: Nominee, nominees: list[Nominee]) -> Check | None:
    """Each subject writes its own report (domain.md §3.3): nearly equal summaries are shown, never refused."""
    mine = nominee.summary
    alike = [
        each.addressed
        for each in nominees
        if each.pk != nominee.pk
        and min(len(mine), len(each.summary)) >= LONG_ENOUGH
        and _nearly_equal(mine, each.summary)
    ]
    if not alike:
        return None
    return Check(
        "Tóm tắt thành tích", "attention", "Gần giống nhau", [f"Gần như trùng với {', '.join(alike)}."]
    )


def _notice(nominee: Nominee, holidays) -> Due | None:
    """When the unit must have been told of "không đủ điều kiện", while it has not."""
    if nominee.status != NomineeStatus.INELIGIBLE or nominee.told_at or not nominee.dossier.full_since:
        return None
    start = timezone.localtime(nominee.dossier.full_since).date()
    return due("Báo không khen thưởng", start, NOTICE_DAYS, timezone.localdate(), holidays)


def nominee_forms(nominee: Nominee, user, bound: dict) -> dict:
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
    if not nominee.told_at and NOMINEE.allows("release_notice", user, nominee):
        kinds["release_notice"] = forms.PlainForm
    if NOMINEE.allows("withdraw", user, nominee):
        kinds["withdraw"] = forms.ReasonForm
    return {
        name: bound.get((name, nominee.pk))
        or kind(dossier=nominee.dossier, nominee=nominee, prefix=f"{name}-{nominee.pk}")
        for name, kind in kinds.items()
    }

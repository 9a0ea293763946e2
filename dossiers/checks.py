"""What is still missing, as sentences, each with the page and field that mends it.

Completeness (design.md §4): three kinds of paper present in a signed copy, one báo cáo thành tích per
nominee, minutes with attendance and vote tallies per nominee, at least one nominee. The same
functions serve the unit's list of what is missing, every door that submits, and the desk.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from campaigns.models import Participation
from criteria.index_rule import IndexFinding, Verdict
from criteria.rules import index_finding
from dossiers.enums import CLAIMED, DossierStatus, IneligibleReason, NomineeStatus, PaperKind
from dossiers.models import Dossier, Nominee
from phuong6.lib.vietnamese import deadline_phrase


@dataclass(frozen=True)
class Gap:
    """One missing thing: the sentence, the step of the guided path and the field's anchor there."""

    sentence: str
    step: str
    anchor: str = ""


def deadline_for(campaign, unit) -> datetime:
    """The first moment too late for this unit: the campaign's, or its latest extension if later."""
    extension = (
        campaign.extensions.filter(unit=unit).order_by("-too_late").values_list("too_late", flat=True).first()
    )
    return max(filter(None, [campaign.dossier_too_late, extension]))


def on_time(dossier: Dossier, received_at: datetime) -> bool:
    """`received_at < too_late`; the first moment too late is already late."""
    return received_at < deadline_for(dossier.campaign, dossier.unit)


def current_papers(dossier: Dossier) -> dict[tuple[str, int | None], object]:
    """The present version of each paper, by kind and nominee, in the order of the plan."""
    papers = (
        dossier.papers.all() if _is_loaded(dossier, "papers") else dossier.papers.select_related("file", "by")
    )
    kinds = PaperKind.values
    versions = sorted(papers, key=lambda each: (kinds.index(each.kind), each.nominee_id or 0, each.version))
    return {(each.kind, each.nominee_id): each for each in versions}


def _is_loaded(dossier: Dossier, name: str) -> bool:
    """A list has fetched these rows for all its dossiers at once (DossierQuerySet.for_list)."""
    return name in getattr(dossier, "_prefetched_objects_cache", {})


def gaps(dossier: Dossier) -> list[Gap]:
    """All that keeps a dossier from being complete, in the order of the guided path."""
    loaded = _is_loaded(dossier, "nominees")
    rows = dossier.nominees.all() if loaded else dossier.nominees.prefetch_related("findings")
    nominees = [each for each in rows if each.status != NomineeStatus.WITHDRAWN]
    found = _registration_gap(dossier) + _nominee_gaps(nominees)
    found += _minutes_gaps(dossier, nominees)
    return found + _paper_gaps(dossier, nominees)


def _registration_gap(dossier: Dossier) -> list[Gap]:
    registered = getattr(dossier, "is_registered", None)
    if registered is None:
        registered = Participation.objects.filter(campaign=dossier.campaign, unit=dossier.unit).exists()
    if registered:
        return []
    return [Gap("Đơn vị chưa đăng ký tham gia phong trào.", "register")]


def _nominee_gaps(nominees: list[Nominee]) -> list[Gap]:
    if not nominees:
        return [Gap("Chưa có tập thể hoặc cá nhân nào được đề nghị.", "nominees")]
    found = []
    for each in nominees:
        if not each.summary.strip():
            found.append(
                Gap(f"Chưa ghi tóm tắt thành tích của {each.addressed}.", "evidence", f"summary-{each.pk}")
            )
        if not any(finding.claim.strip() for finding in each.findings.all()):
            found.append(
                Gap(
                    f"Chưa nêu kết quả theo tiêu chí nào của {each.addressed}.",
                    "evidence",
                    f"claims-{each.pk}",
                )
            )
    return found


def _minutes_gaps(dossier: Dossier, nominees: list[Nominee]) -> list[Gap]:
    minutes = getattr(dossier, "minutes", None)
    wanted = {
        "held_at": "Chưa ghi ngày giờ họp bình xét.",
        "members": "Chưa ghi tổng số người được triệu tập họp bình xét.",
        "present": "Chưa ghi số người có mặt tại cuộc họp bình xét.",
        "chair": "Chưa ghi người chủ trì cuộc họp bình xét.",
        "secretary": "Chưa ghi thư ký cuộc họp bình xét.",
    }
    found = [
        Gap(sentence, "minutes", f"id_{name}")
        for name, sentence in wanted.items()
        if minutes is None or getattr(minutes, name) in (None, "")
    ]
    for each in nominees:
        if each.votes_for is None or each.votes_against is None:
            found.append(
                Gap(f"Chưa ghi kết quả biểu quyết cho {each.addressed}.", "minutes", f"votes-{each.pk}")
            )
        elif minutes and minutes.present is not None:
            cast = each.votes_for + each.votes_against + (each.votes_other or 0)
            if cast > minutes.present:
                found.append(
                    Gap(
                        f"Số phiếu của {each.addressed} ({cast}) nhiều hơn số người có mặt ({minutes.present}).",
                        "minutes",
                        f"votes-{each.pk}",
                    )
                )
    return found


def _paper_gaps(dossier: Dossier, nominees: list[Nominee]) -> list[Gap]:
    present = current_papers(dossier)
    found = [
        Gap(f"Chưa có bản đã ký của {kind.label}.", "papers", f"paper-{kind.value}")
        for kind in (PaperKind.SUBMISSION, PaperKind.MINUTES)
        if (kind.value, None) not in present
    ]
    return found + [
        Gap(
            f"Chưa có Báo cáo thành tích đã ký của {each.addressed}.",
            "papers",
            f"paper-{PaperKind.REPORT.value}-{each.pk}",
        )
        for each in nominees
        if (PaperKind.REPORT.value, each.pk) not in present
    ]


def too_late_sentence(dossier: Dossier, received_at: datetime) -> list[str]:
    """The refusal of a late submission, or nothing."""
    if on_time(dossier, received_at):
        return []
    due = deadline_phrase(deadline_for(dossier.campaign, dossier.unit))
    return [
        (
            f"Đã quá hạn nộp hồ sơ ({due}). "
            "Bản đang soạn vẫn được giữ nguyên. Đơn vị liên hệ cán bộ Nội vụ để xin gia hạn."
        )
    ]


def submit_missing(dossier: Dossier, act) -> list[str]:
    """All that stops a first submission received at `act.at`."""
    return [each.sentence for each in gaps(dossier)] + too_late_sentence(dossier, act.at)


def resubmit_missing(dossier: Dossier, act) -> list[str]:
    """All that stops a returned dossier from being handed in again. The deadline is not asked twice."""
    return [each.sentence for each in unanswered_items(dossier) + gaps(dossier)]


def paper_filing_missing(dossier: Dossier, act) -> list[str]:
    """All that stops filing for a unit what came on paper (act.data: received_at, aware)."""
    received_at = act.data.get("received_at")
    if received_at is None:
        return ["Hãy ghi ngày giờ nhận bản giấy."]
    if received_at > act.at:
        return ["Giờ nhận bản giấy không thể ở tương lai."]
    missing = [each.sentence for each in gaps(dossier)]
    first = dossier.received_at is None
    return missing + (too_late_sentence(dossier, received_at) if first else [])


def return_missing(dossier: Dossier, act) -> list[str]:
    """All that stops a return: it names what to put right, why, and until when."""
    items = act.data.get("items") or []
    missing = []
    if not items:
        missing.append("Hãy chọn ít nhất một giấy tờ hoặc trường hợp cần bổ sung.")
    if any(not (item.get("reason") or "").strip() for item in items):
        missing.append("Mỗi mục trả lại phải ghi rõ cần bổ sung, sửa gì.")
    due_on = act.data.get("due_on")
    if due_on is None:
        missing.append("Hãy ghi hạn bổ sung.")
    elif due_on <= timezone.localtime(act.at).date():
        missing.append("Hạn bổ sung phải sau hôm nay.")
    return missing


def finish_missing(dossier: Dossier, act) -> list[str]:
    """Every nominee has its conclusion before the appraisal ends."""
    return [
        f"Chưa kết luận về {each.addressed}."
        for each in dossier.nominees.filter(status=NomineeStatus.PROPOSED).in_order()
    ]


def reopen_missing(dossier: Dossier, act) -> list[str]:
    """An appraised dossier may be reopened while none of its nominees has gone to the council."""
    gone = dossier.nominees.exclude(
        status__in=[
            NomineeStatus.PROPOSED,
            NomineeStatus.ELIGIBLE,
            NomineeStatus.INELIGIBLE,
            NomineeStatus.WITHDRAWN,
        ]
    )
    return [f"{each.addressed} đã trình Hội đồng, không mở lại hồ sơ được." for each in gone]


def _in_review(nominee: Nominee) -> list[str]:
    if nominee.dossier.status == DossierStatus.IN_REVIEW:
        return []
    return ["Chỉ kết luận khi hồ sơ đang thẩm định."]


def accept_missing(nominee: Nominee, act) -> list[str]:
    """All that stops the conclusion "đủ điều kiện"."""
    missing = _in_review(nominee)
    if nominee.clear_on is None:
        missing.append(
            "Chưa xác nhận ngày kiểm tra “không trong thời gian xem xét kỷ luật, thanh tra, khiếu nại”."
        )
    if not in_scope(nominee):
        missing.append(f"{nominee.addressed} không thuộc đơn vị đề nghị.")
    taken = others_concluded(nominee).select_related("dossier__unit").first()
    if taken:
        missing.append(f"{nominee.addressed} đã được kết luận đủ điều kiện ở hồ sơ của {taken.dossier.unit}.")
    if nominee.is_individual:
        found = index_of(nominee)
        if found.verdict is Verdict.NOT_MET:
            missing.append(f"Không đạt tiêu chí về Chỉ số CCHC: {found.sentence}.")
        if found.verdict is Verdict.INSUFFICIENT and not act.note:
            missing.append(f"{found.sentence}. Muốn kết luận đủ điều kiện phải ghi lý do.")
    return missing


def reject_missing(nominee: Nominee, act) -> list[str]:
    """A refusal names one of the enumerated reasons (domain.md §3.1)."""
    missing = _in_review(nominee)
    if act.data.get("reason") not in IneligibleReason.values:
        missing.append("Hãy chọn lý do không đủ điều kiện.")
    return missing


def reconsider_missing(nominee: Nominee, act) -> list[str]:
    """A conclusion is taken back only while the dossier is under appraisal."""
    return _in_review(nominee)


def notice_missing(nominee: Nominee, act) -> list[str]:
    """The notice of non-award goes out once the dossier is appraised, and once."""
    missing = []
    if nominee.dossier.status != DossierStatus.APPRAISED:
        missing.append("Hãy kết thúc thẩm định hồ sơ trước khi báo kết quả.")
    if nominee.told_at:
        missing.append("Đã báo cho đơn vị rồi.")
    return missing


def unanswered_items(dossier: Dossier) -> list[Gap]:
    """Items of the open return request that have not been touched since it was made."""
    request = dossier.returns.filter(answered_at__isnull=True).order_by("-round").first()
    if request is None:
        return []
    papers = current_papers(dossier)
    found = []
    for item in request.items.select_related("nominee"):
        if not item.paper_kind:
            continue
        paper = papers.get((item.paper_kind, item.nominee_id))
        if paper is None or paper.at <= request.at:
            anchor = "-".join(
                filter(None, ["paper", item.paper_kind, item.nominee_id and str(item.nominee_id)])
            )
            found.append(Gap(f"Chưa đưa lên bản mới của: {item}.", "papers", anchor))
    return found


def index_of(nominee: Nominee, figures: dict | None = None) -> IndexFinding:
    """The index rule for an individual, with the sentence and, where stated, why other years were used.

    `figures` of criteria.rules.index_figures spares the query where many are asked about.
    """
    found = index_finding(nominee.dossier.unit, nominee.index_years, figures)
    if nominee.index_year and nominee.index_reason:
        return IndexFinding(found.verdict, f"{found.sentence} (chọn cặp năm này vì: {nominee.index_reason})")
    return found


def others_concluded(nominee: Nominee):
    """Nominees of other dossiers of this campaign with the same person or collective already concluded."""
    same = Nominee.objects.filter(campaign_id=nominee.campaign_id, status__in=CLAIMED).exclude(pk=nominee.pk)
    if nominee.official_id:
        return same.filter(official_id=nominee.official_id)
    return same.filter(collective_id=nominee.collective_id)


def namesakes(nominee: Nominee):
    """Other standing nominees of the campaign with the same name, accents aside. For the officer only."""
    return (
        Nominee.objects.filter(
            campaign_id=nominee.campaign_id, kind=nominee.kind, search_key=nominee.search_key
        )
        .exclude(pk=nominee.pk)
        .exclude(status=NomineeStatus.WITHDRAWN)
        .select_related("dossier__unit")
    )


def in_scope(nominee: Nominee) -> bool:
    """The person or collective belongs to the unit that nominates."""
    subject = nominee.official if nominee.official_id else nominee.collective
    return subject.unit_id == nominee.dossier.unit_id


def lacks_figures(nominee: Nominee) -> bool:
    """The index rule cannot be decided for this individual."""
    return nominee.is_individual and index_of(nominee).verdict is Verdict.INSUFFICIENT

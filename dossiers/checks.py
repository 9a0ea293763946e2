"""What is still missing, as sentences, each with the page and field that mends it.

Completeness (plan, section III.2): three kinds of paper present in a signed copy, one báo cáo thành tích per
nominee, minutes with attendance and vote tallies per nominee, at least one nominee. The same functions
serve the unit's list of what is missing, every door that submits, and the desk.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from campaigns.checks import closed_missing
from campaigns.models import Participation
from dossiers.comparing.agreement import unconfirmed
from dossiers.enums import NomineeStatus, PaperKind
from dossiers.models import Dossier, DossierPaper, Nominee, first_too_late, newest_of
from phuong6.lib.vietnamese import deadline_phrase
from phuong6.office.posts import posts


@dataclass(frozen=True)
class Gap:
    """One missing thing: the sentence, the step of the guided path and the field's anchor there."""

    sentence: str
    step: str
    anchor: str = ""


def deadline_for(campaign, unit) -> datetime:
    """The first moment too late for this unit: the campaign's, or its latest extension if later."""
    return first_too_late(
        campaign, campaign.extensions.filter(unit=unit).aggregate(last=Max("too_late"))["last"]
    )


def on_time(dossier: Dossier, received_at: datetime) -> bool:
    """`received_at < too_late`; the first moment too late is already late."""
    return received_at < deadline_for(dossier.campaign, dossier.unit)


def current_papers(dossier: Dossier) -> dict[tuple[str, int | None], DossierPaper]:
    """The present version of each paper, by kind and nominee, in the order of the plan."""
    papers = (
        dossier.papers.all() if _is_loaded(dossier, "papers") else dossier.papers.select_related("file", "by")
    )
    return newest_of(papers)


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
        if each.is_household and not each.campaign.households:
            found.append(Gap(f"Phong trào không xét hộ gia đình: hãy bỏ {each} khỏi hồ sơ.", "nominees"))
        if not each.summary.strip():
            found.append(
                Gap(f"Chưa ghi tóm tắt thành tích của {each.addressed}.", "evidence", f"summary-{each.pk}")
            )
        silent = not any(finding.claim.strip() for finding in each.findings.all())
        if silent and each.campaign.criteria.filter(kind=each.kind).exists():
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
    return found + [gap for each in nominees for gap in _vote_gaps(each, minutes)]


VOTES = {"votes_for": "tán thành", "votes_against": "không tán thành"}


def votes_not_told(nominee: Nominee) -> list[str]:
    """Which of the two figures every vote must have are missing, by field name."""
    return [name for name in VOTES if getattr(nominee, name) is None]


def votes_missing_phrase(names: list[str]) -> str:
    """Words such as "Chưa ghi số phiếu không tán thành"."""
    return f"Chưa ghi số phiếu {' và '.join(VOTES[name] for name in names)}"


def _vote_gaps(nominee: Nominee, minutes) -> list[Gap]:
    """Which figure is missing, or a sum above who was there; each at its own field."""
    field = f"id_n{nominee.pk}-{{}}".format
    if empty := votes_not_told(nominee):
        told = f"{votes_missing_phrase(empty)} cho {nominee.addressed}."
        return [Gap(told, "minutes", field(empty[0]))]
    if minutes is None or minutes.present is None:
        return []
    cast = sum(each or 0 for each in (nominee.votes_for, nominee.votes_against, nominee.votes_other))
    if cast <= minutes.present:
        return []
    told = f"Số phiếu của {nominee.addressed} ({cast}) nhiều hơn số người có mặt ({minutes.present})."
    return [Gap(told, "minutes", field("votes_for"))]


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
            f"Bản đang soạn vẫn được giữ nguyên. Đơn vị liên hệ {posts().internal_affairs} để xin gia hạn."
        )
    ]


def submit_missing(dossier: Dossier, act) -> list[str]:
    """All that stops a first submission received at `act.at`."""
    missing = [each.sentence for each in gaps(dossier)] + unconfirmed(dossier, act)
    return missing + closed_missing(dossier.campaign) + too_late_sentence(dossier, act.at)


def resubmit_missing(dossier: Dossier, act) -> list[str]:
    """All that stops a returned dossier from being handed in again. The deadline is not asked twice."""
    missing = [each.sentence for each in unanswered_items(dossier) + gaps(dossier)]
    return missing + unconfirmed(dossier, act)


def paper_filing_missing(dossier: Dossier, act) -> list[str]:
    """All that stops filing for a unit what came on paper (act.data: received_at, aware)."""
    received_at = act.data.get("received_at")
    if received_at is None:
        return ["Hãy ghi ngày giờ nhận bản giấy."]
    if received_at > act.at:
        return ["Giờ nhận bản giấy không thể ở tương lai."]
    missing = [each.sentence for each in gaps(dossier)]
    first = dossier.received_at is None
    missing += closed_missing(dossier.campaign) if first else []
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
            anchor = "-".join(filter(None, ["paper", item.paper_kind, str(item.nominee_id or "")]))
            found.append(Gap(f"Chưa đưa lên bản mới của: {item}.", "papers", anchor))
    return found

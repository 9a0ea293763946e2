"""What each move fills in besides the status; called by the engine inside its transaction."""

from django.utils import timezone

from campaigns.series import RECEIPT, series_key
from criteria.index_rule import Verdict
from dossiers import checks
from dossiers.conclusion_checks import index_of
from dossiers.enums import NomineeStatus
from dossiers.models import Receipt, ReturnItem, ReturnRequest
from phuong6.office.papers.numbering import enter_paper, take_number


def _hand_in(dossier, act, received_at) -> None:
    """Every handing in gives a receipt with the hashes of the files as they were."""
    dossier.full_since = received_at
    day = timezone.localtime(act.at).date()
    key = series_key(dossier.campaign, RECEIPT)
    paper = enter_paper(
        key,
        take_number(key, day.year),
        issued_on=day,
        title=f"Phiếu tiếp nhận hồ sơ {dossier.code}",
        subject=None,
        recipients=str(dossier.unit),
        by=act.by,
        at=act.at,
    )
    receipt = Receipt.objects.create(
        dossier=dossier,
        paper=paper,
        received_at=received_at,
        on_paper=dossier.on_paper,
        on_time=checks.on_time(dossier, dossier.received_at),
        by=act.by,
        files=[
            {
                "title": each.get_kind_display() + (f" – {each.nominee.addressed}" if each.nominee else ""),
                "version": each.version,
                "pages": each.file.pages,
                "size": each.file.size,
                "sha256": each.file.sha256,
            }
            for each in checks.current_papers(dossier).values()
        ],
    )
    paper.kind, paper.subject = "receipt", receipt  # which needs its number before it can exist
    paper.save(update_fields=["kind", "content_type", "object_id"])


def _close_request(dossier, act) -> None:
    dossier.returns.filter(answered_at__isnull=True).update(answered_at=act.at)


def submitted(dossier, act) -> None:
    """The first submission counts from the moment the request arrived."""
    dossier.received_at = act.at
    _hand_in(dossier, act, act.at)


def resubmitted(dossier, act) -> None:
    """Only the first submission is judged by the deadline; the ten days run anew."""
    _close_request(dossier, act)
    _hand_in(dossier, act, act.at)


def filed_on_paper(dossier, act) -> None:
    """The officer files what came on paper, with its hour of receipt (act.data: received_at, aware)."""
    received_at = act.data["received_at"]
    dossier.on_paper = True
    if dossier.received_at is None:
        dossier.received_at = received_at
    _close_request(dossier, act)
    _hand_in(dossier, act, received_at)


def entered_for_unit(dossier, act) -> None:
    """From now on the officer may fill the draft in for the unit."""
    dossier.on_paper = True


def withdrawn(dossier, act) -> None:
    """Withdrawing gives up the first submission's time."""
    dossier.received_at = dossier.full_since = None


def taken_up(dossier, act) -> None:
    dossier.reviewer = act.by


def returned(dossier, act) -> None:
    """act.data: due_on (date) and items, each with reason and paper_kind and/or nominee (id)."""
    request = ReturnRequest.objects.create(
        dossier=dossier,
        round=dossier.returns.count() + 1,
        due_on=act.data["due_on"],
        by=act.by,
        at=act.at,
    )
    ReturnItem.objects.bulk_create(
        ReturnItem(
            request=request,
            paper_kind=item.get("paper_kind", ""),
            nominee_id=item.get("nominee"),
            reason=item["reason"],
        )
        for item in act.data["items"]
    )


def appraised(dossier, act) -> None:
    dossier.appraised_at = act.at


def reopened(dossier, act) -> None:
    """Its nominees go back to `proposed`; the workflow of nominees does that, this clears the moment."""
    dossier.appraised_at = None


def cleared_conclusion(nominee, act) -> None:
    """Back to `proposed`: earlier conclusions stay in the log."""
    nominee.concluded_by = nominee.concluded_at = nominee.told_at = None
    nominee.reason, nominee.without_figures, nominee.index_basis = "", False, ""


def concluded_eligible(nominee, act) -> None:
    nominee.concluded_by, nominee.concluded_at = act.by, act.at
    nominee.conclusion, nominee.reason = act.note, ""
    _rest_on_index(nominee)


def concluded_ineligible(nominee, act) -> None:
    """act.data: reason, one of IneligibleReason."""
    nominee.concluded_by, nominee.concluded_at = act.by, act.at
    nominee.conclusion, nominee.reason = act.note, act.data["reason"]
    _rest_on_index(nominee)


def index_confirmed(nominee, act) -> None:
    """The conclusion stands on the figures as they are now."""
    _rest_on_index(nominee)


def _rest_on_index(nominee) -> None:
    """Keep what the index said; "đủ điều kiện" without figures is marked for council and chairman."""
    found = index_of(nominee) if nominee.is_individual else None
    nominee.index_basis = found.sentence if found else ""
    nominee.without_figures = (
        found is not None
        and found.verdict is Verdict.INSUFFICIENT
        and nominee.status != NomineeStatus.INELIGIBLE
    )


def told(nominee, act) -> None:
    """From now on the unit sees the outcome."""
    nominee.told_at = act.at

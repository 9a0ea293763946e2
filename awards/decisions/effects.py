"""What each move of a decision fills in besides the status."""

from django.utils import timezone

from awards.certificates.register import enter_certificate
from awards.decisions.drafting import add_line, recompute
from awards.decisions.notices import draft_notices
from awards.decisions.papers.decision import KIND as DECISION_PAPER
from awards.decisions.papers.revocation import KIND as REVOCATION_PAPER
from awards.decisions.revoking import freeze_dues, revoked_by
from awards.money.ledger import settle
from awards.money.terms import terms_on
from campaigns.rules import signer_of
from campaigns.series import DECISION, series_key
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from dossiers.workflow import NOMINEE
from phuong6.office.files import store_made
from phuong6.office.papers.numbering import enter_paper
from phuong6.office.papers.printing import print_version


def _clear_approval(decision) -> None:
    decision.approved_by = decision.approved_at = decision.approved_total = None
    decision.signer, decision.signer_title, decision.signer_name = None, "", ""


def sent(decision, act) -> None:
    """A commitment starts: the fund's row is held, so that two drafts cannot count on the same money."""
    decision.fund_override_reason = act.data.get("fund_override_reason", "").strip()
    _clear_approval(decision)
    _promise(decision, act, decision.fund_override_reason)


def _promise(decision, act, reason: str = "") -> None:
    """The fund follows what this decision promises in the status it is about to have."""
    settle(decision.campaign_id, by=act.by, at=act.at, reason=reason, counting=decision)


def approved(decision, act) -> None:
    """The decision freezes its own signer: whoever follows him changes no paper of his."""
    signer = signer_of(act.by, decision.campaign.ward_id, timezone.localdate())
    decision.approved_by, decision.approved_at = act.by, act.at
    decision.approved_total = decision.total
    decision.signer = signer
    decision.signer_title = "\n".join(filter(None, [signer.on_behalf, signer.title]))
    decision.signer_name = signer.name


def sent_back(decision, act) -> None:
    decision.fund_override_reason = ""
    _clear_approval(decision)
    _promise(decision, act)


def requeued(decision, act) -> None:
    """A date that changes a sum brings the decision back to the chairman (docs/decisions/0013)."""
    decision.planned_on = act.data["decided_on"]
    _clear_approval(decision)
    _promise(decision, act, decision.fund_override_reason)


def approval_taken_back(decision, act) -> None:
    """A name was put right on a confirmed list: the chairman confirms what it says now."""
    _clear_approval(decision)
    _promise(decision, act, decision.fund_override_reason)


def issued(decision, act) -> None:
    """Number and date of the signed paper; list frozen; what it decides takes effect; the units are written to.

    The PDF and its SHA-256 are kept as issued (NĐ 30/2020 Điều 18: a wrong paper is replaced).
    """
    day, number = act.data["decided_on"], act.data["number"]
    decision.decided_on, decision.planned_on, decision.issued_at = day, day, act.at
    kind = REVOCATION_PAPER if decision.is_revocation else DECISION_PAPER
    if decision.is_revocation:
        freeze_dues(decision)
    decision.paper = enter_paper(
        series_key(decision.campaign, DECISION),
        number,
        issued_on=day,
        by=act.by,
        at=act.at,
        subject=decision,
        title=f"{kind.title} – {decision.campaign.name}"[:300],
        kind=kind.key,
        signer=decision.signer_name,
        recipients="Như Điều 3; Hội đồng TĐKT; Lưu: VT, NV",
    )
    decision.number = decision.paper.full_number
    version, content, _ = print_version(kind, decision, by=act.by)
    name = f"{decision.campaign.code}-{kind.slug}.pdf"
    decision.file = store_made(content, name=name, by=act.by, pages=version.pages)
    decision.paper.file = decision.file
    decision.paper.save(update_fields=["file"])
    told = revoked_by(decision, act) if decision.is_revocation else _awarded_by(decision, act)
    draft_notices(decision, told)


def _awarded_by(decision, act) -> list[Nominee]:
    """Certificates are entered and outcomes told; returns whose outcome was told now.

    Who was not recommended or not chosen is told with the last decision of the meeting: told earlier, their
    neighbours who wait for a later decision could be guessed from it.
    """
    told = []
    for award in decision.awards.select_related("nominee").order_by("position"):
        NOMINEE.perform("award", award.nominee, by=act.by, at=act.at)
        enter_certificate(award, decision.decided_on.year, at=act.at)
        told.append(award.nominee)
    here = Nominee.objects.filter(agenda_items__meeting=decision.meeting)
    if here.filter(status=NomineeStatus.RECOMMENDED).exists():
        return told
    failed = [NomineeStatus.NOT_RECOMMENDED, NomineeStatus.DECLINED]
    for nominee in here.filter(status__in=failed, told_at__isnull=True).distinct():
        NOMINEE.perform("tell", nominee, by=act.by, at=act.at)
        told.append(nominee)
    return told


def struck(decision, act) -> None:
    """The chairman strikes a line: the nominee is declined, with the reason, and leaves the list."""
    award = act.data["award"]
    award.delete()
    NOMINEE.perform("decline", award.nominee, by=act.by, at=act.at, note=act.note)
    recompute(decision, decision.planned_on)
    _promise(decision, act)


def struck_note(decision, act) -> str:
    """What the decision's log says of it: whom, and why."""
    return f"{act.data['award'].nominee.addressed}: {act.note}"


def chosen_again(decision, act) -> None:
    """The nominee the chairman had left out is on the list again, at the place of the agenda."""
    nominee = Nominee.objects.get(pk=act.data["nominee"])
    NOMINEE.perform("choose_again", nominee, by=act.by, at=act.at)
    add_line(decision, nominee, terms_on(decision.planned_on, decision.regime_override))
    recompute(decision, decision.planned_on)
    _promise(decision, act)


def chosen_again_note(decision, act) -> str:
    """Whom the chairman put back."""
    return Nominee.objects.get(pk=act.data["nominee"]).addressed

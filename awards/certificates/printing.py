"""Which giấy khen are printed, and the file of them; many are printed in the background (`awards.certificates.print_jobs`)."""

from collections.abc import Iterable

from django.db.models import QuerySet

from awards.certificates.papers.certificate import certificates_pdf
from awards.certificates.print_requests import How
from awards.enums import CertificateStatus, DecisionKind, DecisionStatus
from awards.models import Certificate, Decision
from phuong6.lib.vietnamese import squeeze
from phuong6.office.workflow import Refused

AT_ONCE = 20  # what a visitor gladly waits for, the slow way of letters our faces lack included


def printable(decision: Decision) -> QuerySet[Certificate]:
    """The valid giấy khen of an issued decision, in the order of its list; none of any other."""
    return (
        Certificate.objects.filter(award__decision=decision, award__decision__status=DecisionStatus.ISSUED)
        .filter(status=CertificateStatus.VALID)
        .select_related("award__decision__campaign__ward", "award__nominee")
        .order_by("award__position")
    )


def decision_numbered(number: str, year: int | None = None) -> Decision:
    """The issued decision of this number. Raises Refused when there is none, or when years share it."""
    awarding = Decision.objects.filter(status=DecisionStatus.ISSUED, kind=DecisionKind.AWARD)
    found = awarding.filter(number=squeeze(number))
    if year is not None:
        found = found.filter(decided_on__year=year)
    decisions = list(found.order_by("decided_on")[:10])
    if not decisions:
        raise Refused(f"Không có quyết định nào đã ban hành mang số {number}.")
    if len(decisions) > 1:
        years = ", ".join(str(each.decided_on.year) for each in decisions)
        raise Refused(f"Số {number} có ở nhiều năm ({years}); hãy ghi rõ năm.")
    return decisions[0]


def print_certificates(
    decision: Decision,
    *,
    only: Iterable[int] | None = None,
    overlay: bool = False,
    how: How | None = None,
    on_progress=None,
) -> bytes:
    """One PDF, a page per valid giấy khen; `only` holds certificate ids. Raises Refused if none is left.

    `how` names the ward's own design and the printer; without it the software's own is used, with `overlay` its text.
    """
    wanted = printable(decision)
    if only is not None:
        wanted = wanted.filter(pk__in=list(only))
    rows = list(wanted)
    if not rows:
        raise Refused("Không có giấy khen nào còn giá trị để in.")
    how = how or How(overlay=overlay)
    return certificates_pdf(rows, design=how.design, calibration=how.calibration, on_progress=on_progress)


def file_name(decision: Decision, *, overlay: bool = False) -> str:
    """The name the PDF is downloaded under: plain letters, no words of anybody's."""
    number = decision.paper.number if decision.paper_id else decision.pk
    return f"giay-khen-{number:02d}-{decision.decided_on.year}{'-phoi' if overlay else ''}.pdf"

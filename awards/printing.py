"""Which giấy khen are printed, and how: at once when they are few, in the background when many."""

from collections.abc import Iterable

from django.db.models import QuerySet

from awards.documents import certificates_pdf
from awards.enums import CertificateStatus, DecisionStatus
from awards.models import Certificate, Decision
from awards.rules import may_print
from phuong6.lib.vietnamese import squeeze
from phuong6.office import jobs
from phuong6.office.files import store_made
from phuong6.office.models import Job
from phuong6.office.workflow import NotAllowed, Refused

AT_ONCE = 20  # about a second of work
KIND = "certificates"


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
    found = Decision.objects.filter(status=DecisionStatus.ISSUED, number=squeeze(number))
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
    decision: Decision, *, only: Iterable[int] | None = None, overlay: bool = False, on_progress=None
) -> bytes:
    """One PDF, a page per valid giấy khen; `only` holds certificate ids. Raises Refused if none is left."""
    wanted = printable(decision)
    if only is not None:
        wanted = wanted.filter(pk__in=list(only))
    rows = list(wanted)
    if not rows:
        raise Refused("Không có giấy khen nào còn giá trị để in.")
    return certificates_pdf(rows, overlay=overlay, on_progress=on_progress)


def file_name(decision: Decision, *, overlay: bool = False) -> str:
    """The name the PDF is downloaded under: plain letters, no words of anybody's."""
    number = decision.paper.number if decision.paper_id else decision.pk
    return f"giay-khen-{number:02d}-{decision.decided_on.year}{'-phoi' if overlay else ''}.pdf"


def print_later(decision: Decision, *, by, only: list[int], overlay: bool = False) -> Job:
    """Have these certificates printed in the background. Raises NotAllowed."""
    if not may_print(by):
        raise NotAllowed("Bạn không có quyền in giấy khen.")
    return jobs.enqueue(
        KIND,
        title=f"In {len(only)} giấy khen của Quyết định số {decision.number}",
        params={"decision": decision.pk, "only": only, "overlay": overlay},
        total=len(only),
        by=by,
    )


def _print_job(job: Job, progress):
    """The work of a printing job: params are decision (id), only (certificate ids), overlay."""
    decision = Decision.objects.select_related("paper").get(pk=job.params["decision"])
    overlay = job.params["overlay"]
    content = print_certificates(decision, only=job.params["only"], overlay=overlay, on_progress=progress)
    return store_made(content, name=file_name(decision, overlay=overlay), by=job.by, pages=job.total)


jobs.KINDS[KIND] = jobs.Kind(work=_print_job, may_see=may_print)

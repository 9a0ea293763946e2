"""Which giấy khen were printed, by whom, when and why: a giấy khen is printed a first time only once."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from awards.enums import CertificateEventKind
from awards.models import Certificate, CertificateEvent
from phuong6.office.workflow import Refused


class ReasonNeeded(Refused):
    """Something is to be printed again and nobody said why."""


REASON_NEEDED = "Có giấy khen đã in trước đây ({names}). Hãy ghi lý do in lại."
SHOWN = 5  # names in a sentence
PRINTS = (CertificateEventKind.PRINTED, CertificateEventKind.REPRINTED)


def printed_before(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Those of these that have been printed already."""
    return certificates.filter(events__kind=CertificateEventKind.PRINTED)


def with_prints(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Each with how often it was printed (`times`) and when last (`last_print`)."""
    prints = Q(events__kind__in=PRINTS)
    return certificates.annotate(
        times=Count("events", filter=prints), last_print=Max("events__at", filter=prints)
    )


def require_reason(certificates: QuerySet[Certificate], reason: str) -> None:
    """Raises ReasonNeeded when something is to be printed again without saying why."""
    if reason.strip():
        return
    names = list(printed_before(certificates).values_list("award__name", flat=True)[: SHOWN + 1])
    if names:
        more = ", …" if len(names) > SHOWN else ""
        raise ReasonNeeded(REASON_NEEDED.format(names=", ".join(names[:SHOWN]) + more))


@transaction.atomic
def record_prints(certificates: Iterable[Certificate], *, by, reason: str = "", at=None) -> None:
    """Write into the register that these were printed; those printed before need the reason.

    Raises ReasonNeeded when one was printed meanwhile and there is no reason. Call it in the transaction
    that hands the pages out.
    """
    at, reason = at or timezone.now(), reason.strip()
    wanted = Certificate.objects.filter(pk__in=[each.pk for each in certificates]).order_by("pk")
    # The rows are locked: of two people printing at once, the second finds the first one's print.
    rows = list(wanted.select_for_update())
    require_reason(wanted, reason)
    again = set(printed_before(wanted).values_list("pk", flat=True))
    CertificateEvent.objects.bulk_create(
        CertificateEvent(
            certificate=each,
            kind=CertificateEventKind.REPRINTED if each.pk in again else CertificateEventKind.PRINTED,
            reason=reason if each.pk in again else "",
            by=by,
            at=at,
        )
        for each in rows
    )

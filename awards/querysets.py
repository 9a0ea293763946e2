"""What a revocation does to the giấy khen it names, and awards that stand without one."""

from django.db.models import QuerySet

from awards.enums import CertificateStatus, DecisionStatus
from awards.models import Certificate
from dossiers.enums import NomineeStatus


def without_copy() -> QuerySet[Certificate]:
    """Void numbers nobody has replaced yet: the award stands, and there is no giấy khen to hand over."""
    return Certificate.objects.filter(
        status=CertificateStatus.VOID,
        replacement=None,
        award__decision__status=DecisionStatus.ISSUED,
        award__nominee__status=NomineeStatus.AWARDED,
    )


def copies_to_make(decision) -> dict:
    """How many of a decision's giấy khen have to be replaced, and the year of the register they stand in."""
    found = without_copy().filter(award__decision=decision).order_by("-register_year")
    years = list(found.values_list("register_year", flat=True))
    return {"count": len(years), "year": years[0] if years else None}

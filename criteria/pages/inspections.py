"""Inspections as pages find and read them."""

from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from criteria.models import Inspection
from criteria.querysets import to_put_right
from criteria.rules import may_see_inspection


def with_fixes(rows: QuerySet[Inspection], today: date) -> QuerySet[Inspection]:
    """Each with how much is still to be put right (`to_do`), is late (`late`), and by when the next (`next_due`)."""
    still = to_put_right("findings__")
    return rows.annotate(
        asked=Count("findings", filter=Q(findings__to_fix=True)),
        to_do=Count("findings", filter=still),
        late=Count("findings", filter=still & Q(findings__due_on__lt=today)),
        next_due=Min("findings__due_on", filter=still),
    )


def find(request, pk: int) -> Inspection:
    """The visit, for whoever may see it. Raises Http404."""
    rows = Inspection.objects.select_related("unit", "campaign__ward", "by")
    found = get_object_or_404(rows, pk=pk)
    if not may_see_inspection(request.user, found):
        raise Http404
    return found

"""The addresses of a target's cells, and who reads them."""

from django.http import Http404
from django.urls import reverse

from criteria.measuring.obligations import Cell
from criteria.rules import may_read_results


def cell_url(cell: Cell, name: str = "result", *more) -> str:
    """The page of a cell, or of something on it."""
    return reverse(name, args=[cell.unit.code, cell.target.code, cell.span.first.isoformat(), *more])


def reader_or_404(request) -> None:
    """Whoever may read what all units reported. Raises Http404."""
    if not may_read_results(request.user):
        raise Http404

"""The door to the five steps of the guided path: one address pattern, one page each."""

from django.http import Http404
from django.views.decorators.http import require_GET, require_http_methods

from dossiers.pages.path import SLUGS
from dossiers.views.evidence import evidence_step
from dossiers.views.minutes import minutes_step
from dossiers.views.moves import check_step
from dossiers.views.nominees import nominees_step
from dossiers.views.papers import papers_step

PAGES = {
    SLUGS["nominees"]: require_http_methods(["GET", "POST"])(nominees_step),
    SLUGS["evidence"]: require_GET(evidence_step),
    SLUGS["minutes"]: require_http_methods(["GET", "POST"])(minutes_step),
    SLUGS["papers"]: require_GET(papers_step),
    SLUGS["check"]: require_GET(check_step),
}


def step(request, code: str, step: str):
    if step not in PAGES:
        raise Http404
    return PAGES[step](request, code)

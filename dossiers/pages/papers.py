"""The rows of a dossier's papers, as several pages of the path show them."""

from dossiers.enums import PaperKind
from dossiers.models import Dossier, Nominee
from dossiers.pages.path import paper_url
from dossiers.rules import Openness


def paper_rows(dossier: Dossier, openness: Openness | None = None) -> list[dict]:
    """Each needed paper: its title, page, present version and earlier ones, newest first."""
    versions = dossier.papers.versions()
    wanted = [(PaperKind.SUBMISSION, None), (PaperKind.MINUTES, None)]
    wanted += [(PaperKind.REPORT, each) for each in dossier.nominees.standing().in_order()]
    return [_row(dossier, kind, nominee, versions, openness) for kind, nominee in wanted]


def _row(dossier, kind: PaperKind, nominee: Nominee | None, versions: dict, openness) -> dict:
    owner = nominee.pk if nominee else None
    kept = versions.get((kind.value, owner), [])
    return {
        "kind": kind,
        "nominee": nominee,
        "title": f"{kind.label} của {nominee.addressed}" if nominee else kind.label,
        "anchor": f"paper-{kind.value}" + (f"-{owner}" if owner else ""),
        "url": paper_url(dossier, kind.value, owner),
        "present": kept[0] if kept else None,
        "earlier": kept[1:],
        "open": bool(openness and openness.paper(kind.value, owner)),
    }

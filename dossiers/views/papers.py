"""Step 4: the three papers, each as a draft to print and as signed copies, every version kept."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.rules import acts_for
from dossiers.enums import PaperKind
from dossiers.filing import attachments
from dossiers.filing.before_printing import open_points, targets_point
from dossiers.forms import PaperForm
from dossiers.models import Dossier, Nominee
from dossiers.pages.papers import _row, paper_rows
from dossiers.pages.path import PAPER_SLUGS, find, find_nominee, gap_url, missing, show, step_url
from dossiers.papers.unit.papers import draft_of
from dossiers.rules import Openness
from phuong6.office.doors import done, refusals_to, status_of
from phuong6.office.files import hand_out, hand_out_made
from phuong6.office.papers.printing import DOCX, MIME, PDF, editable, print_paper

KINDS = {slug: kind for kind, slug in PAPER_SLUGS.items()}


def papers_step(request, code: str):
    """All papers the dossier needs, each with its state."""
    dossier = find(request, code)
    openness, found = Openness(request.user, dossier), missing(dossier)
    rows = paper_rows(dossier, openness)
    for row in rows:
        row["points"] = _points(dossier, found, row)
    unsigned = any(row["open"] and row["nominee"] and not row["present"] for row in rows)
    return show(
        request,
        "dossiers/papers.html",
        dossier,
        "papers",
        openness=openness,
        gaps=found,
        papers=rows,
        targets=_targets(request, dossier) if unsigned else None,
    )


def _points(dossier: Dossier, found: list, row: dict) -> list[tuple[str, str]]:
    """What to put right before this paper is printed, each with its page; nothing where it is closed."""
    if not row["open"]:
        return []
    standing = dossier.nominees.standing().in_order() if row["kind"] == PaperKind.MINUTES else ()
    points = open_points(dossier, found, row["kind"], row["nominee"], standing)
    return [(point.sentence, gap_url(dossier, point)) for point in points]


def _targets(request, dossier: Dossier) -> tuple[str, str]:
    """What the table of targets lacks, with the unit's own reports; the officer has no page of them."""
    own = acts_for(request.user, dossier.unit_id)
    return targets_point(dossier), reverse("result-list") if own else ""


def _subject(dossier: Dossier, slug: str, nominee: int | None) -> tuple[PaperKind, Nominee | None]:
    """The kind and, for a report, whose it is; an address that fits neither is not found."""
    if slug not in KINDS or (KINDS[slug] == PaperKind.REPORT) != (nominee is not None):
        raise Http404
    return PaperKind(KINDS[slug]), find_nominee(dossier, nominee) if nominee is not None else None


@require_http_methods(["GET", "POST"])
def paper(request, code: str, kind: str, nominee: int | None = None):
    """One paper: print the draft, sign it, bring the signed copy back."""
    dossier = find(request, code)
    of_kind, owner = _subject(dossier, kind, nominee)
    form = PaperForm()
    if request.method == "POST":
        form = PaperForm(request.POST, request.FILES)
        if form.is_valid():
            with refusals_to(form, "files"):
                kept = attachments.add_paper(
                    request.user, dossier, of_kind.value, form.cleaned_data["files"], owner
                )
                pages = f"{kept.file.pages} trang"
                return done(
                    request,
                    f"Đã nhận {kept.get_kind_display()} (bản thứ {kept.version}, {pages}).",
                    step_url(dossier, "papers"),
                )
    openness = Openness(request.user, dossier)
    versions = dossier.papers.filter(kind=of_kind, nominee=owner).versions()
    row, found = _row(dossier, of_kind, owner, versions, openness), missing(dossier)
    return show(
        request,
        "dossiers/paper.html",
        dossier,
        "papers",
        status=status_of(form),
        gaps=found,
        form=form,
        paper=row | {"points": _points(dossier, found, row)},
        targets=_targets(request, dossier) if owner and row["open"] else None,
        kind_slug=kind,
        nominee=owner,
        openness=openness,
        reasons=[each.reason for each in openness.items if _asks_for(each, of_kind, owner)],
    )


def _asks_for(item, kind: PaperKind, owner: Nominee | None) -> bool:
    same_owner = item.nominee_id == (owner.pk if owner else None)
    return same_owner and item.paper_kind in ("", kind.value)


@require_GET
def paper_draft(request, code: str, kind: str, extension: str, nominee: int | None = None):
    """The draft from the answers as they are now: PDF with its code on every page, or DOCX to edit, without."""
    dossier = find(request, code)
    of_kind, owner = _subject(dossier, kind, nominee)
    if extension not in (PDF, DOCX):
        raise Http404
    written, subject = draft_of(dossier, of_kind, owner)
    content = (
        print_paper(written, subject, by=request.user) if extension == PDF else editable(written, subject)
    )
    name = written.file_name(subject, extension, "-du-thao")
    return hand_out_made(content, name=name, mime=MIME[extension])


@require_GET
def paper_file(request, code: str, pk: int):
    """A signed copy, any version, to whoever may read the dossier. ?tai=1 saves instead of showing."""
    dossier = find(request, code)
    kept = get_object_or_404(dossier.papers.select_related("file"), pk=pk)
    name = f"{dossier.code}-{PAPER_SLUGS[kept.kind]}-ban-{kept.version}.{kept.file.extension}"
    return hand_out(kept.file, name=name, inline="tai" not in request.GET)

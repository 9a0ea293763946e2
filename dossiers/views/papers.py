"""Step 4: the three papers, each as a draft to print and as signed copies, every version kept."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from dossiers import attachments
from dossiers.documents import DOCX, MIME, PDF, draft_paper, render
from dossiers.enums import PaperKind
from dossiers.forms import PaperForm
from dossiers.models import Dossier, DossierPaper, Nominee
from dossiers.rules import Openness
from dossiers.views.path import PAPER_SLUGS, find, find_nominee, paper_url, show, step_url
from phuong6.office.files import hand_out
from phuong6.office.workflow import Refused

KINDS = {slug: kind for kind, slug in PAPER_SLUGS.items()}


def papers_step(request, code: str):
    """All papers the dossier needs, each with its state."""
    dossier = find(request, code)
    openness = Openness(request.user, dossier)
    return show(
        request,
        "dossiers/papers.html",
        dossier,
        "papers",
        openness=openness,
        papers=paper_rows(dossier, openness),
    )


def paper_rows(dossier: Dossier, openness: Openness | None = None) -> list[dict]:
    """Each needed paper: its title, page, present version and earlier ones, newest first."""
    versions: dict[tuple, list[DossierPaper]] = {}
    for each in dossier.papers.select_related("file", "by").order_by("-version"):
        versions.setdefault((each.kind, each.nominee_id), []).append(each)
    wanted = [(PaperKind.SUBMISSION, None), (PaperKind.MINUTES, None)]
    wanted += [(PaperKind.REPORT, each) for each in dossier.nominees.standing().in_order()]
    return [_row(dossier, kind, nominee, versions, openness) for kind, nominee in wanted]


def _row(dossier, kind: PaperKind, nominee: Nominee | None, versions: dict, openness) -> dict:
    owner = nominee.pk if nominee else None
    kept = versions.get((kind.value, owner), [])
    return {
        "title": f"{kind.label} của {nominee.addressed}" if nominee else kind.label,
        "anchor": f"paper-{kind.value}" + (f"-{owner}" if owner else ""),
        "url": paper_url(dossier, kind.value, owner),
        "present": kept[0] if kept else None,
        "earlier": kept[1:],
        "open": bool(openness and openness.paper(kind.value, owner)),
    }


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
            try:
                kept = attachments.add_paper(
                    request.user, dossier, of_kind.value, form.cleaned_data["files"], owner
                )
            except Refused as refused:
                form.add_error("files", refused.sentences)
            else:
                pages = f"{kept.file.pages} trang"
                messages.success(
                    request, f"Đã nhận {kept.get_kind_display()} (bản thứ {kept.version}, {pages})."
                )
                return redirect(step_url(dossier, "papers"))
    openness = Openness(request.user, dossier)
    versions = {}
    for each in (
        dossier.papers.filter(kind=of_kind, nominee=owner).select_related("file", "by").order_by("-version")
    ):
        versions.setdefault((each.kind, each.nominee_id), []).append(each)
    return show(
        request,
        "dossiers/paper.html",
        dossier,
        "papers",
        status=422 if form.errors else 200,
        form=form,
        paper=_row(dossier, of_kind, owner, versions, openness),
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
    """The draft as PDF or DOCX, written from the answers as they are now."""
    dossier = find(request, code)
    of_kind, owner = _subject(dossier, kind, nominee)
    if extension not in (PDF, DOCX):
        raise Http404
    response = HttpResponse(
        render(draft_paper(dossier, of_kind, owner), extension), content_type=MIME[extension]
    )
    name = "-".join(filter(None, [dossier.code, kind, owner and str(owner.order)]))
    response["Content-Disposition"] = f'attachment; filename="{name}-du-thao.{extension}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def paper_file(request, code: str, pk: int):
    """A signed copy, any version, to whoever may read the dossier. ?tai=1 saves instead of showing."""
    dossier = find(request, code)
    kept = get_object_or_404(dossier.papers.select_related("file"), pk=pk)
    name = f"{dossier.code}-{PAPER_SLUGS[kept.kind]}-ban-{kept.version}.{kept.file.extension}"
    return hand_out(kept.file, name=name, inline="tai" not in request.GET)

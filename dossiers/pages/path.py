"""The guided path: its steps, where each missing thing is mended, and what every page of it shows."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dossiers.checks import Gap, gaps, unanswered_items
from dossiers.models import Dossier, Nominee
from dossiers.outcome import sees_office_face
from dossiers.rules import Openness


@dataclass(frozen=True)
class PathStep:
    """One step: its key in dossiers.checks.Gap, its slug in the address, its name on the screen."""

    key: str
    slug: str
    label: str


STEPS = (
    PathStep("nominees", "de-cu", "Đề cử"),
    PathStep("evidence", "thanh-tich", "Thành tích"),
    PathStep("minutes", "hop-binh-xet", "Họp bình xét"),
    PathStep("papers", "giay-to", "Giấy tờ"),
    PathStep("check", "kiem-tra", "Kiểm tra, nộp"),
)
SLUGS = {step.key: step.slug for step in STEPS}
PAPER_SLUGS = {"submission": "to-trinh", "minutes": "bien-ban", "report": "bao-cao"}


def find(request: HttpRequest, code: str) -> Dossier:
    """The dossier, if this person may read it; another unit's is not found."""
    rows = Dossier.objects.for_user(request.user).select_related(
        "campaign", "campaign__ward", "unit", "minutes", "reviewer", "created_by"
    )
    return get_object_or_404(rows, code=code)


def find_nominee(dossier: Dossier, pk: int) -> Nominee:
    """A standing nominee of this dossier; withdrawn ones have no pages any more."""
    nominee = get_object_or_404(dossier.nominees.standing().select_related("official"), pk=pk)
    nominee.dossier, nominee.campaign = dossier, dossier.campaign
    return nominee


def step_url(dossier: Dossier, key: str) -> str:
    return reverse("dossier-step", args=[dossier.code, SLUGS[key]])


def paper_url(dossier: Dossier, kind: str, nominee_id: int | None = None) -> str:
    """The page of one paper."""
    given = [dossier.code, PAPER_SLUGS[kind], *([nominee_id] if nominee_id else [])]
    return reverse("dossier-paper", args=given)


def evidence_url(dossier: Dossier, nominee_id: int) -> str:
    return reverse("dossier-evidence", args=[dossier.code, nominee_id])


def gap_url(dossier: Dossier, gap: Gap) -> str:
    """The page and field that mend a gap."""
    if gap.step == "register":
        return f"{reverse('register')}?don-vi={dossier.unit.code}"
    name, _, nominee = gap.anchor.partition("-")
    if gap.step == "evidence":
        field = "id_summary" if name == "summary" else "ket-qua"
        return f"{evidence_url(dossier, int(nominee))}#{field}"
    if gap.step == "papers":
        kind, _, owner = nominee.partition("-")
        return f"{paper_url(dossier, kind, int(owner) if owner else None)}#id_files"
    return step_url(dossier, gap.step) + (f"#{gap.anchor}" if gap.anchor else "")


def missing(dossier: Dossier) -> list[Gap]:
    """All that is missing now: for a returned dossier also what was asked and not yet answered."""
    return unanswered_items(dossier) + gaps(dossier)


def stepper(dossier: Dossier, found: list[Gap], current: str) -> list[dict]:
    """The steps as templates/_components/stepper.html draws them; every step is always open."""
    lacking = {gap.step for gap in found}
    empty = "nominees" in lacking
    return [
        {
            "label": step.label,
            "url": step_url(dossier, step.key),
            "current": step.key == current,
            "done": step.key not in lacking | {"check"} and not empty,
        }
        for step in STEPS
    ]


def show(
    request: HttpRequest, template: str, dossier: Dossier, current: str, *, status: int = 200, **context
):
    """A page of the path with what all of them know; `gaps` where the view has counted them already."""
    found = context["gaps"] if "gaps" in context else missing(dossier)
    openness = context.pop("openness", None) or Openness(request.user, dossier)
    keys = [step.key for step in STEPS]
    after = keys[keys.index(current) + 1 :]
    context = {
        "dossier": dossier,
        "openness": openness,
        "office": sees_office_face(request.user),
        "gaps": found,
        "steps": stepper(dossier, found, current),
        "next_url": step_url(dossier, after[0]) if after else "",
        "asked": [item for item in openness.items if openness.mine],
    } | context
    return render(request, template, context, status=status)

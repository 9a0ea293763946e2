"""What became of a stack, in words and per paper."""

from django.db.models import Count, F, Q, QuerySet

from phuong6.office.models import Printout, ScanBatch, ScanPage
from phuong6.office.papers.kinds import KINDS

State = ScanPage.State
MOST_PLACES = 60  # offered to choose from; others are placed by their code
MOST_FOLDERS = 20  # dossiers a stack leads back to
NAMED = 6  # troubles told one by one in the sentence; the page lists them all


def summary_of(batch: ScanBatch) -> str:
    """What became of it: "41 trên 43 trang đã xếp; trang 7: không đọc được mã; trang 12: trang trắng." (2 queries)."""
    counts = batch.pages.aggregate(
        all=Count("pk"),
        placed=Count("pk", filter=Q(state__in=[State.PLACED, State.ATTACHED])),
        aside=Count("pk", filter=Q(state=State.SET_ASIDE)),
        loose=Count("pk", filter=Q(state=State.UNPLACED)),
    )
    parts = [f"{counts['placed']} trên {counts['all']} trang đã xếp"]
    if counts["aside"]:
        parts.append(f"{counts['aside']} trang để riêng")
    loose = batch.pages.filter(state=State.UNPLACED).order_by("number")
    parts += [f"trang {page.number}: {page.trouble}" for page in loose[:NAMED]]
    if counts["loose"] > NAMED:
        parts.append(f"còn {counts['loose'] - NAMED} trang khác chưa xếp")
    return "; ".join(parts) + "."


def papers_of(batch: ScanBatch) -> QuerySet[Printout]:
    """The papers this stack brought pages of, with how many are attached, waiting and still missing.

    `attached` counts this stack's pages; `waiting` those of all stacks, because a paper may come in two.
    """
    return (
        Printout.objects.filter(scanned__batch=batch)
        .annotate(
            attached=Count(
                "scanned", filter=Q(scanned__batch=batch, scanned__state=State.ATTACHED), distinct=True
            ),
            waiting=Count("scanned", filter=Q(scanned__state=State.PLACED), distinct=True),
        )
        .annotate(lacking=F("pages") - F("waiting"))
        .order_by("title", "pk")
        .distinct()
    )


def folders_of(batch: ScanBatch) -> list[tuple[str, str]]:
    """The dossiers its pages went into, as (name, page), to go back to them; one query and one for each kind."""
    told = {key: kind.folders for key, kind in KINDS.items() if kind.folders}
    placed = batch.pages.filter(state__in=[State.PLACED, State.ATTACHED], printout__kind__in=told)
    ids: dict[str, set[int]] = {}
    for kind, pk in placed.values_list("printout__kind", "printout__object_id").distinct():
        ids.setdefault(kind, set()).add(pk)
    found = dict.fromkeys(folder for kind in sorted(ids) for folder in told[kind](ids[kind]))
    return list(found)[:MOST_FOLDERS]


def missing_places(batch: ScanBatch) -> list[tuple[str, str]]:
    """The pages that papers of this stack still lack, as (code and page, words), the first of them (2 queries)."""
    lacking = [each for each in papers_of(batch)[:MOST_PLACES] if 0 < each.waiting < each.pages]
    there: dict[int, set[int]] = {each.pk: set() for each in lacking}
    for printout, page in ScanPage.objects.filter(printout__in=there, state=State.PLACED).values_list(
        "printout", "page"
    ):
        there[printout].add(page)
    places = [
        (f"{each.code}:{number}", f"{each.title}, trang {number}")
        for each in lacking
        for number in range(1, each.pages + 1)
        if number not in there[each.pk]
    ]
    return places[:MOST_PLACES]

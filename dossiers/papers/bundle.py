"""A whole dossier in one file: what belongs to it, for the unit and for the office, and how it is made.

The unit's own holds what the unit may see; the office's holds besides the conclusions, the log and every paper
the ward wrote about it. What should be there and is not is named on the cover. Few pages are joined at once,
many in the background.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count, Q, Sum

from dossiers.checks import current_papers
from dossiers.enums import NomineeStatus, PaperKind
from dossiers.models import Dossier, DossierPaper, Evidence, Nominee
from dossiers.outcome import sees_office_face, state_for_unit
from dossiers.papers.dossier_file import conclusions_paper, cover_paper, log_paper
from dossiers.papers.receipt import KIND as RECEIPT_KIND
from dossiers.timeline import timeline
from phuong6.lib.papers.archive import archive, entries_of
from phuong6.lib.papers.blocks import Paper
from phuong6.lib.papers.bundle import Part, flat, join, missing_titles
from phuong6.lib.papers.pdf import render_pdf
from phuong6.office import jobs
from phuong6.office.files import store_made_file
from phuong6.office.models import Job, StoredFile
from phuong6.office.papers.kept import file_part, kept_parts

KIND = "dossier-bundle"
PDF, ZIP = "pdf", "zip"
MIME = {PDF: "application/pdf", ZIP: "application/zip"}
PAGES_AT_ONCE, BYTES_AT_ONCE = 60, 20 * 1024 * 1024
PHOTO_AS_PAGES = 4  # a photograph is packed anew: half a second


@dataclass(frozen=True)
class Bundle:
    """A dossier's papers in the order of the plan, and the cover they stand behind."""

    code: str
    cover: Paper
    parts: tuple[Part, ...]

    def write(self, form: str, target: Path, on_progress: Callable[[int], None] | None = None) -> int:
        """Write one PDF or one ZIP; returns the PDF's pages, 1 for a ZIP."""
        if form == PDF:
            return join(self.parts, self.cover, target, on_progress)
        archive(entries_of(self.parts), target, self.read_me())
        return 1

    def read_me(self) -> list[str]:
        """What the ZIP tells before one opens anything in it."""
        missing = missing_titles(self.parts)
        facts = [f"{label}: {value}" for label, value in self.cover.blocks[0].rows]
        lacking = ["", "Chưa có trong hồ sơ:", *(f"- {title}" for title in missing)] if missing else []
        files = [f"- {part.name}: {part.title}" for part, _ in flat(self.parts) if part.source is not None]
        return [self.cover.subtitle, *facts, "", "Trong tệp này:", *files, *lacking]


def file_name(dossier: Dossier, form: str) -> str:
    """The name a bundle goes out under."""
    return f"{dossier.code}-ca-ho-so.{form}"


# --- what belongs to it -------------------------------------------------------------------------------


def bundle_of(dossier: Dossier, reader, *, office: bool) -> Bundle:
    """The dossier's papers as this person may read them (a constant number of queries for each receipt)."""
    nominees = list(
        dossier.nominees.in_order().select_related("concluded_by").prefetch_related("findings__criterion")
    )
    for each in nominees:
        each.dossier, each.campaign = dossier, dossier.campaign
    parts = [*_unit_parts(dossier, nominees), *_ward_parts(dossier, nominees, reader)]
    if office:
        parts += _office_parts(dossier, nominees)
    state = dossier.get_status_display() if office else state_for_unit(dossier, nominees)
    cover = cover_paper(dossier, state=state, nominees=nominees, office=office)
    return Bundle(dossier.code, cover, tuple(parts))


def _unit_parts(dossier: Dossier, nominees: list[Nominee]) -> Iterator[Part]:
    """Tờ trình, biên bản, each nominee's report with what proves it (plan, section III.2)."""
    papers, proofs = current_papers(dossier), _evidence(dossier)
    yield _paper_part(
        papers.get((PaperKind.SUBMISSION, None)), PaperKind.SUBMISSION.label, dossier, "to-trinh"
    )
    yield _paper_part(papers.get((PaperKind.MINUTES, None)), PaperKind.MINUTES.label, dossier, "bien-ban")
    for number, each in enumerate(nominees, 1):
        report, withdrawn = papers.get((PaperKind.REPORT, each.pk)), each.status == NomineeStatus.WITHDRAWN
        evidence = tuple(_evidence_parts(dossier, number, proofs.get(each.pk, ())))
        if withdrawn and report is None and not evidence:
            continue
        title = f"{PaperKind.REPORT.label} của {each.addressed}" + (" (đã rút tên)" if withdrawn else "")
        yield _paper_part(report, title, dossier, f"bao-cao-{number:02d}", evidence)
    if not nominees:
        yield Part(f"{PaperKind.REPORT.label} (chưa đề nghị tập thể, cá nhân nào)", missing=True)


def _paper_part(
    paper: DossierPaper | None, title: str, dossier: Dossier, name: str, children: tuple[Part, ...] = ()
) -> Part:
    if paper is None:
        return Part(title, missing=True, children=children)
    return file_part(title, paper.file, f"{dossier.code}-{name}", children)


def _evidence(dossier: Dossier) -> dict[int, list[Evidence]]:
    """The files that prove claims, by nominee, in the order of the criteria."""
    rows = Evidence.objects.filter(finding__nominee__dossier=dossier).select_related(
        "file", "finding__criterion"
    )
    found: dict[int, list[Evidence]] = {}
    for each in rows.order_by("finding__criterion__order", "at", "pk"):
        found.setdefault(each.finding.nominee_id, []).append(each)
    return found


def _evidence_parts(dossier: Dossier, nominee: int, proofs) -> Iterator[Part]:
    for number, each in enumerate(proofs, 1):
        title = f"Minh chứng {number}: {each.caption or each.finding.criterion.short}"
        yield file_part(title, each.file, f"{dossier.code}-minh-chung-{nominee:02d}-{number:02d}")


def _ward_parts(dossier: Dossier, nominees: list[Nominee], reader) -> Iterator[Part]:
    """The proofs of filing, and what the ward issued about the dossier and its nominees."""
    receipts = list(dossier.receipts.select_related("paper__series", "by").order_by("received_at", "pk"))
    for each in receipts:
        each.dossier = dossier
        if RECEIPT_KIND.may_read(reader, each):
            name = f"{dossier.code}-{RECEIPT_KIND.slug}-{each.pk}"
            title = f"{RECEIPT_KIND.title} số {each.paper.full_number}"
            yield _made_part(title, RECEIPT_KIND.paper(each), name)
    returns = list(dossier.returns.order_by("round"))
    for each in returns:
        each.dossier = dossier
    yield from kept_parts([dossier, *nominees, *returns, *receipts], reader)


def _office_parts(dossier: Dossier, nominees: list[Nominee]) -> list[Part]:
    conclusions, log = (
        conclusions_paper(dossier, nominees),
        log_paper(dossier, timeline(dossier, office=True)),
    )
    return [
        _made_part("Kết quả thẩm định", conclusions, f"{dossier.code}-ket-qua-tham-dinh"),
        _made_part("Nhật ký hồ sơ", log, f"{dossier.code}-nhat-ky"),
    ]


def _made_part(title: str, paper: Paper, name: str) -> Part:
    """A paper the software writes here and now; it has no hash of its own, nobody handed it in."""
    return Part(title, render_pdf(paper), name=f"{name}.pdf")


# --- how it is made -----------------------------------------------------------------------------------


def is_large(dossier: Dossier) -> bool:
    """Whether joining the unit's files takes longer than one waits for a page (two queries)."""
    sums = {"pages": Sum("file__pages"), "size": Sum("file__size")}
    papers = dossier.papers.aggregate(**sums)
    photos = Count("pk", filter=Q(file__mime__startswith="image/"))
    proofs = Evidence.objects.filter(finding__nominee__dossier=dossier).aggregate(**sums, photos=photos)
    pages, size = ((papers[key] or 0) + (proofs[key] or 0) for key in ("pages", "size"))
    return pages + proofs["photos"] * (PHOTO_AS_PAGES - 1) > PAGES_AT_ONCE or size > BYTES_AT_ONCE


def make_later(dossier: Dossier, form: str, *, by, office: bool) -> Job:
    """Have it made in the background; asked for again while it is being made, the same job."""
    params = {"dossier": dossier.pk, "form": form, "office": office}
    total = dossier.papers.count() + Evidence.objects.filter(finding__nominee__dossier=dossier).count() + 1
    title = f"Cả hồ sơ {dossier.code}: {'một tệp PDF' if form == PDF else 'tệp ZIP'}"
    return jobs.under_way(KIND, params, by) or jobs.enqueue(
        KIND, title=title, params=params, total=total, by=by
    )


def may_have(user, job: Job) -> bool:
    """Whoever may still read the dossier, and the office's version only whoever reads as the office does."""
    readable = Dossier.objects.for_user(user).filter(pk=job.params["dossier"]).exists()
    return readable and (not job.params["office"] or sees_office_face(user))


def _work(job: Job, progress: Callable[[int], None]) -> StoredFile:
    dossier = Dossier.objects.select_related("campaign__ward", "unit").get(pk=job.params["dossier"])
    form = job.params["form"]
    bundle = bundle_of(dossier, job.by, office=job.params["office"])
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / file_name(dossier, form)
        pages = bundle.write(form, made, lambda done: progress(min(done, job.total - 1)))
        progress(job.total - 1)  # whoever lost the job stops here and keeps nothing
        return store_made_file(made, name=made.name, by=job.by, mime=MIME[form], pages=pages)


jobs.KINDS[KIND] = jobs.Kind(work=_work, may_see=may_have)

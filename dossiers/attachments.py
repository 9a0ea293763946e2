"""The files of a draft: evidence for a claim, and signed copies of the three papers, every version kept.

Writes as in dossiers.drafting: locked, asked again, refused with a sentence.
"""

from django.db.models import Max
from django.utils import timezone

from criteria.models import Criterion
from dossiers.drafting import check, must, writing
from dossiers.enums import NomineeStatus, PaperKind
from dossiers.models import CriterionFinding, Dossier, DossierPaper, Evidence, Nominee
from phuong6.lib.uploads import Refusal, clean_pdf, images_to_pdf, inspect
from phuong6.office.files import store
from phuong6.office.workflow import Refused


def add_evidence(
    user, nominee: Nominee, criterion: Criterion, files: list[tuple[str, bytes]], caption: str = ""
) -> list[Evidence]:
    """Files that prove a claim, each kept on its own. `files` are (name, bytes)."""
    with writing(user, nominee.dossier) as (locked, openness):
        must(openness.nominee(locked.nominees.get(pk=nominee.pk)))
        finding, _ = CriterionFinding.objects.get_or_create(nominee=nominee, criterion=criterion)
        kept = []
        for name, data in files:
            try:
                stored = store(data, name=name, by=user)
            except Refusal as refusal:
                raise Refused(f"{name}: {refusal}") from refusal
            kept.append(Evidence.objects.create(finding=finding, file=stored, caption=caption, by=user))
        return kept


def remove_evidence(user, evidence: Evidence) -> None:
    """Take a file off again. One that has been handed in stays: it was part of what was filed."""
    nominee = evidence.finding.nominee
    with writing(user, nominee.dossier) as (locked, openness):
        must(openness.nominee(nominee))
        if was_handed_in(locked, evidence.at):
            raise Refused("Minh chứng này đã nộp cùng hồ sơ nên không gỡ được. Có thể thêm minh chứng khác.")
        evidence.delete()


def was_handed_in(dossier: Dossier, at) -> bool:
    """Whether something entered at that moment was part of a submission already received."""
    last = dossier.receipts.aggregate(last=Max("paper__at"))["last"]
    return last is not None and at <= last


def add_paper(
    user, dossier: Dossier, kind: str, files: list[tuple[str, bytes]], nominee: Nominee | None = None
) -> DossierPaper:
    """A signed copy as its next version: one PDF, or photographs joined into one in the given order."""
    with writing(user, dossier) as (locked, openness):
        if nominee is not None:
            nominee = locked.nominees.get(pk=nominee.pk)
        must(openness.paper(kind, nominee and nominee.pk))
        must(nominee is None or nominee.status != NomineeStatus.WITHDRAWN)
        try:
            stored = store(_as_one_pdf(files), name=_paper_name(files), by=user, allow=frozenset({"pdf"}))
        except Refusal as refusal:
            raise Refused(str(refusal)) from refusal
        of_kind = locked.papers.filter(kind=kind, nominee=nominee)
        paper = DossierPaper(
            dossier=locked,
            kind=kind,
            nominee=nominee,
            version=(of_kind.aggregate(last=Max("version"))["last"] or 0) + 1,
            file=stored,
            by=user,
            at=timezone.now(),
        )
        check(paper)
        paper.save()
        return paper


def _as_one_pdf(files: list[tuple[str, bytes]]) -> bytes:
    """One PDF as it is (a digitally signed one byte for byte), or photographs in one PDF."""
    if not files:
        raise Refusal("Chưa chọn tệp nào. Hãy chọn một tệp PDF hoặc ảnh chụp các trang.")
    kinds = []
    for number, (name, data) in enumerate(files, 1):
        try:
            kinds.append(inspect(data).kind)
        except Refusal as refusal:
            raise Refusal(
                f"Tệp thứ {number} ({name}): {refusal}" if len(files) > 1 else str(refusal)
            ) from None
    if kinds == ["pdf"]:
        return clean_pdf(files[0][1])
    if "pdf" in kinds:
        raise Refusal("Hãy chọn một tệp PDF duy nhất, hoặc chỉ chọn ảnh chụp; không chọn lẫn hai loại.")
    return images_to_pdf(data for _, data in files)


def _paper_name(files: list[tuple[str, bytes]]) -> str:
    return files[0][0] if len(files) == 1 else f"{len(files)} ảnh chụp"


def paper_subject(dossier: Dossier, kind: str, nominee_id: int | None) -> Nominee | None:
    """The nominee a report belongs to; None for the dossier's own papers. Raises Nominee.DoesNotExist."""
    if (kind == PaperKind.REPORT) != (nominee_id is not None):
        raise Nominee.DoesNotExist
    return dossier.nominees.get(pk=nominee_id) if nominee_id else None

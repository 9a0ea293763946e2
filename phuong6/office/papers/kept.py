"""The files of the ward's papers about a row: frozen when they were issued, and as they came back signed."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from phuong6.lib.papers.archive import plain_name
from phuong6.lib.papers.bundle import Part
from phuong6.lib.vietnamese import short_date
from phuong6.office.models import Correction, IssuedPaper, SignedCopy, StoredFile
from phuong6.office.papers.kinds import KINDS, PaperKind


def file_part(title: str, kept: StoredFile, name: str, children: tuple[Part, ...] = ()) -> Part:
    """A kept file as a part of a bundle; `name` without its ending."""
    return Part(
        title,
        Path(kept.file.path),
        name=f"{plain_name(name)}.{kept.extension}",
        sha256=kept.sha256,
        is_signed=kept.is_signed,
        children=children,
    )


def kept_parts(rows: Iterable[Model], reader) -> Iterator[Part]:
    """The papers about these rows that this person may read, in the order they were issued.

    Void numbers are left out; of signed copies the newest of each printed version.
    Corrections of these papers follow them. Two queries a model, one for the corrections.
    """
    by_model: dict[type[Model], dict[int, Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), {})[row.pk] = row
    went_out = []
    for model, found in by_model.items():
        about = {"content_type": ContentType.objects.get_for_model(model), "object_id__in": list(found)}
        issued = IssuedPaper.objects.filter(**about, file__isnull=False, voided_at__isnull=True)
        for paper in issued.select_related("file", "series").order_by("at", "pk"):
            went_out.append(paper.pk)
            if kind := _readable(paper, found, reader):
                yield _issued_part(kind, found[paper.object_id], paper)
        copies = SignedCopy.objects.filter(**about).select_related("file").order_by("at", "pk")
        newest = {(each.kind, each.object_id, each.printout_id): each for each in copies}
        for copy in newest.values():
            if kind := _readable(copy, found, reader):
                yield _signed_part(kind, found[copy.object_id], copy)
    if went_out and (corrections := list(Correction.objects.filter(paper__in=went_out))):
        yield from kept_parts(corrections, reader)


def _readable(paper: IssuedPaper | SignedCopy, rows: dict[int, Model], reader) -> PaperKind | None:
    """The paper's kind if this person may read it; papers of no known kind are nobody's to read here."""
    kind = KINDS.get(paper.kind)
    return kind if kind and kind.may_read(reader, rows[paper.object_id]) else None


def _issued_part(kind: PaperKind, row: Model, paper: IssuedPaper) -> Part:
    old = "" if paper.is_current or kind.repeatable else " (đã được thay thế)"
    title = f"{kind.title} số {paper.full_number}, {short_date(paper.issued_on)}{old}: {kind.named(row)}"
    return file_part(
        title, paper.file, f"{kind.file_stem(row)}-{kind.slug}-so-{paper.number:02d}-{paper.year}"
    )


def _signed_part(kind: PaperKind, row: Model, copy: SignedCopy) -> Part:
    title = f"{kind.title}, bản đã ký: {kind.named(row)}"
    return file_part(title, copy.file, f"{kind.file_stem(row)}-{kind.slug}-ban-ky-{copy.pk}")

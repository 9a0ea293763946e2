"""Signed copies that come back: one PDF, or photographs of the pages joined into one."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from phuong6.lib.files.uploads import Refusal, clean_pdf, images_to_pdf, inspect
from phuong6.lib.refusal import refusal_of_all
from phuong6.office.files import numbered, store, store_made
from phuong6.office.models import IssuedPaper, Printout, SignedCopy, StoredFile
from phuong6.office.papers.kinds import PaperKind
from phuong6.office.papers.signing import sign_issued
from phuong6.office.workflow import NotAllowed, Refused


def as_one_pdf(files: list[tuple[str, bytes]]) -> bytes:
    """One PDF as it is (a digitally signed one byte for byte), or photographs in one PDF. Raises Refusal."""
    if not files:
        raise Refusal("Chưa chọn tệp nào. Hãy chọn một tệp PDF hoặc ảnh chụp các trang.")
    kinds, bad = [], []
    for number, (name, data) in enumerate(files, 1):
        try:
            kinds.append(inspect(data).kind)
        except Refusal as refusal:
            several = f"{numbered(number, name, of=len(files))}: " if len(files) > 1 else ""
            bad.append(f"{several}{refusal}")
    if bad:
        raise refusal_of_all(bad, of=len(files))
    if kinds == ["pdf"]:
        return clean_pdf(files[0][1])
    if "pdf" in kinds:
        raise Refusal("Hãy chọn một tệp PDF duy nhất, hoặc chỉ chọn ảnh chụp; không chọn lẫn hai loại.")
    return images_to_pdf(data for _, data in files)


def keep_as_one(files: list[tuple[str, bytes]], data: bytes, *, by) -> StoredFile:
    """Keep what `as_one_pdf` made of these files. Raises Refusal.

    Photographs were judged one by one; what they were joined to is ours and may be larger than an upload.
    """
    (name, first), *others = files
    if not others and first.startswith(b"%PDF-"):
        return store(data, name=name, by=by, allow=frozenset({"pdf"}))
    return store_made(data, name=f"{len(files)} ảnh chụp.pdf", by=by, pages=len(files))


def add_signed_copy(
    kind: PaperKind,
    subject: Model,
    files: list[tuple[str, bytes]],
    *,
    by,
    printout: Printout | None = None,
):
    """Keep a signed copy where it belongs: the room's own place, or among the ward's. Raises NotAllowed, Refused."""
    if not kind.lets_attach(by, subject):
        raise NotAllowed("Bạn không có quyền đưa bản đã ký của văn bản này lên.")
    if kind.attach:
        return kind.attach(by, subject, files, printout)
    try:
        kept = keep_as_one(files, as_one_pdf(files), by=by)
    except Refusal as refusal:
        raise Refused(*refusal.sentences) from refusal
    with transaction.atomic():
        copy = SignedCopy.objects.create(kind=kind.key, subject=subject, printout=printout, file=kept, by=by)
        kind.on_signed(subject, by)
    return copy


def keep_digital_copy(kind: PaperKind, subject: Model, paper: IssuedPaper, *, by) -> SignedCopy:
    """The frozen file with the ward's digital signature, among the signed copies. Raises Refused."""
    return SignedCopy.objects.create(kind=kind.key, subject=subject, file=sign_issued(paper.file, by), by=by)


def signed_copies(kind: PaperKind, subject: Model):
    """The signed copies of a paper of the ward's, newest first."""
    content_type = ContentType.objects.get_for_model(subject)
    found = SignedCopy.objects.filter(kind=kind.key, content_type=content_type, object_id=subject.pk)
    return found.select_related("file", "by", "printout")

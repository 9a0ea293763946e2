"""Giấy khen printed in the background: piece by piece, none lost and none twice, one bad one never sinks the rest."""

import logging
import tempfile
from pathlib import Path

from awards.certificates.papers.certificate import certificates_pdf
from awards.certificates.print_requests import How, how_of
from awards.certificates.printing import file_name, printable
from awards.certificates.prints import record_prints, require_reason
from awards.certificates.rules import may_print
from awards.models import Certificate, Decision, PrintRequest
from phuong6.lib.papers.certificates.parts import join_certificates
from phuong6.office import jobs
from phuong6.office.files import store_made_file
from phuong6.office.jobs import pieces
from phuong6.office.models import Job, JobFailure, JobPiece, StoredFile
from phuong6.office.papers.signing import sign_made
from phuong6.office.workflow import NotAllowed, Refused

log = logging.getLogger(__name__)

KIND = "certificates"
PIECE = 50
NOT_VALID = "Giấy khen không còn giá trị: đã được thay, thu hồi hoặc hủy số."
NOT_SET = "Không dựng được trang này. Hãy xem lại tên, chức vụ, đơn vị có ký tự lạ không, rồi in riêng giấy khen này."
NONE_LEFT = "Không in được giấy khen nào. Lý do của từng giấy khen có ở danh sách bên dưới."


def print_later(
    decision: Decision,
    *,
    by,
    only: list[int],
    overlay: bool = False,
    reason: str = "",
    sign: bool = False,
    asked: PrintRequest | None = None,
) -> Job:
    """Have these certificates printed in the background, as `asked` says where it is given.

    `reason` is needed when one of them has been printed before; `sign` puts the ward's digital signature under the
    finished file. Raises NotAllowed, Refused.
    """
    if not may_print(by):
        raise NotAllowed("Bạn không có quyền in giấy khen.")
    require_reason(Certificate.objects.filter(pk__in=only), reason)
    return jobs.enqueue(
        KIND,
        title=f"In {len(only)} giấy khen của Quyết định số {decision.number}",
        params={
            "decision": decision.pk,
            "only": only,
            "overlay": asked.overlay if asked else overlay,
            "reason": reason.strip(),
            "sign": sign,
        }
        | ({"request": asked.pk} if asked else {}),
        total=len(only),
        by=by,
    )


def job_of(asked: PrintRequest) -> Job | None:
    """The job that a request was given to, if it was one."""
    return Job.objects.filter(kind=KIND, params__request=asked.pk).first()


def print_now(
    decision: Decision,
    *,
    by,
    only: list[int],
    overlay: bool = False,
    reason: str = "",
    sign: bool = False,
    asked: PrintRequest | None = None,
) -> bytes:
    """These certificates at once, written into the register as printed. Raises NotAllowed, Refused, MissingFaceError.

    Here one bad certificate is refused by name: whoever waits for a few chose them and leaves it out.
    """
    if not may_print(by):
        raise NotAllowed("Bạn không có quyền in giấy khen.")
    rows, bad = list(printable(decision).filter(pk__in=only)), []
    require_reason(Certificate.objects.filter(pk__in=only), reason)
    if not rows:
        raise Refused("Không có giấy khen nào còn giá trị để in.")

    def failed(place: int, error: Exception) -> None:
        log.warning("certificate %s could not be set", rows[place].pk, exc_info=error)
        bad.append(rows[place])

    how = how_of(asked) if asked else How(overlay=overlay)
    content = certificates_pdf(rows, design=how.design, calibration=how.calibration, on_failure=failed)
    if bad:
        raise Refused(*(f"{each.award.name}: {NOT_SET}" for each in bad))
    if sign:
        content = sign_made(content)
    record_prints(rows, by=by, reason=reason)
    return content


def _print_job(job: Job, progress) -> StoredFile:
    """The work of a printing job: params as `print_later` writes them."""
    decision = Decision.objects.select_related("paper").get(pk=job.params["decision"])
    pieces.cut(job, job.params["only"], PIECE)
    progress(pieces.done(job))
    for piece in pieces.left(job):
        content, failures = _print_piece(job, piece, decision)
        pieces.finish(job, piece, content, failures)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.pdf"
        try:
            count = join_certificates(pieces.contents(job), whole)
        except ValueError:
            raise Refused(NONE_LEFT) from None
        # Signing is the last step: whatever is done to a file after it breaks the signature.
        if job.params.get("sign"):
            whole.write_bytes(sign_made(whole.read_bytes()))
        name = file_name(decision, overlay=job.params["overlay"])
        kept = store_made_file(
            whole,
            name=name,
            by=job.by,
            mime="application/pdf",
            pages=count,
            is_signed=bool(job.params.get("sign")),
        )
    progress(job.total)
    return kept


def _print_piece(job: Job, piece: JobPiece, decision: Decision) -> tuple[bytes, list[JobFailure]]:
    """The pages of one piece, and what failed of it."""
    everyone = {
        each.pk: each for each in Certificate.objects.filter(pk__in=piece.items).select_related("award")
    }
    valid = {each.pk: each for each in printable(decision).filter(pk__in=piece.items)}
    failures = [
        _failure(job, everyone[pk], NOT_VALID) for pk in piece.items if pk in everyone and pk not in valid
    ]
    rows = list(valid.values())
    if not rows:
        return b"", failures

    def failed(place: int, error: Exception) -> None:
        log.warning("certificate %s could not be set", rows[place].pk, exc_info=error)
        failures.append(_failure(job, rows[place], NOT_SET))

    asked = PrintRequest.objects.filter(pk=job.params.get("request")).first()
    how = how_of(asked) if asked else How(overlay=job.params["overlay"])
    content = certificates_pdf(rows, design=how.design, calibration=how.calibration, on_failure=failed)
    return content, failures


def _failure(job: Job, certificate: Certificate, reason: str) -> JobFailure:
    award = certificate.award
    label = f"Số sổ vàng {award.position:02d}: {award.right_addressed}"
    return JobFailure(job=job, item=certificate.pk, label=" ".join(label.split()), reason=reason)


def _hand_over(job: Job) -> None:
    """The pages now exist: write the prints into the register."""
    failed = set(job.failures.values_list("item", flat=True))
    printed = [pk for piece in job.pieces.values_list("items", flat=True) for pk in piece if pk not in failed]
    record_prints(Certificate.objects.filter(pk__in=printed), by=job.by, reason=job.params.get("reason", ""))


jobs.KINDS[KIND] = jobs.Kind(work=_print_job, may_see=may_print, hand_over=_hand_over)

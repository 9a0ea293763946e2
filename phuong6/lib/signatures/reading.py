"""Read the digital signatures of a PDF and the root certificates the ward trusts (pyHanko, no network).

A signature is judged by what was added after it (modification level), never by "valid" alone: content
swapped in an incremental update leaves the signature itself valid.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from asn1crypto import pem, x509
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    KeyUsageConstraints,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext

from phuong6.lib.dates import VIETNAM
from phuong6.lib.files.bounded_pdf import MIB, BoundedReader, TooSlow
from phuong6.lib.own_thread import in_own_thread
from phuong6.lib.signatures.facts import SignatureFact, State, layers_sentence, read_subject

__all__ = ["SignatureFact", "State", "layers_sentence", "load_roots", "read_signatures"]

log = logging.getLogger(__name__)
for library in ("pyhanko", "pyhanko_certvalidator"):  # they log subjects, and with them people's ID numbers
    logging.getLogger(library).setLevel(logging.CRITICAL)

MAX_SIGNATURES = 20
CLOCKS_DIFFER = timedelta(minutes=15)  # of a signer and of this machine
MAX_REVISIONS = 100  # each signature is compared with every revision after it
# Vietnamese authorities issue both; for a signature on a paper either will do.
USAGE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})

UNREADABLE = "Tệp có dữ liệu chữ ký số nhưng không đọc được; hãy mở tệp bằng phần mềm ký số để xem."
TOO_MANY = f"Tệp có hơn {MAX_SIGNATURES} chữ ký số; hệ thống chỉ đọc {MAX_SIGNATURES} chữ ký đầu."
TOO_SLOW = "Tệp quá phức tạp; các chữ ký số còn lại chưa được kiểm tra."


@in_own_thread
def read_signatures(data: bytes, roots: Sequence[x509.Certificate] = ()) -> tuple[SignatureFact, ...]:
    """The signatures of a PDF in the order of its form; never raises, never asks the network.

    `roots` are the certificates trusted; without one no chain counts as verified.
    """
    try:
        reader = BoundedReader(data)
        if reader.total_revisions > MAX_REVISIONS:
            return (SignatureFact(note=TOO_SLOW),)
        fields = list(islice(enumerate_sig_fields(reader, filled_status=True), MAX_SIGNATURES + 1))
    except TooSlow:
        return (SignatureFact(note=TOO_SLOW),)
    except Exception as error:  # noqa: BLE001 - the file is a stranger's, its damage has no fixed shape
        log.info("signatures: %s", type(error).__name__)
        return (SignatureFact(note=UNREADABLE),)
    facts: list[SignatureFact] = []
    try:
        for name, value, field in fields[:MAX_SIGNATURES]:
            if not _is_timestamp(value):
                facts.append(_read(reader, name, field, roots))
    except TooSlow:
        return (*facts, SignatureFact(note=TOO_SLOW))
    if len(fields) > MAX_SIGNATURES:
        facts.append(SignatureFact(note=TOO_MANY))
    if not facts and b"/ByteRange" in data:  # taken out of the form, or never put there
        facts.append(SignatureFact(note=UNREADABLE))
    return tuple(facts)


def _is_timestamp(value) -> bool:
    """A document time-stamp is nobody's signature."""
    try:
        return value.get_object().get("/Type") == "/DocTimeStamp"
    except TooSlow:
        raise
    except Exception:  # noqa: BLE001 - not even a dictionary: _read says so
        return False


def _read(reader: BoundedReader, name: str, field, roots) -> SignatureFact:
    fact = SignatureFact(note=UNREADABLE)
    try:
        found = EmbeddedPdfSignature(reader, field, name)
        signer, organisation, layer = read_subject(found.signer_cert.subject.native)
        claimed = _local(found.self_reported_timestamp)
        fact = SignatureFact(signer=signer, organisation=organisation, layer=layer, signed_at=claimed)
        status = _status(found, roots)
        stamped = _local(_trusted_time(status))
        signed_at = stamped or claimed
        early, in_future = _valid_from(found.signer_cert, signed_at), _is_in_future(signed_at)
        return replace(
            fact,
            signed_at=signed_at,
            is_timestamped=stamped is not None,
            state=_state(status, reader),
            covers_whole=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
            is_trusted=status.trusted and not early and not in_future,
            expired_on=_expired_on(found.signer_cert, signed_at),
            valid_from=early,
            is_in_future=in_future,
        )
    except TooSlow:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        log.info("signature %.40r: %s", name, type(error).__name__)
        return fact


def _local(moment: datetime | None) -> datetime | None:
    """Vietnam's clock; a signer's clock that names no zone is read as UTC, as CMS writes it."""
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(VIETNAM)


def _expired_on(certificate: x509.Certificate, signed_at: datetime | None) -> date | None:
    """The last day of a certificate that had already run out when it signed."""
    until = certificate.not_valid_after
    return until.astimezone(VIETNAM).date() if signed_at and signed_at > until else None


def _valid_from(certificate: x509.Certificate, signed_at: datetime | None) -> date | None:
    """The first day of a certificate that was not yet good when it signed."""
    since = certificate.not_valid_before
    return since.astimezone(VIETNAM).date() if signed_at and signed_at < since else None


def _is_in_future(signed_at: datetime | None) -> bool:
    """Whether a moment has not come yet, by more than two clocks may differ."""
    return signed_at is not None and signed_at > datetime.now(UTC) + CLOCKS_DIFFER


def _status(found: EmbeddedPdfSignature, roots) -> PdfSignatureStatus:
    """Judged now; with a trusted time-stamp, as of that moment (a certificate outlives its term so)."""

    def judge(moment: datetime | None) -> PdfSignatureStatus:
        context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=moment)
        now = ValidationContext(trust_roots=list(roots), allow_fetching=False)
        return validate_pdf_signature(found, context, now, key_usage_settings=USAGE)

    status = judge(None)
    stamped = _trusted_time(status)
    return judge(stamped) if stamped and not status.trusted else status


def _trusted_time(status: PdfSignatureStatus) -> datetime | None:
    stamp = status.timestamp_validity
    return stamp.timestamp if stamp and stamp.intact and stamp.valid and stamp.trusted else None


def _state(status: PdfSignatureStatus, reader: BoundedReader) -> State:
    """The content since it was signed: pyHanko's bottom line without the question of trust."""
    if not (status.intact and status.valid):
        return State.BROKEN
    level = status.modification_level
    if not (status.docmdp_ok and status.seed_value_ok) or level is None:
        return State.CHANGED
    if level in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES):
        return State.UNCHANGED
    if level != ModificationLevel.FORM_FILLING or not isinstance(status.diff_result, DiffResult):
        return State.CHANGED
    signed = {name for name, _, _ in enumerate_sig_fields(reader)}
    return State.UNCHANGED if status.diff_result.changed_form_fields <= signed else State.FILLED


def load_roots(folder: Path) -> tuple[tuple[x509.Certificate, ...], tuple[str, ...]]:
    """The trusted certificates (PEM or DER) of a folder, and a sentence for each file that is none."""
    roots: list[x509.Certificate] = []
    problems: list[str] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or not path.is_file():
            continue
        try:
            roots += _certificates(path)
        except (ValueError, TypeError, OSError):
            problems.append(
                f"Không đọc được chứng thư gốc trong tệp {path.name}. Hãy lưu lại dạng PEM hoặc DER."
            )
    return tuple(roots), tuple(problems)


def _certificates(path: Path) -> list[x509.Certificate]:
    with path.open("rb") as file:
        data = file.read(MIB)
    blocks = [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
    found = [x509.Certificate.load(block, strict=True) for block in blocks]
    for each in found:
        each.subject.native, each.public_key.native  # noqa: B018 - asn1crypto reads lazily; read now, fail now
    return found

"""Sign a PDF with the ward's own key (PKCS#12): PAdES B-B, invisible, no network."""

import io
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates, load_pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko_certvalidator.registry import SimpleCertificateStore

from phuong6.lib.dates import VIETNAM, short_date
from phuong6.lib.own_thread import in_own_thread
from phuong6.lib.refusal import Refusal

BYTES_RESERVED = 16384  # for the signature and its certificates; spares pyHanko a trial signature

NO_FILE = "Không mở được tệp khóa ký số. Hãy xem lại đường dẫn SIGNING_KEY và quyền đọc tệp."
NOT_OPENED = "Không mở được khóa ký số: sai mật khẩu (SIGNING_PASSWORD) hoặc tệp không phải PKCS#12."
NO_KEY = "Tệp khóa ký số không có đủ khóa riêng và chứng thư số. Hãy xuất lại tệp PKCS#12 kèm khóa riêng."
WRONG_KIND = "Khóa ký số không phải RSA hoặc ECDSA nên không dùng được. Hãy dùng khóa loại khác."
NOT_SIGNED = "Không ký được tệp này. Hãy kiểm tra tệp PDF có mở được, không đặt mật khẩu và không bị người ký trước khóa lại."


class Signer(signers.Signer):
    """A key read once. pyHanko's own signer reads and checks the key again at every signature.

    Raises Refusal where the file holds no key of ours.
    """

    def __init__(self, opened: PKCS12KeyAndCertificates):
        if opened.key is None or opened.cert is None:
            raise Refusal(NO_KEY)
        if not isinstance(opened.key, RSAPrivateKey | EllipticCurvePrivateKey):
            raise Refusal(WRONG_KIND)
        self.key, self.own_cert = opened.key, _asn1(opened.cert.certificate)
        store = SimpleCertificateStore()
        store.register_multiple(_asn1(each.certificate) for each in opened.additional_certs)
        super().__init__(signing_cert=self.own_cert, cert_registry=store)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The bare signature over `data`; the digest is SHA-256, as `sign_pdf` asks."""
        if isinstance(self.key, RSAPrivateKey):
            return self.key.sign(data, PKCS1v15(), SHA256())
        return self.key.sign(data, ECDSA(SHA256()))


def _asn1(certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def load_key(path: Path, password: str) -> Signer:
    """The key and certificates of a .p12 file. Raises Refusal with what the administrator must do."""
    try:
        data = path.read_bytes()
    except OSError:
        raise Refusal(NO_FILE) from None
    try:
        opened = load_pkcs12(data, password.encode() or None)
    except (ValueError, TypeError):
        raise Refusal(NOT_OPENED) from None
    key = Signer(opened)
    refuse_out_of_term(key)
    return key


def refuse_out_of_term(key: Signer) -> None:
    """A certificate that has run out, or is not yet good, makes a signature nobody accepts."""
    since, until, now = key.own_cert.not_valid_before, key.own_cert.not_valid_after, datetime.now(UTC)
    if now > until:
        day = short_date(until.astimezone(VIETNAM).date())
        raise Refusal(f"Chứng thư số của phường đã hết hạn ngày {day}. Hãy gia hạn rồi thay tệp khóa.")
    if now < since:
        day = short_date(since.astimezone(VIETNAM).date())
        raise Refusal(f"Chứng thư số của phường chưa có hiệu lực (từ ngày {day}).")


@in_own_thread
def sign_pdf(data: bytes, key: Signer) -> bytes:
    """The PDF with one more signature, appended: what was there stays byte for byte. Raises Refusal."""
    refuse_out_of_term(key)
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
        number = sum(1 for _ in enumerate_sig_fields(writer.prev)) + 1
        meta = PdfSignatureMetadata(
            field_name=f"KySo{number}", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
        )
        return signers.sign_pdf(writer, meta, key, bytes_reserved=BYTES_RESERVED).getvalue()
    except Exception as error:
        raise Refusal(NOT_SIGNED) from error

"""Invented people's keys and the PDFs they sign, for tests of digital signatures."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

import pikepdf
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12, serialize_key_and_certificates
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers
from pyhanko.sign.fields import SigSeedSubFilter

from phuong6.lib.own_thread import in_own_thread
from phuong6.lib.signatures.signing import BYTES_RESERVED, Signer

OIDS = {
    "cn": NameOID.COMMON_NAME,
    "o": NameOID.ORGANIZATION_NAME,
    "ou": NameOID.ORGANIZATIONAL_UNIT_NAME,
    "uid": NameOID.USER_ID,
    "serial": NameOID.SERIAL_NUMBER,
    "surname": NameOID.SURNAME,
    "given": NameOID.GIVEN_NAME,
}
NOW = datetime.now(UTC)
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Holder:
    """A certificate with its key; `root` the one that issued it."""

    key: object
    certificate: x509.Certificate
    root: "Holder | None" = None

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def asn1(self) -> asn1.Certificate:
        return asn1.Certificate.load(self.der)

    def p12(self, password: str = "") -> bytes:
        lock = BestAvailableEncryption(password.encode()) if password else NoEncryption()
        others = [self.root.certificate] if self.root else None
        return serialize_key_and_certificates(b"ky", self.key, self.certificate, others, lock)

    @property
    def signer(self) -> Signer:
        return Signer(load_pkcs12(self.p12(), None))


def holder(
    *,
    root: Holder | None = None,
    key=None,
    until=NOW + YEAR,
    since=NOW - 9 * YEAR,
    ca=False,
    time_stamping=False,
    **subject,
):
    """A certificate of this subject, self-signed or issued by `root`. Names as in OIDS; a list comes twice."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    pairs = [(name, each) for name, v in subject.items() for each in (v if isinstance(v, list) else [v])]
    name = x509.Name([x509.NameAttribute(OIDS[which], value) for which, value in pairs])
    usage = x509.KeyUsage(
        digital_signature=not ca, content_commitment=not ca, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=ca, crl_sign=ca, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = x509.CertificateBuilder()
    if time_stamping:
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
        )
    made = (
        builder.subject_name(name)
        .issuer_name(root.certificate.subject if root else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(root.key if root else key, hashes.SHA256())
    )
    return Holder(key, made, root)


@cache
def root() -> Holder:
    return holder(cn="Gốc Tin Cậy Thử Nghiệm", o="Cơ quan Chứng thực Mẫu", ca=True)


@cache
def person() -> Holder:
    return holder(cn="Trần Văn Mẫu", uid="CCCD:000000000001", o="BND Khóm Mẫu")


@cache
def trusted_person() -> Holder:
    return holder(root=root(), cn="Lê Thị Mẫu", uid="CCCD:000000000002")


@cache
def agency() -> Holder:
    return holder(root=root(), cn="Ủy ban nhân dân Phường Mẫu", o="Ủy ban nhân dân Phường Mẫu")


def page(words: str = "To trinh") -> bytes:
    """A one-page PDF that says `words`."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode())
        pdf.pages[0].Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F1=pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                )
            )
        )
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


@in_own_thread
def sign(data: bytes, who: Holder, field: str = "", **meta) -> bytes:
    """`data` with who's signature appended, as another program would do it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    wanted = PdfSignatureMetadata(
        field_name=field or f"Ky{data.count(b'/ByteRange')}", subfilter=SigSeedSubFilter.PADES, **meta
    )
    return signers.sign_pdf(writer, wanted, who.signer, bytes_reserved=BYTES_RESERVED).getvalue()


def swap_content(data: bytes, words: str) -> bytes:
    """An incremental update that puts other words on the page; not a byte of what was signed changes."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    contents = writer.root["/Pages"]["/Kids"][0].get_object().raw_get("/Contents").get_object()
    contents._data = f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode()
    contents._encoded_data = None
    writer.mark_update(contents.container_ref)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()

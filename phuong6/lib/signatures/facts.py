"""What a digital signature in a PDF tells, as data and as sentences that claim no more than was checked.

A paper signed in 02 layers ("ký số 02 lớp": plan, section II.2; NĐ 30/2020 Điều 5) carries the person's signature
and the agency's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from phuong6.lib.dates import short_date
from phuong6.lib.text import squeeze

MAX_NAME = 120  # characters of a name somebody else wrote into a certificate


class Layer(Enum):
    """Whose signature it is, as far as the certificate's subject tells."""

    PERSON = "cá nhân"
    AGENCY = "cơ quan"
    UNKNOWN = "chưa rõ là của cá nhân hay cơ quan"


class State(Enum):
    """What became of the signed content, in the words of the sentence."""

    UNCHANGED = "nội dung không thay đổi sau khi ký"
    FILLED = "sau khi ký có điền thêm vào ô biểu mẫu của tệp"
    CHANGED = "nội dung đã bị thay đổi sau khi ký"
    BROKEN = "chữ ký không khớp với nội dung: tệp đã bị sửa hoặc lưu lại sau khi ký"
    UNREADABLE = "không kiểm tra được chữ ký này: dữ liệu hỏng hoặc ký theo kiểu cũ"


@dataclass(frozen=True)
class SignatureFact:
    """One signature; `signed_at` is on Vietnam's clock. `is_timestamped`: the time comes from a trusted time-stamp, not from the signer's clock.

    `is_trusted`: the certificate leads to one of the ward's own roots; revocation is never asked (no network).
    `note` is the whole sentence where there is no signer to speak of.
    """

    signer: str = ""
    organisation: str = ""
    layer: Layer = Layer.UNKNOWN
    signed_at: datetime | None = None
    is_timestamped: bool = False
    state: State = State.UNREADABLE
    covers_whole: bool = False
    is_trusted: bool = False
    expired_on: date | None = None  # of the certificate, only where it had run out when it signed
    valid_from: date | None = None  # of the certificate, only where it was not yet good when it signed
    is_in_future: bool = False  # the moment of signing had not come when the file was read
    note: str = ""

    @property
    def is_good(self) -> bool:
        """Whether the signature stands for the content as it is now."""
        return self.state == State.UNCHANGED

    @property
    def badge(self) -> tuple[str, str]:
        """Word and tone for templates/_components/badge.html."""
        if self.state == State.UNREADABLE:
            return "Không kiểm tra được", "attention"
        if not self.is_good:
            return "Đã thay đổi", "bad"
        return ("Đã xác minh", "good") if self.is_trusted else ("Chưa xác minh", "attention")

    @property
    def sentence(self) -> str:
        """Who, when, changed or not, trusted or not, in one sentence."""
        if self.note:
            return self.note
        parts = [self._who_and_when(), self.state.value + self._added_later()]
        if self.expired_on:
            parts.append(f"chứng thư số đã hết hạn ngày {short_date(self.expired_on)}, trước khi ký")
        if self.valid_from:
            parts.append(f"chứng thư số chưa có hiệu lực khi ký (từ ngày {short_date(self.valid_from)})")
        if self.is_in_future:
            parts.append("thời điểm ký ở tương lai, không dùng làm căn cứ")
        parts.append(
            "đã xác minh chuỗi tin cậy, chưa kiểm tra thu hồi"
            if self.is_trusted
            else "chưa xác minh chuỗi tin cậy"
        )
        return "; ".join(parts) + "."

    def _who_and_when(self) -> str:
        who = self.signer or "Người không rõ tên"
        if self.organisation and self.organisation != self.signer:
            who += f" ({self.organisation})"
        if self.signed_at is None:
            return f"{who} ký số, không ghi thời điểm"
        clock = "theo dấu thời gian tin cậy" if self.is_timestamped else "giờ theo máy người ký"
        return f"{who} ký số lúc {self.signed_at:%H:%M} ngày {short_date(self.signed_at)} ({clock})"

    def _added_later(self) -> str:
        if self.is_good and not self.covers_whole:
            return " (sau đó tệp chỉ thêm chữ ký hoặc dấu thời gian)"
        return ""


def layers_sentence(facts: Sequence[SignatureFact]) -> str:
    """Whether both layers are there, counting only signatures that stand for the content as it is."""
    good = [fact for fact in facts if fact.is_good]
    found = {fact.layer for fact in good}
    if {Layer.PERSON, Layer.AGENCY} <= found:
        verified = {fact.layer for fact in good if fact.is_trusted} >= {Layer.PERSON, Layer.AGENCY}
        both = "Có đủ ký số 02 lớp (cá nhân và cơ quan)"
        return f"{both}." if verified else f"{both}, chưa xác minh chuỗi tin cậy."
    if not facts:
        return ""
    if not good:
        return "Không có chữ ký số nào còn đúng với nội dung tệp."
    if Layer.UNKNOWN in found:
        return "Chưa rõ đã đủ ký số 02 lớp: chứng thư số không cho biết là của cá nhân hay cơ quan."
    has, lacks = (Layer.PERSON, Layer.AGENCY) if found == {Layer.PERSON} else (Layer.AGENCY, Layer.PERSON)
    return f"Chưa đủ ký số 02 lớp: có chữ ký của {has.value}, thiếu chữ ký của {lacks.value}."


# Beginnings of the identifier in UID or serialNumber: the CAs' own ("CCCD:087…") and ETSI EN 319 412-1's.
_PERSON_IDS = ("cccd", "cmnd", "căn cước", "hc:", "hộ chiếu", "personal", "pnovn", "idcvn", "pasvn")
_AGENCY_IDS = ("mst", "mbhxh", "mns", "mã số thuế", "vatvn", "ntrvn")
# Beginnings of an office's name. No family name is among them ("Đoàn" and "Công" alone would be).
_OFFICES = (
    "ủy ban nhân dân", "uỷ ban nhân dân", "uy ban nhan dan", "ubnd", "ban nhân dân", "hội đồng nhân dân",
    "hđnd", "ủy ban mặt trận", "uỷ ban mặt trận", "ủy ban mttq", "mặt trận tổ quốc", "ban công tác mặt trận",
    "đảng ủy", "đảng uỷ", "chi bộ", "văn phòng", "phòng ", "sở ", "chi cục", "cục ", "trạm y tế", "công an",
    "ban chỉ huy quân sự", "trường mầm non", "trường mẫu giáo", "trường tiểu học", "trường thcs", "trường thpt",
    "trường trung học", "hội liên hiệp", "hội nông dân", "hội cựu chiến binh", "hội chữ thập đỏ",
    "hội người cao tuổi", "đoàn thanh niên", "đoàn tncs", "công đoàn", "trung tâm", "công ty",
)  # fmt: skip


def _all(subject: Mapping[str, object], *keys: str) -> list[str]:
    """Every value under these keys; a key that comes twice holds a list."""
    found: list[str] = []
    for key in keys:
        value = subject.get(key)
        found += [squeeze(str(each)) for each in (value if isinstance(value, list) else [value]) if each]
    return found


def _begins(texts: Iterable[str], beginnings: tuple[str, ...]) -> bool:
    return any(text.casefold().startswith(beginnings) for text in texts)


def read_subject(subject: Mapping[str, object]) -> tuple[str, str, Layer]:
    """Name, organisation and layer of a certificate's subject; UNKNOWN where signs lack or disagree."""
    names = _all(subject, "common_name")
    organisations = _all(subject, "organization_name", "organizational_unit_name")
    ids = _all(subject, "user_id", "serial_number", "organization_identifier")
    own = _all(subject, "surname", "given_name")
    person = bool(own) or _begins(ids, _PERSON_IDS)
    same = {name.casefold() for name in names} & {each.casefold() for each in organisations}
    agency = bool(same) or _begins(ids, _AGENCY_IDS) or _begins(names, _OFFICES)
    name = (names or [" ".join(own)])[0][:MAX_NAME]
    organisation = organisations[0][:MAX_NAME] if organisations else ""
    if person == agency:
        return name, organisation, Layer.UNKNOWN
    return name, organisation, Layer.PERSON if person else Layer.AGENCY

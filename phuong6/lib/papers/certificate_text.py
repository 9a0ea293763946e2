"""What stands on a certificate and how it is to be printed: plain data, no model."""

from dataclasses import dataclass
from datetime import date

PAGES = {"A4": (297.0, 210.0), "A3": (420.0, 297.0), "360x270": (360.0, 270.0)}  # mm, landscape
NAME_FACES = ("ceremonial", "sober")
MARKS = ("", "DIỄN TẬP", "MẪU")


@dataclass(frozen=True)
class CertificateText:
    """The words of one giấy khen (Nghị định 98/2023/NĐ-CP Điều 104).

    `role_line` is a person's title, unit and address, or a collective's superior body. An empty
    `decision_number` and a missing `decision_date` become dotted blanks. `signer_title` may have two lines
    (KT. CHỦ TỊCH, PHÓ CHỦ TỊCH). `emblem` is the ward's own SVG or PNG file; without it the place stays
    empty unless `sample_star` asks for a plain star. An empty `verify_url` prints no QR.
    """

    name: str
    role_line: str
    achievement: str
    golden_book_no: int
    signer_name: str
    honorific: str = ""
    decision_number: str = ""
    decision_date: date | None = None
    authority: str = "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG 6"
    place: str = "Phường 6"
    signer_title: str = "CHỦ TỊCH"
    verify_url: str = ""
    mark: str = ""
    emblem: bytes | None = None
    sample_star: bool = False

    def __post_init__(self):
        if self.mark not in MARKS:
            raise ValueError(
                f"Dấu “{self.mark}” không có: chỉ dùng {', '.join(filter(None, MARKS))} hoặc để trống."
            )
        if self.emblem is not None and not emblem_type(self.emblem):
            raise ValueError("Tệp quốc huy phải là hình SVG hoặc PNG.")


@dataclass(frozen=True)
class CertificateDesign:
    """How certificates are printed.

    `page` is one of PAGES; `overlay` prints only what pre-printed blanks leave open; `name_face` is the face of
    people's names (collectives are always set in the sober one, which suits abbreviations); `signature_space` is
    the height in millimetres (on A4) kept free between title and name for signature and seal.
    """

    page: str = "A4"
    qr: bool = True
    overlay: bool = False
    name_face: str = "ceremonial"
    signature_space: float = 30.0

    def __post_init__(self):
        if self.page not in PAGES:
            raise ValueError(f"Không có khổ giấy “{self.page}”: chọn {', '.join(PAGES)}.")
        if self.name_face not in NAME_FACES:
            raise ValueError(f"Không có kiểu chữ tên “{self.name_face}”: chọn {', '.join(NAME_FACES)}.")

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in millimetres."""
        return PAGES[self.page]


def emblem_type(content: bytes) -> str:
    """Return "image/png" or "image/svg+xml" by the content, "" for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return "image/svg+xml" if b"<svg" in content[:4096] else ""

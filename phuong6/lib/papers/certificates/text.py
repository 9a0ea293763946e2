"""What stands on a certificate and how it is to be printed: plain data, no model."""

from dataclasses import dataclass, replace
from datetime import date

PAGES = {"A4": (297.0, 210.0), "A3": (420.0, 297.0), "360x270": (360.0, 270.0)}  # mm, landscape
NAME_FACES = ("ceremonial", "sober", "sober_italic", "serif", "sans")
TEXT_FACES = ("serif", "sans")
PERSON, COLLECTIVE = "person", "collective"
LEAST_SIGNATURE_SPACE, MOST_SIGNATURE_SPACE = 20.0, 40.0  # mm on A4; the seal alone measures 36 mm across
DRAFT_MARK = "DỰ THẢO"
MARKS = ("", "DIỄN TẬP", "MẪU", DRAFT_MARK, f"DIỄN TẬP – {DRAFT_MARK}", f"MẪU – {DRAFT_MARK}")


@dataclass(frozen=True)
class CertificateText:
    """The words of one giấy khen (Nghị định 98/2023/NĐ-CP Điều 104).

    `role_line` is a person's title, unit and address, or a collective's superior body. An empty
    `decision_number` and a missing `decision_date` become dotted blanks. `signer_title` may have two lines
    (KT. CHỦ TỊCH, PHÓ CHỦ TỊCH). `emblem` is the ward's own SVG or PNG file; without it the place stays
    empty unless `sample_star` asks for a plain star. An empty `verify_url` prints no QR. `recipient` is PERSON or
    COLLECTIVE; left empty, whoever has an honorific is a person. `reissued` is the register number of a copy that
    replaces a lost one, told beside the số sổ vàng: without a QR code nothing else tells the two apart.
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
    recipient: str = ""
    reissued: str = ""

    def __post_init__(self):
        if self.mark not in MARKS:
            raise ValueError(
                f"Dấu “{self.mark}” không có: chỉ dùng {', '.join(filter(None, MARKS))} hoặc để trống."
            )
        if self.emblem is not None and not emblem_type(self.emblem):
            raise ValueError("Tệp quốc huy phải là hình SVG hoặc PNG.")


@dataclass(frozen=True)
class Place:
    """Where one block of a certificate stands and how large it is set at most.

    `left`, `top`, `width` and `height` are real millimetres from the paper's upper left corner, `size` is the largest
    type size in points; a text that needs more room is broken between words and set smaller, never wider.
    """

    left: float
    top: float
    width: float
    height: float
    size: float = 0.0
    align: str = "center"


@dataclass(frozen=True)
class Arrangement:
    """What a ward set itself for one kind of recipient, as pairs so that it can be compared and remembered.

    `places` is empty where the software spreads the blocks itself; otherwise it holds every block that is printed.
    `wording` holds the sentences of `certificate_words.SLOTS` that the ward put in its own words.
    """

    places: tuple[tuple[str, Place], ...] = ()
    wording: tuple[tuple[str, str], ...] = ()


NOTHING_SET = Arrangement()


@dataclass(frozen=True)
class CertificateDesign:
    """How certificates are printed.

    `page` is one of PAGES; `overlay` prints only what pre-printed blanks leave open; `name_face` is the face of
    people's names, `collective_face` that of collectives (the sober one suits abbreviations), `text_face` that of
    all other words; `signature_space` is the height in millimetres (on A4) kept free between title and name for
    signature and seal where the software spreads the blocks itself.
    """

    page: str = "A4"
    qr: bool = True
    overlay: bool = False
    name_face: str = "ceremonial"
    signature_space: float = 30.0
    collective_face: str = "sober"
    text_face: str = "serif"
    person: Arrangement = NOTHING_SET
    collective: Arrangement = NOTHING_SET

    def __post_init__(self):
        if self.page not in PAGES:
            raise ValueError(f"Không có khổ giấy “{self.page}”: chọn {', '.join(PAGES)}.")
        for face in (self.name_face, self.collective_face):
            if face not in NAME_FACES:
                raise ValueError(f"Không có kiểu chữ tên “{face}”: chọn {', '.join(NAME_FACES)}.")
        if self.text_face not in TEXT_FACES:
            raise ValueError(f"Không có kiểu chữ “{self.text_face}”: chọn {', '.join(TEXT_FACES)}.")
        if not LEAST_SIGNATURE_SPACE <= self.signature_space <= MOST_SIGNATURE_SPACE:
            raise ValueError(
                f"Khoảng trống để ký, đóng dấu phải từ {LEAST_SIGNATURE_SPACE:.0f} đến "
                f"{MOST_SIGNATURE_SPACE:.0f} mm."
            )

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in millimetres."""
        return PAGES[self.page]

    def arrangement(self, text: CertificateText) -> Arrangement:
        """What was set for this kind of recipient."""
        return self.person if recipient_of(text) == PERSON else self.collective


def recipient_of(text: CertificateText) -> str:
    """PERSON or COLLECTIVE."""
    return text.recipient or (PERSON if text.honorific else COLLECTIVE)


def shared_part(text: CertificateText, design: CertificateDesign) -> CertificateText:
    """The text without what is the recipient's own: equal for all certificates that share their background."""
    kind = recipient_of(text) if design.person != design.collective else PERSON
    return replace(
        text,
        name="",
        role_line="",
        achievement="",
        golden_book_no=0,
        honorific="",
        verify_url="",
        reissued="",
        recipient=kind,
    )


def emblem_type(content: bytes) -> str:
    """Return "image/png" or "image/svg+xml" by the content, "" for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return "image/svg+xml" if b"<svg" in content[:4096] else ""

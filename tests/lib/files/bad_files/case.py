"""One bad file of the corpus, and the small PDF everything here is bent from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

CATALOGUE = b"/Type /Catalog /Pages 2 0 R"
PAGE = b"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
LIVE, LINKED, MEDIA, CARRIER = "mã lệnh", "liên kết mở tệp", "phim, âm thanh", "đính kèm bên trong"
DAMAGED, LOCKED, HEAVY, WIDE = "bị hỏng", "mật khẩu", "quá phức tạp", "quá lớn"


@dataclass(frozen=True)
class Bad:
    """`says`: a piece of the sentence it is refused with; None: it is kept, and `gone` is not in it."""

    name: str
    make: Callable[[], bytes]
    says: str | None = None
    gone: tuple[bytes, ...] = ()
    filename: str = "to-trinh.pdf"


def raw_pdf(
    objects: Mapping[int, bytes] | None = None,
    *,
    catalogue: bytes = b"",
    page: bytes = b"",
    trailer: bytes = b"/Root 1 0 R",
    size: int | None = None,
) -> bytes:
    """A PDF written by hand: one page, with more in its catalogue, page or objects (from 4 on)."""
    body = {
        1: b"<< %b %b >>" % (CATALOGUE, catalogue),
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< %b %b >>" % (PAGE, page),
    } | dict(objects or {})
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, content in body.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start, count = len(out), max(body) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    for number in range(1, count):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    out += b"trailer\n<< /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (size or count, trailer, start)
    return bytes(out)


def stream(body: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(body), entries, body)


def packed_pdf(packed: bytes, entries: bytes, *, table: Callable[[bytes], bytes] = bytes, more: bytes = b""):
    """A PDF whose catalogue (object 5) lies in an object stream; `table` packs the cross-reference."""
    out, places = bytearray(b"%PDF-1.5\n"), {}
    for number, content in (
        (2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
        (3, b"<< %b >>" % PAGE),
        (4, stream(packed, b"/Type /ObjStm /N 1 /First 4 " + entries)),
    ):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    rows = ((0, 0, 0), (0, 0, 0), *((1, places[each], 0) for each in (2, 3, 4)), (2, 4, 0), (1, start, 0))
    plain = b"".join(bytes([kind]) + first.to_bytes(4) + second.to_bytes(2) for kind, first, second in rows)
    head = stream(table(plain), b"/Type /XRef /Size 7 /W [1 4 2] /Root 5 0 R " + more)
    return bytes(out) + b"6 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (head, start)

"""PDF files that are cut, locked, endless, looped, or unpack to gigabytes."""

import io
import zlib
from functools import cache, partial

import pikepdf

from tests.lib.files.bad_files.case import (
    DAMAGED,
    HEAVY,
    LOCKED,
    PAGE,
    WIDE,
    Bad,
    packed_pdf,
    raw_pdf,
    stream,
)

OPEN = b"5 0 << /Type /Catalog /Pages 2 0 R >>   "
KIDS = b"<< /Type /Pages /Kids [%b] /Count %d >>"


@cache
def good(pages: int = 9) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def cut(thousandths: int) -> bytes:
    return good()[: len(good()) * thousandths // 1000]


def locked(*, user: str, owner: str, revision: int, aes: bool) -> bytes:
    lock = pikepdf.Encryption(user=user, owner=owner, R=revision, aes=aes, metadata=aes)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(good())) as pdf:
        pdf.save(out, encryption=lock)
    return out.getvalue()


def flate(size: int, start: bytes = b"") -> bytes:
    packer = zlib.compressobj(9)
    block = b" " * (1 << 20)
    return (
        packer.compress(start) + b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()
    )


def lzw(size: int, start: bytes = b"") -> bytes:
    """Spaces in LZW, 9 bits a code: cleared before the codes would grow wider."""
    start += b" " * (-(len(start) + 1) % 8)
    head = "".join(format(code, "09b") for code in (256, *start)) if start else ""
    round_of = "".join(format(code, "09b") for code in (256, 32, *range(258, 500))) * 8
    block = int(round_of, 2).to_bytes(len(round_of) // 8)
    first = int(head, 2).to_bytes(len(head) // 8) if head else b""
    return first + block * (size // 237_168 + 1) + b"\x80\x80"


def content(packed: bytes, entries: bytes) -> bytes:
    return raw_pdf({4: stream(packed, entries)}, page=b"/Contents 4 0 R")


def laughs(levels: int, *, loop: bool = False) -> bytes:
    """Forms that each draw the next one ten times."""
    forms = {}
    for number in range(4, 4 + levels):
        following = 4 if loop and number == 3 + levels else number + 1
        inner = b"/Resources << /XObject << /F %d 0 R >> >>" % following
        forms[number] = stream(b"/F Do " * 10, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + inner)
    forms[4 + levels] = stream(b"0 0 1 1 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    forms[5 + levels] = stream(b"/F Do " * 10)
    return raw_pdf(forms, page=b"/Resources << /XObject << /F 4 0 R >> >> /Contents %d 0 R" % (5 + levels))


def picture(width: int, height: int, entries: bytes, body: bytes = b"x") -> bytes:
    image = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceGray "
    )
    return raw_pdf(
        {4: stream(body, image % (width, height) + entries)},
        page=b"/Resources << /XObject << /I 4 0 R >> >>",
    )


def revisions(number: int) -> bytes:
    """As many cross-reference streams as revisions, each a bomb of its own."""
    part = stream(b"x", b"/Type /X#52ef")
    return raw_pdf({4 + each: part for each in range(number)})


LOCKS = {
    "RC4 40 bit": {"revision": 2, "aes": False},
    "RC4 128 bit": {"revision": 3, "aes": False},
    "AES-128": {"revision": 4, "aes": True},
    "AES-256": {"revision": 6, "aes": True},
}
MEGABYTES = (65, 200, 1000)
FLATE, LZW = b"/Filter /FlateDecode", b"/Filter /LZWDecode"
TREES = {
    "a tree that is its own child": {2: KIDS % (b"2 0 R", 1)},
    "a tree with its root below": {2: KIDS % (b"3 0 R 4 0 R", 2), 4: KIDS % (b"2 0 R", 1)},
    "two branches in a ring": {2: KIDS % (b"4 0 R", 1), 4: KIDS % (b"5 0 R", 1), 5: KIDS % (b"4 0 R", 1)},
    "a page that is a number": {3: b"42"},
    "a page that is missing": {3: b"null"},
    "no kids at all": {2: KIDS % (b"", 0)},
    "kids that are no list": {2: b"<< /Type /Pages /Kids 7 /Count 1 >>"},
}
CASES = [
    Bad("empty", lambda: b"", "Tệp rỗng"),
    *(Bad(f"one byte {each:#04x}", partial(bytes, [each]), "Không nhận ra") for each in (0, 10, 0x25, 0xFF)),
    Bad("only the head", lambda: b"%PDF-1.7\n", DAMAGED),
    Bad("head and end", lambda: b"%PDF-1.7\n%%EOF", DAMAGED),
    Bad("head, noise, end", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"%%EOF", DAMAGED),
    Bad("20 MB and one byte", lambda: b"%PDF-".ljust(20 * 1024 * 1024 + 1, b"0"), "lớn hơn 20 MB"),
    *(Bad(f"cut at {each / 10:.1f} %", partial(cut, each), DAMAGED) for each in range(20, 1000, 35)),
    *(
        Bad(f"{kind}, {who}", partial(locked, user=user, owner="chu", **how), LOCKED)
        for kind, how in LOCKS.items()
        for who, user in (("password to open", "mo"), ("password to change", ""))
    ),
    Bad(
        "locked to a certificate",
        lambda: raw_pdf(trailer=b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Adobe.PubSec /V 4 >>"),
        LOCKED,
    ),
    Bad("201 pages", lambda: good(201), "hơn 200 trang"),
    Bad("2.000 pages", lambda: good(2000), "hơn 200 trang"),
    Bad("one page 100.000 times", lambda: raw_pdf({2: KIDS % (b"3 0 R " * 100_000, 100_000)}), "hơn 200 trang"),
    *(Bad(name, partial(raw_pdf, objects), ". Hãy") for name, objects in TREES.items()),
    Bad("a milliard pages claimed", lambda: raw_pdf({2: KIDS % (b"3 0 R", 10**9)}), gone=(b"1000000000",)),
    Bad("a size of 2 milliards", lambda: raw_pdf(size=2**31 - 1), gone=(b"2147483647",)),
    Bad("300.001 objects", lambda: raw_pdf(dict.fromkeys(range(4, 300_003), b"1")), HEAVY),
    Bad("200 cross-reference streams", lambda: revisions(200).replace(b"X#52ef", b"XR#65f"), HEAVY),
    Bad("root that is no dictionary", lambda: raw_pdf({1: b"[1 2 3]"}), DAMAGED),
    Bad("no root", lambda: raw_pdf(trailer=b""), DAMAGED),
    *(
        Bad(f"{count} {name} in each other", partial(raw_pdf, {4: before * count + after * count}), None, (before * 99,))
        for name, before, after in (("arrays", b"[", b"]"), ("dictionaries", b"<</A", b">>"))
        for count in (101, 5_000, 1_000_000)
    ),
    *(
        Bad(f"page of {wide} points", partial(raw_pdf, {3: b"<< /Type /Page /Parent 2 0 R %b >>" % box}), WIDE)
        for wide, box in (
            ("1e9", b"/MediaBox [0 0 1000000000 1000000000]"),
            ("-1e9", b"/MediaBox [0 0 -1000000000 9]"),
            ("14.401", b"/MediaBox [0 0 9 14401]"),
            ("595 in units of 1.000", b"/MediaBox [0 0 595 842] /UserUnit 1000"),
        )
    ),
    Bad("page box of names", lambda: raw_pdf({3: b"<< /Type /Page /Parent 2 0 R /MediaBox [/A /B /C /D] >>"})),
    *(Bad(f"content of {each} MB", partial(lambda n: content(flate(n << 20), FLATE), each), HEAVY) for each in MEGABYTES),
    *(Bad(f"object stream of {each} MB", partial(lambda n: packed_pdf(flate(n << 20, OPEN), FLATE), each), ". Hãy") for each in MEGABYTES),
    *(Bad(f"content of {each} MB in LZW", partial(lambda n: content(lzw(n << 20), LZW), each), HEAVY) for each in MEGABYTES),
    *(Bad(f"object stream of {each} MB in LZW", partial(lambda n: packed_pdf(lzw(n << 20, OPEN), LZW), each), HEAVY) for each in MEGABYTES),
    Bad("object stream, LZW in Flate", lambda: packed_pdf(zlib.compress(lzw(1 << 31, OPEN)), b"/Filter [/FlateDecode /LZWDecode]"), HEAVY),
    Bad("object stream, LZW spelt in hex", lambda: packed_pdf(lzw(1 << 30, OPEN), b"/Filter /L#5aW#44ecode"), HEAVY),
    Bad("cross-reference in LZW", lambda: packed_pdf(OPEN, b"", table=lambda plain: lzw(1 << 30, plain), more=LZW), HEAVY),
    Bad("cross-reference of 200 MB", lambda: packed_pdf(OPEN, b"", table=lambda plain: flate(200 << 20, plain), more=FLATE), DAMAGED),
    Bad("Flate in Flate", lambda: content(zlib.compress(flate(1 << 30)), b"/Filter [/FlateDecode /FlateDecode]"), HEAVY),
    Bad("six filters", lambda: content(b"x", b"/Filter [" + b"/ASCIIHexDecode " * 6 + b"/FlateDecode]"), HEAVY),
    Bad("run length of 1 GB", lambda: content(b"\x81 " * (8 << 20), b"/Filter /RunLengthDecode"), HEAVY),
    Bad("Flate behind hex", lambda: content(flate(200 << 20).hex().encode() + b">", b"/Filter [/ASCIIHexDecode /FlateDecode]"), HEAVY),
    Bad("40 streams of 60 MB", lambda: raw_pdf(dict.fromkeys(range(4, 44), stream(flate(60 << 20), FLATE))), HEAVY),
    Bad("picture of 40.000 × 40.000", lambda: picture(40_000, 40_000, FLATE, flate(1 << 20)), WIDE),
    Bad("picture of 300 MB", lambda: picture(99, 99, FLATE, flate(300 << 20)), HEAVY),
    *(Bad(f"forms in forms, {each} levels", partial(laughs, each), HEAVY) for each in (5, 9, 31, 200)),
    Bad("form that draws itself", lambda: laughs(1, loop=True), HEAVY),
    Bad("forms in a ring", lambda: laughs(9, loop=True), HEAVY),
    Bad("page boxes in each other", lambda: raw_pdf({3: b"<< %b /Parent 3 0 R >>" % PAGE})),
]  # fmt: skip

"""JPEG and PNG files that are cut, enormous, endless, or hold more than a picture."""

import io
import struct
import zlib
from functools import cache, partial

from PIL import Image, PngImagePlugin

from tests.lib.files.bad_files.case import Bad
from tests.lib.files.bad_files.pdfs_broken import picture

HELD = b"<script>alert(1)</script>"
PNG = b"\x89PNG\r\n\x1a\n"
BROKEN, LARGE = "Ảnh bị hỏng", "60 triệu"


@cache
def photo(kind: str = "JPEG", mode: str = "RGB", *, side: int = 200, **how) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((side, side)).convert(mode).save(out, kind, **how)
    return out.getvalue()


def cut(kind: str, percent: int) -> bytes:
    return photo(kind)[: len(photo(kind)) * percent // 100]


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *chunks: bytes, bits: int = 8, colour: int = 0, rows: int = 0) -> bytes:
    """A PNG of zeros; `rows` of them are really there."""
    line = 1 + (width * bits * {0: 1, 2: 3, 4: 2, 6: 4}[colour] + 7) // 8
    packer = zlib.compressobj(9)
    pixels = b"".join(packer.compress(bytes(line)) for _ in range(rows)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return PNG + chunk(b"IHDR", head) + b"".join(chunks) + chunk(b"IDAT", pixels) + chunk(b"IEND")


def small(*chunks: bytes) -> bytes:
    return png(40, 60, *chunks, rows=60)


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


def animated() -> bytes:
    frames = [Image.new("L", (40, 60), shade) for shade in (0, 99, 200)]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def with_text() -> bytes:
    notes, out = PngImagePlugin.PngInfo(), io.BytesIO()
    notes.add_text("Comment", HELD.decode())
    Image.new("L", (40, 60)).save(out, "PNG", pnginfo=notes)
    return out.getvalue()


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def jpeg_with(*segments: bytes) -> bytes:
    return photo()[:2] + b"".join(segments) + photo()[2:]


def jpeg_claiming(width: int, height: int) -> bytes:
    data = bytearray(photo())
    place = data.index(b"\xff\xc0") + 5
    data[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(data)


@cache
def endless(side: int, times: int) -> bytes:
    """A progressive JPEG whose last scan comes again and again."""
    data = photo(mode="L", side=side, progressive=True)
    last, end = data.rindex(b"\xff\xda"), data.rindex(b"\xff\xd9")
    return data[:end] + data[last:end] * times + data[end:]


def in_pdf(jpeg: bytes, width: int, height: int) -> bytes:
    return picture(width, height, b"/Filter /DCTDecode", jpeg)


def exif(body: bytes) -> bytes:
    return jpeg_with(segment(0xE1, b"Exif\0\0" + body))


def mpo() -> bytes:
    out = io.BytesIO()
    second = Image.new("RGB", (640, 480), "red")
    Image.new("RGB", (200, 200), "navy").save(out, "MPO", save_all=True, append_images=[second])
    return out.getvalue()


IFD_LOOP = b"II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0"
IFD_ENDLESS = b"II*\0\x08\0\0\0\xff\xff" + b"\x12\x01\x03\0\xff\xff\xff\xff\0\0\0\0" * 200
THUMBNAIL = b"II*\0\x08\0\0\0\0\0\x0e\0\0\0\x01\0\x01\x02\x04\0\x01\0\0\0\x20\0\0\0\0\0\0\0" + HELD

REFUSED = {
    "only the first bytes of a JPEG": (lambda: b"\xff\xd8\xff\xe0", BROKEN),
    "only the first bytes of a PNG": (lambda: PNG, BROKEN),
    "JPEG without a picture": (lambda: b"\xff\xd8\xff\xd9", BROKEN),
    "JPEG of 65.535 × 65.535": (lambda: jpeg_claiming(65_535, 65_535), LARGE),
    "JPEG of 9.000 × 9.000": (lambda: jpeg_claiming(9_000, 9_000), LARGE),
    "JPEG of no height": (lambda: jpeg_claiming(200, 0), BROKEN),
    "PNG of 40.000 × 40.000": (lambda: png(40_000, 40_000), LARGE),
    "PNG of 2 milliards × 2 milliards": (lambda: png(2**31 - 1, 2**31 - 1), LARGE),
    "PNG of a line of 61 million": (lambda: png(61_000_000, 1), LARGE),
    "PNG of 61 million, whole": (lambda: png(7_811, 7_810, bits=1, rows=7_810), LARGE),
    "PNG of no width": (lambda: png(0, 60), BROKEN),
    "PNG without pixels": (lambda: png(40, 60), BROKEN),
    "PNG of impossible colours": (lambda: PNG + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 3, 9, 0, 0, 0)), BROKEN),
    "PNG with a damaged sum": (lambda: small().replace(b"IDAT", b"IDAU"), BROKEN),
    "PNG with a chunk of 2 GB": (lambda: PNG + b"\x7f\xff\xff\xffIHDR", BROKEN),
    "text that unpacks to 1 GB (zTXt)": (lambda: small(chunk(b"zTXt", b"a\0\0" + bomb(1000))), BROKEN),
    "text that unpacks to 1 GB (iTXt)": (lambda: small(chunk(b"iTXt", b"a\0\1\0\0\0" + bomb(1000))), BROKEN),
    "colour profile that unpacks to 200 MB": (lambda: small(chunk(b"iCCP", b"a\0\0" + bomb(200))), BROKEN),
    "2.000 texts of 1 MB": (lambda: small(chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1_000_000))) * 2000), BROKEN),
    "300 kB gone over 1.000 times": (lambda: endless(1000, 1000), "quá phức tạp"),
    "60 million pixels gone over 120 times": (lambda: endless(7_700, 120), "quá phức tạp"),
    "JPEG of 65.535 × 65.535 in a PDF": (lambda: in_pdf(jpeg_claiming(65_535, 65_535), 9, 9), "quá lớn"),
    "endless JPEG in a PDF": (lambda: in_pdf(endless(1000, 1000), 1000, 1000), "quá phức tạp"),
}  # fmt: skip
KEPT = {
    "JPEG that claims to be larger than it is": lambda: jpeg_claiming(5_000, 5_000),
    "text after the end of a PNG": lambda: small() + HELD,
    "text after the end of a JPEG": lambda: photo() + HELD,
    "text in a PNG": with_text,
    "script in a JPEG comment": lambda: jpeg_with(segment(0xFE, HELD)),
    "script in a JPEG's application part": lambda: jpeg_with(segment(0xEB, HELD)),
    "script in XMP": lambda: jpeg_with(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + HELD)),
    "script in a chunk nobody knows": lambda: small(chunk(b"scRp", HELD)),
    "animated PNG": animated,
    "colour profile that is a script": lambda: jpeg_with(segment(0xE2, b"ICC_PROFILE\0\1\1" + HELD)),
    "second picture": mpo,
    "camera notes in a ring": lambda: exif(IFD_LOOP),
    "camera notes without end": lambda: exif(IFD_ENDLESS),
    "camera notes of noise": lambda: exif(bytes(range(256))),
    "thumbnail that is a script": lambda: exif(THUMBNAIL),
    "impossible orientation": lambda: exif(
        b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\xff\0\0\0\0\0\0\0"
    ),
    "CMYK": lambda: photo(mode="CMYK"),
    "progressive": lambda: photo(progressive=True),
    "60 million pixels of 16 bits and a veil": lambda: png(7_700, 7_700, bits=16, colour=6, rows=7_700),
    "60 million pixels in one line": lambda: png(60_000_000, 1, rows=1),
    "60 million pixels in one column": lambda: png(1, 60_000_000 // 100, rows=600_000),
    "60 million pixels of one bit": lambda: png(7_700, 7_700, bits=1, rows=7_700),
}
CASES = [
    *(
        Bad(f"{kind} cut at {percent} %", partial(cut, kind, percent), BROKEN, filename=f"anh.{kind.lower()}")
        for kind in ("JPEG", "PNG")
        for percent in (5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95)
    ),
    *(Bad(name, make, says, filename="anh.jpg") for name, (make, says) in REFUSED.items()),
    *(
        Bad(
            name,
            make,
            None,
            (b"script", b"acTL", b"fcTL", b"iCCP", b"ICC_PROFILE", b"Exif", b"MPF"),
            "anh.jpg",
        )
        for name, make in KEPT.items()
    ),
]

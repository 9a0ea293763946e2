"""What a PDF must not unpack to: bytes, pixels, pages and drawings without end."""

import io
import re
import zlib

import pikepdf
from pikepdf.settings import set_qpdf_limits
from PIL import Image

from phuong6.lib.files.photos import has_endless_scans
from phuong6.lib.refusal import Refusal

MAX_UNPACKED = 64 * 1024 * 1024  # bytes that one stream may unpack to,
MAX_PICTURE_UNPACKED = 256 * 1024 * 1024  # a picture (A4 in colour at 600 dpi takes 100 MB),
MAX_ALL_UNPACKED = 2 * 1024**3  # and all of them
MAX_PICTURE = 100_000_000  # pixels
MAX_SIDE = 14_400  # points of a page's side, the most that PDF 1.7 (annex C) knows
MAX_DRAWN = 100_000  # times that a page may draw its forms, those within forms included

TOO_HEAVY = (
    "Tệp PDF quá phức tạp, không kiểm tra được. Hãy in tệp thành PDF mới hoặc quét bản giấy rồi tải lên."
)
TOO_WIDE = "Tệp PDF có trang hoặc hình quá lớn. Hãy in tệp thành PDF mới khổ A4 rồi tải lên."

# Process-wide, as pikepdf asks: set once, before any thread opens a file.
set_qpdf_limits(
    flate_max_memory=MAX_UNPACKED,
    run_length_max_memory=MAX_UNPACKED,
    png_max_memory=MAX_UNPACKED,
    tiff_max_memory=MAX_UNPACKED,
    parser_max_container_size=1_000_000,
    parser_max_nesting=100,
    max_stream_filters=5,
)

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_LZW = re.compile(rb"/LZW(?:Decode)?[\s/\]>]")  # the one packing that qpdf unpacks without a limit
_FLATE, _LZW_NAMES = frozenset({"/FlateDecode", "/Fl"}), frozenset({"/LZWDecode", "/LZW"})
_UNPACKING = _FLATE | _LZW_NAMES | {"/RunLengthDecode", "/RL"}
_PICTURES = frozenset({"/DCTDecode", "/DCT", "/JPXDecode"})
_DRAWS = re.compile(rb"\bDo\b")


def refuse_unlimited_packing(data: bytes, *, revisions: int) -> None:
    """Before opening: no LZW, and at most `revisions` cross-reference streams, however spelt."""
    names = _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), data)
    if _LZW.search(names) or len(re.findall(rb"/XRef\b", names)) > revisions:
        raise Refusal(TOO_HEAVY)


def unpacked_size(stream: pikepdf.Stream) -> int:
    """Return how many bytes a stream unpacks to, never holding them. Raises Refusal for a bomb."""
    filters = _filters(stream)
    is_picture = stream.get("/Subtype") == "/Image"
    if is_picture:
        _refuse_large_picture(stream, filters)
    if len(_UNPACKING.intersection(filters)) > 1 or sum(each in _UNPACKING for each in filters) > 1:
        raise Refusal(TOO_HEAVY)
    if not _UNPACKING.intersection(filters):
        return 0
    if _LZW_NAMES.intersection(filters):
        raise Refusal(TOO_HEAVY)
    if filters[0] in _FLATE:
        return _inflated_size(stream.read_raw_bytes(), MAX_PICTURE_UNPACKED if is_picture else MAX_UNPACKED)
    try:
        return len(stream.read_bytes(pikepdf.StreamDecodeLevel.generalized))  # within qpdf's limits
    except pikepdf.PdfError:
        raise Refusal(TOO_HEAVY) from None


def _filters(stream: pikepdf.Stream) -> list[str]:
    found = stream.get("/Filter")
    return [
        str(each) for each in (found if isinstance(found, pikepdf.Array) else [found]) if each is not None
    ]


def _inflated_size(packed: bytes, limit: int) -> int:
    unpacker, size, rest = zlib.decompressobj(), 0, packed
    try:
        while rest and not unpacker.eof:
            size += len(unpacker.decompress(rest, 1 << 20))
            rest = unpacker.unconsumed_tail
            if size > limit:
                raise Refusal(TOO_HEAVY)
    except zlib.error:  # a reader shows what came out before; so does the count
        return size
    return size


def _refuse_large_picture(stream: pikepdf.Stream, filters: list[str]) -> None:
    """By what the PDF says of it, and by what the picture itself says."""
    sizes = [(int(stream.get("/Width", 0)), int(stream.get("/Height", 0)))]
    if len(filters) == 1 and filters[0] in _PICTURES:
        raw = stream.read_raw_bytes()
        if filters[0] != "/JPXDecode" and has_endless_scans(raw):
            raise Refusal(TOO_HEAVY)
        try:
            with Image.open(io.BytesIO(raw), formats=("JPEG", "JPEG2000")) as picture:
                sizes.append(picture.size)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Refusal(TOO_WIDE) from None
        except (OSError, SyntaxError, ValueError):
            pass  # no reader shows it either
    if any(width * height > MAX_PICTURE for width, height in sizes):
        raise Refusal(TOO_WIDE)


def refuse_endless_drawing(page: pikepdf.Page, known: dict[tuple[int, int], int]) -> None:
    """Forms that draw forms that draw forms: ten levels of ten are ten milliards.

    Each form counts as often as it may be drawn at most; `known` remembers those of earlier pages.
    """
    if _drawn(page.obj, page.obj.get("/Contents"), page.resources, known, ()) > MAX_DRAWN:
        raise Refusal(TOO_HEAVY)


def _drawn(holder, contents, resources, known: dict, above: tuple) -> int:
    forms = [
        each
        for each in (resources or {}).get("/XObject", {}).values()
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"
    ]
    if not forms:
        return 0
    if len(above) > 30:  # noqa: PLR2004  deeper than any form, far below Python's own limit
        raise Refusal(TOO_HEAVY)
    costs = []
    for form in forms:
        if form.objgen in above:
            raise Refusal(TOO_HEAVY)
        if form.objgen not in known:
            known[form.objgen] = 1 + _drawn(
                form, form, form.get("/Resources", resources), known, (*above, form.objgen)
            )
        costs.append(known[form.objgen])
    times = sum(len(_DRAWS.findall(each.read_bytes())) for each in _parts(contents))
    return times * max(costs)


def _parts(contents) -> list[pikepdf.Stream]:
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    return [each for each in parts if isinstance(each, pikepdf.Stream)]

"""Whether a file may be printed as the ward's emblem: a PNG, or an SVG that runs nothing and fetches nothing."""

import base64
import binascii
import io
import logging
import re
import threading
from xml.parsers import expat

import pikepdf
from PIL import Image
from weasyprint import HTML

from phuong6.lib.papers.certificates.text import emblem_type
from phuong6.lib.papers.lettering.fonts import LocalFetcher
from phuong6.lib.refusal import Refusal

MAX_PIXELS = 20_000_000
MAX_ELEMENTS = 50_000
SVG = "http://www.w3.org/2000/svg"
XML_BASE = "http://www.w3.org/XML/1998/namespace base"

NOT_A_PICTURE = "Tệp Quốc huy phải là hình SVG hoặc PNG. Hãy chọn tệp khác."
BROKEN_PNG = "Ảnh PNG bị hỏng hoặc tải lên chưa trọn. Hãy chọn lại tệp."
LARGE = "Ảnh lớn hơn 20 triệu điểm ảnh. Hãy thu nhỏ ảnh rồi tải lên lại."
BROKEN_SVG = "Tệp SVG bị hỏng hoặc không đúng định dạng. Hãy xuất lại hình, hoặc dùng tệp PNG."
DECLARED = (
    "Tệp SVG có khai báo DOCTYPE hoặc ENTITY nên không nhận. "
    "Hãy xuất lại hình theo dạng SVG đơn giản (Plain SVG), hoặc dùng tệp PNG."
)
ACTIVE = "Hình SVG có mã lệnh hoặc liên kết ra ngoài nên không nhận. Hãy xuất lại hình, hoặc dùng tệp PNG."
TANGLED = "Hình SVG quá phức tạp, không in được. Hãy xuất lại hình đơn giản hơn, hoặc dùng tệp PNG."
BLANK = "Hình SVG in ra trống hoặc không vẽ được. Hãy mở thử, xuất lại hình, hoặc dùng tệp PNG."

_REFUSED = frozenset(
    {"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener", "set",
     "animate", "animatecolor", "animatemotion", "animatetransform", "discard"}
)  # fmt: skip
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg);base64,", re.IGNORECASE)
_OUTWARD_STYLE = re.compile(
    r"@import|\\|url\(\s*+[\"']?+\s*+(?!#|data:image/(?:png|jpeg);base64,)", re.IGNORECASE
)
_FILLS, _STROKES = (
    frozenset({"f", "F", "f*", "b", "b*", "B", "B*"}),
    frozenset({"S", "s", "b", "b*", "B", "B*"}),
)


def check_emblem(content: bytes) -> str:
    """The emblem's type, "image/png" or "image/svg+xml". Raises Refusal with a sentence for the field."""
    kind = emblem_type(content)
    if not kind:
        raise Refusal(NOT_A_PICTURE)
    if kind == "image/png":
        _check_pixels(content, "PNG", BROKEN_PNG)
    else:
        _SvgCheck().read(content)
        _refuse_blank(content)
    return kind


def _check_pixels(content: bytes, kind: str, broken: str) -> None:
    try:
        with Image.open(io.BytesIO(content), formats=(kind,)) as picture:
            fits = picture.width * picture.height <= MAX_PIXELS
            if fits:
                picture.load()
    except Image.DecompressionBombError:
        fits = False
    except (OSError, SyntaxError, ValueError, MemoryError):
        raise Refusal(broken) from None
    if not fits:
        raise Refusal(LARGE)


class _SvgCheck:
    """Reads the file once with expat, which is stopped at the first thing that must not be there."""

    def __init__(self):
        self.open: list[tuple[str, str]] = []  # local name and id of the elements around
        self.elements = 0
        self.style: list[str] = []
        self.used: set[str] = set()
        self.users: set[str] = set()  # ids that hold a <use>: using those again multiplies without end

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._declared
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(content, True)
        except expat.ExpatError:
            raise Refusal(BROKEN_SVG) from None
        if self.used & self.users:
            raise Refusal(TANGLED)

    def _declared(self, *_):
        raise Refusal(DECLARED)

    def _instruction(self, *_):
        raise Refusal(ACTIVE)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self.open and (space, local) != (SVG, "svg"):
            raise Refusal(BROKEN_SVG)
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise Refusal(TANGLED)
        if local.lower() in _REFUSED:
            raise Refusal(ACTIVE)
        for key, value in attributes.items():
            self._attribute(key, value.strip())
        self.open.append((local.lower(), attributes.get("id", "")))
        if local.lower() == "use":
            self.users |= {each for _, each in self.open if each}
            self.used |= {
                value.strip()[1:] for key, value in attributes.items() if key.rpartition(" ")[2] == "href"
            }

    def _attribute(self, key: str, value: str) -> None:
        local = key.rpartition(" ")[2].lower()
        if local.startswith("on") or key == XML_BASE or _OUTWARD_STYLE.search(value):
            raise Refusal(ACTIVE)
        if local in {"href", "src"}:
            inside = _INSIDE.match(value)
            if not inside:
                raise Refusal(ACTIVE)
            if inside[0] != "#":
                self._picture(value)

    def _picture(self, address: str) -> None:
        kind = "PNG" if address[:14].lower() == "data:image/png" else "JPEG"
        try:
            content = base64.b64decode("".join(address.partition(",")[2].split()), validate=True)
        except (binascii.Error, ValueError):
            raise Refusal(BROKEN_SVG) from None
        _check_pixels(content, kind, BROKEN_SVG)

    def _text(self, text: str) -> None:
        if any(name == "style" for name, _ in self.open):
            self.style.append(text)

    def _end(self, _name: str) -> None:
        if self.open.pop()[0] == "style" and _OUTWARD_STYLE.search("".join(self.style)):
            raise Refusal(ACTIVE)


class _Failures(logging.Handler):
    """What the renderer could not draw, told in its log only; other threads' papers do not count."""

    def __init__(self):
        super().__init__()
        self.seen, self.mine = False, threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        self.seen |= record.thread == self.mine and record.getMessage().startswith("Failed")


def _refuse_blank(content: bytes) -> None:
    """Print the picture once, as a certificate will. White on white counts as nothing."""
    address = f"data:image/svg+xml;base64,{base64.b64encode(content).decode()}"
    page = f'<img alt="" src="{address}" style="width:50mm;height:50mm;object-fit:contain">'
    failures, log = _Failures(), logging.getLogger("weasyprint")
    log.addHandler(failures)
    try:
        printed = HTML(string=page, url_fetcher=LocalFetcher()).write_pdf()
    except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, RecursionError):
        raise Refusal(BLANK) from None
    finally:
        log.removeHandler(failures)
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        if failures.seen or not _paints(pdf.pages[0].obj):
            raise Refusal(BLANK)


def _paints(drawn: pikepdf.Object) -> bool:
    """Whether a page or form puts down any colour but white."""
    fill_white = stroke_white = False
    kept: list[tuple[bool, bool]] = []
    for each in pikepdf.parse_content_stream(drawn):
        name, operands = str(each.operator), each.operands
        if name == "q":
            kept.append((fill_white, stroke_white))
        elif name == "Q":
            fill_white, stroke_white = kept.pop() if kept else (False, False)
        elif name in {"rg", "g", "scn", "sc"}:
            fill_white = _is_white(operands)
        elif name in {"RG", "G", "SCN", "SC"}:
            stroke_white = _is_white(operands)
        elif name == "Do":
            inner = drawn.Resources.XObject[str(operands[0])]
            if inner.Subtype == "/Image" or _paints(inner):
                return True
        elif (
            name in {"sh", "Tj", "TJ"}
            or (name in _FILLS and not fill_white)
            or (name in _STROKES and not stroke_white)
        ):
            return True
    return False


def _is_white(operands) -> bool:
    return all(not isinstance(each, pikepdf.Object) and each == 1 for each in operands)

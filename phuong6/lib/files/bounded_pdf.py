"""pyHanko's reader of a PDF with an end to time and memory: the file is a stranger's."""

import io
import time
from typing import Any

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.decode_limits import (
    DecodeLimits,
    DecodePurpose,
    DocumentDecodeBudget,
    StreamDecodeLimits,
)
from pyhanko.pdf_utils.reader import PdfFileReader

MAX_SECONDS = 5
MAX_READS = 4_000_000  # of a few bytes each; about 4 seconds and 300 MB of small objects
MIB = 1024 * 1024
LIMITS = DecodeLimits(  # comparing two revisions unpacks objects and metadata, never pages or pictures
    per_purpose={DecodePurpose.OBJECT_STREAM: StreamDecodeLimits(max_output_size=4 * MIB)},
    document_budget=DocumentDecodeBudget(base_allowance=64 * MIB, max_ratio=0),
)


class TooSlow(Exception):
    """The file has used up its time or its reads."""


class _Counter:
    """What the parser has read, a few bytes at a time: each read may become an object in memory."""

    def __init__(self):
        self.too_late = time.monotonic() + MAX_SECONDS
        self.reads = 0

    def look_at_the_clock(self) -> None:
        if time.monotonic() > self.too_late:
            raise TooSlow


class _Source(io.BytesIO):
    def __init__(self, data: bytes, counter: _Counter):
        super().__init__(data)
        self.counter = counter

    def read(self, size: int | None = -1) -> bytes:
        self.counter.reads += 1
        if self.counter.reads > MAX_READS:
            raise TooSlow
        return super().read(size)


class BoundedReader(PdfFileReader):
    """Raises TooSlow wherever the time is over; lenient, since Word writes what strict mode refuses.

    Finds an object in its stream by a table made once. pyHanko reads the table again for every object, which
    takes minutes where one stream holds thousands (WeasyPrint writes so).
    """

    def __init__(self, data: bytes):
        self.counter = _Counter()
        self.tables: dict[int, tuple[_Source, dict[int, int], int]] = {}
        super().__init__(_Source(data, self.counter), strict=False, decode_limits=LIMITS)

    def get_object(self, *args, **kwargs):
        self.counter.look_at_the_clock()
        return super().get_object(*args, **kwargs)

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int):
        """As pyHanko's own in lenient mode: what is not there or cannot be read is null."""
        source, offsets, count = self._table(stmnum)
        if idnum not in offsets or not 0 <= idx < count:
            return generic.NullObject()
        source.seek(offsets[idnum])
        try:
            return generic.read_object(source, generic.Reference(idnum, 0, self))
        except (misc.PdfStreamError, misc.PdfReadError):
            return generic.NullObject()

    def _table(self, stmnum: int) -> tuple[_Source, dict[int, int], int]:
        """An object stream unpacked, and where in it each object begins; the first of a number counts."""
        if stmnum not in self.tables:
            stream: Any = generic.Reference(stmnum, 0, self).get_object()
            data = stream.read_data(DecodePurpose.OBJECT_STREAM)
            first = int(stream["/First"])
            words = [int(word) for word in data[:first].split()[: 2 * int(stream["/N"])]]
            offsets: dict[int, int] = {}
            for number, offset in zip(words[::2], words[1::2], strict=False):
                offsets.setdefault(number, first + offset)
            self.tables[stmnum] = _Source(data, self.counter), offsets, len(words) // 2
        return self.tables[stmnum]

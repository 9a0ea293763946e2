"""A stranger's PDF at arm's length: drawn in a process of its own, whose time and memory end (scans.drawing).

PDFium has no end of its own: a file of 800 bytes may keep it drawing for hours. What breaks the process costs
the page it was at and nothing else. One that has not been broken is kept for the next file.
"""

import atexit
import json
import os
import queue
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from PIL import Image

from phuong6.lib.scans.drawing import LONG_SIDE, SIZE

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 8  # of computing for a page, or for the words of a file; a page of a scanner takes a tenth of one
MOST_STARTS = 4  # a file that breaks so many processes is looked at no further
MOST_IDLE = 2  # processes kept for the next file
MOST_FILES = 200  # that one process reads before a fresh one takes over
MOST_TOLD = 4 * 1024 * 1024  # bytes: 200,000 letters as JSON fit


class _Drawer:
    """The process and its pipe."""

    def __init__(self, seconds: int):
        self.seconds, self.files = seconds, 0
        self.process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "phuong6.lib.scans.drawing", str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ},
        )
        self.asks, self.tells = cast("tuple[IO[bytes], IO[bytes]]", (self.process.stdin, self.process.stdout))

    def ask(self, what: str) -> tuple[int, int] | None:
        """The two numbers an answer begins with; None where the process has ended."""
        try:
            self.asks.write(f"{what}\n".encode())
            self.asks.flush()
        except BrokenPipeError:
            return None
        told = self.read(SIZE.size)
        return SIZE.unpack(told) if told else None

    def read(self, count: int) -> bytes:
        """So many bytes of the answer; nothing where the process has ended before."""
        told = self.tells.read(count)
        return told if len(told) == count else b""

    def end(self) -> None:
        self.process.kill()
        with suppress(BrokenPipeError):  # a question it no longer heard
            self.asks.close()
        self.tells.close()
        self.process.wait()


_idle: queue.SimpleQueue[_Drawer] = queue.SimpleQueue()


@atexit.register
def _end_idle() -> None:
    with suppress(queue.Empty):
        while True:
            _idle.get_nowait().end()


class Apart:
    """An inspected PDF and the process that reads it. `pages` is 0 for a file that does not open."""

    def __init__(self, pdf: bytes, *, seconds: int = SECONDS):
        self._file = tempfile.NamedTemporaryFile(suffix=".pdf")  # noqa: SIM115 - closed by __exit__
        self._file.write(pdf)
        self._file.flush()
        self._drawer: _Drawer | None = None
        self._seconds, self._starts, self.pages = seconds, 0, 0

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        drawer, self._drawer = self._drawer, None
        if drawer:
            good = error is None and drawer.files < MOST_FILES and drawer.seconds == SECONDS
            if good and _idle.qsize() < MOST_IDLE:
                _idle.put(drawer)
            else:
                drawer.end()
        self._file.close()

    def picture(self, index: int) -> Image.Image | None:
        """A page (from 0) as scans.drawing draws it; None for one that cannot be drawn, or not in time."""
        size = self._ask(str(index))
        if size is None or not all(0 < side <= LONG_SIDE for side in size):
            return None
        pixels = self._told(size[0] * size[1] * 3)
        return Image.frombytes("RGB", size, pixels) if pixels else None

    def words(self) -> dict:
        """What `scans.drawing.words_of` says; nothing where it cannot be read, or not in time."""
        return self._text("words")

    def lines(self) -> dict:
        """What `scans.drawing.lines_of` says; nothing where it cannot be read, or not in time."""
        return self._text("lines")

    def _text(self, what: str) -> dict:
        size = self._ask(what)
        if size is None or size[0] > MOST_TOLD:
            return {}
        told = self._told(size[0])
        return json.loads(told) if told else {}

    def _begin(self) -> None:
        kept = self._kept()
        self._starts += not kept
        self._drawer = kept or _Drawer(self._seconds)
        self._drawer.files += 1
        size = self._ask(f"open {self._file.name}")
        if size is None and kept:  # it had ended while nobody looked
            self._begin()
        else:
            self.pages = max(self.pages, size[0] if size else 0)

    def _kept(self) -> _Drawer | None:
        if self._seconds != SECONDS:
            return None
        with suppress(queue.Empty):
            return _idle.get_nowait()
        return None

    def _ask(self, what: str) -> tuple[int, int] | None:
        """Ask; begin again where the last question broke the process."""
        if self._drawer is None and self._starts < MOST_STARTS:
            self._begin()
        size = self._drawer.ask(what) if self._drawer else None
        if size is None:
            self._drop()
        return size

    def _told(self, count: int) -> bytes:
        told = self._drawer.read(count) if self._drawer else b""
        if not told:
            self._drop()
        return told

    def _drop(self) -> None:
        if self._drawer:
            self._drawer.end()
            self._drawer = None

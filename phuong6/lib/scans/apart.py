"""A stranger's PDF at arm's length: drawn in a process of its own, whose time and memory end (scans.drawing).

PDFium has no end of its own: a file of 800 bytes may keep it drawing for hours. What breaks the process costs
the page it was at and nothing else.
"""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from PIL import Image

from phuong6.lib.scans.drawing import LONG_SIDE, SIZE

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 8  # of computing for a page, or for the words of a file; a page of a scanner takes a tenth of one
MOST_STARTS = 4  # a file that breaks so many processes is looked at no further
MOST_TOLD = 4 * 1024 * 1024  # bytes: 200,000 letters as JSON fit


class Apart:
    """An inspected PDF and the process that reads it. `pages` is 0 for a file that does not open."""

    def __init__(self, pdf: bytes, *, seconds: int = SECONDS):
        self._file = tempfile.NamedTemporaryFile(suffix=".pdf")  # noqa: SIM115 - closed by __exit__
        self._file.write(pdf)
        self._file.flush()
        self._process: subprocess.Popen | None = None
        self._seconds, self._starts, self.pages = seconds, 0, 0

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        self._file.close()

    def picture(self, index: int) -> Image.Image | None:
        """A page (from 0) as scans.drawing draws it; None for one that cannot be drawn, or not in time."""
        size = self._ask(str(index))
        if size is None or not all(0 < side <= LONG_SIDE for side in size):
            return None
        pixels = self._read(size[0] * size[1] * 3)
        return Image.frombytes("RGB", size, pixels) if pixels else None

    def words(self) -> dict:
        """What `scans.drawing.words_of` says; nothing where it cannot be read, or not in time."""
        size = self._ask("words")
        if size is None or size[0] > MOST_TOLD:
            return {}
        told = self._read(size[0])
        return json.loads(told) if told else {}

    def _begin(self) -> None:
        self._starts += 1
        self._process = subprocess.Popen(  # noqa: S603 - our own module, the file by its path
            [sys.executable, "-m", "phuong6.lib.scans.drawing", self._file.name, str(self._seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ},
        )
        pages = self._size()
        self.pages = max(self.pages, pages[0] if pages else 0)

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            with suppress(BrokenPipeError):  # a question it no longer heard
                self._process.stdin.close()
            self._process.stdout.close()
            self._process.wait()
            self._process = None

    def _ask(self, what: str) -> tuple[int, int] | None:
        """Ask; begin again where the last question broke the process."""
        if self._process is None and self._starts < MOST_STARTS:
            self._begin()
        if self._process is None:
            return None
        try:
            self._process.stdin.write(f"{what}\n".encode())
            self._process.stdin.flush()
        except BrokenPipeError:
            self._end()
            return None
        return self._size()

    def _size(self) -> tuple[int, int] | None:
        told = self._read(SIZE.size)
        return SIZE.unpack(told) if told else None

    def _read(self, count: int) -> bytes:
        """So many bytes of the answer; nothing where the process has ended before."""
        told = self._process.stdout.read(count)
        if len(told) < count:
            self._end()
            return b""
        return told

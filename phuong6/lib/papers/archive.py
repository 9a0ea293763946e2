"""Many files as one ZIP whose list of hashes `sha256sum -c` checks."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from phuong6.lib.papers.bundle import Part, flat
from phuong6.lib.text import without_marks

HASHES, READ_ME = "MA-KIEM-TRA-SHA256.txt", "DOC-TRUOC.txt"
CHUNK = 1024 * 1024
DAY = (1980, 1, 1, 0, 0, 0)  # the same files make the same archive, whenever it is made
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_HOW = (
    "",
    f"Tệp {HASHES} ghi mã kiểm tra SHA-256 của từng tệp. Muốn biết một tệp có còn nguyên vẹn không:",
    "- Windows: mở Dấu nhắc lệnh tại thư mục này, gõ: certutil -hashfile TÊN-TỆP SHA256 rồi so với dòng ghi sẵn;",
    f"- Linux: gõ: sha256sum -c {HASHES}",
)


def plain_name(text: str) -> str:
    """`text` in letters every computer writes alike: "Khóm 1" → "Khom-1"."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", without_marks(text)).strip("-.")


@dataclass(frozen=True)
class Entry:
    """A file of the archive: plain letters for a name, folders by "/", and what is in it."""

    name: str
    source: bytes | Path


def entries_of(parts: Iterable[Part], folder: str = "") -> Iterator[Entry]:
    """The files of a bundle's parts, each as it was handed in."""
    for part, _ in flat(parts):
        if part.source is not None:
            yield Entry(folder + part.name, part.source)


def archive(entries: Iterable[Entry], target: Path, read_me: Iterable[str]) -> None:
    """Write the archive piece by piece; `read_me` are its first lines for people.

    A file that cannot be read is named in them. Raises ValueError for a name with other letters, or twice.
    """
    hashes: dict[str, str] = {}
    unreadable = []
    with zipfile.ZipFile(target, "w") as packed:
        for entry in entries:
            if not _NAME.fullmatch(entry.name) or entry.name in (*hashes, HASHES, READ_ME):
                raise ValueError(f"No name for a file of an archive: {entry.name}")
            try:
                with _reading(entry.source) as (stream, size):
                    hashes[entry.name] = _add(packed, entry.name, stream, size)
            except FileNotFoundError:
                unreadable.append(entry.name)
        lost = ["", "Không mở được các tệp sau:", *(f"- {name}" for name in unreadable)] if unreadable else []
        # A mark at the start tells Windows that the letters are Vietnamese.
        text = ("\ufeff" + "\r\n".join([*read_me, *lost, *_HOW, ""])).encode()
        hashes[READ_ME] = _add(packed, READ_ME, io.BytesIO(text), len(text))
        listed = "".join(f"{digest}  {name}\n" for name, digest in hashes.items()).encode()
        _add(packed, HASHES, io.BytesIO(listed), len(listed))


@contextmanager
def _reading(source: bytes | Path) -> Iterator[tuple[BinaryIO, int]]:
    """The bytes to read and how many they are."""
    if isinstance(source, bytes):
        yield io.BytesIO(source), len(source)
        return
    with source.open("rb") as stream:
        yield stream, source.stat().st_size


def _add(packed: zipfile.ZipFile, name: str, stream: BinaryIO, size: int) -> str:
    """One member, not packed tighter: papers and photographs are already. Returns its SHA-256."""
    member = zipfile.ZipInfo(name, DAY)
    member.create_system, member.external_attr, member.file_size = 3, 0o644 << 16, size
    digest = hashlib.sha256()
    with packed.open(member, "w") as out:
        while piece := stream.read(CHUNK):
            digest.update(piece)
            out.write(piece)
    return digest.hexdigest()

"""Judges a family of bad files, each in a process of its own that may use so much and no more.

`python -m tests.lib.files.bad_files.child FAMILY` writes one line of JSON per file: what became of it, the
seconds of work and the most memory. A file that needs more than the limits kills only its own process.
"""

import importlib
import io
import json
import os
import resource
import sys
import traceback
from collections.abc import Callable

import pikepdf
import pypdfium2
from PIL import Image

from phuong6.lib.files.uploads import PDF, Refusal, images_to_pdf, inspect, receive
from tests.lib.files.bad_files.case import Bad

MEMORY, SECONDS = 1_500 * 1024 * 1024, 30
DEAD = (b"/JavaScript", b"/JS", b"/OpenAction", b"/AA", b"/Launch", b"/EmbeddedFile", b"/XFA", b"/EF")


def judged(data: bytes, gone: tuple[bytes, ...]) -> dict:
    """Through the door an upload takes, and what is kept through a second program."""
    try:
        found, kept = receive(data)
        papers = [kept, images_to_pdf([data])] if found.kind != PDF else [kept]
    except Refusal as refusal:
        return {"sentence": str(refusal)}
    left = [repr(each) for each in gone if each in kept]
    if found.kind == PDF:
        left += _left_alive(kept)
    else:
        with Image.open(io.BytesIO(kept)) as picture:
            picture.load()
            left += [
                key
                for key in picture.info
                if key not in {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            ]
            left += ["frames"] if getattr(picture, "n_frames", 1) > 1 else []
        left += _left_alive(papers[1])
    return {"kept": found.extension, "left": left, "again": inspect(kept).pages}


def _left_alive(kept: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        text = b"".join(each.unparse(resolved=True) for each in pdf.objects)
        left = [each.decode() for each in DEAD if each in text] + list(pdf.attachments)
    with pypdfium2.PdfDocument(kept) as pdf:
        left += ["scripts"] * pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(pdf)
        left += ["attachments"] * pdf.count_attachments()
        left += ["form"] * (pdf.get_formtype() not in {0, 1})
        pdf[0].render(scale=0.1).close()
    return left


def apart(work: Callable[[], bytes], *, limited: bool) -> tuple[bytes, int, resource.struct_rusage]:
    """What `work` gives in a process of its own, how that ended and what it used."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        if limited:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(work())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read()
    return told, *os.wait4(child, 0)[1:]


def one(case: Bad) -> dict:
    def judge() -> bytes:
        try:
            return json.dumps(judged(data, case.gone)).encode()
        except BaseException:  # noqa: BLE001  whatever it is, the test shows it
            return json.dumps({"failure": traceback.format_exc()[-2000:]}).encode()

    data, _, _ = apart(case.make, limited=False)  # a bomb is made in its own process too
    told, status, used = apart(judge, limited=True)
    seconds, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
    measured = {"name": case.name, "status": status, "seconds": round(seconds, 2), "megabytes": megabytes}
    return json.loads(told or b"{}") | measured


if __name__ == "__main__":
    for each in importlib.import_module(f"tests.lib.files.bad_files.{sys.argv[1]}").CASES:
        sys.stdout.write(json.dumps(one(each)) + "\n")

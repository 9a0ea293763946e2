#!/usr/bin/env bash
# python-docx 1.2.0: what a reader sees on the page is not in `document.paragraphs` and `paragraph.text`. The numbers Word
# sets ("I.", "1.", a bullet) are in no text; tracked insertions, content controls and table cells are left out without
# a word; what was deleted with track changes is left out too, but hidden text is not.
#   [each.text for each in document.paragraphs]  -> ["Mục đích", " hồ sơ", "ẩn"]
# on a page that shows "1. Mục đích", "95% hồ sơ", "Trong ô", "Ô bảng".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check python-docx==1.2.0
"$folder/bin/python" - <<'PYTHON'
import io
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = nsdecls("w")
made = docx.Document()
made.add_paragraph("Mục đích", style="List Number")
body = made.element.body
for xml in (
    f'<w:p {W}><w:ins w:id="1" w:author="a"><w:r><w:t>95%</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> hồ sơ</w:t></w:r></w:p>',
    f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Trong ô</w:t></w:r></w:p></w:sdtContent></w:sdt>",
):
    body.insert(len(body) - 1, parse_xml(xml))
made.add_table(1, 1).cell(0, 0).text = "Ô bảng"
hidden = made.add_paragraph().add_run("ẩn")
hidden.font.hidden = True
file = io.BytesIO()
made.save(file)
read = docx.Document(io.BytesIO(file.getvalue()))
assert [each.text for each in read.paragraphs] == ["Mục đích", " hồ sơ", "ẩn"], [each.text for each in read.paragraphs]
PYTHON

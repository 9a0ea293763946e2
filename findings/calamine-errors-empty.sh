#!/usr/bin/env bash
# python-calamine 0.9.1: a cell that holds the error #N/A and a formula that nobody has calculated both come out as "",
# just as a cell that was never filled; nothing else of its interface tells them apart.
#   iter_rows() of [#N/A, =1+1 without a value, nothing, 1]  -> ["", "", "", 1.0]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5
"$folder/bin/python" - <<'PYTHON'
import io
import openpyxl, python_calamine

book, out = openpyxl.Workbook(), io.BytesIO()
book.active.append(["#N/A", "=1+1", None, 1])
assert book.active["A1"].data_type == "e"
book.save(out)
sheet = python_calamine.load_workbook(io.BytesIO(out.getvalue())).get_sheet_by_index(0)
assert list(sheet.iter_rows()) == [["", "", "", 1.0]]
PYTHON

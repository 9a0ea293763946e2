#!/usr/bin/env bash
# num2words 0.5.14, lang="vi": an empty hundred below a thousand or a million is left out or read as "lẻ", though
# "lẻ" is said only of an empty ten. An office reads 2023 "hai nghìn không trăm hai mươi ba", and a sum read without
# its "không trăm" is heard as another sum.
#   2023         -> hai nghìn lẻ hai mươi ba
#   1005         -> một nghìn lẻ năm
#   146_020_000  -> một trăm bốn mươi sáu triệu hai mươi nghìn
# 105 and 1_404_000 come out right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check num2words==0.5.14
"$folder/bin/python" - <<'PYTHON'
from num2words import num2words

for number, read in {
    2023: "hai nghìn lẻ hai mươi ba",
    1005: "một nghìn lẻ năm",
    146_020_000: "một trăm bốn mươi sáu triệu hai mươi nghìn",
    105: "một trăm lẻ năm",
    1_404_000: "một triệu bốn trăm lẻ bốn nghìn",
}.items():
    assert num2words(number, lang="vi") == read, (number, num2words(number, lang="vi"))
PYTHON

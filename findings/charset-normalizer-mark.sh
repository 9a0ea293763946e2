#!/usr/bin/env bash
# charset-normalizer 3.5.3: a UTF-8 text that begins with its byte order mark (EF BB BF) is
# taken for another encoding when it is short and holds few letters beyond ASCII. The mark decides nothing.
#   "Mã số;Số tiền" with one sum in đ    -> mac_iceland, "MÃ£ sá»..." in the text; the same bytes decode as utf-8-sig
#   "Mã;Mã" with a date and "Khóm 5"     -> shift_jis_2004
# A longer text, or one with more Vietnamese letters, is read rightly: the last one here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check charset-normalizer==3.5.3
"$folder/bin/python" - <<'PYTHON'
from charset_normalizer import from_bytes

for text, taken_for in (
    ("Mã số;Số tiền\r\n1;270.000 đ\r\n", "mac_iceland"),
    ("Mã;Mã\r\n27/09/2023;Khóm 5\r\n", "shift_jis_2004"),
    ("Mã hồ sơ;Đơn vị\r\nH-1;Khóm 5\r\n", "utf_8"),
):
    data = text.encode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf") and data.decode("utf-8-sig") == text
    found = from_bytes(data).best()
    assert found.encoding == taken_for, (text, found.encoding)
    assert (str(found) == text) is (taken_for == "utf_8")
PYTHON

"""The key under which the many ways to write a unit's name meet."""

import re

from phuong6.lib.text import search_key

# One word, as `search_key` leaves it → what it stands for.
_SHORT = {
    "ubnd": "uy ban nhan dan", "bnd": "ban nhan dan", "ub": "uy ban", "vn": "viet nam",
    "hcm": "ho chi minh", "ubmttq": "uy ban mat tran to quoc", "mttq": "mat tran to quoc",
    "ubmttqvn": "uy ban mat tran to quoc viet nam", "mttqvn": "mat tran to quoc viet nam",
    "mttqvietnam": "mat tran to quoc viet nam", "tncs": "thanh nien cong san",
    "tncshcm": "thanh nien cong san ho chi minh", "dtn": "doan thanh nien", "tn": "thanh nien",
    "dtncs": "doan thanh nien cong san", "lhpn": "lien hiep phu nu", "hlhpn": "hoi lien hiep phu nu",
    "hpn": "hoi phu nu", "pn": "phu nu", "hnd": "hoi nong dan", "ccb": "cuu chien binh",
    "hccb": "hoi cuu chien binh", "ctd": "chu thap do", "nct": "nguoi cao tuoi",
    "hdnd": "hoi dong nhan dan", "du": "dang uy", "vp": "van phong", "tk": "thong ke",
    "bch": "ban chi huy", "qs": "quan su", "kp": "khu pho", "tdp": "to dan pho",
    "p": "phuong", "tt": "thi tran", "k": "khom",
}  # fmt: skip
_PHRASES = tuple(
    (re.compile(pattern), whole)
    for pattern, whole in (
        (r"\buy ban nd\b", "uy ban nhan dan"),
        (r"\bhoi nd\b", "hoi nong dan"),
        (r"^(uy ban )?mat tran( to quoc)?( viet nam)?\b", "uy ban mat tran to quoc viet nam"),
        (r"^doan thanh nien( cong san)?( ho chi minh)?\b", "doan thanh nien cong san ho chi minh"),
        (r"^(hoi )?(lien hiep )?phu nu( viet nam)?\b", "hoi lien hiep phu nu"),
        (r"^(hoi )?nong dan( viet nam)?\b", "hoi nong dan"),
        (r"^(hoi )?cuu chien binh( viet nam)?\b", "hoi cuu chien binh"),
        (r"^(khom|ap|khu pho|to dan pho) (?=\d)", r"ban nhan dan \1 "),
    )
)
_KINDS = r"(?:phuong|xa|thi tran)"


def unit_key(name: str, ward_name: str = "") -> str:
    """Return the accent-free key of a unit, usual short forms written out, its ward left off.

    "UBND Phường", "Uỷ ban nhân dân P.6" → "uy ban nhan dan"; "BND khóm 01", "Khóm 1" →
    "ban nhan dan khom 1". `ward_name` ("Phường 6", "Xã Tân Thuận Đông") names the ward whose
    mention at the end says nothing; without it any numbered phường counts as one's own, with it
    a unit of another ward stays apart.
    """
    spaced = re.sub(r"(?<=[a-z])(?=\d)", " ", search_key(name))
    words = [str(int(w)) if w.isdecimal() else _SHORT.get(w, w) for w in spaced.split()]
    key = " ".join(words)
    for pattern, whole in _PHRASES:
        key = pattern.sub(whole, key)
    own = unit_key_of_ward(ward_name) if ward_name else r"phuong \d+"
    shorter = re.sub(rf" (?:{own}|{_KINDS})$", "", key)
    return shorter or key


def unit_key_of_ward(ward_name: str) -> str:
    """Return the ward's own name as it appears at the end of a key, as a regular expression."""
    spaced = re.sub(r"(?<=[a-z])(?=\d)", " ", search_key(ward_name))
    words = [str(int(w)) if w.isdecimal() else w for w in spaced.split()]
    return re.escape(" ".join(words)).replace(r"\ ", " ")

"""The sentences of a giấy khen that a ward may put in its own words.

What Nghị định 98/2023/NĐ-CP Điều 104 words itself (quốc hiệu, tiêu ngữ, TẶNG, GIẤY KHEN) and the recipient's name are
no wording and stay as they are. Who is meant, by which decision and as which of its lines may be said in other
words, never left out.
"""

from phuong6.lib.dates import BLANK, long_date
from phuong6.lib.papers.certificates.text import CertificateText
from phuong6.lib.papers.wording import NOTHING, Slot, Words

SLOTS = (
    Slot("authority", "Thẩm quyền khen", "{thẩm quyền}"),
    Slot("role", "Chức vụ, đơn vị", "{chức vụ, đơn vị}", ("chức vụ, đơn vị",)),
    Slot("achievement", "Thành tích", "{thành tích}"),
    Slot(
        "decision",
        "Số, ngày quyết định",
        "Quyết định số: {số quyết định}, {ngày quyết định}",
        ("số quyết định", "ngày quyết định"),
    ),
    Slot("golden_book", "Số sổ vàng", "Số sổ vàng: {số sổ vàng}", ("số sổ vàng",)),
    Slot("date_line", "Địa danh, ngày ký", "{địa danh}, {ngày ký}"),
)
BY_KEY = {slot.key: slot for slot in SLOTS}


def sentence(key: str, text: CertificateText, wording: tuple[tuple[str, str], ...] = ()) -> str:
    """One sentence of this certificate, in the ward's own words where it has any; empty stays empty."""
    values = {
        "thẩm quyền": text.authority,
        "chức vụ, đơn vị": text.role_line,
        "thành tích": text.achievement,
        "số quyết định": text.decision_number or BLANK * 3,
        "ngày quyết định": long_date(text.decision_date),
        "số sổ vàng": f"{text.golden_book_no:02d}"
        + (f" (cấp lại, số vào sổ {text.reissued})" if text.reissued else ""),
        "địa danh": text.place,
        "ngày ký": long_date(text.decision_date),
    }
    names = BY_KEY[key].names
    if len(names) == 1 and not values[names[0]]:
        return ""
    return Words(SLOTS, dict(wording) or NOTHING)(key, values)

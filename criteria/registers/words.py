"""What the words of a cell mean: yes or no, secret or not, there or away, resolved or open.

Closed lists. A word that stands in none of them is not guessed at: its row is refused with the words that are
understood, never with the word itself, which may be somebody's name.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from criteria.enums import Attended, OneStopState
from criteria.registers.cells import SHOWN_ERRORS, TEXTS, Unfit, is_day, text
from phuong6.lib.vietnamese import search_key

TICKS, CROSSES = (
    {"✓", "✔", "☑", "√", "+", "ü", "þ"},
    {"✗", "✘", "☐", "❌", "û", "ý"},
)  # the last are Wingdings
NAME_LENGTHS = range(2, 6)
FAMILY_NAMES = set(
    "nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly truong dinh doan lam mai trinh dao luong cao "
    "thai ta chau la lu luu ha ton quach kieu vuong thach kim son danh trieu diep tang to tong nghiem chu an van giang "
    "phung phuong quan khuc mac luc bach dam ninh ong au lo luc sam si than tieu trang ung vi".split()
)
BLANK = "-–—−.…/_ "  # characters of which a cell that says nothing may be made
YES = {
    "x", "v", "co", "roi", "du", "day du", "dat", "1", "true", "yes", "y", "ok", "da gui", "da nhan", "dien tu",
    "ban dien tu", "van ban dien tu", "gui dien tu", "nhan dien tu", "dien tu va giay", "giay va dien tu", "ca hai", "qua mang",
    "gui qua mang", "nhan qua mang", "email", "gui email", "thu dien tu", "vb dien tu", "da gui qua mang", "da nhan qua mang", "lien thong", "da lien thong", "da gui lien thong", "da nhan lien thong", "truc lien thong quoc gia", "truc", "truc lien thong",
    "qua truc", "qua truc lien thong", "da ky", "ky so", "da ky so", "co ky", "co ky so", "ky dien tu",
    "da ky dien tu", "ki so", "da ki so", "co ki so", "chu ky so", "co chu ky so", "hop le",
}  # fmt: skip
NO = {
    "0", "false", "no", "n", "k", "ko", "giay", "ban giay", "van ban giay", "gui giay", "truc tiep", "buu dien",
    "buu chinh", "fax", "ky tay", "ky giay", "ky tuoi", "ky song", "chu ky tay", "chu ky song", "chu ky tuoi", "ky truc tiep",
    "ky ban giay", "quen token", "mat token", "het han token", "n a", "dau do", "dau uot", "dong dau do", "ban cung", "ko ky",
    "k ky", "de nghi ky lai", "ky lai", "ky sau", "bo sung sau",
}  # fmt: skip
NOT_YET = ("khong", "chua")  # what begins so says no
UNDONE = ("đang", "chờ", "thiếu", "lỗi", "sai", "hết hạn")  # with their marks: "Đặng" is a family name
NOT_SECRET = {
    "thuong", "thong thuong", "binh thuong", "van ban thuong", "cong khai", "noi bo", "luu hanh noi bo", "0", "false",
    "no", "n", "khan", "thuong khan", "hoa toc", "hoa toc hen gio",
}  # fmt: skip
SECRET = {"x", "v", "co", "1", "true", "yes", "y", "a", "b", "c", "bi mat"}
SECRET_DEGREES = ("mat", "toi mat", "tuyet mat")
PRESENT = {
    "x", "co", "co mat", "du", "co du", "da du", "du hop", "da du hop", "tham du", "co tham du", "da tham du",
    "tham gia", "co tham gia", "da tham gia", "di hop", "truc tiep", "truc tiep du", "du truc tiep", "truc tuyen",
    "du truc tuyen", "co di", "day du", "du du", "du day du", "tham du day du", "co du hop", "hop", "da hop",
    "den muon", "khong vang", "1", "true", "yes", "y", "ok",
}  # fmt: skip
ABSENT = {"0", "false", "no", "n", "k", "ko", "kp", "cp", "p", "co phep", "khong phep", "ban", "om"}
FAILED = {
    "khong dat", "chua dat", "truot", "rot", "hong", "khong hoan thanh", "chua hoan thanh", "yeu", "kem", "bo hoc", "bo thi",
    "vang thi", "khong dat yeu cau", "khong du dieu kien", "khong du dieu kien cap chung chi", "thi lai", "khong duoc cap",
}  # fmt: skip
PASSED = {
    "dat", "hoan thanh", "da hoan thanh", "gioi", "kha", "trung binh", "trung binh kha", "tot", "xuat sac", "dat yeu cau",
    "x", "da cap chung chi", "da cap chung nhan", "duoc cap chung nhan", "duoc cap chung chi", "cap chung nhan",
    "cap chung chi", "hoan thanh tot", "hoan thanh xuat sac",
}  # fmt: skip
WARD_POSTS = ("chu tich", "ct", "pct")
WARD_OFFICE = ("ubnd", "uy ban nhan dan")
OTHER_OFFICES = (
    "hdnd", "hoi dong nhan dan", "mttq", "ubmttq", "ubmttqvn", "mat tran", "hoi", "cong doan", "lien doan", "doan", "ccb", "cuu chien binh",
    "phu nu", "nong dan", "chu thap do", "hoi dong",
)  # fmt: skip
AWAY = (
    "vang",
    "nghi",
    "xin vang",
    "xin nghi",
    "ban hop",
    "ban viec",
    "ban cong tac",
    "di cong tac",
    "di hoc",
)
DELEGATED = ("thay", "uy quyen", "cu nguoi", "cu pho", "cu dai dien", "cu can bo", "cu cong chuc")
NOBODY_SENT = ("khong cu", "khong uy quyen", "khong co nguoi", "khong du thay")
STOPPED = (
    "rut", "huy", "khong du dieu kien", "khong giai quyet", "tra lai", "hoan tra", "tu choi", "khong tiep nhan",
    "khong hop le", "khong bo sung", "thoi khong", "khong dat yeu cau",
)  # fmt: skip
HASTENED = (
    "rut ngan thoi gian",
    "rut ngan",
    "quy trinh rut gon",
    "thu tuc rut gon",
    "rut gon",
)  # no withdrawal
AWAITED = ("tam dung", "tam ngung", "tam hoan", "bo sung", "hoan thien", "gia han", "xin loi")
UNFINISHED = (
    "chua tra", "chua giai quyet", "chua hoan thanh", "chua co ket qua", "chua nhan ket qua", "chua xu ly", "chua xong",
    "cho tra", "cho xu ly", "cho nhan", "cho cong dan", "cho nguoi dan", "cho bo sung",
)  # fmt: skip
HANDED = (
    "da tra", "tra ket qua", "da tra ket qua", "tra lai ket qua", "da tra lai ket qua", "da nhan ket qua", "da giao ket qua",
    "da phat ket qua", "da gui ket qua", "giao ket qua", "phat ket qua", "hoan tra ket qua",
)  # fmt: skip
IN_TIME = {  # says nothing of an end
    f"{before}{each} han"
    for before in ("", "ho so ", "xu ly ", "giai quyet ")
    for each in ("truoc", "som", "dung", "tre", "qua", "trong", "con")
}
RESOLVED = (
    "da tra", "tra ket qua", "da co ket qua", "da giai quyet", "hoan thanh", "hoan tat", "xong", "ket thuc", "da cap",
    "da giao", "da nhan ket qua", "da xu ly", "tra dung han", "tra truoc han", "tra tre han",
)  # fmt: skip
UNDER_WAY = (
    "moi", "tiep nhan", "da tiep nhan", "chuyen", "da chuyen", "trinh", "da trinh", "thu ly", "xu ly", "phan cong",
    "tham tra", "tham dinh", "xac minh", "nhan ho so", "da nhan ho so", "ho so moi", "bo sung", "yeu cau bo sung",
)  # fmt: skip
UNKNOWN, CONTRADICTORY = "unknown", "contradictory"
SIGNED_BY_NAME = "signed_by_name"

_YES_OR_NO = "{}: chưa hiểu ô này. Có thì ghi “x” hoặc “Có”; không thì để trống hoặc ghi “Không”. Sửa trong sổ rồi đưa lên lại."
_DEGREES = "{}: chưa hiểu ô này. Văn bản mật thì ghi “Mật”, “Tối mật”, “Tuyệt mật”; không mật thì để trống hoặc ghi “Thường”."
_RESULT = "{}: chưa hiểu ô này. Hãy ghi “Đạt”, xếp loại, hoặc “Không đạt”."
_ATTENDED = "{}: chưa hiểu ô này. Hãy ghi “x” hoặc “Có mặt”, “Vắng”, hoặc “Cử người dự thay”."


@lru_cache(maxsize=TEXTS)
def _key(value: str) -> str:
    return search_key(value)


def _is_blank(words: str) -> bool:
    return not words.strip(BLANK)


def _begins(key: str, beginnings: Iterable[str]) -> bool:
    return any(f"{key} ".startswith(f"{each} ") for each in beginnings)


def _holds(key: str, parts: Iterable[str]) -> bool:
    return any(f" {each} " in f" {key} " for each in parts)


@lru_cache(maxsize=TEXTS)
def _yes_or_no(words: str) -> bool | None:
    """What a cell says; None where it is in no list. A blank and a dash say no."""
    key, low = search_key(words), words.lower()
    if words in SHOWN_ERRORS:
        return None
    if words in TICKS or key in YES:
        return True
    if _is_blank(words) or words in CROSSES or key in NO or _begins(key, NOT_YET):
        return False
    return False if low.startswith(UNDONE) or _holds(low, ("không", "chưa")) else None


def mark(value: object, what: str) -> bool:
    """Whether a cell says yes: x, có, ✓, 1 and the like. Raises Unfit, naming `what`, for a word in no list."""
    if isinstance(value, bool):
        return value
    found = _yes_or_no(text(value))
    if found is None:
        raise Unfit(_YES_OR_NO.format(what))
    return found


def signed(value: object, what: str, noticed: Counter) -> bool:
    """Whether a signature is there: a yes, the signer's name or the day of signing, the last two also noticed.

    Raises Unfit, naming `what`, for any other words: "Quên token" is no signature.
    """
    words = text(value)
    if _yes_or_no(words) is None and (is_day(value) or _is_name(words)):
        noticed[SIGNED_BY_NAME] += 1
        return True
    return mark(value, what)


def _is_name(words: str) -> bool:
    """Whether words are a person's name: a family name and one to four more, each with its capital."""
    parts = words.split(" ")
    return (
        len(parts) in NAME_LENGTHS
        and search_key(parts[0]) in FAMILY_NAMES
        and all(part.isalpha() and part[0].isupper() for part in parts)
        and not words.isupper()
    )


@lru_cache(maxsize=TEXTS)
def _secret(words: str) -> bool | None:
    key = search_key(words)
    if _is_blank(words) or key in NOT_SECRET or _begins(key, NOT_YET):
        return False
    return True if words in TICKS or key in SECRET or _begins(key, SECRET_DEGREES) else None


def secret(value: object, what: str) -> bool:
    """Whether a document is secret. Raises Unfit, naming `what`, for a word in no list."""
    if isinstance(value, bool):
        return value
    found = _secret(text(value))
    if found is None:
        raise Unfit(_DEGREES.format(what))
    return found


@lru_cache(maxsize=TEXTS)
def state(words: str) -> str:
    """What became of a record at the counter, told by what ended the matter, not by any word found.

    "" where that is left to its days, UNKNOWN for words in no list, CONTRADICTORY where a result was handed out and
    the matter stopped. Whole words only, some with their marks: "huy" is in "chuyển", "dừng" is "đúng" without marks.
    """
    key, low = f" {search_key(words)} ", words.lower()
    if _is_blank(words) or key.strip() in IN_TIME:
        return ""
    for each in HASTENED:
        key = key.replace(f" {each} ", " ")
    key = key.strip()
    waits = low.startswith(("đang", "chờ", "chưa")) or _holds(key, UNFINISHED)
    if waits and not _begins(key, ("da tra ket qua", "da tra lai ket qua")):
        return OneStopState.OPEN.value
    stopped = _holds(_without(key, ("tra lai ket qua", "hoan tra ket qua")), STOPPED) or "dừng" in low
    if _holds(key, AWAITED) and not _holds(key, ("khong bo sung", "rut", "huy")):
        return OneStopState.OPEN.value
    if stopped:
        is_handed = _holds(_without(key, ("da tra lai ho so", "da tra ho so")), HANDED) and "ket qua" in key
        return CONTRADICTORY if is_handed else OneStopState.WITHDRAWN.value
    if _holds(key, (*HANDED, *RESOLVED)):
        return OneStopState.RESOLVED.value
    return OneStopState.OPEN.value if _begins(key, UNDER_WAY) else UNKNOWN


def _without(key: str, phrases: Iterable[str]) -> str:
    found = f" {key} "
    for each in phrases:
        found = found.replace(f" {each} ", "  ")
    return found.strip()


def attended(came: object, deputy: object, what: str) -> str:
    """Whether who was invited was there. A deputy sent instead is not: he is shown apart.

    Raises Unfit, naming `what`, for a word in no list: "V" is a tick to some and "vắng" to others.
    """
    words = text(came)
    key, instead = _key(words), _key(text(deputy))
    is_sent = bool(instead) and instead not in NO and not _begins(instead, NOT_YET)
    if text(deputy) in TICKS or is_sent or (_holds(key, DELEGATED) and not _holds(key, NOBODY_SENT)):
        return Attended.DELEGATED.value
    if words in TICKS or key in PRESENT or _begins(key, ("co mat",)):
        return Attended.PRESENT.value
    if _is_blank(words) or words in CROSSES or key in ABSENT or _begins(key, (*NOT_YET, *AWAY)):
        return Attended.ABSENT.value
    raise Unfit(_ATTENDED.format(what))


def passed(value: object, what: str) -> bool:
    """Whether somebody passed a course; a blank says nothing against it. Raises Unfit for a word in no list."""
    words = text(value)
    key = _key(words)
    if key in FAILED or words in CROSSES:
        return False
    if key in PASSED or words in TICKS or _is_blank(words):
        return True
    raise Unfit(_RESULT.format(what))


def is_head(position: str) -> bool:
    """Whether a post is that of chairman or deputy chairman of the UBND, not of the HĐND or an association."""
    key = _key(position)
    if not _holds(key, WARD_POSTS):
        return False
    return _holds(key, WARD_OFFICE) or not _holds(key, OTHER_OFFICES)

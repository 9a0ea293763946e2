"""Reading a unit's paper that is a digital file: who stands in its tables, how many, with which votes.

Tolerant by intent: search words (no marks, no capitals, single spaces), so that a line break or a lost tone is no
difference. What is not found where it is looked for is left unsaid, unless it must be there.
"""

import re

from criteria.enums import NomineeKind
from dossiers.comparing.told import BLANK
from dossiers.enums import PaperKind as Part
from phuong6.lib.vietnamese import search_key

DOTS = "chotrong"  # the word a dotted blank is read as: without it the figures beside it would close up
DOTTED = re.compile(r"(?:…|\.{4,})+")
ROW = re.compile(r"(?<!\S)\d{1,3}\.?\s+(?:Ông|Bà)\s+((?:[^\W\d_]\S*\s?){2,8})")
LEADS = ("Phó",)  # the first word of a title whose second is written with a capital too
COUNTS = re.compile(
    r"(?:(\d{1,3}) tap the)?(?:,? va |,? )?(?:(\d{1,3}) ho gia dinh)?(?:,? va |,? )?(?:(\d{1,3}) ca nhan)?"
)
MEETING = {
    Part.SUBMISSION: re.compile(r"hop binh xet (?:thi dua )?ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})"),
    Part.MINUTES: re.compile(r"thoi gian (?:bat dau )?.{0,24}?ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})"),
}
VOTES = {
    Part.SUBMISSION: (r"(?:(?!#).)*?(?<!\d)(\d{1,4}) \d{1,4} tan thanh", ("for",)),
    Part.MINUTES: (
        rf" (\d{{1,4}}|{DOTS}) (\d{{1,4}}|{DOTS}) (\d{{1,4}}|{DOTS})(?!\d)",
        ("for", "against", "other"),
    ),
}
SIGNED = re.compile(r" xac nhan,? de nghi | nguoi bao cao ")  # where a report ends and its signatures begin
TITLED = re.compile(r"^(?:ong|ba) ")


def key_of(text: str) -> str:
    """The words of a paper as they are kept and compared (PaperReading.key)."""
    return search_key(DOTTED.sub(f" {DOTS} ", text))


def people_in(text: str) -> list[str]:
    """The names that stand in a table behind a number and Ông or Bà, in order, each once."""
    return list(dict.fromkeys(filter(None, (_name(found[1]) for found in ROW.finditer(text)))))


def _name(run: str) -> str:
    """The capitalised words at the start, without the title that follows in the next cell.

    A title begins with one capital ("Trưởng khóm"): the word before the first small one belongs to it.
    """
    words = run.split()
    kept = []
    for word in words:
        if not word[0].isupper():
            kept = kept[:-1]
            break
        kept.append(word.rstrip(",.;:"))
        if word[-1] in ",.;:":
            break
    while kept and kept[-1] in LEADS:
        kept.pop()
    return " ".join(kept) if len(kept) > 1 else ""


def said_by_words(reading, part: str, about: int | None, now: dict) -> tuple[dict, dict, dict, tuple]:
    """(says, lists, counts, strangers) of a paper by its words, for agreement.Source.

    `now` are the answers: only what they hold can be looked for.
    """
    keys = {each["id"]: TITLED.sub("", search_key(each["name"])) for each in now["nominees"]}
    text = _with_marks(f" {reading.key} ", keys)
    if part == Part.REPORT:
        mine = [each for each in now["nominees"] if each["id"] == about]
        return _person(text, reading.key, keys, mine), {}, {}, ()
    rows = [each for each in now["nominees"] if _in_row(text, keys, each["id"])]
    found = rows or [each for each in now["nominees"] if _mark(keys, each["id"]) in text]
    says = _positions(reading.key, found) if part == Part.SUBMISSION else {}
    says |= _votes(text, keys, part, found) | _meeting(reading.key, part)
    lists = {kind: tuple(each["id"] for each in found if each["kind"] == kind) for kind in NomineeKind}
    strangers = tuple(name for name in reading.people if not _known(search_key(name), keys.values()))
    counts = {kind: len(ids) for kind, ids in lists.items()}
    counts[NomineeKind.INDIVIDUAL] += len(strangers)
    return says, lists, counts | _named_counts(reading.key, part), strangers


def _mark(keys: dict[int, str], pk: int) -> str:
    """What stands in the text for a nominee; namesakes share one."""
    return f" #{min(other for other, key in keys.items() if key == keys[pk])} "


def _with_marks(text: str, keys: dict[int, str]) -> str:
    """The text with every nominee's name as a mark, longer names first: one may begin another."""
    for pk, key in sorted(keys.items(), key=lambda each: -len(each[1])):
        if key:
            text = text.replace(f" {key} ", _mark(keys, pk))
    return text


def _in_row(text: str, keys: dict[int, str], pk: int) -> bool:
    """In a table: behind a number, perhaps with Ông or Bà between."""
    return bool(re.search(rf" \d{{1,3}} (?:(?:ong|ba) )?{_mark(keys, pk).strip()} ", text))


def _person(text: str, key: str, keys: dict[int, str], nominees: list[dict]) -> dict:
    """A report must name its person, above the signatures: the head signs the reports of others too.

    The title is compared where the answers have one.
    """
    says, told = _positions(key, nominees), f"{SIGNED.split(text)[0]} "
    for each in nominees:
        says["name", each["id"]] = each["name"] if _mark(keys, each["id"]) in told else ""
    return says


def _positions(key: str, nominees: list[dict]) -> dict:
    return {
        ("position", each["id"]): each["position"] if search_key(each["position"]) in key else ""
        for each in nominees
        if each.get("position")
    }


def _votes(text: str, keys: dict[int, str], part: str, nominees: list[dict]) -> dict:
    """The votes in each nominee's row; unsaid for namesakes, whose rows look alike."""
    pattern, names = VOTES[part]
    says = {}
    for each in nominees:
        if list(keys.values()).count(keys[each["id"]]) > 1:
            continue
        row = re.search(_mark(keys, each["id"]).strip() + pattern, text)
        if row:
            says |= {
                (name, each["id"]): BLANK if row[n] == DOTS else int(row[n])
                for n, name in enumerate(names, 1)
            }
    return says


def _meeting(key: str, part: str) -> dict:
    found = MEETING[part].search(key)
    return {("held_on",): f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"} if found else {}


def _named_counts(key: str, part: str) -> dict:
    """The figures of "02 tập thể, 03 cá nhân" where the paper asks for the giấy khen."""
    start = key.find("tang giay khen cho ")
    found = COUNTS.match(key, start + len("tang giay khen cho ")) if start >= 0 else None
    if not found or not any(found.groups()):
        return {}
    return {kind: int(figure or 0) for kind, figure in zip(NomineeKind, found.groups(), strict=True)}


def _known(key: str, nominees) -> bool:
    """Whether a name read is a nominee's, perhaps with a word of the next cell behind it."""
    return any(key == each or key.startswith(f"{each} ") for each in nominees)

"""Sentences of a paper that a ward may put in its own words.

A text holds names in braces, "{đơn vị}", and nothing else: it is filled in by plain replacement, so it can run
no code, open no file and reach no network, whatever somebody types.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from phuong6.lib.posts import PLAN, Posts

NAME = re.compile(r"\{([^{}\n]*)\}")
LONGEST = 1500
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Slot:
    """One adjustable sentence: its key in the code, what it is called, the text the software brings.

    `needed` names what no wording may leave out.
    """

    key: str
    title: str
    text: str
    needed: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names that may stand in braces: those of the text the software brings."""
        return tuple(dict.fromkeys(NAME.findall(self.text)))


def faults(slot: Slot, text: str) -> list[str]:
    """What is wrong with a ward's own words for this place, as sentences; empty when they can be printed."""
    found = []
    if not text.strip():
        found.append("Câu này đang để trống. Muốn dùng lại câu có sẵn, hãy xóa phần sửa đổi này.")
    if len(text) > LONGEST:
        found.append(f"Câu dài quá {LONGEST} chữ. Hãy viết ngắn lại.")
    unknown = [name for name in dict.fromkeys(NAME.findall(text)) if name not in slot.names]
    allowed = ", ".join(f"{{{name}}}" for name in slot.names)
    may = f"Ở câu này chỉ dùng được: {allowed}." if allowed else "Câu này không có chỗ điền tự động."
    found += [f"Không có chỗ điền {{{name}}}. {may}" for name in unknown]
    lacking = [f"{{{name}}}" for name in slot.needed if name not in NAME.findall(text)]
    if lacking and text.strip():
        found.append(
            f"Câu này còn thiếu {' và '.join(lacking)}. Không có thì giấy in ra không đủ nội dung bắt buộc."
        )
    if "{" in NAME.sub("", text) or "}" in NAME.sub("", text):
        found.append("Dấu ngoặc nhọn { } phải đi từng cặp, bên trong là tên chỗ điền.")
    return found


class Words:
    """A paper's sentences: the ward's own where it wrote any, else those the software brings.

    `posts`: what posts and offices are called on the paper's day.
    """

    def __init__(self, slots: Iterable[Slot], changed: Mapping[str, str] = NOTHING, posts: Posts = PLAN):
        self._texts = {slot.key: changed.get(slot.key, slot.text) for slot in slots}
        self.posts = posts

    def __call__(self, key: str, values: Mapping[str, str] = NOTHING) -> str:
        """The sentence with its names filled in, those of posts and offices by the day's set.

        Raises KeyError for a sentence or name nobody declared.
        """
        known = {**self.posts.in_braces, **values}
        return NAME.sub(lambda found: known[found[1]], self._texts[key])

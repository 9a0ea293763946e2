"""What posts, offices and neighbourhoods are called: plain words, so that papers can be laid out without a database."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Posts:
    """One set of names, each as written inside a sentence. The defaults are the words of the plan of 2023.

    `internal_affairs` receives dossiers and drafts decisions, `statistics` follows up and verifies figures
    (`statistics_post`: one who works there), `culture` publicises, `accounting` pays.
    """

    internal_affairs: str = "cán bộ Nội vụ"
    internal_affairs_role: str = "Nội vụ"
    statistics: str = "Văn phòng - Thống kê"
    statistics_post: str = "công chức Văn phòng - Thống kê"
    culture: str = "cán bộ Văn hóa - Xã hội"
    culture_role: str = "Văn hóa - Xã hội"
    accounting: str = "Tài chính - Kế toán"
    carried_out_by: str = "Công chức Văn phòng - Thống kê, Nội vụ, Tài chính - Kế toán"
    filed: str = "VT, NV"
    neighbourhood: str = "khóm"
    neighbourhood_body: str = "Ban nhân dân khóm"
    neighbourhood_head: str = "Trưởng khóm"
    superior: str = "Thành phố"

    @cached_property
    def in_braces(self) -> Mapping[str, str]:
        """What a sentence of a paper may name: {nội vụ}, or {Nội vụ} where it begins."""
        found = {
            "nội vụ": self.internal_affairs,
            "theo dõi": self.statistics,
            "người theo dõi": self.statistics_post,
            "kế toán": self.accounting,
            "thi hành": self.carried_out_by,
            "địa bàn": self.neighbourhood,
            "các đơn vị địa bàn": self.neighbourhood_bodies,
            "cấp trên": self.superior,
        }
        return found | {capital(name): capital(word) for name, word in found.items()}

    @property
    def neighbourhood_bodies(self) -> str:
        """All of them: "Ban nhân dân các khóm", "các tổ dân phố"."""
        body, _, _ = self.neighbourhood_body.rpartition(self.neighbourhood)
        return f"{body}các {self.neighbourhood}"

    @property
    def filed_line(self) -> str:
        """The last of the recipients: "Lưu: VT, NV" (NĐ 30/2020/NĐ-CP Phụ lục I, II.9)."""
        return f"Lưu: {self.filed}"


def capital(text: str) -> str:
    """The first letter large: a name that begins a sentence."""
    return text[:1].upper() + text[1:]


PLAN = Posts()

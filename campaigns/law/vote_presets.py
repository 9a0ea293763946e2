"""Rules of voting that were published elsewhere, to start from: no law sets them for a commune's giấy khen.

Each names where it comes from. A source that is silent on a field leaves it as it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from campaigns.enums import BallotMode, ThresholdBase


@dataclass(frozen=True)
class VotePreset:
    """Values of campaign fields by name, with the source that asks for them."""

    key: str
    name: str
    source: str
    values: Mapping[str, object]

    @property
    def label(self) -> str:
        """What a list shows: the rule and, behind it, who set it."""
        return f"{self.name} ({self.source})"


TWO_THIRDS = {"quorum_numerator": 2, "quorum_denominator": 3}
MORE_THAN_HALF = {"threshold_percent": 50, "threshold_inclusive": False}


def _at_least(percent: int) -> dict:
    return {"threshold_percent": percent, "threshold_inclusive": True, "chair_casting_vote": False}


PRESETS = (
    VotePreset(
        "default",
        "Kín, trên 50 % số có mặt, họp khi có 2/3",
        "mặc định của phần mềm",
        TWO_THIRDS
        | MORE_THAN_HALF
        | {
            "ballot_mode": BallotMode.SECRET,
            "threshold_base": ThresholdBase.PRESENT,
            "chair_must_agree": False,
            "chair_casting_vote": False,
            "exclude_own_case": True,
            "exclude_own_unit": False,
        },
    ),
    VotePreset(
        "seventy",
        "Từ 70 % tổng số thành viên",
        "quy chế xét thưởng của tỉnh Lạng Sơn",
        _at_least(70) | {"threshold_base": ThresholdBase.MEMBERS},
    ),
    VotePreset(
        "audit",
        "Công khai, trên 50 %",
        "quy chế Hội đồng của Kiểm toán nhà nước; cũng cho phép bỏ phiếu kín",
        MORE_THAN_HALF | {"ballot_mode": BallotMode.OPEN},
    ),
    VotePreset(
        "majority",
        "Theo đa số, Chủ tịch Hội đồng định thành viên và quy chế",
        "Quyết định 86/2025/QĐ-UBND của UBND tỉnh Bắc Ninh, Hội đồng cấp cơ sở",
        MORE_THAN_HALF,
    ),
    VotePreset(
        "province",
        "Họp khi có 80 %, biểu quyết theo đa số",
        "Quyết định 86/2025/QĐ-UBND của UBND tỉnh Bắc Ninh, Hội đồng cấp tỉnh, không phải của phường",
        MORE_THAN_HALF | {"quorum_numerator": 4, "quorum_denominator": 5},
    ),
)
BY_KEY = {each.key: each for each in PRESETS}

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
        "ministry",
        "Kín, từ 90 %, Chủ tịch Hội đồng phải tán thành, họp khi có 2/3",
        "quy chế Hội đồng của Bộ Tài nguyên và Môi trường",
        TWO_THIRDS | _at_least(90) | {"ballot_mode": BallotMode.SECRET, "chair_must_agree": True},
    ),
    VotePreset(
        "audit",
        "Công khai, trên 50 %",
        "quy chế Hội đồng của Kiểm toán nhà nước; cũng cho phép bỏ phiếu kín",
        MORE_THAN_HALF | {"ballot_mode": BallotMode.OPEN},
    ),
    VotePreset(
        "eighty",
        "Từ 80 % tổng số thành viên",
        "Nghị định 98/2023/NĐ-CP, Điều 30, với Chiến sĩ thi đua cơ sở",
        _at_least(80) | {"threshold_base": ThresholdBase.MEMBERS},
    ),
    VotePreset(
        "ninety",
        "Kín, từ 90 % tổng số thành viên",
        "Nghị định 91/2017/NĐ-CP, Điều 45, với Chiến sĩ thi đua cấp bộ, tỉnh, toàn quốc",
        _at_least(90) | {"ballot_mode": BallotMode.SECRET, "threshold_base": ThresholdBase.MEMBERS},
    ),
    VotePreset(
        "bac-ninh",
        "Họp khi có 80 %, biểu quyết theo đa số",
        "Quyết định 86/2025 của UBND tỉnh Bắc Ninh, phiên xét khen thưởng",
        MORE_THAN_HALF | {"quorum_numerator": 4, "quorum_denominator": 5},
    ),
)
BY_KEY = {each.key: each for each in PRESETS}

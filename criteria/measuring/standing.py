"""What a pair of figures says of a target: compared in whole numbers, never by a rounded percent."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from criteria.enums import Direction

HUNDRED = 100


class Standing(StrEnum):
    """Where a target stands for a unit and a period."""

    MET = "met"
    NOT_MET = "not_met"
    NOTHING = "nothing"  # không phát sinh: the denominator is 0
    MISSING = "missing"  # due and not reported
    WAITING = "waiting"  # not due yet

    @property
    def label(self) -> str:
        """The word people read."""
        return {
            Standing.MET: "Đạt",
            Standing.NOT_MET: "Chưa đạt",
            Standing.NOTHING: "Không phát sinh",
            Standing.MISSING: "Chưa báo cáo",
            Standing.WAITING: "Chưa đến hạn",
        }[self]

    @property
    def tone(self) -> str:
        """The tone of badge.html."""
        return {
            Standing.MET: "good",
            Standing.NOT_MET: "bad",
            Standing.NOTHING: "off",
            Standing.MISSING: "attention",
            Standing.WAITING: "draft",
        }[self]


def share_standing(numerator: int, denominator: int, threshold: Decimal, direction: str) -> Standing:
    """Whether numerator / denominator keeps the threshold (percent): 999 of 1.000 does not keep 100 %."""
    if denominator == 0:
        return Standing.NOTHING
    share = Fraction(numerator * HUNDRED, denominator)
    wanted = Fraction(threshold)
    kept = share >= wanted if direction == Direction.AT_LEAST else share <= wanted
    return Standing.MET if kept else Standing.NOT_MET


def task_standing(done: bool) -> Standing:
    """Whether a task is done."""
    return Standing.MET if done else Standing.NOT_MET

"""The bonus, pure arithmetic in whole VND.

Rate × base salary in force on the decision's date (NĐ 91/2017/NĐ-CP Điều 73; Điều 68 khoản 2:
"làm tròn số lên hàng chục ngàn đồng"; the same in NĐ 98/2023 Điều 53 and NĐ 152/2025 Điều 49 khoản 2).
Rounding belongs to the regime: up to tens of thousands under each decree so far.
"""

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from campaigns.enums import Rounding

STEP = 10_000
_MODES = {Rounding.UP: ROUND_CEILING, Rounding.NEAREST: ROUND_HALF_UP}


def bonus(rate: Decimal, base_salary: int, rounding: str) -> int:
    """The sum in VND for a rate such as Decimal("0.15") of a base salary in VND.

    Raises ValueError if the unrounded sum is no whole number of đồng.
    """
    exact = rate * base_salary
    if rounding == Rounding.NONE:
        if exact != exact.to_integral_value():
            raise ValueError(f"{exact} is no whole number of đồng")
        return int(exact)
    return int((exact / STEP).to_integral_value(_MODES[Rounding(rounding)]) * STEP)

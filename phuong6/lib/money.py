"""Numbers, percentages and money as Vietnamese offices write (1.234.567,89) and read them."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

ZERO_TENS = "lẻ"  # "linh" in the North
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
AFTER_TEN = {5: "lăm"}
AFTER_TENS = {1: "mốt", 5: "lăm"}
BILLION = 10**9
LARGEST = 10**15 - 1
NO_CASES = "không phát sinh"


def _whole(vnd: int) -> int:
    if isinstance(vnd, bool) or not isinstance(vnd, int):
        raise TypeError("Số tiền phải là số nguyên đồng.")
    return vnd


def _below_thousand(n: int, full: bool, zero_tens: str) -> list[str]:
    """Read 1..999; `full` also reads an empty hundred ("không trăm lẻ năm")."""
    hundreds, rest = divmod(n, 100)
    tens, units = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens > 1:
        words += [DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif units and words:
        words.append(zero_tens)
    if units:
        spoken = AFTER_TENS if tens > 1 else AFTER_TEN if tens else {}
        words.append(spoken.get(units, DIGITS[units]))
    return words


def _read(n: int, full: bool, zero_tens: str) -> list[str]:
    words = []
    if n >= BILLION:
        high, n = divmod(n, BILLION)
        words = [*_read(high, full, zero_tens), "tỷ"]
    for scale, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, n = divmod(n, scale)
        if group:
            words += _below_thousand(group, full or bool(words), zero_tens)
            words += [name] if name else []
    return words


def number_in_words(number: int, zero_tens: str = ZERO_TENS) -> str:
    """Return a whole number as it is read, in lower case: 2023 → "hai nghìn không trăm hai mươi ba".

    `number` lies from 0 below 10^15. Raises ValueError if it is negative or too large.
    """
    if not 0 <= _whole(number) <= LARGEST:
        raise ValueError("Số phải từ 0 đến dưới một triệu tỷ.")
    return " ".join(_read(number, False, zero_tens) or ["không"])


def amount_in_words(vnd: int, zero_tens: str = ZERO_TENS) -> str:
    """Return a sum in words: 1_404_000 → "Một triệu bốn trăm lẻ bốn nghìn đồng".

    `vnd` is a whole number of đồng from 0 below 10^15; `zero_tens` is "lẻ" or "linh".
    Raises TypeError unless it is an int, ValueError if it is negative or too large.
    """
    if not 0 <= _whole(vnd) <= LARGEST:
        raise ValueError("Số tiền phải từ 0 đến dưới một triệu tỷ đồng.")
    words = number_in_words(vnd, zero_tens)
    return f"{words[0].upper()}{words[1:]} đồng"


def format_number(value: Decimal | int, places: int | None = None) -> str:
    """Return "1.234.567,89": points between thousands, decimal comma.

    `places` fixes the decimals (half rounded up); None keeps those `value` has.
    Raises TypeError for a float, ValueError for NaN and infinity.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError("Chỉ định dạng số nguyên hoặc Decimal.")
    sign, digits, exponent = Decimal(value).as_tuple()
    if not isinstance(exponent, int):  # NaN and infinity have a letter there
        raise ValueError("Giá trị không phải là một số.")  # noqa: TRY004 - its value is wrong, not its type
    wanted = max(0, -exponent) if places is None else places
    scaled = Fraction(int("".join(map(str, digits)))) * Fraction(10) ** (exponent + wanted)
    whole, part = divmod(floor(scaled + Fraction(1, 2)), 10**wanted)
    text = f"{whole:,}".replace(",", ".") + (f",{part:0{wanted}d}" if wanted else "")
    return f"-{text}" if sign and (whole or part) else text


def format_vnd(vnd: int) -> str:
    """Return "270.000 đồng". Raises TypeError unless `vnd` is an int."""
    return f"{format_number(_whole(vnd))} đồng"


def _hundredths(exact: Fraction, guarded: tuple[Fraction, ...]) -> int:
    """Round to hundredths, half up, never onto or across a guarded value that `exact` is not."""
    scaled = exact * 100
    rounded = floor(scaled + Fraction(1, 2))
    for guard in guarded:
        if exact < guard <= Fraction(rounded, 100):
            return ceil(guard * 100) - 1
        if exact > guard >= Fraction(rounded, 100):
            return floor(guard * 100) + 1
    return rounded


def _guarded(exact: Fraction, threshold: Decimal | int | None) -> Decimal:
    """To hundredths, 0 and 100 only when exactly reached."""
    if exact in (0, 100):
        return Decimal(int(exact))
    guarded: tuple[Fraction, ...] = (Fraction(0), Fraction(100))
    if threshold is not None:
        guarded += (Fraction(threshold),)
    return Decimal(_hundredths(exact, guarded)).scaleb(-2)


def _percent_text(percent: Decimal) -> str:
    return f"{format_number(percent, 0 if percent in (0, 100) else 2)} %"


def format_percent(
    numerator: Decimal | int, denominator: Decimal | int, threshold: Decimal | int | None = None
) -> str:
    """Return the share as "99,90 %", exact: "100 %" only when equal, "0 %" only when nothing.

    Two decimals, half rounded up, but never so that 0, 100 or `threshold` (percent) seems
    reached when it is not. A zero denominator is "không phát sinh": nothing came up, so there is no share.
    Raises ValueError for negative figures.
    """
    percent = percent_of(numerator, denominator, threshold)
    return NO_CASES if percent is None else _percent_text(percent)


def percent_of(
    numerator: Decimal | int, denominator: Decimal | int, threshold: Decimal | int | None = None
) -> Decimal | None:
    """Return the same figure as a number, Decimal("99.90"); None where nothing came up."""
    if numerator < 0 or denominator < 0:
        raise ValueError("Số liệu của chỉ tiêu không được âm.")
    if denominator == 0:
        return None
    return _guarded(Fraction(numerator) * 100 / Fraction(denominator), threshold)


def format_percent_value(percent: Decimal | int, threshold: Decimal | int | None = None) -> str:
    """Return a figure that is already in percent: Decimal("81.2") → "81,20 %"; guards as above."""
    return _percent_text(_guarded(Fraction(percent), threshold))

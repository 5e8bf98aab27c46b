"""Amounts of money in Chinese capitals 大写, as pay papers show them.

Written after the central bank's rules for filling in bills; where they leave a 零 to the
writer's choice it is left out.
"""

from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))
LIMIT = Decimal(10) ** 16  # one more digit than 万亿 can carry


def capitals(amount: Decimal) -> str:
    """10050.09 -> 壹万零伍拾元零玖分.

    Raises ValueError for more than two decimals: rounding belongs to the pay line, not to paper.
    """
    if not amount.is_finite() or abs(amount) >= LIMIT:
        raise ValueError(f"{amount} can't be written in capitals")
    cents = abs(amount) * 100
    if cents != cents.to_integral_value():
        raise ValueError(f"{amount} has more than two decimals")
    yuan, rest = divmod(int(cents), 100)
    jiao, fen = divmod(rest, 10)
    sign = "负" if amount < 0 else ""
    if not rest:
        return f"{sign}{_whole(yuan)}元整"
    text = f"{_whole(yuan)}元" if yuan else ""
    if jiao:
        text += f"{DIGITS[jiao]}角"
    elif yuan:
        text += "零"
    if fen:
        text += f"{DIGITS[fen]}分"
    return sign + text


def _whole(number: int) -> str:
    """One rule at every unit: a gap right below it is spoken as a single 零."""
    for unit, name in UNITS:
        if number >= unit:
            head, rest = divmod(number, unit)
            gap = "零" if 0 < rest < unit // 10 else ""
            return _whole(head) + name + (gap + _whole(rest) if rest else "")
    return DIGITS[number]

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.papers.amounts import DIGITS, capitals

CASES = [
    ("0", "零元整"),
    ("-0.00", "零元整"),
    ("0.05", "伍分"),
    ("0.50", "伍角"),
    ("0.55", "伍角伍分"),
    ("1", "壹元整"),
    ("1.05", "壹元零伍分"),
    ("1.50", "壹元伍角"),
    ("10", "壹拾元整"),
    ("10.01", "壹拾元零壹分"),
    ("10.10", "壹拾元壹角"),
    ("15.20", "壹拾伍元贰角"),
    ("100", "壹佰元整"),
    ("101", "壹佰零壹元整"),
    ("110", "壹佰壹拾元整"),
    ("1001", "壹仟零壹元整"),
    ("1010", "壹仟零壹拾元整"),
    ("1409.50", "壹仟肆佰零玖元伍角"),
    ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
    ("6007.14", "陆仟零柒元壹角肆分"),
    ("10000.50", "壹万元伍角"),
    ("10050.09", "壹万零伍拾元零玖分"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
    ("100500", "壹拾万零伍佰元整"),
    ("107000.53", "壹拾万柒仟元伍角叁分"),
    ("1203000", "壹佰贰拾万叁仟元整"),
    ("10000000", "壹仟万元整"),
    ("100000000", "壹亿元整"),
    ("100005000", "壹亿零伍仟元整"),
    ("100000001.01", "壹亿零壹元零壹分"),
    ("1000500000000", "壹万零伍亿元整"),
    ("1000000000000", "壹万亿元整"),
    ("1500000000000.10", "壹万伍仟亿元壹角"),
    (
        "9999999999999999.99",
        "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
    ),
    ("-325.04", "负叁佰贰拾伍元零肆分"),
    ("1.500", "壹元伍角"),
]


@pytest.mark.parametrize(("amount", "text"), CASES)
def test_amounts_are_written_as_on_pay_papers(amount: str, text: str) -> None:
    assert capitals(Decimal(amount)) == text


@pytest.mark.parametrize("amount", ["0.001", "10000000000000000", "NaN", "Infinity"])
def test_what_capitals_cannot_say_is_an_error(amount: str) -> None:
    with pytest.raises(ValueError):
        capitals(Decimal(amount))


def read_back(text: str) -> Decimal:
    """Reads the words again by their meaning, knowing nothing of how they were written."""
    sign = -1 if text.startswith("负") else 1
    yuan, _, small = text.removeprefix("负").rpartition("元")
    total = Decimal(read_whole(yuan))
    last = 0
    for sign_char in small:
        if sign_char in DIGITS:
            last = DIGITS.index(sign_char)
        elif sign_char in "角分":
            total += last * (Decimal("0.1") if sign_char == "角" else Decimal("0.01"))
    return sign * total


def read_whole(text: str) -> int:
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in text:
            head, _, rest = text.partition(unit) if unit == "万" else text.rpartition(unit)
            return read_whole(head) * size + read_whole(rest)
    total = last = 0
    for char in text:
        if char in DIGITS:
            last = DIGITS.index(char)
        else:
            total += last * {"仟": 1000, "佰": 100, "拾": 10}[char]
            last = 0
    return total + last


@given(st.decimals(min_value=-(10**16) + 1, max_value=10**16 - 1, places=2))
def test_every_amount_can_be_read_back(amount: Decimal) -> None:
    text = capitals(amount)
    assert read_back(text) == amount
    assert "零零" not in text
    assert text.endswith("整") == (amount == amount.to_integral_value())
    assert "零元" not in text or amount == 0

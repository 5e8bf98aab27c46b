"""Tables of cases for the rules of one person."""

from decimal import Decimal

import pytest

from service_incentives import rules

D = Decimal


@pytest.mark.article("R5.4.1")
@pytest.mark.parametrize(
    ("points", "pay"),
    [
        ("0", "0"), ("-4", "0"), ("16.9999", "0"), ("17", "0"), ("17.0001", "0.03"),
        ("17.01", "2.70"), ("18", "270"), ("20.5", "945"), ("17.00001", "0.00"),
    ],
)  # fmt: skip
def test_seventeen_points_are_the_base_and_each_further_one_pays_270(points: str, pay: str) -> None:
    assert rules.monthly_pay(D(points), base=D(17), rate=D(270)) == D(pay)


@pytest.mark.article("R5.4.2", "R5.9.4")
@pytest.mark.parametrize(
    ("coefficients", "taken", "accidents", "left"),
    [
        (["1.5", "2"], [], 0, "3.5"),
        (["1.5", "2"], ["2"], 0, "1.5"),
        (["1.5", "2"], [], 1, "1.5"),
        (["1.5"], ["1.5"], 2, "-4"),
        ([], [], 0, "0"),
    ],
)
def test_repeats_by_own_fault_and_accidents_are_taken_off(
    coefficients: list[str], taken: list[str], accidents: int, left: str
) -> None:
    found = rules.points_left(
        map(D, coefficients), taken=map(D, taken), accidents=accidents, each=D(2)
    )
    assert found == D(left)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01"), ("2.675", "2.68")],
)
def test_pay_lines_are_rounded_half_up(amount: str, rounded: str) -> None:
    assert rules.cents(D(amount)) == D(rounded)

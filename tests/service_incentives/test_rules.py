"""Tables of cases for the rules of one person."""

from datetime import date
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


PRIZES = [{"first": 1, "last": 3, "amount": 1500}, {"first": 4, "last": 8, "amount": 1000}]


def ranked(*entries: str) -> list[tuple[int, int, int]]:
    """Each entry: total, quality, points; the answer in the order given."""
    rows = [(key, *map(D, entry.split())) for key, entry in enumerate(entries)]
    found = {one.person: one for one in rules.ranking(rows)}  # type: ignore[arg-type]
    return [(found[key].place, found[key].last, int(rules.prize(found[key].place, PRIZES)))
            for key in range(len(rows))]  # fmt: skip


@pytest.mark.article("R5.5.1", "R5.2")
@pytest.mark.parametrize(
    ("entries", "places"),
    [
        (["90 80 1", "80 80 1"], [(1, 1, 1500), (2, 2, 1500)]),
        (["80 80 1", "90 70 1"], [(2, 2, 1500), (1, 1, 1500)]),
        (["90 70 9", "90 80 0"], [(2, 2, 1500), (1, 1, 1500)]),  # quality first
        (["90 80 1", "90 80 1.5"], [(2, 2, 1500), (1, 1, 1500)]),  # then points
        (["90 80 1", "90 80 1", "80 80 1"], [(1, 2, 1500), (1, 2, 1500), (3, 3, 1500)]),
        ([], []),
    ],
)
def test_places_go_by_total_quality_and_points_and_equals_share_the_better_one(
    entries: list[str], places: list[tuple[int, int, int]]
) -> None:
    assert ranked(*entries) == places


@pytest.mark.article("R5.5.1")
@pytest.mark.parametrize(
    ("ahead", "tied", "is_undecided"),
    [(0, 3, False), (1, 2, False), (2, 2, True), (3, 5, False), (7, 2, True), (8, 3, False)],
)
def test_a_tie_over_a_boundary_waits_one_inside_does_not(
    ahead: int, tied: int, is_undecided: bool
) -> None:
    rows = [(key, D(99 - key), D(1), D(1)) for key in range(ahead)]
    rows += [(100 + key, D(10), D(1), D(1)) for key in range(tied)]
    last = rules.ranking(rows)[-1]
    assert (last.place, last.last) == (ahead + 1, ahead + tied)
    assert rules.is_undecided(last, PRIZES) is is_undecided


@pytest.mark.article("R5.5.1")
def test_eight_places_are_rewarded_and_no_more() -> None:
    paid = [rules.prize(place, PRIZES) for place in range(1, 11)]
    assert paid == [1500] * 3 + [1000] * 5 + [0] * 2


TIERS = [
    {"margin": "0.50", "rate": "0.05", "article": "R5.8.2"},
    {"margin": "0.35", "rate": "0.03", "article": "R5.8.1"},
]


def commission(**facts: str) -> rules.Commission:
    given = {
        "cost": "5000", "price": "10000", "fee": "2200", "days": "2", "received": "12200",
        "contract": "12200",
    } | facts  # fmt: skip
    return rules.commission(
        **{name: D(value) for name, value in given.items()},  # type: ignore[arg-type]
        tiers=TIERS, fee_a_day=D(1100), personal_share=D("0.8"),
    )  # fmt: skip


@pytest.mark.article("R5.8.1", "R5.8.2")
@pytest.mark.parametrize(
    ("facts", "article", "total", "zero"),
    [
        ({"cost": "6501"}, "R5.8.1", "0", "margin"),  # 34.99 %
        ({"cost": "6500"}, "R5.8.1", "366", ""),  # 35 %
        ({"cost": "5001"}, "R5.8.1", "366", ""),  # 49.99 %
        ({"cost": "5000"}, "R5.8.2", "610", ""),  # 50 %
        ({"price": "3", "cost": "1.95"}, "R5.8.1", "366", ""),  # 35 % exactly
        ({"price": "3", "cost": "1.96"}, "R5.8.1", "0", "margin"),
        ({"fee": "2199.99"}, "R5.8.2", "0", "fee"),
        ({"fee": "1099.99", "days": "1"}, "R5.8.2", "0", "fee"),
        ({"fee": "1100", "days": "1"}, "R5.8.2", "610", ""),
        ({"fee": "0", "days": "0"}, "R5.8.2", "610", ""),
        ({"price": "0", "cost": "0"}, "R5.8.5", "0", "no_parts"),
        ({"received": "13000"}, "R5.8.2", "610", ""),  # at most the contract
        ({"received": "12000"}, "R5.8.2", "600", ""),  # after a refund
        ({"received": "12200.30", "contract": "12200.30"}, "R5.8.2", "610.02", ""),
    ],
)
def test_margin_and_service_fee_decide_the_rate(
    facts: dict[str, str], article: str, total: str, zero: str
) -> None:
    found = commission(**facts)
    assert (found.article, found.total, found.zero) == (article, D(total), zero)


@pytest.mark.article("R5.8.3")
@pytest.mark.parametrize(
    ("received", "total", "personal", "pool"),
    [
        ("12200", "610.00", "488.00", "122.00"),
        ("0.20", "0.01", "0.01", "0.00"),
        ("0.40", "0.02", "0.02", "0.00"),
        ("0.50", "0.03", "0.02", "0.01"),
        ("1000.46", "50.02", "40.02", "10.00"),
    ],
)
def test_eighty_per_cent_are_rounded_and_the_pool_has_the_rest(
    received: str, total: str, personal: str, pool: str
) -> None:
    found = commission(received=received, contract=received)
    assert (found.total, found.personal, found.pool) == (D(total), D(personal), D(pool))


@pytest.mark.article("R5.8.3")
@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [
        ("100", {1: "50", 2: "50"}, {1: "50", 2: "50"}),
        ("0.01", {1: "50", 2: "50"}, {1: "0.01", 2: "0"}),
        ("100", {1: "33.33", 2: "33.33", 3: "33.34"}, {1: "33.33", 2: "33.33", 3: "33.34"}),
        ("0.05", {1: "33.33", 2: "33.33", 3: "33.34"}, {1: "0.02", 2: "0.01", 3: "0.02"}),
        ("10", {9: "100"}, {9: "10"}),
    ],
)
def test_sellers_share_to_the_cent(
    amount: str, shares: dict[int, str], parts: dict[int, str]
) -> None:
    found = rules.split(D(amount), {key: D(share) for key, share in shares.items()})
    assert found == {key: D(part) for key, part in parts.items()}


@pytest.mark.article("R5.9.3")
@pytest.mark.parametrize(
    ("energised", "end"),
    [
        ("2026-01-15", "2026-07-15"), ("2026-08-31", "2027-02-28"), ("2027-08-30", "2028-02-29"),
        ("2026-12-31", "2027-06-30"), ("2026-07-01", "2027-01-01"),
    ],
)  # fmt: skip
def test_the_window_ends_on_the_same_day_six_months_later(energised: str, end: str) -> None:
    found = rules.window_end(date.fromisoformat(energised), 6)
    assert found == date.fromisoformat(end)


BRACKETS = [
    {"up_to": "36000", "rate": "0.03", "quick": "0"},
    {"up_to": "144000", "rate": "0.10", "quick": "2520"},
    {"up_to": "300000", "rate": "0.20", "quick": "16920"},
    {"up_to": "420000", "rate": "0.25", "quick": "31920"},
    {"up_to": "660000", "rate": "0.30", "quick": "52920"},
    {"up_to": "960000", "rate": "0.35", "quick": "85920"},
    {"up_to": "", "rate": "0.45", "quick": "181920"},
]
# The law's table as it is taught: each slice at its own rate.
SLICES = [(36000, "0.03"), (144000, "0.10"), (300000, "0.20"), (420000, "0.25"),
          (660000, "0.30"), (960000, "0.35"), (10**9, "0.45")]  # fmt: skip


def by_slices(taxable: Decimal) -> Decimal:
    tax, below = D(0), D(0)
    for upper, rate in SLICES:
        tax += (min(taxable, D(upper)) - below) * D(rate) if taxable > below else D(0)
        below = D(upper)
    return rules.cents(tax)


@pytest.mark.article("R5.10")
@pytest.mark.parametrize("upper", [upper for upper, __ in SLICES[:-1]])
@pytest.mark.parametrize("beside", ["-0.01", "0", "0.01", "1000"])
def test_tax_is_right_on_both_sides_of_each_bracket(upper: int, beside: str) -> None:
    taxable = D(upper) + D(beside)
    assert rules.cents(rules.tax_of_year(taxable, BRACKETS)) == by_slices(taxable)
    assert rules.tax_of_year(D(-1), BRACKETS) == 0


@pytest.mark.article("R5.10")
@pytest.mark.parametrize("salary", ["4000", "5000", "8000", "8000.33", "20000", "47000", "100000"])
def test_the_months_of_a_year_add_up_to_the_annual_table(salary: str) -> None:
    withheld = D(0)
    for month in range(1, 13):
        withheld += rules.withholding(
            income=D(salary) * month, months=month, deductions=D(1200) * month, withheld=withheld,
            free_a_month=D(5000), brackets=BRACKETS,
        )  # fmt: skip
    taxable = max(D(0), (D(salary) - 5000 - 1200) * 12)
    assert withheld == by_slices(taxable)


@pytest.mark.article("R5.10")
def test_what_was_withheld_too_much_is_not_paid_back() -> None:
    found = rules.withholding(
        income=D(10000), months=2, deductions=D(0), withheld=D(50), free_a_month=D(5000),
        brackets=BRACKETS,
    )  # fmt: skip
    assert found == 0


@pytest.mark.article("R5.10")
@pytest.mark.parametrize(
    ("bonus", "tax"),
    [
        ("0", "0"),
        ("36000", "1080"),
        ("36000.01", "3390.00"),
        ("144000", "14190"),
        ("144001", "27390.20"),
    ],
)
def test_an_annual_bonus_is_taxed_alone_by_its_twelfth(bonus: str, tax: str) -> None:
    assert rules.bonus_tax(D(bonus), BRACKETS) == D(tax)

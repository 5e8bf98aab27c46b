"""Cases computed by hand from the specification."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from foundation.articles import Refusal
from foundation.customers.register import merge
from grading import actions
from grading.explanation import explain, two_places
from tests.grading.conftest import (
    AS_OF,
    Desk,
    graded,
    new_assessment,
    new_customer,
    new_line,
    new_payment,
    new_receivable,
    set_policy,
)
from tests.harness.frozen import Clock

START = date(2025, 10, 31)  # the window of twelve months begins the day after
DAY = timedelta(days=1)
DUE = date(2026, 9, 1)


def score_of(found: Any, indicator: str) -> Decimal | None:
    score = getattr(found, f"{indicator}_score")
    return None if score is None else two_places(score)


def owing(desk: Desk, *rows: tuple[Any, Any, list[tuple[Any, Any]]]) -> Any:
    """A customer with receivables: due on, amount, payments."""
    customer = new_customer(desk, name="某客户")
    for due_on, amount, payments in rows:
        owed = new_receivable(desk, customer, due_on=due_on, amount=Decimal(amount))
        for paid_on, paid in payments:
            new_payment(desk, owed, paid_on, paid)
    return customer


@pytest.mark.article("R3.1")
@pytest.mark.parametrize(
    ("rows", "credit"),
    [
        ([(DUE, 1000, [(DUE, 1000)])], "100.00"),  # on the day
        ([(DUE, 1000, [(DUE - 5 * DAY, 1000)])], "100.00"),  # before it
        ([(DUE, 1000, [(DUE + 10 * DAY, 1000)])], "80.00"),  # 10 days x 2
        ([(DUE, 1000, [(DUE, 500), (DUE + 30 * DAY, 500)])], "70.00"),  # 15 days
        ([(DUE, 1000, [])], "0.00"),  # unpaid for 60 days
        ([(AS_OF - 20 * DAY, 1000, [(AS_OF, 250)])], "60.00"),  # 20 days, paid or not
        ([(AS_OF - 20 * DAY, 1000, [(AS_OF + DAY, 1000)])], "60.00"),  # paid after the day: unpaid
        ([(DUE, 1000, [(DUE, 800), (DUE + 5 * DAY, 900)])], "98.00"),  # 700 too much is cut off
        ([(DUE, 3000, [(DUE, 3000)]), (DUE, 1000, [(DUE + 20 * DAY, 1000)])], "90.00"),  # 5 days
        ([(DUE, 0, []), (DUE, 1000, [(DUE, 1000)])], "100.00"),  # nothing owed is skipped
        ([(AS_OF, 1000, [])], "100.00"),  # due today
        ([(DUE, 1000, [(DUE + 49 * DAY, 1000)])], "2.00"),
        ([(DUE, 1000, [(DUE + 51 * DAY, 1000)])], "0.00"),  # never below zero
        ([(DUE, 300, [(DUE + DAY, 100)]), (DUE, 600, [(DUE, 600)])], "73.11"),  # L = 12100/900
        ([(AS_OF + DAY, 1000, [])], None),  # not due yet
        ([(START, 1000, [(START, 1000)])], None),  # older, paid before the window
        ([(START, 1000, [(START + DAY, 1000)])], "98.00"),  # older, paid within it
        ([(START + DAY, 1000, [(START + DAY, 1000)])], "100.00"),  # the window's first day
        ([(START - 9 * DAY, 1000, [(START, 999), (START + DAY, 1)])], "82.00"),  # L = 9.001
        (
            [(START, 1000, [(START, 999)]), (DUE, 99000, [(DUE, 99000)])],
            "99.99",
        ),  # 1 unpaid: L 0.00365
        ([], None),
    ],
)
def test_credit(desk: Desk, rows: Any, credit: str | None, clock: Clock) -> None:
    clock.set("2026-11-20 09:00")
    owing(desk, *rows)
    found = graded(desk)["某客户"]
    assert score_of(found, "credit") == (credit and Decimal(credit))


@pytest.mark.article("R3.1")
def test_an_approved_excuse_counts_from_its_decision_and_a_refused_one_never(
    desk: Desk, clock: Clock
) -> None:
    customer = owing(desk, (DUE, 1000, [(DUE + 10 * DAY, 1000)]), (DUE, 1000, []))
    late, unpaid = customer.receivables.order_by("pk")
    clock.set("2026-10-20 09:00")
    refused = actions.propose_excuse(late, by=desk.sales, reason="忘了")
    actions.refuse_excuse(refused, by=desk.manager, reason="不是理由", seen=refused.matter.version)
    assert score_of(graded(desk)["某客户"], "credit") == 30  # (10 + 60) / 2 days
    clock.set("2026-10-31 23:30")
    approved = actions.propose_excuse(unpaid, by=desk.sales, reason="洪水")
    actions.approve_excuse(approved, by=desk.manager, seen=approved.matter.version)
    clock.set("2026-11-02 09:00")
    assert score_of(graded(desk, AS_OF - DAY)["某客户"], "credit") == 31  # (10 + 59) / 2
    found = graded(desk)["某客户"]
    assert (score_of(found, "credit"), found.excused) == (90, 1)


def ordering(desk: Desk, *totals: Any, **facts: Any) -> None:
    for place, total in enumerate(totals):
        new_line(desk, new_customer(desk, name=f"客户{place}"), amount=Decimal(total), **facts)


@pytest.mark.article("R3.2")
@pytest.mark.parametrize(
    ("totals", "scores"),
    [
        ([100, 200, 300, 400, 500], [0, 25, 50, 75, 100]),
        ([100, 200, 200, 300], [0, "33.33", "33.33", 100]),  # ties share the lower rank
        ([100, 300, 300], [0, 50, 50]),
        ([700], [100]),  # nobody to be compared with
        ([5, 5, 5], [100, 100, 100]),  # all equal
    ],
)
def test_orders_are_ranked(desk: Desk, totals: Any, scores: Any) -> None:
    ordering(desk, *totals)
    found = graded(desk)
    assert [score_of(found[f"客户{n}"], "orders") for n in range(len(totals))] == [
        Decimal(one) for one in scores
    ]


@pytest.mark.article("R3.2", "R3.5")
def test_orders_count_from_the_day_after_the_window_begins_up_to_its_last(
    desk: Desk, clock: Clock
) -> None:
    clock.set("2026-11-20 09:00")
    days = {"前": START, "首": START + DAY, "末": AS_OF, "后": AS_OF + DAY}
    for name, day in days.items():
        new_line(desk, new_customer(desk, name=name), dated_on=day)
    found = graded(desk)
    assert {name: (found[name].is_new, found[name].is_lapsed) for name in days} == {
        "前": (False, True), "首": (False, False), "末": (False, False), "后": (True, False),
    }  # fmt: skip
    assert (found["前"].orders_score, found["前"].profit_score) == (0, 0)
    assert found["前"].orders_place is None and found["首"].run.counts["orders_ranked"] == 2


@pytest.mark.article("R3.2")
def test_two_years_of_orders_where_the_policy_says_so(desk: Desk) -> None:
    set_policy(orders_months="24")
    old = {"dated_on": date(2024, 12, 1), "amount": Decimal(9000)}
    new_line(desk, new_customer(desk, name="老"), **old)
    new_line(desk, new_customer(desk, name="新近"))
    found = graded(desk)
    assert (found["老"].orders_score, found["新近"].orders_score) == (100, 0)
    assert not found["老"].is_lapsed and found["老"].profit_score == 0, "profit is of one year"


@pytest.mark.article("R3.2")
def test_a_return_counts_on_its_own_day_and_a_cancelled_order_never(desk: Desk) -> None:
    back = {"quantity": Decimal(-1), "amount": Decimal(-900), "cost": Decimal(-600)}
    first, second = new_customer(desk, name="退货"), new_customer(desk, name="取消")
    line = new_line(desk, first)
    new_line(desk, first, order_no=line.order_no, line_no=2, dated_on=date(2026, 7, 1), **back)
    kept = new_line(desk, second, amount=Decimal(50), cost=Decimal(10))
    gone = new_line(desk, second, amount=Decimal(99999))
    actions.cancel_order(gone, by=desk.sales, seen=_version(gone), reason="撤单")
    found = graded(desk)
    assert (found["退货"].order_total, found["退货"].profit) == (100, 0)
    assert (found["取消"].order_total, found["取消"].profit) == (50, 40)
    assert found["取消"].order_lines == 1 and kept.pk
    before = graded(desk, date(2026, 6, 30))
    assert before["退货"].order_total == 1000


def _version(row: Any) -> int:
    from foundation.history.reading import newest_version

    return newest_version(row)


@pytest.mark.article("R3.2")
def test_by_quantity_products_are_counted_in_common_units_or_left_out(desk: Desk) -> None:
    from grading.models import Product

    set_policy(orders_by="quantity")
    big = Product(code="G-2", name="大", unit="台", unit_factor=Decimal("2.5"))
    odd = Product(code="G-3", name="无系数", unit="套")
    for product in (big, odd):
        actions.add_product(product, by=desk.sales)
    for name, product, quantity in (("甲", desk.product, 4), ("乙", big, 2), ("丙", odd, 99)):
        new_line(desk, new_customer(desk, name=name), product=product, quantity=Decimal(quantity))
    new_line(desk, graded(desk)["乙"].customer, product=odd, quantity=Decimal(7))
    found = graded(desk)
    assert (found["甲"].order_total, found["乙"].order_total) == (4, 5)
    assert (score_of(found["甲"], "orders"), score_of(found["乙"], "orders")) == (0, 100)
    assert (found["丙"].orders_score, found["丙"].is_lapsed) == (None, False)
    assert (found["乙"].lines_without_factor, found["丙"].lines_without_factor) == (1, 1)
    assert found["甲"].run.counts["lines_without_factor"] == 2


@pytest.mark.article("R3.4")
def test_losses_rank_below_no_profit_and_lines_without_cost_are_left_out(desk: Desk) -> None:
    for name, cost in (("亏", 1300), ("平", 1000), ("盈", 400), ("不明", None)):
        given = {"cost": None if cost is None else Decimal(cost)}
        new_line(desk, new_customer(desk, name=name), **given)
    found = graded(desk)
    new_line(desk, found["盈"].customer, cost=None)
    found = graded(desk)
    assert [score_of(found[name], "profit") for name in ("亏", "平", "盈", "不明")] == [
        0,
        50,
        100,
        None,
    ]
    assert (found["亏"].profit, found["盈"].lines_without_cost) == (-300, 1)


@pytest.mark.article("R3.3")
def test_the_newest_assessment_of_the_year_counts_and_of_one_day_the_later(
    desk: Desk, clock: Clock
) -> None:
    clock.set("2026-11-20 09:00")
    customer = new_customer(desk, name="某客户")
    for points, day in ((2, START), (9, AS_OF + DAY)):
        new_assessment(desk, customer, points, day)
    assert graded(desk)["某客户"].prospects_score is None
    for points, day in ((3, START + DAY), (5, DUE), (6, DUE), (4, DUE - DAY)):
        new_assessment(desk, customer, points, day)
    found = graded(desk)["某客户"]
    assert (score_of(found, "prospects"), found.grade, found.is_new) == (60, "B", True)


@pytest.mark.article("R3.3")
def test_criteria_weigh_by_weight_and_maximum(desk: Desk) -> None:
    customer = new_customer(desk, name="某客户")
    points = {"demand": 10, "means": 0, "fit": 5, "will": 1}
    given = {code: Decimal(one) for code, one in points.items()}
    actions.assess(customer, by=desk.sales, assessed_on=DUE, reason="访", points=given)
    assert score_of(graded(desk)["某客户"], "prospects") == 42  # (30 + 10 + 2) / 100


@pytest.mark.article("R3.5")
def test_a_new_customer_is_graded_by_prospects_alone_and_without_them_not_at_all(
    desk: Desk,
) -> None:
    judged, unknown = owing(desk, (DUE, 1000, [])), new_customer(desk, name="无数据")
    new_assessment(desk, judged, 8)
    found = graded(desk)
    assert (found["某客户"].composite, found["某客户"].grade) == (80, "A")
    assert found["某客户"].credit_score == 0, "known, but it doesn't count"
    none = found["无数据"]
    assert (none.composite, none.grade, none.place, none.is_new) == (None, "", None, True)
    assert unknown.pk


@pytest.mark.article("R3.5")
def test_weights_of_indicators_without_data_are_shared_in_proportion(desk: Desk) -> None:
    """Orders 100, profit 100, no credit, no prospects; and with 60 for prospects."""
    new_line(desk, new_customer(desk, name="某客户"))
    found = graded(desk)["某客户"]
    assert found.composite == 100
    lines = {line.article: line for line in explain(found, found.run.rules)}
    assert [lines[a].share for a in ("R3.1", "R3.2", "R3.3", "R3.4")] == [0, 50, 0, 50]
    new_assessment(desk, found.customer, 6)
    found = graded(desk)["某客户"]
    assert found.composite == Decimal("92.00")  # (30x100 + 15x60 + 30x100) / 75
    lines = {line.article: line for line in explain(found, found.run.rules)}
    assert [lines[a].contribution for a in ("R3.2", "R3.3", "R3.4")] == [40, 12, 40]


@pytest.mark.article("R3.5")
def test_good_credit_alone_never_makes_an_a(desk: Desk) -> None:
    """Lapsed: credit 100, orders and profit a known 0; (25x100) / 85."""
    customer = owing(desk, (DUE, 1000, [(DUE, 1000)]))
    new_line(desk, customer, dated_on=date(2025, 3, 1))
    found = graded(desk)["某客户"]
    assert (found.composite, found.grade) == (Decimal("29.41"), "D")


@pytest.mark.article("R3.5")
def test_without_any_weight_on_what_is_known_there_is_no_grade(desk: Desk) -> None:
    set_policy(weight_credit="100", weight_orders="0", weight_prospects="0", weight_profit="0")
    new_line(desk, new_customer(desk, name="某客户"))
    new_assessment(desk, new_customer(desk, name="新客户"))
    found = graded(desk)
    assert {one.grade for one in found.values()} == {""}


@pytest.mark.article("R3.5")
@pytest.mark.parametrize(
    ("points", "grade"),
    [("8", "A"), ("7.99", "B"), ("6", "B"), ("5.99", "C"), ("4", "C"), ("3.99", "D"), ("0", "D")],
)
def test_a_threshold_that_is_just_reached_counts(desk: Desk, points: str, grade: str) -> None:
    new_assessment(desk, new_customer(desk, name="某客户"), points)
    assert graded(desk)["某客户"].grade == grade


@pytest.mark.article("R3.5")
def test_half_a_cent_made_of_thirds_rounds_up(desk: Desk) -> None:
    """Orders 33.33…, profit 66.66…: (61.985 x 1 + 38.015 x 2) / 3 = 46.005."""
    set_policy(
        weight_credit="0", weight_orders="61.985", weight_prospects="0", weight_profit="38.015"
    )
    for name, amount, cost in (
        ("甲", 100, 90),
        ("乙", 200, 170),
        ("丙", 300, 280),
        ("丁", 400, 360),
    ):
        customer = new_customer(desk, name=name)
        new_line(desk, customer, amount=Decimal(amount), cost=Decimal(cost))
    assert graded(desk)["乙"].composite == Decimal("46.01")


@pytest.mark.article("R3.5")
def test_a_merged_customer_is_graded_no_more(desk: Desk) -> None:
    double, kept = new_customer(desk, name="旧"), new_customer(desk, name="存")
    new_line(desk, double)
    merge(double, into=kept, by=desk.sales)
    found = graded(desk)
    assert set(found) == {"存"} and found["存"].order_total == 1000


def test_a_run_is_asked_for_by_sales_or_gm_as_of_a_day_that_has_come(desk: Desk) -> None:
    for who, day in ((desk.sales, AS_OF), (desk.manager, date(2026, 11, 3))):
        with pytest.raises(Refusal):
            actions.ask_for_run(by=who, as_of=day)

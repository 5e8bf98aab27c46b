"""Quarterly ranking, spare parts, half-year and annual runs, tax."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from foundation.articles import Refusal
from foundation.people.models import User
from service_incentives import actions
from service_incentives.models import (
    PayLine,
    Project,
    SparePartSale,
    Withholding,
)
from tests.harness.frozen import Clock
from tests.service_incentives.conftest import (
    Crew,
    amounts,
    bring_to,
    fresh,
    new_finding,
    new_trip,
    start,
)
from tests.service_incentives.quarter import (
    SUMMER,
    assessed,
    now,
    payroll,
    quarter,
    sold,
    staff,
    through,
)

D = Decimal


@pytest.mark.article("R5.5.1", "R5.2")
def test_the_first_eight_of_the_quarter_are_rewarded_and_the_rest_told_why_not(
    crew: Crew,
) -> None:
    people = staff(crew, 10)
    scores: dict[User, Any] = {who: 90 - place for place, who in enumerate(people)}
    scores[people[9]] = (100, 0, 0)  # quality weighs most, but not all
    assessed(crew, scores)
    run = quarter(crew)
    told = {line.person.name: line for line in run.current_lines().select_related("person")}
    assert [told[f"员{n}"].amount for n in range(10)] == [1500] * 3 + [1000] * 5 + [0, 0]
    assert told["员8"].zero_reason == "not_placed"
    assert told["丁四"].zero_reason == "not_assessed", "customer-service management is in the list"
    assert told["员0"].formula == "90×60% + 90×25% + 90×15% = 90 → #1"
    assert run.period_label == "2026-Q3"


@pytest.mark.article("R5.5.1")
def test_without_an_approved_assessment_there_is_no_place(crew: Crew) -> None:
    assessed(crew, {crew.engineer: 90}, approved=False)
    run = quarter(crew)
    assert {line.zero_reason for line in run.current_lines()} == {"not_assessed"}
    with pytest.raises(Refusal) as refused:
        bring_to(run, "awaiting_finance", crew)
    assert "考核" in str(refused.value.missing)


@pytest.mark.article("R5.5.1")
def test_quality_then_points_decide_and_a_tie_over_the_boundary_waits_for_hr(
    crew: Crew, clock: Clock
) -> None:
    people = staff(crew, 5)
    scores: dict[User, Any] = {people[0]: 95, people[1]: 94}
    scores |= {who: (80, 80, 80) for who in people[2:]}
    assessed(crew, scores)
    new_trip(crew, people[4], started_on=date(2026, 9, 1), ended_on=date(2026, 9, 2))
    run = quarter(crew)
    assert not run.current_lines().filter(zero_reason="tie").exists()
    assert amounts(run)["员4"] == 1500, "points decided the third place"
    assert amounts(run)["员2"] == amounts(run)["员3"] == 1000, "a tie within a tier is no question"
    void = now(run)
    actions.void_run(void, by=crew.clerk, reason="重做", seen=void.matter.version)
    clock.move(minutes=1)
    new_trip(crew, people[3], started_on=date(2026, 9, 1), ended_on=date(2026, 9, 2))
    again = quarter(crew)
    assert {one.person.name for one in again.current_lines().filter(zero_reason="tie")} == {
        "员3", "员4",
    }  # fmt: skip
    with pytest.raises(Refusal) as refused:
        bring_to(again, "awaiting_finance", crew)
    assert "裁定" in str(refused.value.missing)
    with pytest.raises(Refusal):
        actions.decide_tie(again, by=crew.hr, place=3, amount=D(1250), reason=" ")
    actions.decide_tie(again, by=crew.hr, place=3, amount=D(1250), reason="同分同质量，取中")
    assert amounts(again)["员3"] == amounts(again)["员4"] == 1250
    bring_to(again, "awaiting_finance", crew)


@pytest.mark.article("R5.5.1", "R0.separation")
def test_scores_are_approved_by_another_and_then_never_change(crew: Crew) -> None:
    one = assessed(crew, {crew.engineer: 80}, approved=False)
    with pytest.raises(Refusal):
        actions.assess(
            one, by=crew.clerk, person=crew.clerk, quality=D(1), workload=D(1), cost=D(1)
        )
    with pytest.raises(Refusal) as refused:
        actions.assess(one, by=crew.clerk, person=crew.gm, quality=D(1), workload=D(1), cost=D(1))
    assert refused.value.field == "person"
    actions.submit_round(now(one), by=crew.clerk, seen=now(one).matter.version)
    with pytest.raises(Refusal):
        actions.approve_round(now(one), by=crew.clerk, seen=now(one).matter.version)
    actions.approve_round(now(one), by=crew.head, seen=now(one).matter.version)
    with pytest.raises(Refusal):
        actions.assess(
            now(one), by=crew.clerk, person=crew.engineer, quality=D(1), workload=D(1), cost=D(1)
        )
    with pytest.raises(DatabaseError, match="approved scores"), transaction.atomic():
        connection.cursor().execute("UPDATE service_incentives_assessment SET quality = 1")


@pytest.mark.article("R5.8.1", "R5.8.2", "R5.8.3")
def test_paid_sales_of_the_quarter_are_shared_between_sellers_and_pool(crew: Crew) -> None:
    sold(crew, shares={crew.engineer: D("33.33"), crew.other: D("66.67")})
    sold(crew, parts_cost=D(6500))
    sold(crew, parts_cost=D(6501))
    sold(crew, paid=False)
    sold(crew, received_on=date(2026, 10, 1))
    run = quarter(crew, "spare_parts")
    lines = run.current_lines().order_by("sale_id", "person_id")
    told = [(line.person.name, line.article, line.amount, line.zero_reason) for line in lines]
    assert told == [
        ("丁一", "R5.8.2", D("162.65"), ""), ("丁二", "R5.8.2", D("325.35"), ""),
        ("丁一", "R5.8.1", D("292.80"), ""), ("丁一", "R5.8.1", D(0), "margin"),
    ]  # fmt: skip
    assert (run.pool_made, run.pool_brought) == (D("195.20"), 0)
    assert {line.payer for line in lines} == {"subsidiary"}


@pytest.mark.article("R5.8.1")
def test_partly_paid_earns_nothing_until_the_last_receipt_and_the_contract_is_the_limit(
    crew: Crew,
) -> None:
    sale = sold(crew, paid=False)
    for amount, day in ((12199, 10), (D("0.99"), 20)):
        actions.record_receipt(
            sale, by=crew.specialist, amount=D(amount), received_on=date(2026, 8, day)
        )
    assert now(sale).state == "open"
    actions.record_receipt(
        sale, by=crew.specialist, amount=D(5), received_on=date(2026, 8, 15), note="补差"
    )
    assert (now(sale).state, now(sale).completed_on) == ("paid", date(2026, 8, 15))
    with pytest.raises(Refusal) as refused:
        actions.record_receipt(
            now(sale), by=crew.specialist, amount=D(1), received_on=date(2026, 8, 21)
        )
    assert refused.value.article == "R5.8.1"
    assert amounts(quarter(crew, "spare_parts"))["丁一"] == D("488.00")


@pytest.mark.article("R5.8.3")
def test_shares_make_a_hundred_and_a_contract_is_registered_once(crew: Crew) -> None:
    with pytest.raises(Refusal) as refused:
        sold(crew, shares={crew.engineer: D(50), crew.other: D("49.99")})
    assert (refused.value.article, refused.value.field) == ("R5.8.3", "shares")
    sold(crew, contract_no="HT-X")
    with pytest.raises(Refusal) as refused:
        sold(crew, contract_no="HT-X")
    assert refused.value.field == "contract_no"
    with pytest.raises(Refusal):
        actions.register_sale(SparePartSale(signed_on=SUMMER), by=crew.clerk, shares={})


@pytest.mark.article("R5.8.3", "R5.8.4")
def test_the_spare_part_run_has_its_own_way_and_the_pool_carries_over(
    crew: Crew, clock: Clock
) -> None:
    sold(crew)
    run = quarter(crew, "spare_parts")
    assert run.state == "gathering" and run.pool_left() == D("122.00")
    with pytest.raises(Refusal) as refused:
        actions.share_pool(run, by=crew.head, person=crew.leader, amount=D(123), reason="多")
    assert refused.value.field == "amount"
    with pytest.raises(Refusal):
        actions.share_pool(run, by=crew.clerk, person=crew.leader, amount=D(1), reason="x")
    actions.share_pool(run, by=crew.head, person=crew.leader, amount=D(100), reason="组织抢修")
    assert amounts(run) == {"丁一": D("488.00"), "丁三": D("100.00")}
    with pytest.raises(Refusal):
        actions.confirm(fresh(run), by=crew.head, seen=fresh(run).matter.version)
    locked = through(run, crew)
    assert locked.approved_by == crew.subsidiary_gm and locked.paid_on == date(2026, 10, 1)
    clock.set("2027-01-04 09:00")
    winter = actions.start_run(by=crew.specialist, kind="spare_parts", period=date(2026, 10, 1))
    assert (winter.pool_made, winter.pool_brought) == (0, D("22.00"))


@pytest.mark.article("R5.8.1", "R5.10")
def test_a_refund_after_the_lock_is_adjusted_by_the_values_of_its_day(
    crew: Crew, clock: Clock
) -> None:
    sale = sold(crew, shares={crew.engineer: D(50), crew.other: D(50)})
    through(quarter(crew, "spare_parts"), crew)
    with pytest.raises(Refusal):
        actions.void_sale(now(sale), by=crew.specialist, reason="错", seen=now(sale).matter.version)
    clock.set("2027-01-04 09:00")
    actions.record_receipt(
        now(sale), by=crew.specialist, amount=D(-2200), received_on=date(2026, 12, 1), note="退货"
    )
    winter = actions.start_run(by=crew.specialist, kind="spare_parts", period=date(2026, 10, 1))
    lines = winter.current_lines().filter(kind="commission").order_by("person")
    assert [(line.amount, line.period, line.corrects.amount) for line in lines] == [
        (D("-44.00"), SUMMER, D("244.00")), (D("-44.00"), SUMMER, D("244.00")),
    ]  # fmt: skip
    assert winter.pool_made == D("-22.00")
    assert set(amounts(winter).values()) == {0}, "nobody pays back at once"
    through(winter, crew)
    clock.set("2027-04-02 09:00")
    spring = actions.start_run(by=crew.specialist, kind="spare_parts", period=date(2027, 1, 1))
    assert not spring.current_lines().exists() and spring.pool_brought == D("100.00")


@pytest.mark.article("R5.9.3")
def test_a_project_without_functional_repeats_for_half_a_year_is_rewarded(
    crew: Crew, clock: Clock
) -> None:
    clock.set("2027-07-02 09:00")
    for code, energised in (
        ("A", "2026-07-01"), ("B", "2026-12-31"), ("C", "2026-08-31"), ("D", "2027-01-01"),
        ("E", "2026-06-30"),
    ):  # fmt: skip
        actions.add_project(
            Project(
                code=code,
                name=code,
                engineer=crew.engineer,
                energised_on=date.fromisoformat(energised),
            ),
            by=crew.clerk,
        )
    repeats = {"A": ("omission", 12, 31), "B": ("repeat", 3, 3), "C": ("omission", 3, 1)}
    for code, (visit, month, day) in repeats.items():
        on = date(2026 if month == 12 else 2027, month, day)
        new_trip(
            crew, visit=visit, project=Project.objects.get(code=code), started_on=on, ended_on=on
        )
    run = actions.start_run(by=crew.clerk, kind="half_yearly", period=date(2027, 1, 1))
    told = {line.formula[0]: (line.amount, line.zero_reason) for line in run.current_lines()}
    assert told == {"A": (0, "omission"), "B": (30, ""), "C": (30, "")}
    assert run.period_label == "2027-H1"


@pytest.mark.article("R5.6.2", "R5.7.2", "R5.8.5", "R5.9.7")
def test_amounts_by_other_rules_are_paid_in_the_run_of_their_kind_by_their_payer(
    crew: Crew, clock: Clock
) -> None:
    for kind, amount in (
        ("half_year", 3000), ("annual", 9000), ("service_product", 800), ("quality", -50),
    ):  # fmt: skip
        who = crew.manager if kind == "half_year" else crew.engineer
        new_finding(crew, kind, person=who, amount=D(amount), document="泰昂〔2026〕7 号")
    clock.set("2027-01-04 09:00")
    paid = {}
    for kind, period in (
        ("half_yearly", date(2026, 7, 1)), ("annual", date(2026, 1, 1)), ("monthly", date(2026, 11, 1)),
    ):  # fmt: skip
        run = actions.start_run(by=crew.clerk, kind=kind, period=period)
        lines = run.current_lines().filter(kind="referenced")
        paid[kind] = [(line.article, line.amount, line.payer) for line in lines.order_by("pk")]
    assert paid == {
        "half_yearly": [("R5.6.2", 3000, "employer")],
        "annual": [("R5.7.2", 9000, "employer")],
        "monthly": [("R5.8.5", 800, "subsidiary"), ("R5.9.7", -50, "employer")],
    }


@pytest.mark.article("R5.10")
def test_payment_withholds_the_extra_tax_and_says_nothing_where_payroll_is_missing(
    crew: Crew, clock: Clock
) -> None:
    new_trip(crew, worth="21")
    new_trip(crew, crew.other, worth="21")
    payroll(crew, crew.engineer)
    run = bring_to(start(crew), "paid", crew)
    told = {one.person.name: (one.gross, one.tax) for one in Withholding.objects.filter(run=run)}
    # taxable without: 88,000 − 55,000 − 22,000 = 11,000 × 3 % = 330 − 300; with 1,080 more: 32.40 more
    assert told == {"丁一": (1080, D("32.40")), "丁二": (1080, None)}
    assert Withholding.objects.get(person=crew.engineer).inputs["without"] == "30.00"


@pytest.mark.article("R5.10")
def test_two_payments_in_a_month_are_taxed_one_on_top_of_the_other(
    crew: Crew, clock: Clock
) -> None:
    new_trip(crew, worth="21")
    assessed(crew, {crew.engineer: 90})
    payroll(crew, crew.engineer, income=D(55000 + 22000 + 34500), withheld=D(1035))
    bring_to(start(crew), "paid", crew)
    bring_to(quarter(crew), "paid", crew)
    taxes = list(Withholding.objects.order_by("pk").values_list("gross", "tax"))
    # 34,500 + 1,080 = 35,580 at 3 %; the next 1,500 cross 36,000: 420 at 3 %, 1,080 at 10 %
    assert taxes == [(1080, D("32.40")), (1500, D("120.60"))]


@pytest.mark.article("R5.10", "R5.7.1")
def test_the_annual_bonus_is_taxed_alone_while_the_law_allows(crew: Crew, clock: Clock) -> None:
    new_finding(crew, "annual", amount=D(36000), document="泰昂〔2026〕9 号")
    clock.set("2027-01-04 09:00")
    run = actions.start_run(by=crew.clerk, kind="annual", period=date(2026, 1, 1))
    bring_to(run, "paid", crew)
    assert Withholding.objects.get().tax == D("1080.00")


def test_who_is_paid_by_a_spare_part_run_sees_that_and_nothing_else(crew: Crew) -> None:
    new_trip(crew, worth="20")
    start(crew)
    sold(crew)
    quarter(crew, "spare_parts")
    kinds = {
        who.name: set(PayLine.objects.visible_to(who).values_list("run__kind", flat=True))
        for who in (crew.specialist, crew.office, crew.engineer, crew.other)
    }
    assert kinds == {
        "夏雨": {"spare_parts"}, "谭静": {"spare_parts"}, "丁一": {"monthly", "spare_parts"},
        "丁二": {"monthly"},
    }  # fmt: skip

"""What holds for any figures: sums, splits, order of input, a second calculation; by an oracle."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.history.reading import newest_version
from service_incentives import actions, policies, rules
from service_incentives.models import PayLine
from tests.service_incentives.conftest import Crew, fresh, kind_worth, new_finding, new_trip, start

D = Decimal
CENT = D("0.01")
money = st.decimals(0, 1_000_000, places=2)
# With the database in it an example takes its time; the fixture's rows are the same for all.
slow = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.article("R5.8.3")
@given(
    amount=money,
    weights=st.dictionaries(st.integers(1, 99), st.integers(1, 10_000), min_size=1, max_size=8),
)
def test_split_parts_are_the_whole_and_no_part_is_a_cent_off(
    amount: Decimal, weights: dict[int, int]
) -> None:
    shares = {key: D(weight) / 100 for key, weight in weights.items()}
    parts = rules.split(amount, shares)
    assert sum(parts.values()) == amount
    whole = sum(shares.values())
    assert all(abs(parts[key] - amount * shares[key] / whole) < CENT for key in shares)
    assert rules.split(amount, dict(reversed(shares.items()))) == parts


@pytest.mark.article("R5.8.1", "R5.8.2", "R5.8.3")
@given(
    price=money, cost=money, fee=money, days=st.decimals(0, 30, places=2), received=money,
    edge=st.sampled_from(["", "0.5", "0.65"]),
)  # fmt: skip
def test_person_and_pool_are_the_commission_of_the_tier_an_oracle_finds(
    price: Decimal, cost: Decimal, fee: Decimal, days: Decimal, received: Decimal, edge: str
) -> None:
    cost = price * D(edge) if edge else cost  # exactly on the boundary of a tier
    contract = max(price + fee, CENT)
    found = rules.commission(
        cost=cost, price=price, fee=fee, days=days, received=received, contract=contract,
        tiers=policies.MARGIN_TIERS.initial, fee_a_day=D(1100), personal_share=D("0.8"),
    )  # fmt: skip
    rate = 0
    if price and fee >= 1100 * days:
        rate = 5 if 2 * (price - cost) >= price else 3 if 20 * (price - cost) >= 7 * price else 0
    due = (min(received, contract) * rate / 100).quantize(CENT, ROUND_HALF_UP)
    assert found.total == due == found.personal + found.pool
    assert bool(found.zero) == (rate == 0)


scores = st.tuples(*(st.integers(60, 64).map(D) for __ in range(3)))


@pytest.mark.article("R5.5.1")
@given(entries=st.lists(scores, max_size=15), seed=st.integers())
def test_places_do_not_hang_on_the_order_and_each_counts_who_is_better(
    entries: list[tuple[Decimal, ...]], seed: int
) -> None:
    people: list[Any] = [(number, *one) for number, one in enumerate(entries)]
    mixed = people[:]
    Random(seed).shuffle(mixed)
    ranked = {one.person: one for one in rules.ranking(people)}
    assert ranked == {one.person: one for one in rules.ranking(mixed)}
    for person, *own in people:
        better = sum(other > own for __, *other in people)
        level = sum(other == own for __, *other in people)
        place = (ranked[person].place, ranked[person].last)
        assert place == (better + 1, better + level)


@pytest.mark.article("R5.10")
@given(months=st.lists(st.decimals(5000, 150_000, places=2), min_size=12, max_size=12))
def test_twelve_months_withhold_what_the_annual_table_says(months: list[Decimal]) -> None:
    brackets = policies.TAX_BRACKETS.initial
    income = withheld = D(0)
    for number, earned in enumerate(months, 1):
        income += earned
        withheld += rules.withholding(
            income=income, months=number, deductions=D(0), withheld=withheld,
            free_a_month=D(5000), brackets=brackets,
        )  # fmt: skip
    taxable, tax, lower = income - 60_000, D(0), D(0)
    for tier in brackets:  # slice by slice, without the quick deductions
        upper = D(tier["up_to"]) if tier["up_to"] else taxable
        tax += max(D(0), min(taxable, upper) - lower) * D(tier["rate"])
        lower = upper
    assert withheld == tax.quantize(CENT, ROUND_HALF_UP)


FACTS = st.lists(
    st.tuples(
        st.sampled_from(["engineer", "other", "leader"]),
        st.sampled_from(["0.1234", "1.5", "7.9999", "9"]),
        st.integers(1, 31),
        st.sampled_from(["", "own_fault", "fined", "accident", "praise"]),
    ),
    max_size=9,
)
Told = list[tuple[str, str, Decimal, str]]


def enter(crew: Crew, facts: list[Any]) -> None:
    for who, worth, day, more in facts:
        person, on = getattr(crew, who), date(2026, 10, day)
        extra: dict[str, Any] = {"visit": "repeat"} if more == "own_fault" else {}
        if more == "fined":
            extra = {"paper": "unsigned", "paper_reason": "停电"}
        trip = new_trip(crew, person, worth=worth, started_on=on, ended_on=on, **extra)
        if more == "own_fault":
            new_finding(crew, "own_fault", trip=trip)
        elif more == "fined":
            actions.decide_paper(
                trip, by=crew.head, seen=newest_version(trip), is_fined=True, reason=""
            )
        elif more == "accident":
            new_finding(crew, "accident", person=person, happened_on=on)
        elif more == "praise":
            new_finding(crew, "praise", person=person, happened_on=on, amount=D(200))


def expected(facts: list[Any]) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """By hand: what October pays each for points, and what November's decisions come to."""
    points: dict[str, Decimal] = defaultdict(Decimal)
    later: dict[str, Decimal] = defaultdict(Decimal)
    for who, worth, __, more in facts:
        points[who] += D(0) if more == "own_fault" else D(worth)
        points[who] -= 2 if more == "accident" else 0
        later[who] += {"fined": D(-100), "praise": D(200)}.get(more, D(0))
    due = {
        who: (max(D(0), left - 17) * 270).quantize(CENT, ROUND_HALF_UP)
        for who, left in points.items()
    }
    return due, {who: max(D(0), amount) for who, amount in later.items()}


def lines_of(crew: Crew, facts: list[Any]) -> tuple[Told, Told]:
    """The lines of October's run and of November's, entered in this order; nothing stays."""
    with transaction.atomic():
        enter(crew, facts)
        runs = [start(crew), start(crew, date(2026, 11, 1))]
        told = [_told(run) for run in runs]
        actions.calculate_again(fresh(runs[0]), by=crew.clerk)
        assert _told(fresh(runs[0])) == told[0], "a draft calculated again is the same"
        transaction.set_rollback(True)
    return told[0], told[1]


def _told(run: Any) -> Told:
    lines = PayLine.objects.filter(run=run, computation=run.computation)
    rows = lines.values_list("person__employee_number", "kind", "amount", "formula")
    return sorted(rows)


def totals(told: Told) -> dict[str, Decimal]:
    paid: dict[str, Decimal] = defaultdict(Decimal)
    for number, __, amount, __ in told:
        paid[number] += amount
    return paid


@pytest.mark.article("R5.4.1", "R5.4.2", "R5.9.4", "R5.9.5", "R5.10")
def test_runs_pay_what_the_oracle_says_in_any_order_and_every_time(crew: Crew) -> None:
    for worth in ("0.1234", "1.5", "7.9999", "9"):
        kind_worth(crew, worth)
    numbers = {who: getattr(crew, who).employee_number for who in ("engineer", "other", "leader")}

    @slow
    @given(facts=FACTS)
    def holds(facts: list[Any]) -> None:
        october, november = lines_of(crew, facts)
        due, later = expected(facts)
        for told, wanted in ((october, due), (november, later)):
            paid = totals(told)
            assert {n: a for n, a in paid.items() if a} == {
                numbers[who]: amount for who, amount in wanted.items() if amount
            }
            assert sum(paid.values()) == sum(wanted.values()), "the lines are the run"
        assert lines_of(crew, facts[::-1]) == (october, november)

    holds()

"""The monthly run: from trips to locked lines."""

from datetime import date
from decimal import Decimal

import pytest

from foundation.articles import Refusal
from foundation.history.reading import newest_version
from service_incentives import actions
from service_incentives.models import Trip
from tests.harness.frozen import Clock
from tests.service_incentives.conftest import (
    Crew,
    amounts,
    bring_to,
    give_coefficient,
    give_position,
    new_finding,
    new_trip,
    start,
)


@pytest.mark.article("R5.4.1")
def test_points_above_seventeen_are_paid_and_the_line_shows_how(crew: Crew) -> None:
    for __ in range(12):
        new_trip(crew, worth="1.5")
    new_trip(crew, worth="0.0001")
    run = start(crew)
    line = run.current_lines().get(person=crew.engineer)
    assert (line.amount, line.article) == (Decimal("270.03"), "R5.4.1")
    assert line.formula == "max(0, 18.0001 − 17) × 270"
    assert sorted(line.trips) == sorted(Trip.objects.values_list("pk", flat=True))
    zero = run.current_lines().get(person=crew.leader)
    assert (zero.amount, zero.zero_reason) == (0, "no_trips")
    assert not run.current_lines().filter(person=crew.manager).exists()


@pytest.mark.article("R5.4.1")
def test_a_trip_counts_in_the_month_it_ends_with_coefficient_and_position_of_that_day(
    crew: Crew, clock: Clock
) -> None:
    give_coefficient(crew, crew.kind, "10", since=date(2026, 10, 10))
    new_trip(crew, ended_on=date(2026, 10, 9))
    new_trip(crew, ended_on=date(2026, 10, 10))
    new_trip(crew, started_on=date(2026, 9, 1), ended_on=date(2026, 9, 30))
    new_trip(crew, ended_on=date(2026, 11, 1))
    new_trip(crew, crew.other, worth="20", ended_on=date(2026, 10, 20))
    give_position(crew, crew.other, "management", since=date(2026, 10, 21))
    run = start(crew)
    points = {line.person.name: line.inputs["points"] for line in run.current_lines()}
    assert points == {"丁一": "11.5", "丁二": "20", "丁三": "0"}


@pytest.mark.article("R5.3", "R5.13", "R5.10")
def test_a_trip_is_refused_without_position_coefficient_or_end(crew: Crew) -> None:
    cases = [
        ({"who": crew.manager}, "R5.3", "person"),
        ({"ended_on": date(2026, 11, 3)}, "R5.4.1", "ended_on"),
        ({"ended_on": date(2026, 10, 7)}, "R5.4.1", "ended_on"),
        ({"started_on": date(2025, 12, 1), "ended_on": date(2025, 12, 9)}, "R5.3", "person"),
        ({"paper": "unsigned"}, "R5.9.5", "paper_reason"),
    ]
    for facts, article, field in cases:
        with pytest.raises(Refusal) as refused:
            new_trip(crew, **facts)
        assert (refused.value.article, refused.value.field) == (article, field)
    crew.kind.coefficients.all().delete()
    with pytest.raises(Refusal) as refused:
        new_trip(crew)
    assert (refused.value.article, refused.value.field) == ("R5.13", "kind")
    assert not Trip.objects.exists()


@pytest.mark.article("R5.4.2", "R5.9.4")
def test_accidents_and_own_fault_repeats_take_points_off(crew: Crew) -> None:
    new_trip(crew, worth="25")
    repeat = new_trip(crew, worth="1.5", visit="repeat")
    new_finding(crew, "accident")
    new_finding(crew, "accident", happened_on=date(2026, 10, 31))
    new_finding(crew, "accident", happened_on=date(2026, 9, 30))
    new_finding(crew, "own_fault", trip=repeat)
    line = start(crew).current_lines().get(person=crew.engineer, kind="points")
    assert line.formula == "max(0, 26.5 − 1.5 − 2 × 2 − 17) × 270"
    assert line.amount == Decimal(4 * 270)
    assert len(line.findings) == 3
    with pytest.raises(Refusal) as refused:
        new_finding(crew, "own_fault", trip=repeat)
    assert refused.value.article == "R5.9.4"
    with pytest.raises(Refusal):
        new_finding(crew, "own_fault", trip=new_trip(crew))


@pytest.mark.article("R5.12")
def test_trips_before_the_regulation_took_effect_earn_nothing(crew: Crew) -> None:
    new_trip(crew, worth="30", started_on=date(2026, 3, 30), ended_on=date(2026, 3, 31))
    new_trip(crew, worth="20", started_on=date(2026, 3, 30), ended_on=date(2026, 4, 1))
    assert amounts(start(crew, date(2026, 3, 1)))["丁一"] == 0
    assert amounts(start(crew, date(2026, 4, 1)))["丁一"] == 810


@pytest.mark.article("R5.9.1", "R5.9.2", "R5.9.6")
def test_rewards_and_fines_count_in_the_month_they_are_decided(crew: Crew, clock: Clock) -> None:
    new_finding(crew, "praise", amount=Decimal(500))
    new_finding(crew, "saving", amount=Decimal(200), by=crew.engineer)
    new_finding(crew, "complaint")
    assert amounts(start(crew)) == {"丁一": 0, "丁二": 0, "丁三": 0}
    clock.set("2026-12-01 09:00")
    run = start(crew, date(2026, 11, 1))
    told = {line.article: line.amount for line in run.current_lines().filter(person=crew.engineer)}
    assert told == {"R5.4.1": 0, "R5.9.1": 500, "R5.9.2": 200, "R5.9.6": -200}


@pytest.mark.article("R5.9.1", "R5.9.2")
@pytest.mark.parametrize("kind", ["praise", "saving"])
@pytest.mark.parametrize(
    ("amount", "is_allowed"),
    [("199.99", False), ("200", True), ("500", True), ("500.01", False), (None, False)],
)
def test_a_reward_lies_within_its_limits(
    crew: Crew, kind: str, amount: str | None, is_allowed: bool
) -> None:
    given = amount and Decimal(amount)
    by = crew.engineer if kind == "saving" else crew.clerk
    if is_allowed:
        assert new_finding(crew, kind, amount=given, by=by).amount == given
        return
    with pytest.raises(Refusal) as refused:
        new_finding(crew, kind, amount=given, by=by)
    assert (refused.value.article, refused.value.field) == (
        f"R5.9.{1 if kind == 'praise' else 2}",
        "amount",
    )


@pytest.mark.article("R5.9.2", "R0.separation")
def test_a_saving_is_claimed_by_the_engineer_and_verified_by_another(crew: Crew) -> None:
    with pytest.raises(Refusal) as refused:
        new_finding(crew, "saving", amount=Decimal(300), by=crew.clerk)
    assert refused.value.article == "R5.9.2"
    claim = new_finding(crew, "saving", amount=Decimal(300), by=crew.engineer, decided=False)
    with pytest.raises(Refusal):
        actions.decide(claim, by=crew.engineer, seen=claim.matter.version)
    actions.decide(claim, by=crew.head, seen=claim.matter.version)


@pytest.mark.article("R5.6.1", "R5.7.1")
def test_referenced_bonuses_are_for_the_positions_the_articles_name(crew: Crew) -> None:
    given = {"amount": Decimal(1000), "document": "泰昂 2026-7"}
    with pytest.raises(Refusal) as refused:
        new_finding(crew, "half_year", **given)
    assert refused.value.article == "R5.6.1"
    new_finding(crew, "half_year", person=crew.manager, **given)
    new_finding(crew, "annual", **given)
    with pytest.raises(Refusal) as refused:
        new_finding(crew, "annual", person=crew.finance, **given)
    assert refused.value.article == "R5.7.1"
    with pytest.raises(Refusal) as refused:
        new_finding(crew, "quality", amount=Decimal(-50))
    assert (refused.value.article, refused.value.field) == ("R5.9.7", "document")


@pytest.mark.article("R5.9.5")
def test_a_service_without_signed_record_is_excused_or_fined_before_the_run_is_confirmed(
    crew: Crew, clock: Clock
) -> None:
    trip = new_trip(crew, paper="unsigned", paper_reason="客户不在")
    excused = new_trip(crew, paper="unsigned", paper_reason="停电")
    run = start(crew)
    with pytest.raises(Refusal) as refused:
        bring_to(run, "awaiting_finance", crew)
    assert "2" in refused.value.missing[0]
    actions.decide_paper(trip, by=crew.head, seen=newest_version(trip), is_fined=True, reason="")
    with pytest.raises(Refusal):
        actions.decide_paper(
            excused, by=crew.head, seen=newest_version(excused), is_fined=False, reason=" "
        )
    actions.decide_paper(
        excused, by=crew.head, seen=newest_version(excused), is_fined=False, reason="停电属实"
    )
    bring_to(run, "locked", crew)
    clock.set("2026-12-01 09:00")
    november = start(crew, date(2026, 11, 1))
    fines = november.current_lines().filter(article="R5.9.5")
    assert [(line.amount, line.trips) for line in fines] == [(-100, [trip.pk])]
    assert amounts(november)["丁一"] == 0, "the rest of the fine is carried over"


@pytest.mark.article("R5.9.6", "R5.10")
def test_fines_are_set_off_and_the_rest_carries_to_the_next_run(crew: Crew, clock: Clock) -> None:
    new_finding(crew, "complaint")
    clock.set("2026-12-01 09:00")
    new_trip(crew, worth="18", started_on=date(2026, 12, 1), ended_on=date(2026, 12, 1))
    november = start(crew, date(2026, 11, 1))
    assert amounts(november)["丁一"] == 0
    bring_to(november, "locked", crew)
    clock.set("2027-01-02 09:00")
    december = start(crew, date(2026, 12, 1))
    assert amounts(december)["丁一"] == 70
    carried = december.current_lines().get(kind="carried_in")
    assert (carried.amount, carried.corrects.kind) == (-200, "carried_out")

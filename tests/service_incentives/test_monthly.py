"""The monthly run: from trips to locked lines."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from foundation.articles import Refusal
from foundation.history.reading import newest_version
from foundation.process.models import open_tasks
from foundation.process.steps import possible_steps
from service_incentives import actions
from service_incentives.models import PayLine, PayRun, Trip
from tests.harness.frozen import Clock
from tests.service_incentives.conftest import (
    OCTOBER,
    Crew,
    amounts,
    bring_to,
    fresh,
    give_coefficient,
    give_position,
    kind_worth,
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


@pytest.mark.article("R5.10", "R5.11")
def test_the_run_goes_from_hand_to_hand_and_is_locked(crew: Crew, clock: Clock) -> None:
    new_trip(crew, worth="18")
    run = start(crew)
    hands = [
        (crew.head, actions.confirm, "confirm"),
        (crew.finance, actions.check_finance, "finance"),
        (crew.hr, actions.check_hr, "hr"),
        (crew.gm, actions.approve, "leader"),
    ]
    everybody = (
        crew.clerk,
        crew.head,
        crew.finance,
        crew.hr,
        crew.gm,
        crew.marketing,
        crew.engineer,
    )
    for who, act, task in hands:
        assert open_tasks(run.pk).get().kind == f"service_incentives.{task}"
        assert open_tasks(run.pk).get().due_on.day in (5, 8, 10, 12)
        seen = fresh(run).matter.version
        for stranger in everybody:
            if stranger != who:
                with pytest.raises(Refusal):
                    act(fresh(run), by=stranger, seen=seen)
        act(fresh(run), by=who, seen=seen)
    assert bring_to_end(run, crew).state == "locked"
    sees = [p.name for p in everybody if PayRun.objects.visible_to(p).exists()]
    assert "丁一" not in sees and "毛宁" in sees
    assert not possible_steps(fresh(run), crew.marketing)


def bring_to_end(run: PayRun, crew: Crew) -> PayRun:
    now = fresh(run)
    actions.pay(now, by=crew.hr, paid_on=date(2026, 11, 2), seen=now.matter.version)
    now = fresh(run)
    actions.lock_run(now, by=crew.hr, seen=now.matter.version)
    return fresh(run)


@pytest.mark.article("R5.10", "R0.separation")
def test_nobody_passes_on_a_run_with_their_own_pay_it_goes_to_the_next_level(crew: Crew) -> None:
    give_position(crew, crew.head, "leader")
    run = start(crew)
    with pytest.raises(Refusal) as refused:
        actions.confirm(run, by=crew.head, seen=run.matter.version)
    assert "陈国栋" in str(refused.value)
    task = open_tasks(run.pk).get()
    assert task.role is not None and task.role.name == "gm"
    actions.confirm(run, by=crew.gm, seen=run.matter.version)
    now = fresh(run)
    actions.check_finance(now, by=crew.finance, seen=now.matter.version)
    now = fresh(run)
    actions.check_hr(now, by=crew.hr, seen=now.matter.version)
    now = fresh(run)
    with pytest.raises(Refusal):
        actions.approve(now, by=crew.gm, seen=now.matter.version)
    actions.approve(now, by=crew.chair, seen=now.matter.version)
    assert fresh(run).approved_by == crew.chair


@pytest.mark.article("R5.10")
def test_confirming_never_calculates_and_a_draft_does_so_only_when_asked(crew: Crew) -> None:
    new_trip(crew, worth="18")
    run = start(crew)
    new_trip(crew, worth="2")
    assert amounts(run)["丁一"] == 270
    actions.calculate_again(fresh(run), by=crew.clerk, seen=fresh(run).matter.version)
    assert amounts(run)["丁一"] == 810
    new_trip(crew, worth="1.5")
    bring_to(run, "awaiting_finance", crew)
    assert amounts(run)["丁一"] == 810
    with pytest.raises(Refusal):
        actions.calculate_again(fresh(run), by=crew.clerk)


@pytest.mark.article("R5.10")
def test_a_month_that_is_not_over_can_be_looked_at_but_not_confirmed(crew: Crew) -> None:
    run = start(crew, date(2026, 11, 1))
    with pytest.raises(Refusal) as refused:
        bring_to(run, "awaiting_finance", crew)
    assert "本期尚未结束" in str(refused.value.missing)
    with pytest.raises(Refusal):
        start(crew, date(2026, 12, 1))


@pytest.mark.article("R5.10", "R5.9.4")
def test_late_facts_become_adjustments_that_point_at_what_they_correct(
    crew: Crew, clock: Clock
) -> None:
    kind_worth(crew, "1.5")
    new_trip(crew, worth="16")
    repeat = new_trip(crew, crew.other, worth="20", visit="repeat")
    october = bring_to(start(crew), "locked", crew)
    clock.set("2026-12-01 09:00")
    late = new_trip(crew, worth="1.5")
    new_finding(crew, "own_fault", trip=repeat)
    november = start(crew, date(2026, 11, 1))
    adjusted = november.current_lines().filter(period=OCTOBER).order_by("person__name")
    told = [(line.person.name, line.amount, line.corrects.run_id) for line in adjusted]
    assert told == [("丁一", Decimal("135.00"), october.pk), ("丁二", Decimal(-810), october.pk)]
    assert late.pk in adjusted[0].trips
    assert amounts(november)["丁二"] == 0, "what cannot be set off waits"
    bring_to(november, "locked", crew)
    clock.set("2027-01-02 09:00")
    assert not start(crew, date(2026, 12, 1)).current_lines().filter(period=OCTOBER).exists()


@pytest.mark.article("R5.10")
def test_runs_follow_one_another(crew: Crew, clock: Clock) -> None:
    october = start(crew)
    clock.set("2026-12-01 09:00")
    november = start(crew, date(2026, 11, 1))
    with pytest.raises(Refusal) as refused:
        bring_to(november, "awaiting_finance", crew)
    assert october.number in refused.value.missing[0]
    bring_to(october, "locked", crew)
    clock.move(minutes=1)
    with pytest.raises(Refusal):
        bring_to(november, "awaiting_finance", crew)
    actions.calculate_again(fresh(november), by=crew.clerk)
    bring_to(november, "awaiting_finance", crew)


@pytest.mark.article("R5.10")
def test_what_a_run_past_its_draft_used_is_not_changed_by_act_or_sql(crew: Crew) -> None:
    trip, accident = new_trip(crew, worth="20"), new_finding(crew, "accident")
    run = bring_to(start(crew), "awaiting_finance", crew)
    with pytest.raises(Refusal) as refused:
        actions.void_trip(trip, by=crew.clerk, seen=newest_version(trip), reason="错了")
    assert run.number in str(refused.value)
    with pytest.raises(Refusal):
        actions.void_finding(accident, by=crew.head, reason="错了", seen=2)
    for table, key in (("trip", "id"), ("finding", "matter_id")):
        with pytest.raises(DatabaseError, match="has used"), transaction.atomic():
            connection.cursor().execute(f"UPDATE service_incentives_{table} SET {key} = {key}")
    now = fresh(run)
    actions.send_back(now, by=crew.finance, reason="核对行程", seen=now.matter.version)
    actions.void_trip(trip, by=crew.clerk, seen=newest_version(trip), reason="错了")


@pytest.mark.article("R5.10")
def test_a_locked_run_changes_neither_by_act_nor_by_sql(crew: Crew) -> None:
    new_trip(crew, worth="20")
    run = bring_to(start(crew), "locked", crew)
    statements = {
        "UPDATE service_incentives_payrun SET state = 'draft'": "locked pay run",
        "DELETE FROM service_incentives_payrun": "locked pay run",
        "UPDATE service_incentives_payline SET amount = 1": "permission denied",
        "DELETE FROM service_incentives_payline": "permission denied",
        "TRUNCATE service_incentives_payline CASCADE": "permission denied",
        "INSERT INTO service_incentives_payline (run_id, computation, person_id, kind, article,"
        " period, payer, amount, formula, inputs, zero_reason, trips, findings) SELECT run_id,"
        " computation, person_id, kind, article, period, payer, 99, formula, inputs, zero_reason,"
        " trips, findings FROM service_incentives_payline": "draft only",
    }
    for statement, told in statements.items():
        with pytest.raises(DatabaseError, match=told), transaction.atomic():
            connection.cursor().execute("SET LOCAL pgtrigger.ignore = '{}'")
            connection.cursor().execute(statement)
    assert not [step for step in possible_steps(fresh(run), crew.hr)]
    assert amounts(run)["丁一"] == 810


@pytest.mark.article("R5.10")
def test_an_objection_is_answered_before_the_run_is_approved(crew: Crew) -> None:
    new_trip(crew, worth="20")
    run = start(crew)
    line = PayLine.objects.current().get(person=crew.engineer)
    with pytest.raises(Refusal):
        actions.object_to(line, by=crew.other, text="不对")
    objection = actions.object_to(line, by=crew.engineer, text="少计一次")
    with pytest.raises(Refusal) as refused:
        bring_to(run, "approved", crew)
    assert "异议" in refused.value.missing[0]
    with pytest.raises(Refusal):
        actions.answer(objection, by=crew.engineer, is_upheld=True, text="好")
    actions.answer(objection, by=crew.head, is_upheld=False, text="已含在内")
    now = fresh(run)
    actions.approve(now, by=crew.gm, seen=now.matter.version)
    with pytest.raises(Refusal):
        actions.object_to(line, by=crew.engineer, text="还是不对")


@pytest.mark.article("R5.10")
def test_the_paid_see_their_own_lines_only_as_they_arise(crew: Crew) -> None:
    new_trip(crew, worth="20")
    start(crew)
    seen = {
        who.name: set(PayLine.objects.visible_to(who).values_list("person__name", flat=True))
        for who in (crew.engineer, crew.manager, crew.finance)
    }
    assert seen == {"丁一": {"丁一"}, "丁四": set(), "吴敏": {"丁一", "丁二", "丁三"}}


@pytest.mark.article("R5.13", "R0.separation")
def test_coefficients_are_approved_by_another_and_never_reach_into_what_was_confirmed(
    crew: Crew,
) -> None:
    from service_incentives.models import Coefficient

    bring_to(start(crew), "awaiting_finance", crew)
    with pytest.raises(Refusal) as refused:
        give_coefficient(crew, crew.kind, "2", since=date(2026, 10, 31))
    assert refused.value.field == "applies_from"
    drafted = actions.propose_coefficient(
        Coefficient(kind=crew.kind, value=Decimal(2), applies_from=date(2026, 11, 1)), by=crew.head
    )
    with pytest.raises(Refusal) as refused:
        actions.approve_coefficient(drafted, by=crew.head)
    assert refused.value.article == "R0.separation"
    assert Trip.objects.count() == 0

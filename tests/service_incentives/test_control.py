"""A run from hand to hand: who may, what is locked, what comes late, what is objected to."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from foundation.articles import Refusal
from foundation.history.reading import newest_version
from foundation.process.models import open_tasks
from foundation.process.steps import possible_steps
from service_incentives import actions
from service_incentives.models import Coefficient, PayLine, PayRun, Trip
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

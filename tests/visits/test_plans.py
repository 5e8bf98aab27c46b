"""The monthly plan: due on the last day of the month before, reviewed, changed line by line."""

from datetime import date

import pytest

from foundation.articles import Refusal
from foundation.duties.generator import open_due
from foundation.duties.models import Duty
from foundation.process.models import Task, Violation, open_tasks
from foundation.process.sweep import sweep
from tests.harness.frozen import Clock
from tests.visits.conftest import DECEMBER, Team, approved, facts, fresh, only_line, planned
from visits import actions, policies
from visits.jobs import close_plans
from visits.models import Plan, PlanLine
from visits.quotas import quotas_of


def codes(plan: Plan) -> set[str]:
    return set(open_tasks(plan.pk).values_list("kind", flat=True))


def duty_of(team: Team, month: date = DECEMBER) -> Duty:
    found: Duty = Duty.objects.get(code="visits.plan", period=month, person=team.seller)
    return found


@pytest.mark.article("R7.3.1", "R7.3.2.1")
def test_a_plan_goes_from_draft_over_its_review_to_the_end_of_the_month(
    team: Team, clock: Clock
) -> None:
    plan = actions.open_plan(by=team.seller, month=date(2026, 12, 20))
    assert (plan.month, plan.number[:5]) == (DECEMBER, "BFJH-")
    with pytest.raises(Refusal) as refused:
        actions.submit(fresh(plan), by=team.seller, seen=fresh(plan).matter.version)
    assert "至少一行" in str(refused.value.missing)
    actions.add_line(plan, by=team.seller, given=facts(team))
    actions.submit(fresh(plan), by=team.seller, seen=fresh(plan).matter.version)
    assert (codes(plan), fresh(plan).is_late) == ({"visits.review"}, False)
    for stranger in (team.seller, team.colleague, team.outsider):
        with pytest.raises(Refusal):
            actions.approve(fresh(plan), by=stranger, seen=fresh(plan).matter.version)
    actions.send_back(fresh(plan), by=team.head, reason="写明目的", seen=fresh(plan).matter.version)
    assert codes(plan) == {"visits.complete"}
    clock.set("2026-12-02 09:00")
    actions.submit(fresh(plan), by=team.seller, seen=fresh(plan).matter.version)
    assert not fresh(plan).is_late, "the first submission counts, a return makes nothing late"
    actions.approve(fresh(plan), by=team.head, seen=fresh(plan).matter.version)
    assert only_line(plan).status == "approved"
    with pytest.raises(Refusal) as refused:
        actions.close(fresh(plan), by=team.seller, seen=fresh(plan).matter.version)
    assert "尚未结束" in str(refused.value.missing)
    clock.set("2027-01-01 09:00")
    actions.close(fresh(plan), by=team.seller, seen=fresh(plan).matter.version)
    assert fresh(plan).matter.closed_at is not None


@pytest.mark.article("R7.3.4.3")
def test_a_plan_ends_by_itself_once_its_month_is_assessed(team: Team, clock: Clock) -> None:
    plan, other = approved(team), approved(team, by=team.colleague)
    actions.remove_line(only_line(other), by=team.colleague, reason="客户出差")
    later = approved(team, month=date(2027, 1, 1))
    clock.set("2027-01-05 23:59")
    assert close_plans() == 0, "due on the fifth"
    clock.set("2027-01-06 00:40")
    assert close_plans() == 1 and close_plans() == 0
    states = [fresh(one).state for one in (plan, other, later)]
    assert states == ["closed", "approved", "approved"], "a change waits for the head"
    assert fresh(plan).matter.closed_at is not None
    actions.decide_change(only_line(other), by=team.head, is_approved=True)
    clock.set("2027-02-03 00:40")
    assert close_plans() == 1


@pytest.mark.article("R7.3.1")
@pytest.mark.parametrize(
    ("month", "opens", "last"),
    [
        (date(2026, 12, 1), "2026-11-25 08:00", "2026-11-30 23:59"),
        (date(2027, 1, 1), "2026-12-26 08:00", "2026-12-31 23:59"),
        (date(2027, 3, 1), "2027-02-23 08:00", "2027-02-28 23:59"),
        (date(2028, 3, 1), "2028-02-24 08:00", "2028-02-29 23:59"),
    ],
)
def test_the_plan_is_due_on_the_last_day_of_the_month_before(
    team: Team, clock: Clock, month: date, opens: str, last: str
) -> None:
    clock.set(opens)
    open_due()
    duty = duty_of(team, month)
    assert duty.due_on.isoformat() == last[:10]
    clock.set(last)
    plan = planned(team, month=month)
    actions.submit(plan, by=team.seller, seen=plan.matter.version)
    assert (fresh(plan).is_late, duty_of(team, month).state) == (False, "done")


@pytest.mark.article("R7.3.1")
def test_who_submits_a_minute_too_late_is_marked_and_stays_so(team: Team, clock: Clock) -> None:
    clock.set("2026-11-26 08:00")
    open_due()
    clock.set("2026-12-01 00:00")
    sweep()
    missed = Violation.objects.get(task__matter=duty_of(team).pk)
    assert missed.task.assignee == team.seller
    plan = planned(team)
    actions.submit(plan, by=team.seller, seen=plan.matter.version)
    assert fresh(plan).is_late
    actions.send_back(fresh(plan), by=team.head, reason="补充", seen=fresh(plan).matter.version)
    actions.submit(fresh(plan), by=team.seller, seen=fresh(plan).matter.version)
    assert fresh(plan).is_late
    assert not Task.objects.filter(matter=duty_of(team).pk, closed_at=None).exists()


@pytest.mark.article("R7.1.2")
def test_only_who_sells_plans_and_only_months_to_come(team: Team, clock: Clock) -> None:
    with pytest.raises(Refusal) as refused:
        actions.open_plan(by=team.outsider, month=DECEMBER)
    assert refused.value.article == "R7.1.2"
    with pytest.raises(Refusal):
        actions.open_plan(by=team.seller, month=date(2026, 10, 1))
    plan = actions.open_plan(by=team.seller, month=DECEMBER)
    assert actions.open_plan(by=team.seller, month=date(2026, 12, 31)) == plan
    actions.set_posting(
        by=team.sales_head, person=team.seller, position="none", since=date(2026, 12, 1)
    )
    with pytest.raises(Refusal):
        actions.open_plan(by=team.seller, month=date(2027, 1, 1))
    clock.set("2026-12-27 08:00")
    open_due()
    owing = Duty.objects.filter(code="visits.plan", period=date(2027, 1, 1))
    assert [duty.person for duty in owing] == [team.colleague]


@pytest.mark.article("R7.2.3", "R7.1.3")
def test_the_quota_goes_by_the_position_of_the_first_and_by_the_value_of_its_day(
    team: Team,
) -> None:
    from foundation.policies.models import PolicyValue

    actions.set_posting(
        by=team.sales_head, person=team.colleague, position="supervisor", since=date(2026, 12, 1)
    )
    actions.set_posting(
        by=team.sales_head, person=team.outsider, position="representative",
        since=date(2026, 12, 2),
    )  # fmt: skip
    PolicyValue.objects.create(
        key=policies.QUOTAS.key, value={"representative": 15}, applies_from=date(2027, 1, 1),
        approved_by=team.gm, approved_at="2026-11-01T00:00Z",
    )  # fmt: skip
    assert quotas_of(date(2026, 11, 1)) == {team.seller.pk: 20, team.colleague.pk: 12}
    assert quotas_of(DECEMBER) == {team.seller.pk: 20, team.colleague.pk: 8}
    assert quotas_of(date(2027, 1, 1)) == {team.seller.pk: 15, team.outsider.pk: 15}
    with pytest.raises(Refusal):
        actions.set_posting(
            by=team.head, person=team.seller, position="supervisor", since=date(2026, 12, 1)
        )
    with pytest.raises(Refusal) as refused:
        actions.set_posting(
            by=team.sales_head, person=team.sales_head, position="supervisor",
            since=date(2026, 12, 1),
        )  # fmt: skip
    assert refused.value.article == "R0.separation"


@pytest.mark.article("R7.3.1")
def test_of_an_approved_plan_only_the_changed_line_goes_to_the_supervisor_again(
    team: Team,
) -> None:
    plan = approved(team, lines=2)
    first, second = plan.lines.standing().order_by("planned_on")
    with pytest.raises(Refusal) as refused:
        actions.change_line(first, by=team.seller, given=facts(team, customer=team.hospital))
    assert refused.value.field == "reason"
    new = actions.change_line(
        first, by=team.seller, given=facts(team, customer=team.hospital), reason="港口停工"
    )
    assert (new.status, fresh(plan).state, codes(plan)) == (
        "proposed", "approved", {"visits.changes"},
    )  # fmt: skip
    assert set(plan.lines.standing()) == {first, second}, "the old line holds until then"
    for again in (lambda: actions.change_line(first, by=team.seller, given=facts(team), reason="又改"),
                  lambda: actions.remove_line(first, by=team.seller, reason="取消")):  # fmt: skip
        with pytest.raises(Refusal):
            again()
    for stranger in (team.seller, team.colleague):
        with pytest.raises(Refusal):
            actions.decide_change(new, by=stranger, is_approved=True)
    actions.decide_change(new, by=team.head, is_approved=True)
    assert set(plan.lines.standing()) == {new, second}
    assert codes(plan) == set()
    first.refresh_from_db()
    assert first.status == "replaced"


@pytest.mark.article("R7.3.1")
def test_a_refused_change_and_a_refused_cancellation_leave_the_line_as_it_was(team: Team) -> None:
    plan = approved(team)
    line = only_line(plan)
    new = actions.change_line(
        line, by=team.seller, given=facts(team, planned_on=date(2026, 12, 9)), reason="改期"
    )
    with pytest.raises(Refusal) as refused:
        actions.decide_change(new, by=team.head, is_approved=False)
    assert refused.value.field == "reason"
    actions.decide_change(new, by=team.head, is_approved=False, reason="客户已约好")
    actions.remove_line(line, by=team.seller, reason="客户出差")
    extra = actions.add_line(
        plan, by=team.seller, given=facts(team, customer=team.hospital), reason="客户来电"
    )
    assert codes(plan) == {"visits.changes"}
    actions.decide_change(line, by=team.head, is_approved=False, reason="另约时间")
    assert (only_line(plan), codes(plan)) == (line, {"visits.changes"})
    actions.decide_change(extra, by=team.head, is_approved=True)
    assert set(plan.lines.standing()) == {line, extra}
    actions.remove_line(line, by=team.seller, reason="客户出差")
    actions.decide_change(line, by=team.head, is_approved=True)
    assert only_line(plan) == extra
    with pytest.raises(Refusal):
        actions.decide_change(line, by=team.head, is_approved=True)


@pytest.mark.article("R7.3.1", "R7.2.1")
def test_a_line_lies_in_its_month_and_not_in_the_past_once_approved(
    team: Team, clock: Clock
) -> None:
    plan = planned(team)
    for day in (date(2026, 11, 30), date(2027, 1, 1)):
        with pytest.raises(Refusal) as refused:
            actions.add_line(plan, by=team.seller, given=facts(team, planned_on=day))
        assert refused.value.field == "planned_on"
    line = only_line(plan)
    actions.change_line(line, by=team.seller, given=facts(team, contact="李工"))
    assert only_line(plan).contact == "李工"
    other = actions.add_line(plan, by=team.seller, given=facts(team))
    actions.remove_line(other, by=team.seller)
    assert PlanLine.objects.count() == 1
    actions.submit(fresh(plan), by=team.seller, seen=fresh(plan).matter.version)
    with pytest.raises(Refusal):
        actions.add_line(plan, by=team.seller, given=facts(team))
    actions.approve(fresh(plan), by=team.head, seen=fresh(plan).matter.version)
    clock.set("2026-12-15 09:00")
    with pytest.raises(Refusal) as refused:
        actions.add_line(plan, by=team.seller, given=facts(team), reason="补登")
    assert "已经过去" in str(refused.value)


@pytest.mark.article("R7.3.1", "R0.separation")
def test_a_heads_own_plan_goes_one_level_up(team: Team) -> None:
    actions.set_posting(
        by=team.sales_head, person=team.head, position="supervisor", since=date(2026, 1, 1)
    )
    plan = planned(team, by=team.head)
    actions.submit(plan, by=team.head, seen=plan.matter.version)
    with pytest.raises(Refusal):
        actions.approve(fresh(plan), by=team.head, seen=fresh(plan).matter.version)
    actions.approve(fresh(plan), by=team.sales_head, seen=fresh(plan).matter.version)


@pytest.mark.article("R7.1.2")
def test_a_plan_is_seen_by_its_person_the_heads_above_and_the_head_of_sales(team: Team) -> None:
    plan = planned(team)
    sees = {
        who.name
        for who in (team.seller, team.colleague, team.head, team.sales_head, team.gm, team.outsider)
        if Plan.objects.visible_to(who).filter(pk=plan.pk).exists()
    }
    assert sees == {"柳青", "罗远", "秦岚", "陈国栋"}

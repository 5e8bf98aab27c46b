"""A plan filled from last month and from rules, and what was left undone carried over."""

from datetime import date

import pytest
from django.urls import reverse

from foundation.articles import Refusal
from foundation.customers.models import Customer
from foundation.people.models import User
from foundation.people.names import sort_key
from tests.harness.frozen import Clock
from tests.visits.conftest import Team, approved, facts, fresh, planned
from tests.visits.test_pages import client_of, page
from tests.visits.test_visits import report, unplanned
from visits import actions, rules
from visits.candidates import candidates_of
from visits.models import Plan

DAY = date


@pytest.mark.parametrize(
    ("day", "month", "found"),
    [
        (DAY(2026, 11, 10), DAY(2026, 12, 1), DAY(2026, 12, 8)),  # the second Tuesday
        (DAY(2026, 12, 1), DAY(2027, 1, 1), DAY(2027, 1, 5)),
        (DAY(2026, 12, 31), DAY(2027, 1, 1), DAY(2027, 1, 28)),  # the fifth Thursday: the last
        (DAY(2026, 8, 31), DAY(2027, 2, 1), DAY(2027, 2, 22)),
    ],
)
def test_a_visit_of_last_month_falls_on_the_same_weekday(
    day: date, month: date, found: date
) -> None:
    assert rules.same_weekday(day, month) == found


def test_visits_are_spread_over_the_working_days_that_are_left() -> None:
    days = rules.weekdays_of(DAY(2026, 12, 1), DAY(2026, 12, 21))
    assert (days[0], days[-1], len(days)) == (DAY(2026, 12, 21), DAY(2026, 12, 31), 9)
    assert [day.day for day in rules.spread(days, 3)] == [21, 24, 29]
    assert [day.day for day in rules.spread(days[:2], 3)] == [21, 21, 22]
    assert rules.weekdays_of(DAY(2027, 1, 1), DAY(2027, 1, 30)) == [DAY(2027, 1, 31)]


def named(name: str, owner: User, grade: str = "") -> Customer:
    return Customer.objects.create(
        name=name, kind="organisation", name_pinyin=sort_key(name), owner=owner, grade=grade
    )


def offered(plan: Plan) -> dict[str, list[str]]:
    return {
        source: [f"{one.planned_on:%m-%d} {one.customer.name}" for one in found]
        for source, found in candidates_of(plan).items()
        if found
    }


@pytest.mark.article("R7.3.1", "R7.3.4.3")
def test_a_plan_takes_over_what_was_left_undone_with_its_reason(team: Team, clock: Clock) -> None:
    last = planned(team, month=date(2026, 11, 1), day=date(2026, 11, 10))
    for day, customer in ((11, team.hospital), (30, named("船务公司", team.colleague))):
        given = facts(team, planned_on=date(2026, 11, day), customer=customer)
        actions.add_line(last, by=team.seller, given=given)
    actions.submit(fresh(last), by=team.seller, seen=fresh(last).matter.version)
    actions.approve(fresh(last), by=team.head, seen=fresh(last).matter.version)
    port, hospital, ship = last.lines.order_by("planned_on")
    named("甲级厂", team.seller, "A")
    named("乙级厂", team.seller, "B")
    named("别人的甲级", team.colleague, "A")
    clock.set("2026-11-11 18:00")
    visit = unplanned(team, date(2026, 11, 11), line=hospital, unplanned_reason="")
    report(visit, team.seller, remaining="合同条款")
    clock.set("2026-11-25 09:00")
    plan = actions.open_plan(by=team.seller, month=date(2026, 12, 1))
    assert offered(plan) == {
        "undone": ["12-01 港口集团"],
        "last": ["12-09 人民医院", "12-28 船务公司"],
        "grade": ["12-01 甲级厂"],
        "unvisited": ["12-01 乙级厂"],
    }
    url = reverse("visits:fill_plan", args=[plan.pk])
    client = client_of(team.seller)
    html = client.get(url).content.decode()
    assert "合同条款" in html and "上月未完成的安排" in html and "乙级厂 · B" in html
    seen = {"seen": fresh(plan).matter.version}
    without = client.post(url, seen | {"undone": [port.pk], "key": "a"})
    assert without.status_code == 422 and "未完成的原因" in without.content.decode()
    assert client.post(url, seen | {"key": "b"}).status_code == 422, "nothing chosen"
    chosen = {"undone": [port.pk], "last": [hospital.pk], "reason": "客户出差"}
    for __ in range(2):
        assert client.post(url, seen | chosen | {"key": "c"}).status_code == 302
    carried, again = plan.lines.order_by("planned_on")
    assert (carried.carried_from, carried.reason, carried.purposes) == (
        port, "客户出差", ["business"],
    )  # fmt: skip
    assert (again.carried_from, again.note) == (None, "合同条款")
    assert "自 11-10 转来：客户出差" in page(team.head, "plan", plan.pk)
    assert offered(plan) == {
        "last": ["12-28 船务公司"], "grade": ["12-01 甲级厂"], "unvisited": ["12-01 乙级厂"],
    }  # fmt: skip
    assert ship.pk not in plan.lines.values_list("carried_from", flat=True)
    with pytest.raises(Refusal):
        actions.fill_plan(plan, by=team.seller, chosen={"last": [str(hospital.pk)]})
    with pytest.raises(Refusal):
        actions.fill_plan(plan, by=team.head, chosen={"last": [str(ship.pk)]})
    actions.submit(fresh(plan), by=team.seller, seen=fresh(plan).matter.version)
    with pytest.raises(Refusal) as refused:
        actions.fill_plan(plan, by=team.seller, chosen={"last": [str(ship.pk)]})
    assert refused.value.article == "R7.3.1"
    assert client.get(url).status_code == 302, "nothing to fill once submitted"
    assert offered(approved(team, by=team.colleague)) == {
        "grade": ["12-01 别人的甲级"], "unvisited": ["12-01 船务公司"],
    }  # fmt: skip

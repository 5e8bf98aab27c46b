"""Visits and their reports within two days, and what was promised."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from foundation.articles import Refusal
from foundation.notifications.models import Notice
from foundation.people.models import User
from foundation.process.approvals import hand_on
from foundation.process.models import Violation, open_tasks
from foundation.process.sweep import sweep
from tests.harness.frozen import Clock
from tests.visits.conftest import Team, approved, only_line, planned
from visits import actions
from visits.candidates import unvisited
from visits.models import CheckIn, FollowUp, Visit
from visits.views.visits import open_before

D8 = date(2026, 12, 8)


def now(visit: Visit) -> Visit:
    related = Visit.objects.select_related("matter", "person__department__head", "customer")
    found: Visit = related.get(pk=visit.pk)
    return found


def unplanned(team: Team, day: date, *, by: User | None = None, **facts: Any) -> Visit:
    given: dict[str, Any] = {
        "customer": team.harbour, "began_on": day, "ended_on": day, "relation": "current",
        "purposes": ["business"], "met": "王工", "unplanned_reason": "客户来电",
    }  # fmt: skip
    companions = facts.pop("companions", [])
    return actions.record_visit(
        Visit(**(given | facts)), by=by or team.seller, companions=companions
    )


def visited(team: Team, clock: Clock) -> Visit:
    """The planned visit of 8 December, recorded on its evening."""
    plan = approved(team)
    clock.set("2026-12-08 18:00")
    line = only_line(plan)
    return actions.record_visit(
        Visit(line=line, began_on=D8, ended_on=D8, purposes=line.purposes, met="王工"),
        by=team.seller, companions=[team.colleague],
    )  # fmt: skip


def report(visit: Visit, by: User, **more: Any) -> None:
    actions.submit_report(
        now(visit), by=by, report="介绍新品", result="同意试用", seen=now(visit).matter.version,
        **more,
    )  # fmt: skip


def codes(visit: Visit) -> set[str]:
    return set(open_tasks(visit.pk).values_list("kind", flat=True))


@pytest.mark.article("R7.3.4.1", "R7.3.1")
def test_a_planned_visit_is_recorded_reported_and_reviewed(team: Team, clock: Clock) -> None:
    visit = visited(team, clock)
    assert (visit.customer, visit.relation, visit.due_on) == (
        team.harbour, "current", date(2026, 12, 10),
    )  # fmt: skip
    assert only_line(visit.line.plan).status == "visited"  # type: ignore[union-attr]
    assert codes(visit) == {"visits.report"}
    for stranger in (team.colleague, team.head):
        with pytest.raises(Refusal):
            report(visit, stranger)
    report(visit, team.seller)
    assert (codes(visit), now(visit).is_late) == ({"visits.report_review"}, False)
    with pytest.raises(Refusal):
        actions.review_report(now(visit), by=team.seller, seen=now(visit).matter.version)
    actions.review_report(now(visit), by=team.head, seen=now(visit).matter.version)
    assert (now(visit).state, now(visit).reviewed_by, codes(visit)) == (
        "reviewed", team.head, set(),
    )  # fmt: skip


@pytest.mark.article("R7.3.4.1")
@pytest.mark.parametrize(
    ("ended", "last", "is_late"),
    [
        (date(2026, 11, 2), "2026-11-04 23:59", False),
        (date(2026, 11, 2), "2026-11-05 00:00", True),
        (date(2026, 11, 30), "2026-12-02 23:59", False),
        (date(2026, 12, 31), "2027-01-02 23:59", False),
        (date(2026, 12, 31), "2027-01-03 00:00", True),
        (date(2028, 2, 28), "2028-03-01 23:59", False),
    ],
)
def test_the_report_is_in_time_until_the_end_of_the_second_day(
    team: Team, clock: Clock, ended: date, last: str, is_late: bool
) -> None:
    clock.set(f"{ended} 17:00")
    visit = unplanned(team, ended)
    clock.set(last)
    report(visit, team.seller)
    assert now(visit).is_late is is_late


@pytest.mark.article("R7.3.4.1")
def test_a_late_report_is_reminded_escalated_and_written_down_once(
    team: Team, clock: Clock
) -> None:
    clock.set("2026-11-03 17:00")
    visit = unplanned(team, date(2026, 11, 3))

    def told(who: User) -> int:
        return Notice.objects.filter(recipient=who, article="R7.3.4.1").count()

    clock.set("2026-11-04 08:00")
    sweep()
    assert (told(team.seller), told(team.head)) == (1, 0)
    clock.set("2026-11-06 08:00")
    for __ in range(2):
        sweep()
    assert told(team.head) == 1
    missed = Violation.objects.get(matter=visit.pk)
    assert (missed.article, missed.person) == ("R7.3.4.1", team.seller)
    report(visit, team.seller)
    assert now(visit).is_late


@pytest.mark.article("R7.3.4.1")
def test_a_returned_report_has_two_more_days_and_stays_in_time(team: Team, clock: Clock) -> None:
    visit = visited(team, clock)
    report(visit, team.seller)
    clock.set("2026-12-20 10:00")
    with pytest.raises(Refusal):
        actions.return_report(now(visit), by=team.head, reason=" ", seen=now(visit).matter.version)
    actions.return_report(
        now(visit), by=team.head, reason="写明数量", seen=now(visit).matter.version
    )
    assert (now(visit).due_on, codes(visit)) == (date(2026, 12, 22), {"visits.report"})
    clock.set("2026-12-25 10:00")
    report(visit, team.seller)
    assert not now(visit).is_late


@pytest.mark.article("R7.3.1")
def test_without_an_approved_line_a_visit_is_unplanned_and_says_why(
    team: Team, clock: Clock
) -> None:
    draft = only_line(planned(team))
    clock.set("2026-12-08 18:00")
    with pytest.raises(Refusal) as refused:
        actions.record_visit(
            Visit(line=draft, began_on=D8, ended_on=D8, purposes=["business"], met="王工"),
            by=team.seller,
        )
    assert (refused.value.article, refused.value.field) == ("R7.3.1", "line")
    with pytest.raises(Refusal) as refused:
        unplanned(team, D8, unplanned_reason=" ")
    assert refused.value.field == "unplanned_reason"
    assert unplanned(team, D8).line is None
    cases = [
        ({"day": date(2026, 12, 9)}, "R7.3.4.1", "ended_on"),
        ({"day": D8, "began_on": date(2026, 12, 9), "ended_on": D8}, "R7.3.4.1", "ended_on"),
        ({"day": D8, "purposes": []}, "R7.2.1", "purposes"),
        ({"day": D8, "by": team.outsider}, "R7.1.2", ""),
        ({"day": D8, "companions": [team.seller]}, "R7.3.4.1", "companions"),
    ]
    for facts, article, field in cases:
        with pytest.raises(Refusal) as refused:
            unplanned(team, **facts)  # type: ignore[arg-type]
        assert (refused.value.article, refused.value.field or "") == (article, field)


@pytest.mark.article("R7.3.1", "R7.2.1")
def test_a_line_is_visited_once_by_its_own_person_after_its_approval(
    team: Team, clock: Clock
) -> None:
    visit = visited(team, clock)
    line = visit.line
    assert line is not None

    def again(by: User, began_on: date = D8) -> Visit:
        return actions.record_visit(
            Visit(line=line, began_on=began_on, ended_on=D8, purposes=["business"], met="王工"),
            by=by,
        )

    for by in (team.seller, team.colleague):
        with pytest.raises(Refusal):
            again(by)
    with pytest.raises(Refusal):
        actions.remove_line(line, by=team.seller, reason="取消")
    actions.void_visit(
        now(visit), by=team.seller, reason="客户不在", seen=now(visit).matter.version
    )
    assert only_line(line.plan).status == "approved", "the line is open again"
    with pytest.raises(Refusal) as refused:
        again(team.seller, began_on=date(2026, 10, 1))
    assert refused.value.field == "began_on"
    assert again(team.seller).line == line


@pytest.mark.article("R7.3.4.2")
def test_a_promise_has_an_owner_a_day_and_a_result_and_is_shown_on_the_next_visit(
    team: Team, clock: Clock
) -> None:
    clock.set("2026-11-03 17:00")
    visit = unplanned(team, date(2026, 11, 3))
    with pytest.raises(Refusal) as refused:
        actions.promise(
            visit, by=team.seller, what="寄样品", owner=team.colleague, due_on=date(2026, 11, 2)
        )
    assert refused.value.field == "due_on"
    row = actions.promise(
        visit, by=team.seller, what="寄样品", owner=team.colleague, due_on=date(2026, 11, 6)
    )
    other = actions.promise(
        visit, by=team.head, what="报价", owner=team.seller, due_on=date(2026, 11, 9)
    )
    report(visit, team.seller, remaining="合同条款")
    clock.set("2026-11-07 08:00")
    sweep()
    late = Violation.objects.get(article="R7.3.4.2")
    assert (late.person, late.task.due_on) == (team.colleague, date(2026, 11, 6))
    left = open_before(unplanned(team, date(2026, 11, 7)))
    assert (list(left["promises"]), left["remaining"]) == ([row, other], "合同条款")
    assert not list(
        open_before(unplanned(team, date(2026, 11, 7), customer=team.hospital))["promises"]
    )
    with pytest.raises(Refusal):
        actions.finish_follow_up(row, by=team.seller, result="已寄")
    actions.finish_follow_up(row, by=team.colleague, result="已寄出，单号 88")
    assert open_tasks(visit.pk).filter(kind="visits.follow_up").get().assignee == team.seller
    assert FollowUp.objects.get(pk=row.pk).done_by == team.colleague
    handed = open_tasks(visit.pk).get(kind="visits.follow_up")
    hand_on(handed, by=team.seller, to=team.colleague, reason="休假")
    client = Client()
    client.force_login(team.colleague, backend="foundation.people.sign_in.PersonBackend")
    html = client.get(visit.get_absolute_url()).content.decode()
    assert html.count("填写结果") == 1, "who was handed the task, not only who is named"
    actions.finish_follow_up(other, by=team.colleague, result="已报价")
    assert not open_tasks(visit.pk).filter(kind="visits.follow_up").exists()
    void = unplanned(team, date(2026, 11, 7))
    actions.promise(void, by=team.seller, what="作废", owner=team.seller, due_on=date(2026, 11, 9))
    actions.void_visit(now(void), by=team.seller, reason="未成行", seen=now(void).matter.version)
    assert not open_tasks(void.pk).exists()
    assert not list(open_before(unplanned(team, date(2026, 11, 7)))["promises"])


@pytest.mark.article("R7.1.2")
def test_visits_are_seen_by_their_person_and_the_heads(team: Team, clock: Clock) -> None:
    visit = visited(team, clock)
    sees = {
        who.name
        for who in (team.seller, team.colleague, team.head, team.sales_head, team.outsider)
        if Visit.objects.visible_to(who).filter(pk=visit.pk).exists()
    }
    assert sees == {"柳青", "罗远", "秦岚"}


@pytest.mark.article("R7.3.1")
def test_the_plan_names_own_customers_nobody_has_visited_for_long(team: Team, clock: Clock) -> None:
    for customer in (team.harbour, team.hospital):
        customer.owner = team.seller
        customer.save()
    clock.set("2026-11-03 17:00")
    unplanned(team, date(2026, 11, 3))
    assert list(unvisited(team.seller.pk)) == [team.hospital]
    clock.set("2027-02-01 09:00")
    assert list(unvisited(team.seller.pk)) == [team.hospital]
    clock.set("2027-02-02 09:00")
    assert list(unvisited(team.seller.pk)) == [team.harbour, team.hospital]
    assert list(unvisited(team.colleague.pk)) == []


@pytest.mark.article("R7.3.4.1")
def test_a_check_in_is_by_consent_seen_by_few_and_deleted(team: Team, clock: Clock) -> None:
    visit = visited(team, clock)
    place = {"latitude": Decimal("32.06025"), "longitude": Decimal("118.79688"), "accuracy": 12}
    for by, agreed in ((team.seller, False), (team.head, True), (team.colleague, True)):
        with pytest.raises(Refusal):
            actions.check_in(visit, by=by, agreed=agreed, **place)  # type: ignore[arg-type]
    event = actions.check_in(visit, by=team.seller, agreed=True, **place)  # type: ignore[arg-type]
    assert "32.06" not in f"{event.comment}{event.details}"

    def shows_place(who: User) -> bool:
        client = Client()
        client.force_login(who, backend="foundation.people.sign_in.PersonBackend")
        return "32.06025, 118.79688" in client.get(visit.get_absolute_url()).content.decode()

    seen = [shows_place(who) for who in (team.seller, team.head, team.sales_head)]
    assert seen == [True, True, False]
    actions.erase_check_ins(visit, by=team.seller)
    assert not CheckIn.objects.exists() and not shows_place(team.seller)
    actions.check_in(visit, by=team.seller, agreed=True, latitude=Decimal(1))
    assert CheckIn.objects.get().latitude is None, "half a place is none"
    clock.set("2026-12-09 08:00")
    with pytest.raises(Refusal):
        actions.check_in(visit, by=team.seller, agreed=True)
    clock.set("2027-03-08 18:00")
    assert actions.delete_old_check_ins() == 0
    clock.set("2027-03-08 18:01")
    assert actions.delete_old_check_ins() == 1

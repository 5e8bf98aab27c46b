"""Rows of everything the pages of regulation 7 list, and what those pages may send."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from foundation import clock
from foundation.customers.models import Customer
from foundation.people.models import User
from foundation.process.events import log_event
from tests.visits.conftest import approved, asked, facts, fresh, make_team, only_line
from visits import actions
from visits.models import Visit

PAGE, DETAIL = 8, 12


class VisitCrowd:
    """One plan and one visit that are looked at; ``grow`` adds rows to and around them."""

    def __init__(self) -> None:
        self.team = make_team()
        self.plan = approved(self.team, month=clock.today().replace(day=1), day=clock.today())
        self.change = actions.change_line(
            only_line(self.plan), by=self.team.seller, reason="改期",
            given=facts(self.team, planned_on=clock.today()),
        )  # fmt: skip
        self.visit = self._visit()
        self.follow_up = self._promise()
        self.request = asked(self.team)
        self.feed = actions.make_feed(by=self.team.seller)

    def _visit(self) -> Visit:
        today = clock.today()
        return actions.record_visit(
            Visit(
                customer=self.team.harbour, began_on=today, ended_on=today, relation="current",
                purposes=["business"], met="王工", unplanned_reason="客户来电",
            ),
            by=self.team.seller,
        )  # fmt: skip

    def _promise(self) -> Any:
        return actions.promise(
            self.visit, by=self.team.seller, what="寄样品", owner=self.team.seller,
            due_on=clock.today() + timedelta(days=3),
        )  # fmt: skip

    def grow(self, numbers: range) -> None:
        for number in numbers:
            self._add(number)

    def _add(self, number: int) -> None:
        team, today = self.team, clock.today()
        customer = Customer.objects.create(
            name=f"新客户 {number}", kind="organisation", name_pinyin=f"x{number}"
        )
        line = actions.add_line(
            self.plan, by=team.seller, reason="新增",
            given=facts(team, planned_on=today, customer=customer),
        )  # fmt: skip
        if number % 2:
            actions.decide_change(line, by=team.head, is_approved=True)
        other = User.objects.create_user(
            f"vcrowd{number}", f"众{number}", department=team.department
        )
        actions.set_posting(
            by=team.sales_head, person=other, position="representative",
            since=today - timedelta(days=100),
        )  # fmt: skip
        approved(team, by=other, month=today.replace(day=1), day=today)
        self._visit()
        self._promise()
        self.visit.companions.add(other)
        asked(team)
        log_event(self.request.matter, "edit", by=team.seller, label="修改")
        log_event(self.visit.matter, "edit", by=team.seller, label="修改")
        log_event(fresh(self.plan).matter, "edit", by=team.seller, label="修改")


# As in tests/architecture/test_query_budgets.py: who looks, what the address names, how many.
PAGES: dict[str, tuple[str, Any, int]] = {
    "visits:assessment": ("seller", None, DETAIL),  # four parts, whose they are, what was frozen
    "visits:statistics": ("head", None, DETAIL),  # a statement a table
    "visits:calendar": ("seller", lambda crowd: [crowd.visits.plan.pk], DETAIL),
    "visits:feed": ("seller", None, PAGE),
    "visits:ical": ("seller", lambda crowd: [crowd.visits.feed.token], PAGE),
    "visits:follow_ups": ("head", None, PAGE),
    "visits:list": ("head", None, PAGE),
    # What became of each line.
    "visits:plan": ("head", lambda crowd: [crowd.visits.plan.pk], DETAIL + 1),
    "visits:postings": ("head", None, PAGE),
    "visits:request": ("cashier", lambda crowd: [crowd.visits.request.pk], DETAIL),
    "visits:requests": ("cashier", None, PAGE),
    # Check-ins are asked apart: few may see them; and whose turn each promise is.
    "visits:visit": ("seller", lambda crowd: [crowd.visits.visit.pk], DETAIL + 2),
    "visits:visits": ("head", None, PAGE),
}
PAGED = {"visits:follow_ups", "visits:list", "visits:postings", "visits:requests", "visits:visits"}
ACTS = {
    "visits:approve": 14,  # the lines are approved with it
    # A line beside its plan, whose turn it is next, and whether anything else waits.
    "visits:change_line": 18,
    "visits:decide_change": 18,
    "visits:remove_line": 19,
    "visits:reschedule": 18,
    "visits:fill_plan": 18,  # whom last month and the rules name, read again under the lock
    "visits:finish_follow_up": 17,  # the visit, and the task of this promise among others
    "visits:promise": 13,
    "visits:record": 21,  # plan and line are locked and moved, requests met, a contact
    "visits:return_report": 13,
    "visits:submit": 23,  # the duty of the month is done with it
    "visits:void_visit": 22,  # the line is open again, requests are freed, promises end
}

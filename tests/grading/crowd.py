"""Rows of everything the pages of regulation 3 list, and what those pages may send."""

from __future__ import annotations

from datetime import date
from typing import Any

from foundation.history.reading import newest_version
from foundation.people.roles import FINANCE, GM, group_of
from foundation.process.events import log_event
from grading import actions
from grading.models import Campaign, Product, Touchpoint
from grading.roles import SALES_MANAGER
from tests.grading.conftest import (
    AS_OF,
    make_desk,
    new_assessment,
    new_customer,
    new_line,
    new_payment,
    new_receivable,
)

PAGE, DETAIL = 8, 12
UNTIL = date(2026, 12, 31)


class GradingCrowd:
    """One customer, order, receivable and excuse that are looked at; ``grow`` adds to them."""

    def __init__(self) -> None:
        self.desk = make_desk()
        for role in (FINANCE, GM, SALES_MANAGER):  # looked up once in the life of a process
            group_of(role)
        self.customer = new_customer(self.desk)
        self.line = new_line(self.desk, self.customer)
        self.receivable = new_receivable(self.desk, self.customer)
        self.excuse = actions.propose_excuse(self.receivable, by=self.desk.sales, reason="对账")
        self.assessment = new_assessment(self.desk, self.customer)
        self.campaign = actions.plan_campaign(
            Campaign(name="冬季回访", channel="telephone", starts_on=UNTIL, ends_on=UNTIL),
            by=self.desk.sales,
        )
        self.override = actions.propose_override(
            self.customer, by=self.desk.sales, grade="A", reason="战略客户", ends_on=UNTIL
        )
        self.before = actions.grade_everybody(by=self.desk.manager, as_of=date(2026, 9, 30))
        self.run = actions.grade_everybody(by=self.desk.manager, as_of=AS_OF)
        self.grade = self.run.grades.get(customer=self.customer)
        touched = Touchpoint(customer=self.customer, channel="online", touched_on=AS_OF)
        self.touchpoint = actions.record_touchpoint(touched, by=self.desk.sales)

    def grow(self, numbers: range) -> None:
        """The run that is looked at is replaced by one over all the new customers too."""
        for number in numbers:
            self._add(number)
        self.before = actions.grade_everybody(by=self.desk.manager, as_of=date(2026, 9, 30))
        self.run = actions.grade_everybody(by=self.desk.manager, as_of=AS_OF)
        self.grade = self.run.grades.get(customer=self.customer)

    def _add(self, number: int) -> None:
        desk = self.desk
        customer = new_customer(desk)
        new_line(desk, self.customer, order_no=self.line.order_no, line_no=number + 2)
        new_line(desk, customer)
        owed = new_receivable(desk, customer)
        new_payment(desk, self.receivable, date(2026, 9, 1), 1)
        actions.propose_excuse(owed, by=desk.sales, reason="对账")
        new_assessment(desk, customer)
        for one in (self.customer, customer):
            touchpoint = Touchpoint(
                customer=one, campaign=self.campaign, channel="telephone", touched_on=AS_OF
            )
            actions.record_touchpoint(touchpoint, by=desk.sales)
        given = {"name": f"活动{number}", "channel": "online", "starts_on": UNTIL, "ends_on": UNTIL}
        actions.plan_campaign(Campaign(**given), by=desk.sales)
        actions.propose_override(customer, by=desk.sales, grade="B", reason="新约", ends_on=UNTIL)
        log_event(self.override.matter, "edit", by=desk.sales, label="修改")
        log_event(self.excuse.matter, "edit", by=desk.sales, label="修改")
        actions.add_product(Product(code=f"C-{number}", name="众", unit="台"), by=desk.sales)
        for row, act, given in (
            (self.line, actions.change_line, {"quantity": number + 2}),
            (self.receivable, actions.change_receivable, {"amount": 2000 + number}),
            (self.touchpoint, actions.change_touchpoint, {"note": f"第 {number} 次更正"}),
        ):
            act(row, by=desk.finance if row is self.receivable else desk.sales,
                seen=newest_version(row), given=given)  # fmt: skip


# As in tests/architecture/test_query_budgets.py: who looks, what the address names, how many.
PAGES: dict[str, tuple[str, Any, int]] = {
    "grading:at_risk": ("manager", None, 9),  # the monthly run before is looked up besides
    "grading:campaign": ("sales", lambda crowd: [crowd.grading.campaign.pk], PAGE),
    "grading:campaigns": ("sales", None, PAGE),
    "grading:high_value": ("manager", None, PAGE),
    "grading:touchpoint": ("sales", lambda crowd: [crowd.grading.touchpoint.pk], PAGE),
    "grading:touchpoints": ("sales", None, PAGE),
    "grading:assessment": ("sales", lambda crowd: [crowd.grading.assessment.pk], PAGE),
    "grading:assessments": ("sales", None, PAGE),
    "grading:excuse": ("manager", lambda crowd: [crowd.grading.excuse.pk], DETAIL),
    "grading:excuses": ("manager", None, PAGE),
    "grading:customer": ("sales", lambda crowd: [crowd.grading.customer.pk], DETAIL),
    "grading:grade": ("sales", lambda crowd: [crowd.grading.grade.pk], PAGE),
    "grading:list": ("sales", None, PAGE),
    "grading:movements": ("sales", None, 9),  # who moved, and all of them counted by grade
    "grading:order": ("sales", lambda crowd: [crowd.grading.line.pk], DETAIL),
    "grading:orders": ("sales", None, PAGE),
    "grading:products": ("sales", None, PAGE),
    "grading:override": ("manager", lambda crowd: [crowd.grading.override.pk], DETAIL),
    "grading:overrides": ("manager", None, PAGE),
    "grading:receivable": ("finance", lambda crowd: [crowd.grading.receivable.pk], DETAIL),
    "grading:receivables": ("finance", None, PAGE),
    "grading:what_if": ("manager", None, PAGE),
    "grading:run": ("manager", lambda crowd: [crowd.grading.run.pk], DETAIL),
    "grading:runs": ("manager", None, PAGE),
}
PAGED = {
    "grading:assessments",
    "grading:at_risk",
    "grading:campaigns",
    "grading:excuses",
    "grading:list",
    "grading:touchpoints",
    "grading:orders",
    "grading:overrides",
    "grading:products",
    "grading:receivables",
}
ACTS = {"grading:approve_override": 13}  # the register shows it at once

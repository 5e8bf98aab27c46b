"""Rows of everything the pages of regulation 3 list, and what those pages may send."""

from __future__ import annotations

from datetime import date
from typing import Any

from foundation.history.reading import newest_version
from foundation.people.roles import FINANCE, GM, group_of
from foundation.process.events import log_event
from grading import actions
from grading.models import Product
from grading.roles import SALES_MANAGER
from tests.grading.conftest import (
    make_desk,
    new_assessment,
    new_customer,
    new_line,
    new_payment,
    new_receivable,
)

PAGE, DETAIL = 8, 12


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

    def grow(self, numbers: range) -> None:
        for number in numbers:
            self._add(number)

    def _add(self, number: int) -> None:
        desk = self.desk
        customer = new_customer(desk)
        new_line(desk, self.customer, order_no=self.line.order_no, line_no=number + 2)
        new_line(desk, customer)
        owed = new_receivable(desk, customer)
        new_payment(desk, self.receivable, date(2026, 9, 1), 1)
        actions.propose_excuse(owed, by=desk.sales, reason="对账")
        new_assessment(desk, customer)
        log_event(self.excuse.matter, "edit", by=desk.sales, label="修改")
        actions.add_product(Product(code=f"C-{number}", name="众", unit="台"), by=desk.sales)
        for row, act, given in (
            (self.line, actions.change_line, {"quantity": number + 2}),
            (self.receivable, actions.change_receivable, {"amount": 2000 + number}),
        ):
            act(row, by=desk.finance if row is self.receivable else desk.sales,
                seen=newest_version(row), given=given)  # fmt: skip


# As in tests/architecture/test_query_budgets.py: who looks, what the address names, how many.
PAGES: dict[str, tuple[str, Any, int]] = {
    "grading:assessment": ("sales", lambda crowd: [crowd.grading.assessment.pk], PAGE),
    "grading:assessments": ("sales", None, PAGE),
    "grading:excuse": ("manager", lambda crowd: [crowd.grading.excuse.pk], DETAIL),
    "grading:excuses": ("manager", None, PAGE),
    "grading:order": ("sales", lambda crowd: [crowd.grading.line.pk], DETAIL),
    "grading:orders": ("sales", None, PAGE),
    "grading:products": ("sales", None, PAGE),
    "grading:receivable": ("finance", lambda crowd: [crowd.grading.receivable.pk], DETAIL),
    "grading:receivables": ("finance", None, PAGE),
}
PAGED = {
    "grading:assessments",
    "grading:excuses",
    "grading:orders",
    "grading:products",
    "grading:receivables",
}
ACTS: dict[str, int] = {}

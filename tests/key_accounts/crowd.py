"""Rows of everything the pages of regulation 6 list, and what those pages may send."""

from __future__ import annotations

from typing import Any

from foundation.customers.models import Customer
from foundation.process.events import log_event
from tests.key_accounts.conftest import confirmed, fresh, make_desk

PAGE, DETAIL = 8, 12


class AccountCrowd:
    """One file that is looked at; ``grow`` adds rows to and around it."""

    def __init__(self) -> None:
        self.desk = make_desk()
        self.account = confirmed(self.desk)

    def grow(self, numbers: range) -> None:
        for number in numbers:
            customer = Customer.objects.create(
                name=f"大客户 {number}", kind="organisation", name_pinyin=f"k{number}"
            )
            confirmed(self.desk, customer=customer)
            log_event(fresh(self.account).matter, "edit", by=self.desk.lead, label="修改")


# As in tests/architecture/test_query_budgets.py: who looks, what the address names, how many.
PAGES: dict[str, tuple[str, Any, int]] = {
    "key_accounts:detail": ("manager", lambda crowd: [crowd.accounts.account.pk], DETAIL),
    "key_accounts:list": ("branch_manager", None, PAGE),
}
PAGED = {"key_accounts:list"}
ACTS: dict[str, int] = {}

"""Rows of everything the pages of regulation 6 list, and what those pages may send."""

from __future__ import annotations

from datetime import date
from typing import Any

from foundation import clock
from foundation.customers.models import Customer
from foundation.monthly.declarations import previous_month
from foundation.people.models import Department, User
from foundation.people.structure import place
from foundation.process.events import log_event
from key_accounts import actions, rules
from key_accounts.models import Account, Attendance, Inspection, Member, Reply, Revisit
from tests.key_accounts.conftest import (
    asked,
    confirmed,
    entry,
    exchange,
    fresh,
    lines,
    logged,
    make_desk,
    now,
    programme,
    proposal,
    training,
)

PAGE, DETAIL = 8, 12


class AccountCrowd:
    """One file that is looked at; ``grow`` adds rows to and around it."""

    def __init__(self) -> None:
        self.desk = make_desk()
        self.account = confirmed(self.desk)
        self.posted = previous_month(clock.today())
        self.line = lines()[0]
        self._record([self.account])
        self.revisit, self.authorisation = logged(self.desk, self.account), self._ask()
        self.month = date(2026, 1, 1)
        self.inspection = self._draw()
        self.programme, self.proposal = programme(self.desk), proposal(self.desk)
        self.exchange, self.training = exchange(self.desk), training(self.desk)

    def _ask(self) -> Any:
        today = clock.today()
        return asked(self.desk, self.account, valid_from=today, valid_until=today)

    def _more(self, account: Account, number: int) -> None:
        desk = self.desk
        for make in (programme, proposal, exchange, training):
            make(desk)
        actions.add_milestone(
            now(self.programme), by=desk.manager, what="里程碑", due_on=clock.today(),
            seen=now(self.programme).matter.version,
        )  # fmt: skip
        self.programme.accounts.add(account)
        self.exchange.accounts.add(account)
        self.exchange.units.add(
            place(Department(code=f"KU{number}", name=f"众{number}"), under=None)
        )
        Reply.objects.create(exchange=self.exchange, by=desk.stranger, content="已联系")
        person = User.objects.get(employee_number=f"kcrowd{account.customer_id}")
        Attendance.objects.create(training=self.training, person=person)
        for record in (self.programme, self.proposal, self.exchange, self.training):
            log_event(record.matter, "edit", by=desk.lead, label="修改")

    def _plan(self, customer: Customer) -> None:
        desk, day = self.desk, clock.today()
        row = {"what": "谈冷链", "due_on": day}
        actions.set_objective(
            fresh(self.account), by=desk.manager, owner=desk.lead, seen=self._seen(), **row
        )
        actions.refer(fresh(self.account), by=desk.lead, to=desk.head, seen=self._seen(), **row)
        person = User.objects.create_user(f"kcrowd{customer.pk}", customer.name)
        Member.objects.create(account=self.account, person=person, since=day)

    def _seen(self) -> int:
        return fresh(self.account).matter.version

    def _draw(self) -> Inspection:
        """Of one month earlier each time: the branch has one a month."""
        self.month = rules.months_after(self.month, -1)
        return actions.draw_sample(self.desk.branch, self.month, by=self.desk.manager)

    def _record(self, accounts: list[Any]) -> None:
        """A line of each in the branch's sheet."""
        entries = [entry(one, self.line) for one in accounts]
        actions.record(self.desk.branch, self.posted, entries, by=self.desk.branch_manager)

    def grow(self, numbers: range) -> None:
        added = []
        for number in numbers:
            customer = Customer.objects.create(
                name=f"大客户 {number}", kind="organisation", name_pinyin=f"k{number}"
            )
            added.append(confirmed(self.desk, customer=customer))
            log_event(self.revisit.matter, "edit", by=self.desk.lead, label="修改")
            log_event(self.authorisation.matter, "edit", by=self.desk.lead, label="修改")
            log_event(self.inspection.matter, "edit", by=self.desk.lead, label="修改")
            self._plan(customer)
            self._more(added[-1], number)
            revisit = logged(self.desk, self.account)
            Revisit.objects.filter(pk=revisit.pk).update(inspection=self.inspection)
            self._ask()
            self._draw()
            log_event(fresh(self.account).matter, "edit", by=self.desk.lead, label="修改")
        self._record(added)


# As in tests/architecture/test_query_budgets.py: who looks, what the address names, how many.
PAGES: dict[str, tuple[str, Any, int]] = {
    "key_accounts:authorisation": (
        "manager", lambda crowd: [crowd.accounts.authorisation.pk], DETAIL
    ),
    "key_accounts:authorisations": ("branch_manager", None, PAGE),
    # Its team, revisits and usage too.
    "key_accounts:detail": ("manager", lambda crowd: [crowd.accounts.account.pk], 13),
    "key_accounts:exchange": ("stranger", lambda crowd: [crowd.accounts.exchange.pk], DETAIL),
    "key_accounts:exchanges": ("stranger", None, PAGE),
    "key_accounts:programme": ("manager", lambda crowd: [crowd.accounts.programme.pk], DETAIL),
    "key_accounts:programmes": ("branch_manager", None, PAGE),
    "key_accounts:proposal": ("lead", lambda crowd: [crowd.accounts.proposal.pk], DETAIL),
    "key_accounts:proposals": ("lead", None, PAGE),
    "key_accounts:training": ("lead", lambda crowd: [crowd.accounts.training.pk], DETAIL),
    "key_accounts:training_due": ("manager", None, PAGE),
    "key_accounts:trainings": ("lead", None, PAGE),
    "key_accounts:inspection": ("manager", lambda crowd: [crowd.accounts.inspection.pk], DETAIL),
    "key_accounts:inspections": ("branch_manager", None, PAGE),
    "key_accounts:list": ("branch_manager", None, PAGE),
    "key_accounts:revisit": ("manager", lambda crowd: [crowd.accounts.revisit.pk], DETAIL),
    "key_accounts:revisits": ("branch_manager", None, PAGE),
    "key_accounts:usage": ("manager", None, PAGE),
    "key_accounts:account_usage": ("lead", lambda crowd: [crowd.accounts.account.pk], DETAIL),
    "key_accounts:analysis": ("manager", None, PAGE),
    "key_accounts:usage_log": ("manager", None, PAGE),
}  # fmt: skip
PAGED = {
    "key_accounts:authorisations", "key_accounts:inspections", "key_accounts:list",
    "key_accounts:exchanges", "key_accounts:programmes", "key_accounts:proposals",
    "key_accounts:revisits", "key_accounts:trainings", "key_accounts:usage_log",
}  # fmt: skip
ACTS = {
    "key_accounts:accept_proposal": 13,  # who carries it out is looked up, and told
    "key_accounts:find_false": 16,  # the contact is undone, mending is needless, the inspection over
    "key_accounts:finish_milestone": 14,
    "key_accounts:finish_objective": 15,
    "key_accounts:hold_training": 13,  # everybody's result
    "key_accounts:log_direct": 21,  # the authorisation is used, the revisit is a record of its own
    "key_accounts:log_revisit": 14,  # a contact of the account
    "key_accounts:open_programme": 14,  # its accounts are looked up and kept
    "key_accounts:send_back_revisit": 13,  # the inspection may be over
    "key_accounts:set_team": 15,
    "key_accounts:share": 15,  # units and accounts are looked up and kept
    # The lines that are there, the report that may have closed the month, what the new lines name,
    # new products, figures, and whether the branch's duty is done with them.
    "key_accounts:usage_sheet": 21,
    "key_accounts:declare_no_mail": 15,
    "key_accounts:correct_usage": 15,
}

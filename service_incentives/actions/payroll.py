"""What payroll says, for the tax of incentives (R5.10)."""

from __future__ import annotations

from foundation import clock
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR
from foundation.process.submissions import once
from service_incentives.models import PayrollMonth

FIGURES = ("months", "income", "deductions", "withheld", "account")


def enter_payroll(row: PayrollMonth, *, by: User, key: str | None = None) -> PayrollMonth:
    """A person's figures for a month and payer; again, they replace those entered before.

    What was paid keeps the figures it was taxed by.
    """

    def act() -> PayrollMonth:
        only_as(by, ADMIN_HR, article="R5.10")
        kept, __ = PayrollMonth.objects.update_or_create(
            person=row.person,
            payer=row.payer,
            month=row.month.replace(day=1),
            defaults={name: getattr(row, name) for name in FIGURES}
            | {"entered_by": by, "entered_at": clock.now()},
        )
        return kept

    what = ["enter_payroll", row.person, row.payer, row.month, *(getattr(row, n) for n in FIGURES)]
    return once(act, PayrollMonth, key=key, by=by, what=what)

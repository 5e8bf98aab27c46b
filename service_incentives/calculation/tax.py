"""What of a payment is withheld as income tax: the extra tax it causes, per payer (R5.10)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Sum

from service_incentives import policies, rules
from service_incentives.models.payroll import PayrollMonth, Withholding
from service_incentives.models.run import PayRun

Key = tuple[int, str]


def withholdings_of(run: PayRun, paid_on: date) -> list[Withholding]:
    """For a payment on that day, unsaved: who is paid what by whom, and the tax, or none known."""
    month = paid_on.replace(day=1)
    alone = run.kind == PayRun.Kind.ANNUAL and paid_on <= policies.BONUS_ALONE_UNTIL.value(paid_on)
    payroll = {(row.person_id, row.payer): row for row in PayrollMonth.objects.filter(month=month)}
    earlier = _paid_before(run, month)
    gross = (
        run.current_lines()
        .order_by("person", "payer")
        .values_list("person", "payer")
        .annotate(total=Sum("amount"))
        .filter(total__gt=0)
    )
    made = []
    for person, payer, amount in gross:
        row = payroll.get((person, payer))
        before = earlier.get((person, payer), Decimal(0))
        tax, inputs = _alone(amount, paid_on) if alone else _extra(amount, before, row, paid_on)
        made.append(
            Withholding(
                run=run, person_id=person, payer=payer, month=month, gross=amount, tax=tax,
                inputs=inputs,
            )
        )  # fmt: skip
    return made


def without_payroll(run: PayRun, paid_on: date) -> int:
    """How many of those paid would stay untaxed, as payroll has no figures for the month."""
    known = PayrollMonth.objects.filter(
        month=paid_on.replace(day=1), person=OuterRef("person"), payer=OuterRef("payer")
    )
    paid = run.current_lines().order_by().values("person", "payer").annotate(total=Sum("amount"))
    count: int = paid.filter(~Exists(known), total__gt=0).count()
    return count


def _paid_before(run: PayRun, month: date) -> dict[Key, Decimal]:
    """What other runs paid in the month already: income as well, though payroll knows it not yet."""
    rows = (
        Withholding.objects.filter(month=month)
        .exclude(run=run)
        .exclude(inputs__has_key="alone")
        .order_by()
        .values_list("person", "payer")
        .annotate(total=Sum("gross"))
    )
    return {(person, payer): total for person, payer, total in rows}


def _alone(amount: Decimal, paid_on: date) -> tuple[Decimal, dict[str, Any]]:
    return rules.bonus_tax(amount, policies.TAX_BRACKETS.value(paid_on)), {"alone": True}


def _extra(
    amount: Decimal, before: Decimal, row: PayrollMonth | None, paid_on: date
) -> tuple[Decimal | None, dict[str, Any]]:
    """Tax with the payment less tax without it."""
    if row is None:
        return None, {}
    brackets, free = policies.TAX_BRACKETS.value(paid_on), policies.TAX_FREE.value(paid_on)

    def withheld(income: Decimal) -> Decimal:
        return rules.withholding(
            income=income, months=row.months, deductions=row.deductions, withheld=row.withheld,
            free_a_month=free, brackets=brackets,
        )  # fmt: skip

    without, with_it = withheld(row.income + before), withheld(row.income + before + amount)
    inputs = {
        "income": str(row.income), "before": str(before), "months": row.months,
        "deductions": str(row.deductions), "withheld": str(row.withheld), "free": str(free),
        "without": str(without), "with": str(with_it),
    }  # fmt: skip
    return with_it - without, inputs

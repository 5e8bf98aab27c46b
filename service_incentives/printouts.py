"""绩效发放表 of a run, and each person's own statement."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.papers.amounts import capitals
from foundation.papers.printing import Printout, html_of, qr_svg
from foundation.people.models import User
from service_incentives.calculation.monthly import USED
from service_incentives.models import PayLine, PayRun
from service_incentives.scope import sees_all

RUN = "service_incentives.PayRun"

# The columns of the table: kinds of line, under one head.
COLUMNS: list[tuple[Any, tuple[str, ...]]] = [
    (_("月度绩效"), ("points",)),
    (_("奖励"), ("reward",)),
    (_("罚款"), ("fine",)),
    (_("其他"), ("referenced",)),
    (_("结转"), ("carried_in", "carried_out")),
]


def payroll(run: PayRun, user: User) -> dict[str, Any]:
    """A row a person, a column a kind of line, totals per payer in figures and capitals."""
    sums = (
        run.current_lines()
        .values(
            "payer", "person", "person__name", "person__employee_number",
            "person__department__name", "person__name_pinyin", "kind",
        )
        .annotate(amount=Sum("amount"))
        .order_by("payer", "person__name_pinyin", "person")
    )  # fmt: skip
    tables: dict[str, dict[int, dict[str, Any]]] = {}
    for one in sums:
        rows = tables.setdefault(one["payer"], {})
        row = rows.setdefault(one["person"], {**one, "kinds": {}})
        row["kinds"][one["kind"]] = one["amount"]
    names = run.policies.get("payer_names", {})
    return {
        "run": run,
        "columns": [label for label, __ in COLUMNS],
        "tables": [
            _table(names.get(payer, payer), list(rows.values())) for payer, rows in tables.items()
        ],
    }


def _table(payer: str, people: list[dict[str, Any]]) -> dict[str, Any]:
    rows = []
    for person in people:
        cells = [sum((person["kinds"].get(k, 0) for k in kinds), start=0) for __, kinds in COLUMNS]
        rows.append({**person, "cells": cells, "total": sum(cells)})
    paid = [row for row in rows if row["total"] or any(row["cells"])]
    total = sum((row["total"] for row in paid), start=Decimal(0))
    return {
        "payer": payer,
        "rows": paid,
        "unpaid": len(rows) - len(paid),
        "totals": [
            sum((row["cells"][place] for row in paid), start=0) for place in range(len(COLUMNS))
        ],
        "total": total,
        "capitals": capitals(total),
    }


PAYROLL = Printout(
    code="service_incentives.payroll",
    label=_("绩效发放表"),
    model=RUN,
    template="service_incentives/print/payroll.html",
    context=payroll,
    article="R5.10",
    landscape=True,
    who=lambda run, user: sees_all(user),
)


@dataclass
class Statement:
    """One person's lines of one run; the person need not see the run for it."""

    run: PayRun
    person: User
    lines: list[PayLine]

    @classmethod
    def of(cls, person: User, run: int) -> Statement:
        """Raises 404 where the person has no line in the run."""
        own = PayLine.objects.current().filter(person=person, run=run)
        found = get_object_or_404(PayRun.objects.select_related("matter"), pk__in=own.values("run"))
        related = own.select_related("corrects__run__matter").order_by("pk")
        return cls(found, person, list(related))

    def get_absolute_url(self) -> str:
        return reverse("service_incentives:statement", args=[self.run.pk])

    def told(self) -> dict[str, Any]:
        names = self.run.policies.get("payer_names", {})
        totals: dict[str, Decimal] = {}
        for line in self.lines:
            totals[line.payer] = totals.get(line.payer, Decimal(0)) + line.amount
        return {
            "run": self.run,
            "person": self.person,
            "lines": self.lines,
            "totals": [
                (names.get(payer, payer), amount, capitals(amount))
                for payer, amount in totals.items()
            ],
            "used": [
                (policy.label, policy.unit, self.run.policies[name])
                for name, policy in USED.items()
                if name in ("monthly_base", "point_rate", "accident_points", "unsigned_fine")
            ],
        }

    def pdf(self) -> bytes:
        from foundation.papers.rendering import render

        return render([html_of(STATEMENT, self.run, by=self.person)]).pdf


def statement(run: PayRun, user: User) -> dict[str, Any]:
    own = Statement.of(user, run.pk)
    code: Any = own  # its address, not the run's, which the person may not open
    return {**own.told(), "qr_svg": qr_svg(code)}


STATEMENT = Printout(
    code="service_incentives.statement",
    label=_("个人激励明细单"),
    model=RUN,
    template="service_incentives/print/statement.html",
    context=statement,
    article="R5.10",
    who=lambda run, user: user.pk in run.people_paid(),
)

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
from service_incentives.calculation import told
from service_incentives.models import PayLine, PayRun, Withholding
from service_incentives.scope import sees_all, sells

RUN = "service_incentives.PayRun"

# The columns of the table: kinds of line, under one head.
Columns = list[tuple[Any, tuple[str, ...]]]
COLUMNS: dict[str, Columns] = {
    PayRun.Kind.MONTHLY: [
        (_("月度绩效"), ("points",)),
        (_("奖励"), ("reward",)),
        (_("罚款"), ("fine",)),
        (_("其他"), ("referenced",)),
    ],
    PayRun.Kind.QUARTERLY: [(_("季度评优奖励"), ("ranking",))],
    PayRun.Kind.SPARE_PARTS: [
        (_("备件销售提成"), ("commission",)),
        (_("团队季度奖金"), ("pool",)),
    ],
    PayRun.Kind.HALF_YEARLY: [
        (_("半年无重复服务奖励"), ("lasting",)),
        (_("依据其他制度"), ("referenced",)),
    ],
    PayRun.Kind.ANNUAL: [(_("依据其他制度"), ("referenced",))],
}
CARRIED = (_("结转"), ("carried_in", "carried_out"))


def may_print(run: PayRun, user: User) -> bool:
    """The chain that handles runs of this kind; not everybody who was handed one task."""
    return sees_all(user) or (run.kind == PayRun.Kind.SPARE_PARTS and sells(user))


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
    columns = [*COLUMNS[run.kind], CARRIED]
    return {
        "run": run,
        "columns": [label for label, __ in columns],
        "width": len(columns) + 2,
        "tables": [
            _table(names.get(payer, payer), columns, list(rows.values()))
            for payer, rows in tables.items()
        ],
    }


def _table(payer: str, columns: Columns, people: list[dict[str, Any]]) -> dict[str, Any]:
    rows = []
    for person in people:
        cells = [sum((person["kinds"].get(k, 0) for k in kinds), start=0) for __, kinds in columns]
        rows.append({**person, "cells": cells, "total": sum(cells)})
    paid = [row for row in rows if row["total"] or any(row["cells"])]
    total = sum((row["total"] for row in paid), start=Decimal(0))
    return {
        "payer": payer,
        "rows": paid,
        "unpaid": len(rows) - len(paid),
        "totals": [
            sum((row["cells"][place] for row in paid), start=0) for place in range(len(columns))
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
    who=may_print,
    rows=lambda run: run.current_lines().count(),
)


def ranking(run: PayRun, user: User) -> dict[str, Any]:
    """The places with what they rest on; who has none stands behind, with the reason (R5.5.1)."""
    lines = run.current_lines().filter(kind=PayLine.Kind.RANKING)
    rows = list(lines.select_related("person__department").order_by("pk"))
    return {
        "run": run,
        "placed": [line for line in rows if line.inputs["place"]],
        "without": [line for line in rows if not line.inputs["place"]],
        "used": told(run),
        "decisions": run.tie_decisions.select_related("decided_by"),
        "total": sum((line.amount for line in rows), start=Decimal(0)),
    }


RANKING = Printout(
    code="service_incentives.ranking",
    label=_("季度考核排名表"),
    model=RUN,
    template="service_incentives/print/ranking.html",
    context=ranking,
    article="R5.5.1",
    landscape=True,
    who=lambda run, user: run.kind == PayRun.Kind.QUARTERLY and may_print(run, user),
    rows=lambda run: run.current_lines().count(),
)


def allocation(run: PayRun, user: User) -> dict[str, Any]:
    """Sale by sale who gets what, then the pool (R5.8.3)."""
    lines = run.current_lines().exclude(kind__in=CARRIED[1])
    rows = list(lines.select_related("person", "sale__matter").order_by("pk"))
    commissions = [line for line in rows if line.sale_id]
    pool = [line for line in rows if not line.sale_id]
    made, brought = run.pool_made or Decimal(0), run.pool_brought or Decimal(0)
    given = sum((line.amount for line in pool), start=Decimal(0))
    total = sum((line.amount for line in rows), start=Decimal(0))
    return {
        "run": run,
        "commissions": commissions,
        "pool": pool,
        "made": made,
        "brought": brought,
        "left": made + brought - given,
        "total": total,
        "capitals": capitals(total),
        "used": told(run),
    }


ALLOCATION = Printout(
    code="service_incentives.allocation",
    label=_("备件提成分配表"),
    model=RUN,
    template="service_incentives/print/allocation.html",
    context=allocation,
    article="R5.8.3",
    landscape=True,
    who=lambda run, user: run.kind == PayRun.Kind.SPARE_PARTS and may_print(run, user),
    rows=lambda run: run.current_lines().count(),
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
        totals: dict[str, Decimal] = {}
        for line in self.lines:
            totals[line.payer] = totals.get(line.payer, Decimal(0)) + line.amount
        taxed = {
            one.payer: one for one in Withholding.objects.filter(run=self.run, person=self.person)
        }
        return {
            "run": self.run,
            "person": self.person,
            "lines": self.lines,
            "totals": [
                self._total(payer, amount, taxed.get(payer)) for payer, amount in totals.items()
            ],
            "used": told(self.run),
        }

    def _total(self, payer: str, amount: Decimal, taxed: Withholding | None) -> dict[str, Any]:
        """``tax`` is missing where payroll's figures are: the amount is before tax then (R5.10)."""
        names = self.run.policies.get("payer_names", {})
        tax = taxed.tax if taxed else None
        return {
            "payer": names.get(payer, payer),
            "amount": amount,
            "capitals": capitals(amount),
            "tax": tax,
            "net": None if tax is None else amount - tax,
            "inputs": taxed.inputs if taxed else {},
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

"""Commission on spare parts: sales paid in full in the quarter, refunds of settled ones, the pool."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum

from service_incentives import periods, policies, rules
from service_incentives.calculation import writing
from service_incentives.calculation.writing import shown
from service_incentives.models.line import PayLine, PoolShare
from service_incentives.models.run import PayRun
from service_incentives.models.sale import SparePartSale
from service_incentives.models.states import State

Kind = PayLine.Kind


def calculate_spare_parts(run: PayRun) -> None:
    sales = SparePartSale.objects.filter(state=SparePartSale.State.PAID, completed_on__lt=run.until)
    settled = _settled(run)
    made = Decimal(0)
    for sale in sales.prefetch_related("shares", "receipts").order_by("pk"):
        quarter = periods.beginning(run.kind, sale.completed_on)
        if quarter == run.period:
            found = commission_of(sale)
            writing.write(run, _new_lines(run, sale, found))
            made += found.pool
        elif quarter in settled:
            made += _correct(run, sale)
    run.pool_made, run.pool_brought = made, _brought(run)
    run.save(update_fields=["pool_made", "pool_brought"])
    writing.write(run, _pool_lines(run))
    writing.set_off(run)


def commission_of(sale: SparePartSale, *, expected: bool = False) -> rules.Commission:
    """By the values of the day the payment was completed (before that: of the day it was signed).

    ``expected``: as if the contract were paid.
    """
    day = sale.completed_on or sale.signed_on
    received = sum((one.amount for one in sale.receipts.all()), Decimal(0))
    return rules.commission(
        cost=sale.parts_cost, price=sale.parts_price, fee=sale.service_fee, days=sale.person_days,
        received=sale.contract_amount if expected else received, contract=sale.contract_amount, tiers=policies.MARGIN_TIERS.value(day),
        fee_a_day=policies.FEE_A_DAY.value(day),
        personal_share=policies.PERSONAL_SHARE.value(day),
    )  # fmt: skip


def _settled(run: PayRun) -> set[Any]:
    """Earlier quarters that are locked: what changes in them is adjusted here."""
    locked = PayRun.objects.filter(kind=run.kind, state=State.LOCKED, period__lt=run.period)
    return set(locked.values_list("period", flat=True))


def shares_of(sale: SparePartSale, amount: Decimal) -> dict[int, Decimal]:
    return rules.split(amount, {one.person_id: one.share for one in sale.shares.all()})


def _new_lines(run: PayRun, sale: SparePartSale, found: rules.Commission) -> Iterator[PayLine]:
    shares = {one.person_id: one.share for one in sale.shares.all()}
    personal = policies.PERSONAL_SHARE.value(sale.completed_on)
    for person, amount in shares_of(sale, found.personal).items():
        formula = f"{shown(found.base)} × {shown(found.rate)} × {shown(personal)} × {shown(shares[person])}%"
        yield _line(run, sale, found, person, amount, formula)


def _correct(run: PayRun, sale: SparePartSale) -> Decimal:
    """What a settled sale should have paid by its receipts of today, less what it paid; the
    answer is the same for the pool."""
    found = commission_of(sale)
    paid = PayLine.objects.filter(
        sale=sale, run__state=State.LOCKED, computation=F("run__computation"), kind=Kind.COMMISSION
    )
    rows = list(paid.order_by("pk"))
    before: dict[int, Decimal] = {}
    first: dict[int, PayLine] = {}
    for row in rows:
        before[row.person_id] = before.get(row.person_id, Decimal(0)) + row.amount
        first.setdefault(row.person_id, row)
    pool_before = {row.run_id: Decimal(row.inputs["pool"]) for row in rows}
    pool = found.pool - sum(pool_before.values(), Decimal(0))
    assert sale.completed_on is not None
    lines = []
    for person, amount in shares_of(sale, found.personal).items():
        was = before.get(person, Decimal(0))
        if amount != was:
            line = _line(run, sale, found, person, amount - was, f"{amount} − {was}")
            line.period = periods.beginning(run.kind, sale.completed_on)
            line.corrects = first.get(person)
            line.zero_reason, line.inputs["pool"] = "", str(pool)
            lines.append(line)
    writing.write(run, lines)
    return pool if lines else Decimal(0)


def _line(
    run: PayRun, sale: SparePartSale, found: rules.Commission, person: int, amount: Decimal,
    formula: str,
) -> PayLine:  # fmt: skip
    return PayLine(
        person_id=person,
        sale=sale,
        kind=Kind.COMMISSION,
        article=found.article,
        period=run.period,
        payer=writing.payer_of(run, "commission"),
        amount=amount,
        formula=formula,
        inputs={
            "base": shown(found.base), "rate": shown(found.rate), "total": str(found.total),
            "personal": str(found.personal), "pool": str(found.pool),
        },
        zero_reason=found.zero if not amount else "",
    )  # fmt: skip


def _brought(run: PayRun) -> Decimal:
    """What the locked runs before made and did not give out."""
    locked = PayRun.objects.filter(kind=run.kind, state=State.LOCKED, period__lt=run.period)
    made = locked.aggregate(total=Sum("pool_made"))["total"] or Decimal(0)
    given = PayLine.objects.filter(
        run__in=locked, computation=F("run__computation"), kind=Kind.POOL
    ).aggregate(total=Sum("amount"))["total"] or Decimal(0)
    return Decimal(made - given)


def _pool_lines(run: PayRun) -> Iterator[PayLine]:
    for one in PoolShare.objects.filter(run=run).order_by("person"):
        yield PayLine(
            person_id=one.person_id,
            kind=Kind.POOL,
            article="R5.8.3",
            period=run.period,
            payer=writing.payer_of(run, "commission"),
            amount=one.amount,
            formula=str(one.amount),
            inputs={"reason": one.reason},
        )

"""Receivables and what was paid of them (R3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.people.roles import FINANCE
from foundation.process.rows import locked, reasoned
from foundation.process.submissions import once
from grading.actions.turn import not_ahead
from grading.models import Payment, Receivable

RECEIVABLE = ("number", "customer", "due_on", "amount", "department")


def enter_receivable(row: Receivable, *, by: User, key: str | None = None) -> Receivable:
    def act() -> Receivable:
        only_as(by, FINANCE, article="R3.1")
        row.entered_by, row.entered_at = by, clock.now()
        row.save(force_insert=True)
        return row

    what = ["enter_receivable", *(getattr(row, name) for name in RECEIVABLE)]
    try:
        return once(act, Receivable, key=key, by=by, what=what)
    except IntegrityError:
        raise _twice() from None


def change_receivable(
    row: Receivable, *, by: User, seen: int, given: Mapping[str, Any], key: str | None = None
) -> Receivable:
    def act() -> Receivable:
        only_as(by, FINANCE, article="R3.1")
        fresh = _standing(row, seen)
        for name, value in given.items():
            setattr(fresh, name, value)
        fresh.save()
        return fresh

    what = ["change_receivable", row, *given.values()]
    try:
        return once(act, Receivable, key=key, by=by, what=what)
    except IntegrityError:
        raise _twice() from None


def void_receivable(
    row: Receivable, *, by: User, seen: int, reason: str, key: str | None = None
) -> Receivable:
    """Entered by mistake: it stays visible, but doesn't count."""

    def act() -> Receivable:
        only_as(by, FINANCE, article="R3.1")
        fresh = _standing(row, seen)
        if fresh.payments.filter(voided_at=None).exists():
            raise Refusal("R3.1", _("已有付款的应收不能作废，请先作废付款。"))
        fresh.voided_by, fresh.voided_at, fresh.void_reason = by, clock.now(), reasoned(reason)
        fresh.save()
        return fresh

    return once(act, Receivable, key=key, by=by, what=["void_receivable", row, reason])


def record_payment(payment: Payment, *, by: User, key: str | None = None) -> Payment:
    def act() -> Payment:
        only_as(by, FINANCE, article="R3.1")
        not_ahead(payment.paid_on, article="R3.1", field="paid_on")
        owed = Receivable.objects.select_for_update().get(pk=payment.receivable_id)
        if owed.voided_at is not None:
            raise _void()
        payment.entered_by, payment.entered_at = by, clock.now()
        payment.save(force_insert=True)
        return payment

    what = [
        "record_payment", payment.receivable, payment.paid_on, payment.amount, payment.reference,
    ]  # fmt: skip
    try:
        return once(act, Payment, key=key, by=by, what=what)
    except IntegrityError:
        message = _("这笔应收已登记过这个凭证号的付款。")
        raise Refusal("R3.1", message, field="reference") from None


def change_payment(
    payment: Payment, *, by: User, seen: int, given: Mapping[str, Any], key: str | None = None
) -> Payment:
    """An import that brings the voucher again corrects it."""

    def act() -> Payment:
        only_as(by, FINANCE, article="R3.1")
        fresh = locked(payment, seen)
        not_ahead(given["paid_on"], article="R3.1", field="paid_on")
        for name, value in given.items():
            setattr(fresh, name, value)
        fresh.save()
        return fresh

    return once(act, Payment, key=key, by=by, what=["change_payment", payment, *given.values()])


def void_payment(
    payment: Payment, *, by: User, seen: int, reason: str, key: str | None = None
) -> Payment:
    def act() -> Payment:
        only_as(by, FINANCE, article="R3.1")
        fresh = locked(payment, seen)
        if fresh.voided_at is not None:
            raise Refusal("R3.1", _("这笔付款已经作废。"))
        fresh.voided_by, fresh.voided_at, fresh.void_reason = by, clock.now(), reasoned(reason)
        fresh.save()
        return fresh

    return once(act, Payment, key=key, by=by, what=["void_payment", payment, reason])


def _standing(row: Receivable, seen: int) -> Receivable:
    fresh = locked(row, seen)
    if fresh.voided_at is not None:
        raise _void()
    return fresh


def _void() -> Refusal:
    return Refusal("R3.1", _("这笔应收已经作废。"))


def _twice() -> Refusal:
    return Refusal("R3.1", _("这个应收编号已登记。"), field="number")

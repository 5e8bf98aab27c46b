"""Orders line by line, and their products (R3.2, R3.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.process.rows import locked, reasoned
from foundation.process.submissions import once
from grading.actions.turn import not_ahead
from grading.models import OrderLine, Product
from grading.roles import SALES, SALES_MANAGER

LINE = (
    "order_no", "line_no", "customer", "dated_on", "product", "quantity", "amount", "cost",
    "department",
)  # fmt: skip
PRODUCT = ("code", "name", "unit", "unit_factor")


def enter_line(line: OrderLine, *, by: User, key: str | None = None) -> OrderLine:
    """A line of an order; all lines of one number are the same customer's."""

    def act() -> OrderLine:
        only_as(by, SALES, SALES_MANAGER, article="R3.2")
        _check(line)
        line.entered_by, line.entered_at = by, clock.now()
        line.save(force_insert=True)
        return line

    what = ["enter_line", *(getattr(line, name) for name in LINE)]
    try:
        return once(act, OrderLine, key=key, by=by, what=what)
    except IntegrityError:
        raise _twice() from None


def change_line(
    line: OrderLine, *, by: User, seen: int, given: Mapping[str, Any], key: str | None = None
) -> OrderLine:
    def act() -> OrderLine:
        only_as(by, SALES, SALES_MANAGER, article="R3.2")
        fresh = _open(line, seen)
        for name, value in given.items():
            setattr(fresh, name, value)
        _check(fresh)
        fresh.save()
        return fresh

    try:
        return once(act, OrderLine, key=key, by=by, what=["change_line", line, *given.values()])
    except IntegrityError:
        raise _twice() from None


def cancel_order(
    line: OrderLine, *, by: User, seen: int, reason: str, key: str | None = None
) -> OrderLine:
    """The whole order that the line belongs to: it stays visible, but doesn't count."""

    def act() -> OrderLine:
        only_as(by, SALES, SALES_MANAGER, article="R3.2")
        fresh = _open(line, seen)
        open_lines = OrderLine.objects.filter(order_no=fresh.order_no, cancelled_at=None)
        open_lines.update(cancelled_by=by, cancelled_at=clock.now(), cancel_reason=reasoned(reason))
        return fresh

    return once(act, OrderLine, key=key, by=by, what=["cancel_order", line, reason])


def add_product(product: Product, *, by: User, key: str | None = None) -> Product:
    def act() -> Product:
        only_as(by, SALES, SALES_MANAGER, article="R3.2")
        product.save(force_insert=True)
        return product

    what = ["add_product", *(getattr(product, name) for name in PRODUCT)]
    try:
        return once(act, Product, key=key, by=by, what=what)
    except IntegrityError:
        raise _known() from None


def change_product(
    product: Product, *, by: User, seen: int, given: Mapping[str, Any], key: str | None = None
) -> Product:
    def act() -> Product:
        only_as(by, SALES, SALES_MANAGER, article="R3.2")
        fresh = locked(product, seen)
        for name, value in given.items():
            setattr(fresh, name, value)
        fresh.save()
        return fresh

    try:
        return once(act, Product, key=key, by=by, what=["change_product", product, *given.values()])
    except IntegrityError:
        raise _known() from None


def _open(line: OrderLine, seen: int) -> OrderLine:
    fresh = locked(line, seen)
    if fresh.cancelled_at is not None:
        raise Refusal("R3.2", _("这个订单已经取消。"))
    return fresh


def _check(line: OrderLine) -> None:
    not_ahead(line.dated_on, article="R3.2", field="dated_on")
    if line.quantity * line.amount < 0:
        raise Refusal("R3.2", _("数量和金额应同为正或同为负（退货）。"), field="amount")
    _one_order_at_a_time(line.order_no)
    others = OrderLine.objects.filter(order_no=line.order_no).exclude(pk=line.pk)
    if others.exclude(customer=line.customer).exists():
        raise Refusal("R3.2", _("这个订单编号属于另一个客户。"), field="order_no")


def _one_order_at_a_time(order_no: str) -> None:
    """Two clerks entering lines of one order: the second sees whose it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 3))", [f"order:{order_no}"]
        )


def _twice() -> Refusal:
    return Refusal("R3.2", _("这个订单的这一行已经登记。"), field="line_no")


def _known() -> Refusal:
    return Refusal("R3.2", _("这个产品编号已登记。"), field="code")

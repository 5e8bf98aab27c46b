"""Spare-part sales: registered with their sellers, paid bit by bit, refunded (R5.8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.models import Event
from foundation.process.rows import reasoned
from foundation.process.steps import carry_out, lock, open_matter, raise_version
from foundation.process.submissions import once
from service_incentives.models import Receipt, SaleShare, SparePartSale
from service_incentives.roles import SPECIALIST

State = SparePartSale.State


def register_sale(
    sale: SparePartSale, *, by: User, shares: Mapping[User, Decimal], key: str | None = None
) -> SparePartSale:
    """The quotation as it was agreed, and who shares the commission (R5.8.1, R5.8.3)."""

    def act() -> SparePartSale:
        only_as(by, SPECIALIST, article="R5.8.3")
        if sale.signed_on > clock.today():
            raise Refusal("R5.8.1", _("签订日期不能晚于今天。"), field="signed_on")
        if sum(shares.values()) != 100:
            raise Refusal("R5.8.3", _("各销售人的份额合计应为 100%。"), field="shares")
        sale.registered_by = by

        def then(sale: SparePartSale, event: Event) -> None:
            SaleShare.objects.bulk_create(
                SaleShare(sale=sale, person=person, share=share) for person, share in shares.items()
            )

        opened: SparePartSale = open_matter(
            sale, by=by, article="R5.8.3", label=gettext_lazy("登记备件销售"), then=then
        )
        return opened

    what = [
        "register_sale", sale.contract_no, sale.customer, sale.signed_on, sale.parts_cost,
        sale.parts_price, sale.service_fee, sale.person_days, sale.contract_amount,
        *(f"{person.pk}:{share}" for person, share in shares.items()),
    ]  # fmt: skip
    try:
        return once(act, SparePartSale, key=key, by=by, what=what)
    except IntegrityError:
        message = _("这个合同编号已登记。")
        raise Refusal("R5.8.3", message, field="contract_no") from None


def record_receipt(
    sale: SparePartSale, *, by: User, amount: Decimal, received_on: date, note: str = "",
    seen: int | None = None, key: str | None = None,
) -> Receipt:  # fmt: skip
    """Money in, or a refund out (negative). The one that completes the payment makes it count."""

    def act() -> Receipt:
        fresh = lock(sale, seen=seen)
        only_as(by, SPECIALIST, article="R5.8.1")
        _check(fresh, amount, received_on)
        receipt = Receipt.objects.create(
            sale=fresh, amount=amount, received_on=received_on, note=note, entered_by=by
        )
        log_event(
            fresh.matter, "record_receipt", by=by, article="R5.8.1", comment=note,
            label=gettext_lazy("登记回款") if amount > 0 else gettext_lazy("登记退款"),
            amount=amount, received_on=received_on,
        )  # fmt: skip
        raise_version(fresh)
        _complete(fresh, by)
        return receipt

    what = ["record_receipt", sale, amount, received_on, note]
    return once(act, Receipt, key=key, by=by, what=what)


def withdraw_receipt(
    receipt: Receipt, *, by: User, reason: str, seen: int | None = None, key: str | None = None
) -> Event:
    """Entered by mistake; the timeline keeps it. Not once a run past its draft has paid by it."""

    def act() -> Event:
        fresh = lock(receipt.sale, seen=seen)
        only_as(by, SPECIALIST, article="R5.8.1")
        reasoned(reason)
        if fresh.sum_received() < receipt.amount:
            raise Refusal("R5.8.1", _("撤回后退款将超过已收金额，请先撤回退款。"), field="receipt")
        if fresh.state == State.PAID:
            carry_out(fresh, SparePartSale.reopen, by=by, seen=None)
        event = log_event(
            fresh.matter, "withdraw_receipt", by=by, article="R5.8.1", comment=reason,
            label=gettext_lazy("撤回回款"), amount=receipt.amount, received_on=receipt.received_on,
        )  # fmt: skip
        Receipt.objects.filter(pk=receipt.pk).delete()
        raise_version(fresh)
        _complete(fresh, by)
        return event

    return once(act, Event, key=key, by=by, what=["withdraw_receipt", receipt, reason])


def _complete(sale: SparePartSale, by: User) -> None:
    if sale.state == State.OPEN and sale.sum_received() >= sale.contract_amount:
        carry_out(sale, SparePartSale.complete, by=by, seen=None, on=_completed_on(sale))


def _check(sale: SparePartSale, amount: Decimal, received_on: date) -> None:
    if sale.state == State.VOID:
        raise Refusal("R5.8.1", _("这笔销售已经作废。"))
    if amount == 0:
        raise Refusal("R5.8.1", _("金额不能为零。"), field="amount")
    if received_on > clock.today():
        raise Refusal("R5.8.1", _("到账日期不能晚于今天。"), field="received_on")
    if sale.state == State.PAID and amount > 0:
        raise Refusal("R5.8.1", _("已全额回款，只能登记退款（负数）。"), field="amount")
    if amount < 0 and -amount > sale.sum_received():
        raise Refusal("R5.8.1", _("退款不能超过已收金额。"), field="amount")


def _completed_on(sale: SparePartSale) -> date:
    """The day of the receipt, in the order of days, with which the contract was paid."""
    total = Decimal(0)
    day = sale.signed_on
    for receipt in sale.receipts.order_by("received_on", "pk"):
        total += receipt.amount
        day = receipt.received_on
        if total >= sale.contract_amount:
            break
    return day


def void_sale(
    sale: SparePartSale, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """Only while no run past its draft has used it."""
    return carry_out(sale, SparePartSale.void, by=by, seen=seen, key=key, comment=reason)

"""Spare-part sales: list, page with what they will earn, receipts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import ActPage, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.delegation import acts_as
from service_incentives import actions, forms
from service_incentives.calculation import commission_of, shares_of
from service_incentives.filters import SaleFilter
from service_incentives.models import PayLine, SparePartSale
from service_incentives.roles import SPECIALIST
from service_incentives.scope import REGULATION
from service_incentives.tables import SaleTable

State = SparePartSale.State


class SaleList(ListPage):
    """Filtered by state it is the list of commissions that wait for full payment (R5.8.1)."""

    code = "service_incentives.sales"
    title = gettext_lazy("备件销售")
    model = SparePartSale
    table_class = SaleTable
    filterset_class = SaleFilter
    sortable = ("number",)
    template_name = "service_incentives/sales.html"
    empty_title = gettext_lazy("没有符合条件的备件销售")

    def get_queryset(self) -> Any:
        return SparePartSale.objects.visible_to(self.user).with_received()

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_register": may_open(self.user, "service_incentives:register_sale")}


class RegisterSale(FormPage):
    form_class, heading, article = forms.SaleForm, gettext_lazy("登记备件销售"), "R5.8.3"

    def carry_out(self, form: Any, key: str | None) -> Any:
        shares = form.cleaned_data["shares"]
        return actions.register_sale(form.instance, by=self.user, shares=shares, key=key)

    def target(self, result: SparePartSale) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("service_incentives:sales")


class Sale(RecordDetail):
    model = SparePartSale
    related = ("registered_by__department",)
    template_name = "service_incentives/sale.html"
    act_pages: ClassVar[dict[str, str]] = {"void": "service_incentives:void_sale"}

    def whole(self, records: Any) -> Any:
        return super().whole(records).prefetch_related("shares__person__department", "receipts")

    def extra_context(self) -> dict[str, Any]:
        sale: SparePartSale = self.record
        receipts = list(sale.receipts.all())
        received = sum((one.amount for one in receipts), start=0)
        is_open = sale.state == State.OPEN
        found = commission_of(sale, expected=is_open)
        parts = shares_of(sale, found.personal)
        return {
            "receipts": receipts,
            "received": received,
            "left": max(0, sale.contract_amount - received),
            "found": found,
            "zero": dict(PayLine.Zero.choices).get(found.zero, ""),
            "is_expected": is_open,
            "shares": [(one, parts[one.person_id]) for one in sale.shares.all()],
            "lines": self._lines(sale),
            "may_receive": may_receive(sale, self.user),
        }

    def _lines(self, sale: SparePartSale) -> Any:
        visible = PayLine.objects.visible_to(self.user).filter(sale=sale)
        return visible.select_related("person", "run__matter").order_by("pk")


def may_receive(sale: SparePartSale, user: Any) -> bool:
    return sale.state != State.VOID and acts_as(user, SPECIALIST, REGULATION)


class SaleAct(ActPage):
    model = SparePartSale


class RecordReceipt(SaleAct):
    form_class, act = forms.ReceiptForm, actions.record_receipt
    label = gettext_lazy("登记回款或退款")

    def may_open(self) -> bool:
        return may_receive(self.record, self.user)


class WithdrawReceipt(SaleAct):
    form_class, act = forms.WithdrawForm, actions.withdraw_receipt
    label = gettext_lazy("撤回误登的回款")

    def may_open(self) -> bool:
        return may_receive(self.record, self.user) and self.record.receipts.exists()

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        receipt = self.record.receipts.get(pk=form.cleaned_data["receipt"])
        reason = form.cleaned_data["reason"]
        return actions.withdraw_receipt(receipt, by=self.user, reason=reason, seen=seen, key=key)


class VoidSale(SaleAct):
    form_class, act, steps = ReasonForm, actions.void_sale, ("void",)

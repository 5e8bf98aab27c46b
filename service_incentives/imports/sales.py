"""Spare-part sales with their sellers, and what was received for them (R5.8)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.articles import Refusal
from foundation.desk.row_forms import KnownRows
from foundation.listing.imports import ImportColumn, date_text, decimal_text, text
from foundation.people.delegation import acts_as
from foundation.people.models import User
from service_incentives import actions, forms
from service_incentives.models import Receipt, SparePartSale
from service_incentives.roles import SPECIALIST
from service_incentives.scope import REGULATION, sale_used_by_run

PART = re.compile(r"(\S+?)[\s:：]+([\d.]+)%?")


def shares_text(cell: Any) -> str:
    """“2004 60；2005 40” as the lines that the page asks for."""
    parts = [part.strip() for part in re.split(r"[;；,，、\n]", text(cell)) if part.strip()]
    found = [PART.fullmatch(part) for part in parts]
    if not all(found):
        raise ValidationError(gettext("请写“工号 份额”，几名销售人用分号隔开。"))
    return forms.shares_as_lines((one[1], Decimal(one[2])) for one in found if one)


def money_text(cell: Any) -> str:
    """To the cent, as it is stored and found again."""
    plain = decimal_text(cell)
    exact = Decimal(plain) if plain else None
    return f"{exact:.2f}" if exact is not None and exact == round(exact, 2) else plain


class SaleImport(KnownRows):
    code = "service_incentives.sales"
    title = _("备件销售")
    model = SparePartSale
    form_class = forms.SaleRowForm
    key = ("contract_no",)
    allows_partial = True
    columns = (
        ImportColumn("contract_no", _("合同编号"), required=True, example="BJ-HT-018"),
        ImportColumn("customer", _("客户"), required=True, example=_("滨江供电公司")),
        ImportColumn("signed_on", _("签订日期"), date_text, required=True, example="2026-08-03"),
        ImportColumn("contract_amount", _("合同金额（含税，元）"), decimal_text, required=True,
            example="30000"),
        ImportColumn("parts_price", _("备件售价（元）"), decimal_text, required=True,
            example="25600"),
        ImportColumn("parts_cost", _("备件成本（元）"), decimal_text, required=True,
            example="12000"),
        ImportColumn("service_fee", _("服务费（元）"), decimal_text, required=True, example="4400"),
        ImportColumn("person_days", _("报价人天"), decimal_text, required=True, example="4"),
        ImportColumn("shares", _("销售人与份额"), shares_text, required=True,
            example="2004 60；2005 40", help=_("工号和百分比，合计 100")),
    )  # fmt: skip
    notes = (_("已登记的合同不能通过导入更改，登记有误的须先作废。"),)

    def may_import(self, user: User) -> bool:
        return acts_as(user, SPECIALIST, REGULATION)

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        sales = SparePartSale.objects.exclude(state=SparePartSale.State.VOID)
        same = sales.filter(contract_no__in=[key["contract_no"] for key in keys])
        return same.select_related("matter").prefetch_related("shares__person")

    def key_of(self, record: Any) -> tuple[str, ...]:
        return (record.contract_no,)

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        if record is not None:
            raise Refusal("R5.8.3", gettext("这个合同编号已登记，内容不同。"), field="contract_no")
        return actions.register_sale(form.instance, by=by, shares=form.cleaned_data["shares"])

    def built_upon(self, records: Sequence[Model]) -> dict[str, str]:
        keys = [record.pk for record in records]
        received = Receipt.objects.filter(sale__in=keys).values_list("sale", flat=True)
        return {str(sale): gettext("已登记回款") for sale in received}

    def undo_created(self, records: Sequence[Any], *, by: User) -> None:
        """Their numbers stay."""
        for record in records:
            seen = record.matter.version
            actions.void_sale(record, by=by, reason=gettext("撤销导入"), seen=seen)


class ReceiptImport(KnownRows):
    code = "service_incentives.receipts"
    title = _("备件回款")
    model = Receipt
    form_class = forms.ReceiptRowForm
    key = ("sale", "received_on", "amount")
    allows_partial = True
    columns = (
        ImportColumn("sale", _("合同编号"), required=True, example="BJ-HT-018"),
        ImportColumn("received_on", _("到账日期"), date_text, required=True, example="2026-09-15"),
        ImportColumn("amount", _("金额（元）"), money_text, required=True, example="30000",
            help=_("退款写负数")),
        ImportColumn("note", _("说明")),
    )  # fmt: skip
    notes = (_("同一合同同日同额的第二笔，请在页面上登记。"),)

    def may_import(self, user: User) -> bool:
        return acts_as(user, SPECIALIST, REGULATION)

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        same = Receipt.objects.filter(
            sale__in=self.keys_of("sale", (key["sale"] for key in keys)),
            received_on__in={key["received_on"] for key in keys},
        )
        return same.select_related("sale__matter")

    def key_of(self, record: Any) -> tuple[str, ...]:
        return record.sale.contract_no, record.received_on.isoformat(), f"{record.amount:.2f}"

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        if record is not None:
            raise Refusal("R5.8.1", gettext("这笔回款已登记，说明不同。"), field="note")
        return actions.record_receipt(by=by, **form.cleaned_data)

    def built_upon(self, records: Sequence[Model]) -> dict[str, str]:
        receipts: Any = records
        used = {receipt.sale_id: sale_used_by_run(receipt.sale_id) for receipt in receipts}
        reason = gettext("已用于发放单 %s")
        return {str(one.pk): reason % used[one.sale_id] for one in receipts if used[one.sale_id]}

    def undo_created(self, records: Sequence[Any], *, by: User) -> None:
        for record in records:
            actions.withdraw_receipt(record, by=by, reason=gettext("撤销导入"))

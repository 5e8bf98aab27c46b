"""Products, orders, receivables, payments and contacts from Excel or CSV, by the acts of the pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from foundation.desk.row_forms import KnownRows
from foundation.history.reading import newest_version
from foundation.listing.imports import (
    ImportColumn,
    choice,
    date_text,
    decimal_text,
    whole_number_text,
)
from foundation.people.delegation import acts_as
from foundation.people.models import User
from foundation.people.roles import FINANCE
from grading import actions, forms
from grading.models import Channel, OrderLine, Payment, Product, Receivable, Touchpoint
from grading.roles import SALES, SALES_MANAGER
from grading.scope import REGULATION

CUSTOMER = ImportColumn("customer", _("客户"), required=True, example="南京嘉和家电有限公司",
    help=_("名称、统一社会信用代码或“#客户号”"))  # fmt: skip
DEPARTMENT = ImportColumn("department", _("来源部门代码"), example="40")


class SalesImport(KnownRows):
    def may_import(self, user: User) -> bool:
        return any(acts_as(user, role, REGULATION) for role in (SALES, SALES_MANAGER))


class FinanceImport(KnownRows):
    def may_import(self, user: User) -> bool:
        return acts_as(user, FINANCE, REGULATION)


class ProductImport(SalesImport):
    code = "grading.products"
    title = _("产品")
    model = Product
    form_class = forms.ProductForm
    key = ("code",)
    columns = (
        ImportColumn("code", _("产品编号"), required=True, example="P-001"),
        ImportColumn("name", _("产品名称"), required=True, example="除湿机"),
        ImportColumn("unit", _("计量单位"), required=True, example="台"),
        ImportColumn("unit_factor", _("折算系数"), decimal_text, example="1"),
    )

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        if record is None:
            return actions.add_product(form.instance, by=by)
        seen, given = newest_version(record), form.cleaned_data
        return actions.change_product(record, by=by, seen=seen, given=given)


class OrderImport(SalesImport):
    code = "grading.orders"
    title = _("客户订单")
    model = OrderLine
    form_class = forms.OrderLineRowForm
    key = ("order_no", "line_no")
    allows_partial = True
    most_rows = 60_000
    columns = (
        ImportColumn("order_no", _("订单编号"), required=True, example="DD-20261101-01"),
        ImportColumn("line_no", _("行号"), whole_number_text, required=True, example="1"),
        CUSTOMER,
        ImportColumn("dated_on", _("日期"), date_text, required=True, example="2026-11-01"),
        ImportColumn("product", _("产品编号"), required=True, example="P-001"),
        ImportColumn("quantity", _("数量"), decimal_text, required=True, example="20"),
        ImportColumn("amount", _("金额（不含税，元）"), decimal_text, required=True,
            example="36000"),
        ImportColumn("cost", _("成本（不含税，元）"), decimal_text, example="24800"),
        DEPARTMENT,
    )  # fmt: skip
    notes = (_("退货另列一行，数量、金额、成本为负，日期为退货日。"),)

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        if record is None:
            return actions.enter_line(form.instance, by=by)
        seen, given = newest_version(record), form.cleaned_data
        return actions.change_line(record, by=by, seen=seen, given=given)


class ReceivableImport(FinanceImport):
    code = "grading.receivables"
    title = _("应收账款")
    model = Receivable
    form_class = forms.ReceivableRowForm
    key = ("number",)
    allows_partial = True
    most_rows = 60_000
    columns = (
        ImportColumn("number", _("应收编号"), required=True, example="YS-20261101-01"),
        CUSTOMER,
        ImportColumn("due_on", _("到期日"), date_text, required=True, example="2026-12-01"),
        ImportColumn("amount", _("金额（元）"), decimal_text, required=True, example="40680"),
        DEPARTMENT,
    )

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        numbers = [key["number"] for key in keys]
        return Receivable.objects.filter(number__in=numbers, voided_at=None)

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        if record is None:
            return actions.enter_receivable(form.instance, by=by)
        seen, given = newest_version(record), form.cleaned_data
        return actions.change_receivable(record, by=by, seen=seen, given=given)


class PaymentImport(FinanceImport):
    code = "grading.payments"
    title = _("付款")
    model = Payment
    form_class = forms.PaymentRowForm
    key = ("receivable", "reference")
    allows_partial = True
    most_rows = 60_000
    columns = (
        ImportColumn("receivable", _("应收编号"), required=True, example="YS-20261101-01"),
        ImportColumn("paid_on", _("付款日期"), date_text, required=True, example="2026-11-28"),
        ImportColumn("amount", _("金额（元）"), decimal_text, required=True, example="40680"),
        ImportColumn("reference", _("凭证号"), required=True, example="PZ-1128-3"),
    )

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        same = Q(pk=None)
        for key in keys:
            same |= Q(receivable__number=key["receivable"], reference=key["reference"])
        return Payment.objects.filter(same, voided_at=None).select_related("receivable")

    def key_of(self, record: Any) -> tuple[str, ...]:
        return record.receivable.number, record.reference

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        if record is None:
            return actions.record_payment(form.instance, by=by)
        seen, given = newest_version(record), form.cleaned_data
        return actions.change_payment(record, by=by, seen=seen, given=given)


class TouchpointImport(SalesImport):
    """A contact a day and channel with a customer; further ones of that day are entered by hand."""

    code = "grading.touchpoints"
    title = _("客户接触")
    model = Touchpoint
    form_class = forms.TouchpointRowForm
    key = ("customer", "touched_on", "channel")
    allows_partial = True
    most_rows = 60_000
    columns = (
        CUSTOMER,
        ImportColumn("touched_on", _("接触日期"), date_text, required=True, example="2026-11-05"),
        ImportColumn("channel", _("推广渠道"), choice(Channel), required=True,
            example=Channel.TELEPHONE.label),
        ImportColumn("campaign", _("营销活动"), help=_("已登记的活动名称；不属于活动的留空")),
        ImportColumn("note", _("内容"), example=_("介绍换季促销")),
    )  # fmt: skip

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        """Under each name by which the rows call the customer."""
        texts: dict[int, set[str]] = {}
        for key in keys:
            (customer,) = self.keys_of("customer", [key["customer"]])
            texts.setdefault(customer, set()).add(key["customer"])
        same = Touchpoint.objects.filter(
            customer__in=texts, touched_on__in={key["touched_on"] for key in keys}, voided_at=None
        )
        for row in same.select_related("customer", "campaign"):
            for text in texts[row.customer_id]:
                named: Any = copy(row)
                named.named = text
                yield named

    def key_of(self, record: Any) -> tuple[str, ...]:
        return record.named, record.touched_on.isoformat(), record.channel

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        if record is None:
            return actions.record_touchpoint(form.instance, by=by)
        seen, given = newest_version(record), form.cleaned_data
        return actions.change_touchpoint(record, by=by, seen=seen, given=given)

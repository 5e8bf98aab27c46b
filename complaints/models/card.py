"""The record card (R2.15): what the customer said, to whom, when, by which way."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.customers.models import Customer
from foundation.people.models import Department, User
from foundation.process.records import Record


class RecordCard(Record):
    """投诉记录卡: the facts as they were registered."""

    class Channel(models.TextChoices):
        STORE = "store", _("门店")
        PHONE = "phone", _("电话")
        WEB = "web", _("网站")
        LETTER = "letter", _("来信来函")

    class Demand(models.TextChoices):
        REDUCTION = "reduction", _("减价")
        RETURN = "return", _("退货")
        EXCHANGE = "exchange", _("换货")
        COMPENSATION = "compensation", _("损害赔偿")
        SUGGESTION = "suggestion", _("批评建议")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="complaints", verbose_name=_("客户")
    )
    contact_name = models.CharField(_("联系人"), max_length=40, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=30)
    contact_email = models.EmailField(_("电子邮箱"), blank=True)
    store = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("门店"),
        help_text=_("未经门店的电话、网站投诉留空，由客服核实、客服主管裁定。"),
    )  # fmt: skip
    goods = models.CharField(_("商品"), max_length=120)
    order_no = models.CharField(_("订单号"), max_length=40, blank=True)
    channel = models.CharField(_("投诉渠道"), max_length=8, choices=Channel)
    ground = models.CharField(_("投诉理由"), max_length=20)
    what_happened = models.TextField(_("投诉内容"))
    demands = ArrayField(
        models.CharField(max_length=12, choices=Demand), verbose_name=_("客户要求")
    )
    received_at = models.DateTimeField(_("收到时间"))
    late_entry_reason = models.CharField(
        _("补登原因"), max_length=200, blank=True, help_text=_("收到一天以后才登记的，须写明原因。")
    )
    registered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("登记人"), db_index=False
    )
    case_owner = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("客服主办人")
    )
    tracking_code = models.CharField(max_length=16, blank=True, editable=False)
    language = models.CharField(max_length=8, default="zh-hans", editable=False)

    class Meta:
        abstract = True

    def title(self) -> str:
        return f"{self.customer.name} · {self.goods}"

    def search_text(self) -> str:
        parts = (
            self.customer.name,
            self.contact_name,
            self.goods,
            self.order_no,
            self.what_happened,
        )
        return " ".join(part for part in parts if part)

    def concerned_customer(self) -> Customer | None:
        return self.customer

    def demand_labels(self) -> str:
        labels = dict(self.Demand.choices)
        return "、".join(str(labels[demand]) for demand in self.demands)

"""Orders line by line, and the products they are of (R3.2, R3.4)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.models import Customer
from foundation.history import track
from foundation.people.models import Department, User
from grading.scope import CustomerRowQuerySet


@track()
class Product(models.Model):
    """``unit_factor``: how many units of comparison one unit is; without it quantities don't count."""

    code = models.CharField(_("产品编号"), max_length=40, unique=True)
    name = models.CharField(_("产品名称"), max_length=120)
    unit = models.CharField(_("计量单位"), max_length=20)
    unit_factor = models.DecimalField(
        _("折算系数"), max_digits=12, decimal_places=4, null=True, blank=True
    )

    class Meta:
        verbose_name = _("产品")
        verbose_name_plural = _("产品")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit_factor=None) | Q(unit_factor__gt=0), name="unit_factor_positive"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("grading:change_product", args=[self.pk])


@track()
class OrderLine(models.Model):
    """One line of an order: an order is its lines with the same number, all of one customer.

    Without a row for the order itself, so that ten million of them are graded in one scan. A return
    is a negative line on its own day. ``amount`` and ``cost`` are CNY without VAT.
    """

    order_no = models.CharField(_("订单编号"), max_length=40)
    line_no = models.PositiveSmallIntegerField(_("行号"))
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="order_lines", verbose_name=_("客户")
    )
    dated_on = models.DateField(_("日期"))
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="lines", verbose_name=_("产品")
    )
    quantity = models.DecimalField(_("数量"), max_digits=14, decimal_places=3)
    amount = models.DecimalField(_("金额（不含税，元）"), max_digits=14, decimal_places=2)
    cost = models.DecimalField(
        _("成本（不含税，元）"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("来源部门"),
    )  # fmt: skip
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    entered_at = models.DateTimeField(_("登记时间"), default=clock.now)
    cancelled_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("取消人")
    )
    cancelled_at = models.DateTimeField(_("取消时间"), null=True)
    cancel_reason = models.CharField(_("取消原因"), max_length=200, blank=True)

    objects: ClassVar[models.Manager[Any]] = CustomerRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("订单行")
        verbose_name_plural = _("订单行")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["order_no", "line_no"], name="order_line_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=0, amount__gte=0) | Q(quantity__lte=0, amount__lte=0),
                name="order_line_of_one_sign",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None, cancel_reason="")
                | (
                    Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_reason="")
                ),
                name="order_line_cancelled_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "dated_on"], name="order_line_of_customer"),
            models.Index(fields=["dated_on", "id"], name="order_line_dated"),
        ]

    def __str__(self) -> str:
        return f"{self.order_no}-{self.line_no}"

    def get_absolute_url(self) -> str:
        return reverse("grading:order", args=[self.pk])

"""Campaigns, and whom they reached through which channel (R3.B2)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.customers.models import Customer
from foundation.history import track
from foundation.people.models import Department, User
from grading.models.receivables import VOID_WHOLE, Voidable
from grading.scope import CustomerRowQuerySet


class Channel(models.TextChoices):
    TRADITIONAL = "traditional", _("传统营销")
    TELEPHONE = "telephone", _("电话营销")
    ONLINE = "online", _("网上营销")


@track()
class Campaign(models.Model):
    name = models.CharField(_("活动名称"), max_length=80, unique=True)
    channel = models.CharField(_("推广渠道"), max_length=12, choices=Channel)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    budget = models.DecimalField(
        _("预算（元）"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    note = models.TextField(_("说明"), blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))

    class Meta:
        verbose_name = _("营销活动")
        verbose_name_plural = _("营销活动")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("grading:campaign", args=[self.pk])


@track()
class Touchpoint(Voidable):
    """One contact with a customer, of a campaign or by itself."""

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="touchpoints", verbose_name=_("客户")
    )
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="touchpoints",
        verbose_name=_("营销活动"),
    )  # fmt: skip
    channel = models.CharField(_("推广渠道"), max_length=12, choices=Channel)
    touched_on = models.DateField(_("接触日期"))
    note = models.CharField(_("内容"), max_length=200, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, related_name="+", verbose_name=_("来源部门")
    )

    objects: ClassVar[models.Manager[Any]] = CustomerRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("客户接触")
        verbose_name_plural = _("客户接触")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=VOID_WHOLE, name="touchpoint_void_whole")]
        indexes = [
            models.Index(fields=["touched_on", "id"], name="touchpoint_day"),
            models.Index(fields=["customer", "-touched_on"], name="touchpoint_of_customer"),
        ]

    def __str__(self) -> str:
        return f"{self.customer} {self.touched_on}"

    def get_absolute_url(self) -> str:
        return reverse("grading:touchpoint", args=[self.pk])

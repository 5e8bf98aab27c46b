from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.credit_code import validate_credit_code
from foundation.history import track


class CustomerQuerySet(models.QuerySet["Customer"]):
    def current(self) -> CustomerQuerySet:
        """Without those merged into another."""
        return self.filter(merged_into=None)


@track()
class Customer(models.Model):
    class Kind(models.TextChoices):
        CONSUMER = "consumer", _("终端消费者")
        AGENT = "agent", _("代理商")
        FRANCHISEE = "franchisee", _("加盟商")
        ORGANISATION = "organisation", _("单位客户")

    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    name = models.CharField(_("名称"), max_length=120)
    name_pinyin = models.CharField(max_length=300, editable=False, db_index=True)
    credit_code = models.CharField(
        _("统一社会信用代码"), max_length=18, blank=True, validators=[validate_credit_code]
    )
    phone = models.CharField(_("电话"), max_length=30, blank=True, db_index=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    district = models.CharField(_("地区"), max_length=60, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    owner = models.ForeignKey(
        "people.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("归属人"),
    )
    grade = models.CharField(_("当前等级"), max_length=2, blank=True, editable=False)
    note = models.TextField(_("备注"), blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", editable=False
    )

    objects = CustomerQuerySet.as_manager()

    class Meta:
        verbose_name = _("客户")
        verbose_name_plural = _("客户")
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code="") & Q(merged_into=None),
                name="one_customer_per_credit_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("customers:detail", args=[self.pk])


class Contact(models.Model):
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="contacts")
    name = models.CharField(_("姓名"), max_length=40)
    position = models.CharField(_("职务"), max_length=40, blank=True)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)

    class Meta:
        verbose_name = _("联系人")
        verbose_name_plural = _("联系人")

    def __str__(self) -> str:
        return self.name

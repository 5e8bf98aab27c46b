"""What customers owe, by when, and what they paid when (R3.1)."""

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

VOID_WHOLE = Q(voided_at=None, voided_by=None, void_reason="") | (
    Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason="")
)


class Voidable(models.Model):
    """Entered by mistake it stays, void."""

    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    entered_at = models.DateTimeField(_("登记时间"), default=clock.now)
    voided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("作废人")
    )
    voided_at = models.DateTimeField(_("作废时间"), null=True)
    void_reason = models.CharField(_("作废理由"), max_length=200, blank=True)

    class Meta:
        abstract = True


@track()
class Receivable(Voidable):
    number = models.CharField(_("应收编号"), max_length=40)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="receivables", verbose_name=_("客户")
    )
    due_on = models.DateField(_("到期日"))
    amount = models.DecimalField(_("金额（元）"), max_digits=14, decimal_places=2)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("来源部门"),
    )  # fmt: skip

    objects: ClassVar[models.Manager[Any]] = CustomerRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("应收账款")
        verbose_name_plural = _("应收账款")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(voided_at=None), name="receivable_once"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="receivable_not_negative"),
            models.CheckConstraint(condition=VOID_WHOLE, name="receivable_void_whole"),
        ]
        indexes = [
            models.Index(fields=["customer", "due_on"], name="receivable_of_customer"),
            models.Index(fields=["due_on", "id"], name="receivable_due"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("grading:receivable", args=[self.pk])


@track()
class Payment(Voidable):
    receivable = models.ForeignKey(
        Receivable, models.PROTECT, related_name="payments", verbose_name=_("应收编号")
    )
    paid_on = models.DateField(_("付款日期"))
    amount = models.DecimalField(_("金额（元）"), max_digits=14, decimal_places=2)
    reference = models.CharField(_("凭证号"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("付款")
        verbose_name_plural = _("付款")
        ordering = ["paid_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_positive"),
            models.CheckConstraint(condition=VOID_WHOLE, name="payment_void_whole"),
            models.UniqueConstraint(
                fields=["receivable", "reference"],
                condition=Q(voided_at=None) & ~Q(reference=""),
                name="payment_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paid_on} {self.amount}"

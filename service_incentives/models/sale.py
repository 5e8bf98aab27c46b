"""Spare-part sales: what was sold, by whom with which share, and what was received for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import User
from foundation.process.holders import PartOfAnotherAct
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from service_incentives import holders
from service_incentives.scope import SaleQuerySet, sale_used_by_run


@track(exclude=("matter",))
class SparePartSale(Record):
    """备件销售: commission is due once it is paid in full (R5.8.1). Cost and price on one tax basis."""

    class State(models.TextChoices):
        OPEN = "open", _("待全额回款")
        PAID = "paid", _("已全额回款")
        VOID = "void", _("已作废")

    series: ClassVar[Series] = Series("BJ", "BJ-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.PAID, State.VOID})

    contract_no = models.CharField(_("合同编号"), max_length=40)
    customer = models.CharField(_("客户"), max_length=120)
    signed_on = models.DateField(_("签订日期"))
    parts_cost = models.DecimalField(_("备件成本（元）"), max_digits=12, decimal_places=2)
    parts_price = models.DecimalField(_("备件售价（元）"), max_digits=12, decimal_places=2)
    service_fee = models.DecimalField(_("服务费（元）"), max_digits=12, decimal_places=2)
    person_days = models.DecimalField(_("报价人天"), max_digits=6, decimal_places=2)
    contract_amount = models.DecimalField(
        _("合同金额（含税，元）"), max_digits=12, decimal_places=2
    )
    registered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("登记人")
    )
    state = StateField(_("状态"), default=State.OPEN, choices=State)
    completed_on = models.DateField(_("全额回款日期"), null=True)

    objects: ClassVar[models.Manager[Any]] = SaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("备件销售")
        verbose_name_plural = _("备件销售")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract_no"], condition=~Q(state="void"), name="sale_registered_once"
            ),
            models.CheckConstraint(
                condition=Q(parts_cost__gte=0, parts_price__gte=0, service_fee__gte=0,
                            person_days__gte=0, contract_amount__gt=0),
                name="sale_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(completed_on__isnull=False),
                name="sale_paid_on_a_day",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["completed_on"], condition=Q(state="paid"), name="sale_completed")
        ]

    @classmethod
    def page_name(cls) -> str:
        return "sale"

    def title(self) -> str:
        return f"{self.contract_no} · {self.customer}"

    def owner(self) -> User | None:
        return self.registered_by

    def sum_received(self) -> Decimal:
        """All receipts less refunds."""
        total: Decimal | None = self.receipts.aggregate(total=Sum("amount"))["total"]
        return total or Decimal(0)

    def _is_not_used(self) -> list[Any]:
        used = sale_used_by_run(self.pk)
        return [_("已用于发放单 %(run)s，只能登记退款。") % {"run": used}] if used else []

    # Steps.

    @step(
        _("登记全额回款"), article="R5.8.1", source=State.OPEN, target=State.PAID,
        who=PartOfAnotherAct(),
    )  # fmt: skip
    def complete(self, *, by: User, on: date) -> None:
        """Taken by the receipt that completes the payment."""
        self.completed_on = on

    @step(
        _("撤销全额回款"), article="R5.8.1", source=State.PAID, target=State.OPEN,
        who=PartOfAnotherAct(), checks=(_is_not_used,),
    )  # fmt: skip
    def reopen(self, *, by: User) -> None:
        """A receipt entered by mistake was taken back: it is not paid, or on another day."""
        self.completed_on = None

    @step(
        _("作废"), article="R5.8.3", source=[State.OPEN, State.PAID], target=State.VOID,
        who=holders.SALES_DESK, reason_required=True, checks=(_is_not_used,), style="secondary",
    )  # fmt: skip
    def void(self, *, by: User) -> None:
        """Registered by mistake: the number stays."""


class SaleShare(models.Model):
    """A seller's share; those of a sale are 100 per cent together."""

    sale = models.ForeignKey(SparePartSale, models.PROTECT, related_name="shares")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("销售人"))
    share = models.DecimalField(_("份额（%）"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("销售份额")
        verbose_name_plural = _("销售份额")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sale", "person"], name="one_share_each"),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=100), name="share_in_per_cent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.share}%"


class Receipt(models.Model):
    """Money received for a sale; a refund is negative."""

    sale = models.ForeignKey(SparePartSale, models.PROTECT, related_name="receipts")
    amount = models.DecimalField(_("金额（元）"), max_digits=12, decimal_places=2)
    received_on = models.DateField(_("到账日期"))
    note = models.CharField(_("说明"), max_length=200, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("回款")
        verbose_name_plural = _("回款")
        ordering = ["received_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="receipt_of_something")]

    def __str__(self) -> str:
        return f"{self.received_on} {self.amount}"

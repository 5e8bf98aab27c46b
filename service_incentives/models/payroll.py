"""What payroll says of the year so far, and the tax a payment withholds (R5.10)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import NO_CHANGE, NO_TRUNCATE, track
from foundation.people.models import User
from service_incentives.models.run import PayRun


@track()
class PayrollMonth(models.Model):
    """Per person, payer and month, as payroll imported it: the year's figures, this month's wages
    included, the incentive and this month's tax not."""

    class Payer(models.TextChoices):
        EMPLOYER = "employer", _("用人单位")
        SUBSIDIARY = "subsidiary", _("子公司")

    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("人员"))
    payer = models.CharField(_("发放单位"), max_length=12, choices=Payer)
    month = models.DateField(_("发放月份"))
    months = models.PositiveSmallIntegerField(_("本年任职月数"))
    income = models.DecimalField(_("累计收入（元）"), max_digits=14, decimal_places=2)
    deductions = models.DecimalField(_("累计其他扣除（元）"), max_digits=14, decimal_places=2)
    withheld = models.DecimalField(_("累计已预扣税额（元）"), max_digits=14, decimal_places=2)
    account = models.CharField(_("银行账号"), max_length=40, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("工资数据")
        verbose_name_plural = _("工资数据")
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "payer", "month"], name="one_payroll_row_a_month"
            ),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=12, income__gte=0, deductions__gte=0,
                            withheld__gte=0),
                name="payroll_figures_not_negative",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person} {self.month:%Y-%m}"


class Withholding(models.Model):
    """What a run paid a person, and the tax it caused; ``tax`` is empty without payroll data."""

    append_only = True

    run = models.ForeignKey(PayRun, models.PROTECT, related_name="withholdings")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    payer = models.CharField(max_length=12)
    month = models.DateField()
    gross = models.DecimalField(max_digits=12, decimal_places=2)
    tax = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    inputs = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("代扣个税")
        verbose_name_plural = _("代扣个税")
        triggers = [NO_CHANGE, NO_TRUNCATE]
        constraints = [
            models.UniqueConstraint(fields=["run", "person", "payer"], name="withheld_once_a_run")
        ]
        indexes = [models.Index(fields=["month", "person"], name="withheld_in_month")]

    def __str__(self) -> str:
        return f"{self.run} {self.person} {self.gross}"

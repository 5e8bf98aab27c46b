"""用邮记录: what each key account posts in a month, by product line and branch (R6.5).

A month without a row is not known; nothing posted is a row of zeros that the branch declares.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pgtrigger
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.people.models import Department, User
from key_accounts.models.accounts import Account
from key_accounts.models.sums import sums_up

MOST_ITEMS = 1_000_000_000
MEASURES = ("items", "weight", "revenue")


@track()
class ProductLine(models.Model):
    """A kind of mail that usage is told apart by."""

    code = models.CharField(_("产品代码"), max_length=20, unique=True)
    name = models.CharField(_("产品"), max_length=60, unique=True)
    is_offered = models.BooleanField(_("在办"), default=True)

    class Meta:
        verbose_name = _("产品")
        verbose_name_plural = _("产品")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


def owed_in(month: date) -> Q:
    return Q(Q(until=None) | Q(until__gte=month), since__lte=month)


class ProductUseQuerySet(models.QuerySet["ProductUse"]):
    def owed(self, month: date) -> ProductUseQuerySet:
        """Those whose figures the branch enters for the month."""
        return self.filter(owed_in(month))

    def missing(self, month: date) -> ProductUseQuerySet:
        known = Usage.objects.filter(use=OuterRef("pk"), month=month)
        corrected = Correction.objects.filter(use=OuterRef("pk"), month=month)
        return self.owed(month).filter(~Exists(known), ~Exists(corrected))


@track()
class ProductUse(models.Model):
    """An account posts a product at a branch, from a month on: from then the branch owes figures."""

    account = models.ForeignKey(
        Account, models.PROTECT, related_name="uses", verbose_name=_("大客户")
    )
    branch = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("收寄单位")
    )
    line = models.ForeignKey(ProductLine, models.PROTECT, related_name="+", verbose_name=_("产品"))
    since = models.DateField(_("自何月起"))
    until = models.DateField(_("至何月止"), null=True, blank=True)

    objects = ProductUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("用邮产品")
        verbose_name_plural = _("用邮产品")
        ordering = ["account", "branch", "line"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "branch", "line"], name="one_use_of_a_line_at_a_branch"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="use_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.line}"


class Figures(models.Model):
    """What was posted in a month, by the date of posting."""

    month = models.DateField(_("收寄月份"))
    items = models.BigIntegerField(_("邮件数"), validators=[MaxValueValidator(MOST_ITEMS)])
    weight = models.DecimalField(_("重量（千克）"), max_digits=15, decimal_places=3)
    revenue = models.DecimalField(_("收入（元）"), max_digits=15, decimal_places=2)

    class Meta:
        abstract = True

    @property
    def figures(self) -> tuple[Any, Any, Any]:
        return self.items, self.weight, self.revenue


@track()
class Usage(Figures):
    """Entered by the branch while the month is open; all zero: no mail, which it declared."""

    use = models.ForeignKey(ProductUse, models.PROTECT, related_name="usages")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("用邮记录")
        verbose_name_plural = _("用邮记录")
        ordering = ["-month", "use"]
        constraints = [
            models.UniqueConstraint(fields=["use", "month"], name="one_usage_a_month"),
            models.CheckConstraint(
                condition=Q(items__gte=0, weight__gte=0, revenue__gte=0),
                name="usage_not_negative",
            ),
        ]
        indexes = [models.Index(fields=["month", "use"], name="usage_of_month")]
        triggers = sums_up(pgtrigger.Insert, pgtrigger.Update, pgtrigger.Delete)

    def __str__(self) -> str:
        return f"{self.use} {self.month:%Y-%m}"


class Correction(Figures):
    """By how much a closed month was wrong; it counts in the month it corrects."""

    append_only = True

    use = models.ForeignKey(ProductUse, models.PROTECT, related_name="corrections")
    reason = models.CharField(_("理由"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("用邮更正")
        verbose_name_plural = _("用邮更正")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["month", "use"], name="correction_of_month")]
        triggers = sums_up(pgtrigger.Insert)

    def __str__(self) -> str:
        return f"{self.use} {self.month:%Y-%m}"


class MonthSum(Figures):
    """All products of an account at a branch in a month, as they count by now; see ``sums``.

    Who looks at two years of a hundred thousand accounts doesn't wait for every product's line.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    branch = models.ForeignKey(Department, models.CASCADE, related_name="+", db_index=False)
    known = models.PositiveIntegerField(_("已登记的产品数"))

    class Meta:
        verbose_name = _("用邮月合计")
        verbose_name_plural = _("用邮月合计")
        ordering = ["-month", "account"]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "account", "branch"], name="one_sum_of_an_account_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.month:%Y-%m}"


class UsageSheet(models.Model):
    """A branch's month: the version that a form has seen, and who saved it last."""

    branch = models.ForeignKey(Department, models.PROTECT, related_name="+")
    month = models.DateField(_("收寄月份"))
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("用邮月表")
        verbose_name_plural = _("用邮月表")
        constraints = [
            models.UniqueConstraint(fields=["branch", "month"], name="one_sheet_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.branch} {self.month:%Y-%m}"


class UsageAlert(models.Model):
    """What the lead was told of an account's month, with the figures of that day."""

    class Kind(models.TextChoices):
        DROP = "drop", _("收入下降")
        DORMANT = "dormant", _("停止用邮")

    append_only = True

    account = models.ForeignKey(Account, models.PROTECT, related_name="usage_alerts")
    month = models.DateField(_("收寄月份"))
    kind = models.CharField(_("提示"), max_length=7, choices=Kind)
    revenue = models.DecimalField(_("本月收入（元）"), max_digits=15, decimal_places=2)
    mean = models.DecimalField(_("前三个月平均（元）"), max_digits=15, decimal_places=2)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("用邮提示")
        verbose_name_plural = _("用邮提示")
        ordering = ["-month", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "month", "kind"], name="one_alert_a_month_and_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.month:%Y-%m} {self.get_kind_display()}"

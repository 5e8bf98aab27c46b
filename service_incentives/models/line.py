"""Pay lines: written once by a calculation, never changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import NO_CHANGE, NO_TRUNCATE
from foundation.people.models import User
from service_incentives.models.run import PayRun
from service_incentives.models.sale import SparePartSale
from service_incentives.scope import LineQuerySet


class PayLine(models.Model):
    """One amount for one person by one article.

    Calculating again writes new lines under the next ``computation``; the run says which one
    holds. ``trips`` and ``findings`` name the rows the amount was made of, ``inputs`` the figures
    of the formula. ``period`` is the month (quarter, …) the amount is for: earlier than the run's
    own for an adjustment, which ``corrects`` the line of that time.
    """

    append_only = True

    class Kind(models.TextChoices):
        POINTS = "points", _("月度绩效")
        REWARD = "reward", _("奖励")
        FINE = "fine", _("罚款")
        REFERENCED = "referenced", _("依据其他制度")
        RANKING = "ranking", _("季度评优奖励")
        COMMISSION = "commission", _("备件销售提成")
        POOL = "pool", _("团队季度奖金")
        LASTING = "lasting", _("半年无重复服务奖励")
        CARRIED_IN = "carried_in", _("上期结转抵扣")
        CARRIED_OUT = "carried_out", _("不足抵扣，结转下期")

    class Zero(models.TextChoices):
        """Why nothing is paid."""

        NO_TRIPS = "no_trips", _("当期没有计入的行程")
        BELOW_BASE = "below_base", _("点数未超过基数")
        NOT_PLACED = "not_placed", _("未进入奖励名次")
        NOT_ASSESSED = "not_assessed", _("没有已批准的考核")
        TIE = "tie", _("并列跨档，待人事裁定")
        MARGIN = "margin", _("备件毛利未达标")
        FEE = "fee", _("服务费未达标")
        NO_PARTS = "no_parts", _("没有备件，按服务产品政策")
        OMISSION = "omission", _("观察期内有功能缺失或遗漏的重复服务")
        FINES_OFF = "fines_off", _("罚款抵扣已停用")

    run = models.ForeignKey(PayRun, models.PROTECT, related_name="lines", verbose_name=_("发放单"))
    computation = models.PositiveSmallIntegerField()
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("人员"))
    kind = models.CharField(_("项目"), max_length=12, choices=Kind)
    article = models.CharField(_("条款"), max_length=12)
    period = models.DateField(_("所属期"))
    payer = models.CharField(max_length=12)
    amount = models.DecimalField(_("金额"), max_digits=12, decimal_places=2)
    formula = models.CharField(_("算式"), max_length=200)
    inputs = models.JSONField(default=dict)
    zero_reason = models.CharField(_("为零的原因"), max_length=12, choices=Zero, blank=True)
    trips = ArrayField(models.BigIntegerField(), default=list)
    findings = ArrayField(models.BigIntegerField(), default=list)
    sale = models.ForeignKey(
        SparePartSale, models.PROTECT, null=True, related_name="lines", verbose_name=_("备件销售")
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections", verbose_name=_("更正")
    )

    objects: ClassVar[models.Manager[Any]] = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("激励明细")
        verbose_name_plural = _("激励明细")
        ordering = ["-pk"]
        triggers = [NO_CHANGE, NO_TRUNCATE]
        indexes = [
            models.Index(fields=["run", "computation", "person"], name="line_of_run"),
            models.Index(fields=["person", "-id"], name="line_of_person"),
            models.Index(fields=["sale"], condition=Q(sale__isnull=False), name="line_of_sale"),
        ]

    def __str__(self) -> str:
        return f"{self.run} {self.person} {self.article}"

    def get_absolute_url(self) -> str:
        return reverse("service_incentives:line", args=[self.pk])


class Objection(models.Model):
    """What a person holds against a line of theirs; answered before the run is approved."""

    line = models.ForeignKey(PayLine, models.PROTECT, related_name="objections")
    text = models.TextField(_("异议"))
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=clock.now)
    answer = models.TextField(_("答复"), blank=True)
    is_upheld = models.BooleanField(_("异议成立"), null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("异议")
        verbose_name_plural = _("异议")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(answered_at=None), name="one_open_objection_a_line"
            )
        ]

    def __str__(self) -> str:
        return self.text[:40]


class PayView(models.Model):
    """Who looked at whose pay: every look at a run's lines, or at one person's, is kept."""

    append_only = True

    class What(models.TextChoices):
        SEEN = "seen", _("查看")
        PRINTED = "printed", _("打印")
        EXPORTED = "exported", _("导出")

    viewer = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("查看人"))
    run = models.ForeignKey(PayRun, models.PROTECT, related_name="views", null=True)
    person = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, verbose_name=_("谁的激励")
    )
    what = models.CharField(_("动作"), max_length=8, choices=What)
    at = models.DateTimeField(_("时间"), default=clock.now)

    class Meta:
        verbose_name = _("激励查看记录")
        verbose_name_plural = _("激励查看记录")
        ordering = ["-pk"]
        triggers = [NO_CHANGE, NO_TRUNCATE]

    def __str__(self) -> str:
        return f"{self.viewer} {self.at:%Y-%m-%d %H:%M}"


class TieDecision(models.Model):
    """What HR decided a tie over a pay boundary is worth to each of them (R5.5.1)."""

    run = models.ForeignKey(PayRun, models.PROTECT, related_name="tie_decisions")
    place = models.PositiveSmallIntegerField(_("名次"))
    people = ArrayField(models.BigIntegerField())
    amount = models.DecimalField(_("每人金额（元）"), max_digits=8, decimal_places=2)
    reason = models.CharField(_("理由"), max_length=200)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("并列裁定")
        verbose_name_plural = _("并列裁定")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.run} #{self.place}"


class PoolShare(models.Model):
    """What the head of the department proposes to give a person of the team pool (R5.8.3)."""

    run = models.ForeignKey(PayRun, models.PROTECT, related_name="pool_shares")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("人员"))
    amount = models.DecimalField(_("金额（元）"), max_digits=12, decimal_places=2)
    reason = models.CharField(_("理由"), max_length=200)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("团队奖金分配")
        verbose_name_plural = _("团队奖金分配")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "person"], name="one_pool_share_each"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="pool_share_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.run} {self.person} {self.amount}"

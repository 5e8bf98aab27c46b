"""A grading run and what it found of every customer; neither ever changes (R3.5)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.models import Customer
from foundation.history import NO_CHANGE, NO_TRUNCATE
from foundation.numbering.series import Series
from foundation.papers.models import Work
from foundation.people.models import User
from foundation.process.holders import PartOfAnotherAct
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from grading.models.assessment import Assessment
from grading.rules import Rules
from grading.scope import GradeQuerySet, RunQuerySet


class GradingRun(Record):
    """分级: everybody graded by one policy as of one day, in one transaction."""

    class Kind(models.TextChoices):
        MONTHLY = "monthly", _("月度")
        BY_HAND = "by_hand", _("临时")

    class State(models.TextChoices):
        COMPUTING = "computing", _("计算中")
        DONE = "done", _("已完成")

    series: ClassVar[Series] = Series("PJ", "PJ-{period}-{number:03d}", "%Y%m")
    closed_states = frozenset({State.DONE})

    kind = models.CharField(_("种类"), max_length=10, choices=Kind)
    as_of = models.DateField(_("截止日期"))
    policy = models.JSONField(_("采用的分级规则"))
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("发起人"))
    work = models.OneToOneField(Work, models.PROTECT, null=True, related_name="grading_run")
    state = StateField(_("状态"), default=State.COMPUTING, choices=State)
    computed_at = models.DateTimeField(_("计算时间"), null=True)
    # How many customers there are of what; ``orders_ranked`` and ``profit_ranked`` are the ranks' n.
    counts = models.JSONField(default=dict)

    objects: ClassVar[models.Manager[Any]] = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("分级")
        verbose_name_plural = _("分级")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["as_of"], condition=Q(kind="monthly"), name="one_monthly_run_a_month"
            )
        ]
        indexes = [models.Index(fields=["-as_of", "-matter"], name="grading_run_newest")]

    @classmethod
    def page_name(cls) -> str:
        return "run"

    def title(self) -> str:
        return f"{self.get_kind_display()}分级 {self.as_of}"

    @property
    def rules(self) -> Rules:
        return Rules.of(self.policy)

    @step(
        _("完成分级"), article="R3.5", source=State.COMPUTING, target=State.DONE,
        who=PartOfAnotherAct(),
    )  # fmt: skip
    def finish(self, *, by: User, counts: dict[str, int]) -> None:
        self.counts, self.computed_at = counts, clock.now()


class CustomerGrade(models.Model):
    """What a run found of a customer: inputs, ranks, scores, composite, grade.

    Empty inputs are missing, not zero. ``late``: days of delay times amount, over ``owed``; orders
    are amounts, or units of comparison where the policy says so. Scores keep ten places, so that
    composites of the same weights come out the same wherever they are computed.
    """

    append_only = True

    run = models.ForeignKey(
        GradingRun, models.PROTECT, related_name="grades", verbose_name=_("分级")
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="grades", verbose_name=_("客户")
    )
    is_new = models.BooleanField(_("新客户"))
    is_lapsed = models.BooleanField(_("已停止下单"))
    receivables = models.IntegerField(_("应收笔数"))
    excused = models.IntegerField(_("认可的拖延"))
    owed = models.DecimalField(_("应收金额"), max_digits=20, decimal_places=2, null=True)
    late = models.DecimalField(_("金额×拖延天数"), max_digits=24, decimal_places=2, null=True)
    order_lines = models.IntegerField(_("订单行数"))
    order_total = models.DecimalField(_("下单合计"), max_digits=28, decimal_places=7, null=True)
    orders_place = models.IntegerField(_("下单名次"), null=True)
    lines_without_factor = models.IntegerField(_("没有折算系数的行"))
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, null=True, related_name="+", verbose_name=_("前景评估")
    )
    profit_lines = models.IntegerField(_("利润期内的行数"))
    profit = models.DecimalField(_("利润"), max_digits=20, decimal_places=2, null=True)
    profit_place = models.IntegerField(_("利润名次"), null=True)
    lines_without_cost = models.IntegerField(_("没有成本的行"))
    credit_score = models.DecimalField(
        _("信用得分"), max_digits=13, decimal_places=10, null=True
    )  # fmt: skip
    orders_score = models.DecimalField(
        _("下单得分"), max_digits=13, decimal_places=10, null=True
    )  # fmt: skip
    prospects_score = models.DecimalField(
        _("前景得分"), max_digits=13, decimal_places=10, null=True
    )
    profit_score = models.DecimalField(
        _("利润得分"), max_digits=13, decimal_places=10, null=True
    )  # fmt: skip
    composite = models.DecimalField(_("综合得分"), max_digits=5, decimal_places=2, null=True)
    place = models.IntegerField(_("名次"), null=True)
    grade = models.CharField(_("等级"), max_length=1, blank=True)
    # With the override that held on the day of the run, if there was one.
    effective = models.CharField(_("有效等级"), max_length=1, blank=True)

    objects: ClassVar[models.Manager[Any]] = GradeQuerySet.as_manager()

    class Meta:
        verbose_name = _("客户等级")
        verbose_name_plural = _("客户等级")
        ordering = ["-pk"]
        triggers = [NO_CHANGE, NO_TRUNCATE]
        constraints = [
            models.UniqueConstraint(fields=["customer", "run"], name="graded_once_a_run")
        ]
        indexes = [models.Index(fields=["run", "place", "id"], name="grade_ranking")]

    def __str__(self) -> str:
        return f"{self.customer} {self.grade or '—'}"

    def get_absolute_url(self) -> str:
        return reverse("grading:grade", args=[self.pk])

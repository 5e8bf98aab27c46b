"""What the handling department writes: the investigation report and the disposal."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.models.complaint import Complaint
from foundation import clock
from foundation.history import track
from foundation.people.models import Department, User


@track()
class Report(models.Model):
    """投诉调查报告: all six points of R2.17."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="reports")
    round = models.PositiveSmallIntegerField()
    cause_kind = models.CharField(_("原因分类"), max_length=20)
    cause = models.TextField(_("发生原因"))
    course = models.TextField(_("具体经过"))
    responsible_people = models.ManyToManyField(
        User, verbose_name=_("责任人"), blank=True, related_name="+"
    )
    responsible_departments = models.ManyToManyField(
        Department, verbose_name=_("责任部门"), blank=True, related_name="+"
    )
    nobody_reason = models.TextField(
        _("无责任者的理由"), blank=True, help_text=_("没有责任人也没有责任部门时必填。")
    )
    conclusion = models.TextField(_("结论"))
    countermeasures = models.TextField(_("对策"))
    prevention = models.TextField(_("防范措施"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("撰写人"))
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("投诉调查报告")
        verbose_name_plural = _("投诉调查报告")
        constraints = [
            models.UniqueConstraint(fields=["complaint", "round"], name="one_report_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.complaint} #{self.round}"


@track()
class Disposal(models.Model):
    """处理意见, drafted by the handling department (R2.13); money by the sales rules (R2.18)."""

    class Kind(models.TextChoices):
        REDUCTION = "reduction", _("减价")
        RETURN = "return", _("退货")
        EXCHANGE = "exchange", _("换货")
        COMPENSATION = "compensation", _("赔偿")
        EXPLANATION = "explanation", _("解释致歉")
        IMPROVEMENT = "improvement", _("改进服务")

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="disposals")
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(_("处理方式"), max_length=12, choices=Kind)
    text = models.TextField(_("处理意见"))
    discount = models.DecimalField(_("折价金额（元）"), max_digits=12, decimal_places=2, default=0)
    compensation = models.DecimalField(
        _("赔偿金额（元）"), max_digits=12, decimal_places=2, default=0
    )
    sales_rule = models.CharField(
        _("销售规定依据"),
        max_length=120,
        blank=True,
        help_text=_("有折价或赔偿时必填：规定名称与条款。"),
    )
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("起草人"))
    drafted_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("处理意见")
        verbose_name_plural = _("处理意见")
        constraints = [
            models.UniqueConstraint(fields=["complaint", "round"], name="one_disposal_a_round"),
            models.CheckConstraint(
                condition=Q(discount__gte=0, compensation__gte=0), name="amounts_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(discount=0, compensation=0) | ~Q(sales_rule=""),
                name="amounts_cite_sales_rule",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint} #{self.round}"

"""施工: the start, the plan of works, equipment, changes, supervision, concealed works."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.papers.models import Attachment
from foundation.people.models import User
from power_projects import policies
from power_projects.models.project import Project


@track()
class Works(models.Model):
    """From the start report to the completion report; ``units`` are those of the material list."""

    project = models.OneToOneField(Project, models.PROTECT, primary_key=True, related_name="works")
    starts_on = models.DateField(_("开工日期"), null=True)
    expected_on = models.DateField(_("预计完工日期"), null=True)
    # The first plan stays; what is expected later moves beside it.
    moved_to = models.DateField(_("调整后的完工日期"), null=True)
    schedule = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    work_plan = models.TextField(_("施工规划"), blank=True)
    materials = models.TextField(_("材料计划"), blank=True)
    contractor_survey = models.TextField(_("施工单位的核实"), blank=True)
    supervisor = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("现场监督人")
    )
    units = models.PositiveIntegerField(_("设备材料总数"), default=0)
    installed = models.PositiveIntegerField(_("已安装"), default=0)
    completed_on = models.DateField(_("竣工日期"), null=True)
    report = models.TextField(_("竣工报告"), blank=True)
    reported_on = models.DateField(_("报告日期"), null=True)
    supply_application = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    as_built_on = models.DateField(_("竣工资料收到日期"), null=True)

    class Meta:
        verbose_name = _("施工情况")
        verbose_name_plural = _("施工情况")
        constraints = [
            models.CheckConstraint(condition=Q(installed__lte=F("units")), name="installed_of_all"),
            models.CheckConstraint(
                condition=Q(expected_on=None) | Q(expected_on__gte=F("starts_on")),
                name="finish_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}"


@track()
class Equipment(models.Model):
    """What is ordered: checked against accepted standards; for entrusted projects approved first."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="equipment")
    name = models.CharField(_("设备"), max_length=80)
    model = models.CharField(_("型号"), max_length=80)
    standard = models.CharField(_("符合的标准或认证"), max_length=40)
    drawing_is_reviewed = models.BooleanField(_("图纸已经审核"), default=False)
    maker = models.CharField(_("厂家"), max_length=120, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    ordered_on = models.DateField(_("订购日期"), null=True)
    arrives_on = models.DateField(_("到货日期"), null=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("设备")
        verbose_name_plural = _("设备")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ordered_on=None) | ~Q(maker="") & Q(arrives_on__isnull=False),
                name="order_names_maker_and_arrival",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.model}"

    @property
    def standard_name(self) -> str:
        return str(policies.STANDARDS.value().get(self.standard, self.standard))


@track()
class Change(models.Model):
    """A change of plan or drawing: asked for, told in writing, and only then made (R8.23)."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="changes")
    what = models.CharField(_("变更内容"), max_length=200)
    reason = models.CharField(_("理由"), max_length=200)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    affects_plan = models.BooleanField(_("涉及供电方案"), default=False)
    is_agreed = models.BooleanField(_("同意"), null=True)
    notice = models.CharField(_("书面通知的内容"), max_length=200, blank=True)
    told_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(_("通知时间"), null=True)
    made_on = models.DateField(_("实施日期"), null=True)

    class Meta:
        verbose_name = _("施工变更")
        verbose_name_plural = _("施工变更")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_on=None) | Q(is_agreed=True, told_at__isnull=False),
                name="change_made_after_its_notice",
            )
        ]

    def __str__(self) -> str:
        return self.what


@track()
class ConcealedWork(models.Model):
    """Signed by the supervisor before it is covered (R8.24)."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="concealed_works")
    name = models.CharField(_("隐蔽工程"), max_length=100)
    finding = models.CharField(_("检查情况"), max_length=200, blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(_("签认时间"), null=True)
    covered_on = models.DateField(_("覆盖日期"), null=True)

    class Meta:
        verbose_name = _("隐蔽工程")
        verbose_name_plural = _("隐蔽工程")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(covered_on=None) | Q(signed_at__isnull=False),
                name="covered_after_it_was_signed",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SiteVisit(models.Model):
    """An irregular check (R8.6), or supervision by the person named for it (R8.24)."""

    class Kind(models.TextChoices):
        CHECK = "check", _("施工检查")
        SUPERVISION = "supervision", _("现场监督")

    ARTICLES: ClassVar[dict[str, str]] = {Kind.CHECK: "R8.6", Kind.SUPERVISION: "R8.24"}

    project = models.ForeignKey(Project, models.PROTECT, related_name="site_visits")
    kind = models.CharField(_("种类"), max_length=12, choices=Kind)
    visited_on = models.DateField(_("日期"))
    findings = models.TextField(_("情况"))
    visited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    visited_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("现场检查")
        verbose_name_plural = _("现场检查")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.visited_on}"


@track()
class Connection(models.Model):
    """送电: contract, agreed day, notices, meter, supply (R8.28–R8.31)."""

    project = models.OneToOneField(
        Project, models.PROTECT, primary_key=True, related_name="connection"
    )
    accepted_on = models.DateField(_("验收合格日期"))
    contract_no = models.CharField(_("供用电合同编号"), max_length=60, blank=True)
    contract_on = models.DateField(_("合同签订日期"), null=True)
    supply_on = models.DateField(_("商定的供电日期"), null=True)
    notified_on = models.DateField(_("供电通知日期"), null=True)
    meter_ordered_on = models.DateField(_("装表通知单日期"), null=True)
    metered_on = models.DateField(_("装表日期"), null=True)
    meter_no = models.CharField(_("电能表编号"), max_length=60, blank=True)
    energised_on = models.DateField(_("送电日期"), null=True)

    class Meta:
        verbose_name = _("送电情况")
        verbose_name_plural = _("送电情况")
        constraints = [
            models.CheckConstraint(
                condition=Q(metered_on=None)
                | Q(contract_on__isnull=False, meter_ordered_on__isnull=False),
                name="metered_after_contract_and_order",
            ),
            models.CheckConstraint(
                condition=Q(energised_on=None) | Q(metered_on__isnull=False),
                name="energised_after_the_meter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}"

"""What the service department maintains: work coefficients (annex 1), positions, projects."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.people.models import User


class ProjectKind(models.Model):
    """项目类型 of annex 1."""

    code = models.CharField(_("类型代码"), max_length=20, unique=True)
    name = models.CharField(_("项目类型"), max_length=60)

    class Meta:
        verbose_name = _("项目类型")
        verbose_name_plural = _("项目类型")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


@track()
class Coefficient(models.Model):
    """工作系数 of a kind from a day on; in force once somebody else has approved it (R5.13)."""

    kind = models.ForeignKey(
        ProjectKind, models.PROTECT, related_name="coefficients", verbose_name=_("项目类型")
    )
    value = models.DecimalField(_("工作系数"), max_digits=8, decimal_places=4)
    applies_from = models.DateField(_("自何日起"))
    note = models.CharField(_("说明"), max_length=100, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("工作系数")
        verbose_name_plural = _("工作系数")
        ordering = ["kind", "-applies_from"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "applies_from"], name="one_coefficient_a_day"),
            models.CheckConstraint(condition=Q(value__gt=0), name="coefficient_positive"),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="coefficient_approval_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value.normalize():f}"


@track()
class StaffPosition(models.Model):
    """Which position a person holds from a day on; pay goes by the position of the day (R5.3)."""

    class Position(models.TextChoices):
        ENGINEER = "engineer", _("服务工程师")
        LEADER = "leader", _("组长")
        MANAGEMENT = "management", _("客服管理部")
        NONE = "none", _("不在激励范围")

    person = models.ForeignKey(
        User, models.PROTECT, related_name="service_positions", verbose_name=_("人员")
    )
    position = models.CharField(_("岗位"), max_length=12, choices=Position)
    since = models.DateField(_("自何日起"))
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("岗位")
        verbose_name_plural = _("岗位")
        ordering = ["person", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["person", "since"], name="one_position_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_position_display()}"


# Paid by points (R5.4.1).
ON_POINTS = (StaffPosition.Position.ENGINEER, StaffPosition.Position.LEADER)


@track()
class Project(models.Model):
    """A project that services belong to, with who answers for its commissioning (R5.9.3)."""

    code = models.CharField(_("项目编号"), max_length=40, unique=True)
    name = models.CharField(_("项目名称"), max_length=120)
    engineer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("调试负责人"),
    )  # fmt: skip
    energised_on = models.DateField(_("正常通电日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("项目")
        verbose_name_plural = _("项目")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("service_incentives:change_project", args=[self.pk])

"""供电方案: what the customer is answered; each draft is a revision of its own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.people.models import User
from power_projects.models.project import Project
from power_projects.supply import Mode, Office, Voltage


@track()
class SupplyPlan(models.Model):
    """Capacity in the unit of the application; of an increase, what is added (R8.9)."""

    class Form(models.TextChoices):
        LETTER = "letter", _("便函")
        PAPER = "paper", _("文件")

    project = models.ForeignKey(Project, models.PROTECT, related_name="plans")
    revision = models.PositiveSmallIntegerField(_("版次"))
    capacity = models.DecimalField(_("批准受电容量"), max_digits=12, decimal_places=2)
    voltage = models.CharField(_("供电电压"), max_length=6, choices=Voltage)
    mode = models.CharField(_("供电方式"), max_length=10, choices=Mode)
    metering = models.CharField(_("电能计量方式"), max_length=200)
    economy = models.TextField(_("供电方案的经济性"))
    is_dual = models.BooleanField(_("双电源或双回路供电"), default=False)
    load_nature = models.CharField(_("负荷性质"), max_length=100, blank=True)
    dual_reason = models.CharField(_("双回路的理由"), max_length=200, blank=True)
    has_special_need = models.BooleanField(_("有特殊需求或电网难以满足"), default=False)
    appraisal = models.TextField(_("论证结论"), blank=True)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=clock.now)
    office = models.CharField(_("答复部门"), max_length=7, choices=Office, blank=True)
    form = models.CharField(_("答复形式"), max_length=6, choices=Form, blank=True)
    received_by = models.CharField(_("客户签收人"), max_length=60, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("答复时间"), null=True)

    class Meta:
        verbose_name = _("供电方案")
        verbose_name_plural = _("供电方案")
        ordering = ["-revision"]
        constraints = [
            models.UniqueConstraint(fields=["project", "revision"], name="one_plan_a_revision"),
            models.CheckConstraint(
                condition=Q(capacity__gt=0) & ~Q(metering="") & ~Q(economy=""),
                name="plan_has_its_parts",
            ),
            models.CheckConstraint(
                condition=Q(is_dual=False) | ~Q(load_nature="") & ~Q(dual_reason=""),
                name="two_circuits_have_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} #{self.revision}"

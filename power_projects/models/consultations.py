"""会签: another department is asked mid-way; until it has answered, the project stands still."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.people.models import Department, User
from power_projects.models.project import Project


@track()
class Consultation(models.Model):
    project = models.ForeignKey(Project, models.PROTECT, related_name="consultations")
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("征询的部门"), db_index=False
    )
    question = models.CharField(_("征询的问题"), max_length=300)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.TextField(_("答复"), blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True)

    class Meta:
        verbose_name = _("部门会签")
        verbose_name_plural = _("部门会签")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="consultation_answered_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["project", "department"], condition=Q(answered_at=None),
                name="one_open_consultation_a_department",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.department}"

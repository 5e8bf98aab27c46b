"""Which firms a customer was shown: the whole list, never one (R8.5, R8.17)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.people.models import User
from power_projects.models.firm import Firm
from power_projects.models.project import Project
from power_projects.supply import Work


class FirmShowing(models.Model):
    project = models.ForeignKey(Project, models.PROTECT, related_name="showings")
    work = models.CharField(_("内容"), max_length=12, choices=Work)
    firms = models.ManyToManyField(Firm, related_name="+", verbose_name=_("出示的单位"))
    shown_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    shown_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("单位名单的出示")
        verbose_name_plural = _("单位名单的出示")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.project} {self.get_work_display()}"

"""供电区域: by address the station and the branch a project goes to (R8.4)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.people.models import Department, User


@track()
class SupplyArea(models.Model):
    name = models.CharField(_("供电区域"), max_length=60, unique=True)
    station = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("供电所")
    )
    branch = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("分公司营销部")
    )
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("供电区域")
        verbose_name_plural = _("供电区域")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

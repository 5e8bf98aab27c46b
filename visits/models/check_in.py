from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.people.models import User
from visits.models.visit import Visit


class CheckIn(models.Model):
    """签到: where and when a person was at a customer's, by their consent. Without row history, so
    that what is deleted is gone."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="check_ins")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"), default=clock.now)
    latitude = models.DecimalField(_("纬度"), max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(_("经度"), max_digits=8, decimal_places=5, null=True)
    accuracy = models.PositiveIntegerField(_("精度（米）"), null=True)

    class Meta:
        verbose_name = _("签到")
        verbose_name_plural = _("签到")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="check_in_has_a_place_or_none",
            )
        ]

    def __str__(self) -> str:
        return f"{self.visit} {self.at:%H:%M}"

"""Which sales position a person holds from a day on; the quota goes by the first of the month."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.people.models import User
from visits.positions import Position


class PostingQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """What holds on that day: one row a person, without those who no longer sell."""
        last = self.filter(since__lte=day).order_by("person_id", "-since").distinct("person_id")
        return self.filter(pk__in=last.values("pk")).exclude(position=Position.NONE)


@track()
class Posting(models.Model):
    """销售岗位 of a person."""

    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("人员"))
    position = models.CharField(_("岗位"), max_length=16, choices=Position)
    since = models.DateField(_("自何日起"))
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    set_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[Any] = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("销售岗位")
        verbose_name_plural = _("销售岗位")
        ordering = ["person", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["person", "since"], name="one_posting_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_position_display()}"

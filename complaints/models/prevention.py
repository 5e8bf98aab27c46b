"""Actions against repetition."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.models.complaint import Complaint
from foundation import clock
from foundation.people.models import User


class PreventionQuerySet(models.QuerySet["PreventionAction"]):
    def visible_to(self, user: User) -> PreventionQuerySet:
        return self.filter(complaint__in=Complaint.objects.visible_to(user))


class PreventionAction(models.Model):
    """防范措施 (R2.4): done only counts when its effect has been checked after an interval."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="prevention_actions")
    text = models.TextField(_("措施"))
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("负责人"))
    due_on = models.DateField(_("期限"))
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now)
    done_note = models.TextField(_("完成情况"), blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    is_effective = models.BooleanField(_("有效"), null=True)
    check_note = models.TextField(_("检查结果"), blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[PreventionAction]] = PreventionQuerySet.as_manager()

    class Meta:
        verbose_name = _("防范措施")
        verbose_name_plural = _("防范措施")
        ordering = ["due_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_at=None) | Q(done_at__isnull=False),
                name="prevention_checked_after_done",
            )
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="prevention_due")]

    def __str__(self) -> str:
        return self.text[:40]

    def get_absolute_url(self) -> str:
        return self.complaint.get_absolute_url()

    @property
    def ended_at(self) -> datetime | None:
        """What the deadline is judged by."""
        return self.done_at

    @property
    def progress(self) -> str | Promise:
        if self.checked_at:
            return _("有效，已完成")
        return _("待检查效果") if self.done_at else _("落实中")

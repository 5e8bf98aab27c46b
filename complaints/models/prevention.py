"""Actions against repetition."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.models.complaint import Complaint
from foundation import clock
from foundation.people.models import User


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

    def __str__(self) -> str:
        return self.text[:40]

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PolicyValue(models.Model):
    """A value and the day it applies from; only approved rows are ever read."""

    key = models.CharField(_("政策项"), max_length=80)
    value = models.JSONField(_("取值"))
    applies_from = models.DateField(_("自何日起"))
    drafted_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("政策取值")
        verbose_name_plural = _("政策取值")
        ordering = ["key", "-applies_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "applies_from"],
                condition=Q(approved_at__isnull=False),
                name="one_value_per_day",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="policy_approval_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.applies_from}"

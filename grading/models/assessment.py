"""What somebody judges a customer to become, criterion by criterion (R3.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.models import Customer
from foundation.history import NO_CHANGE, NO_TRUNCATE, track
from foundation.people.models import User
from grading.scope import CustomerRowQuerySet


@track()
class Assessment(models.Model):
    """Never changed but by a merge of customers: whoever judges otherwise assesses again."""

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="assessments", verbose_name=_("客户")
    )
    assessed_on = models.DateField(_("评估日期"))
    reason = models.TextField(_("考察情况与理由"))
    assessor = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("评估人"))
    entered_at = models.DateTimeField(_("登记时间"), default=clock.now)

    objects: ClassVar[models.Manager[Any]] = CustomerRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("前景评估")
        verbose_name_plural = _("前景评估")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["customer", "-assessed_on", "-id"], name="assessment_newest")
        ]

    def __str__(self) -> str:
        return f"{self.customer} {self.assessed_on}"

    def get_absolute_url(self) -> str:
        return reverse("grading:assessment", args=[self.pk])

    def score(self) -> Decimal:
        """100 × Σ(weight × points) / Σ(weight × maximum)."""
        lines = list(self.lines.all())
        earned = sum((line.weight * line.points for line in lines), start=Decimal(0))
        return 100 * earned / sum(line.weight * line.maximum for line in lines)


class AssessmentLine(models.Model):
    """Points for one criterion, with its weight and maximum of that day."""

    append_only = True

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="lines")
    criterion = models.CharField(_("评估内容"), max_length=60)
    weight = models.PositiveSmallIntegerField(_("权重"))
    maximum = models.PositiveSmallIntegerField(_("满分"))
    points = models.DecimalField(_("得分"), max_digits=6, decimal_places=2)

    class Meta:
        verbose_name = _("评估分项")
        verbose_name_plural = _("评估分项")
        ordering = ["pk"]
        triggers = [NO_CHANGE, NO_TRUNCATE]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gte=1, maximum__gte=1, points__gte=0, points__lte=F("maximum")),
                name="assessment_points_in_range",
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.points}"

"""Service trips: one row per engineer and trip."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.people.models import User
from service_incentives.models.registers import Project, ProjectKind
from service_incentives.scope import TripQuerySet


@track()
class Trip(models.Model):
    """出差记录: counts in the month it ends, with coefficient and position of that day (R5.4.1)."""

    class Visit(models.TextChoices):
        FIRST = "first", _("首次服务")
        OMISSION = "omission", _("重复服务：调试功能缺失或遗漏")
        REPEAT = "repeat", _("重复服务：其他原因")

    class Paper(models.TextChoices):
        """服务记录单 (R5.9.5)."""

        SIGNED = "signed", _("已签收")
        UNSIGNED = "unsigned", _("未签，待处理")
        EXCUSED = "excused", _("经同意免签")
        FINED = "fined", _("未签，罚款")

    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("工程师"))
    project = models.ForeignKey(
        Project, models.PROTECT, related_name="trips", verbose_name=_("项目")
    )
    kind = models.ForeignKey(
        ProjectKind, models.PROTECT, related_name="+", verbose_name=_("项目类型")
    )
    started_on = models.DateField(_("出发日期"))
    ended_on = models.DateField(_("结束日期"))
    visit = models.CharField(_("服务性质"), max_length=8, choices=Visit, default=Visit.FIRST)
    paper = models.CharField(_("服务记录单"), max_length=8, choices=Paper, default=Paper.SIGNED)
    paper_decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("服务记录单处理人")
    )
    paper_decided_on = models.DateField(_("服务记录单处理日期"), null=True)
    paper_reason = models.CharField(_("未签原因"), max_length=200, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    entered_at = models.DateTimeField(_("登记时间"), default=clock.now)
    voided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("作废人")
    )
    voided_at = models.DateTimeField(_("作废时间"), null=True)
    void_reason = models.CharField(_("作废原因"), max_length=200, blank=True)

    objects: ClassVar[models.Manager[Any]] = TripQuerySet.as_manager()

    class Meta:
        verbose_name = _("出差记录")
        verbose_name_plural = _("出差记录")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "project", "started_on"],
                condition=Q(voided_at=None),
                name="trip_entered_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("started_on")), name="trip_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(paper__in=["excused", "fined"], paper_decided_by__isnull=False,
                            paper_decided_on__isnull=False)
                | (~Q(paper__in=["excused", "fined"])
                   & Q(paper_decided_by=None, paper_decided_on=None)),
                name="paper_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(voided_by=None, voided_at=None)
                | Q(voided_by__isnull=False, voided_at__isnull=False) & ~Q(void_reason=""),
                name="trip_void_complete",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["ended_on", "person"], name="trip_ended"),
            models.Index(fields=["person", "-id"], name="trip_of_person"),
            models.Index(fields=["entered_at"], name="trip_entered"),
            models.Index(
                fields=["ended_on"], condition=Q(paper="unsigned", voided_at=None),
                name="trip_unsigned",
            ),
            models.Index(
                fields=["paper_decided_on"], condition=Q(paper="fined"), name="trip_fined"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person} {self.project.code} {self.ended_on}"

    def get_absolute_url(self) -> str:
        return reverse("service_incentives:trip", args=[self.pk])

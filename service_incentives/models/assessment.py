"""Quarterly assessments: scores of everybody, approved as one (R5.2, R5.5.1)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import User
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from service_incentives import holders, periods
from service_incentives.scope import RoundQuerySet


@track(exclude=("matter",))
class AssessmentRound(Record):
    """The assessments of one quarter. Who has none in an approved round has no place."""

    class State(models.TextChoices):
        DRAFT = "draft", _("评分中")
        SUBMITTED = "submitted", _("待批准")
        APPROVED = "approved", _("已批准")

    series: ClassVar[Series] = Series("KH", "KH-{period}-{number:02d}", "%Y")
    closed_states = frozenset({State.APPROVED})

    quarter = models.DateField(_("季度"), unique=True)
    state = StateField(_("状态"), default=State.DRAFT, choices=State)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("季度考核")
        verbose_name_plural = _("季度考核")
        ordering = ["-quarter"]

    @classmethod
    def page_name(cls) -> str:
        return "round"

    def title(self) -> str:
        return f"{self._meta.verbose_name} {periods.label('quarterly', self.quarter)}"

    @property
    def last_day(self) -> date:
        """Who is ranked, the position of this day decides."""
        return periods.until("quarterly", self.quarter) - timedelta(days=1)

    def barred(self) -> tuple[set[int | None], Any]:
        """Who scored, and who was scored, approves nothing of it."""
        return {self.opened_by_id, self.submitted_by_id} - {None}, self.rows.values("person")

    def scored(self) -> set[int]:
        kept: set[int] | None = self.__dict__.get("_scored")
        if kept is None:
            kept = self.__dict__["_scored"] = set(self.rows.values_list("person", flat=True))
        return kept

    def _has_scores(self) -> list[Any]:
        return [] if self.rows.exists() else [_("至少一人的考核分数。")]

    @step(
        _("提交考核"), article="R5.5.1", source=State.DRAFT, target=State.SUBMITTED,
        who=holders.STATISTICIANS, checks=(_has_scores,), can_be_taken_back=True,
        sets=("submitted_by",),
    )  # fmt: skip
    def submit(self, *, by: User) -> None:
        self.submitted_by = by

    @step(
        _("批准考核"), article="R5.5.1", source=State.SUBMITTED, target=State.APPROVED,
        who=holders.OF_DEPARTMENT, not_by=("opened_by_id", "submitted_by_id", "scored"),
        style="success",
    )  # fmt: skip
    def approve(self, *, by: User) -> None:
        self.approved_by, self.approved_at = by, clock.now()

    @step(
        _("退回"), article="R5.5.1", source=State.SUBMITTED, target=State.DRAFT,
        who=holders.OF_DEPARTMENT, not_by=("scored",), reason_required=True, style="warning",
    )  # fmt: skip
    def send_back(self, *, by: User) -> None:
        self.submitted_by = None


@track()
class Assessment(models.Model):
    """One person's scores, each out of 100."""

    round = models.ForeignKey(AssessmentRound, models.PROTECT, related_name="rows")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("人员"))
    quality = models.DecimalField(_("服务质量"), max_digits=5, decimal_places=2)
    workload = models.DecimalField(_("服务工作量"), max_digits=5, decimal_places=2)
    cost = models.DecimalField(_("服务成本"), max_digits=5, decimal_places=2)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("考核分数")
        verbose_name_plural = _("考核分数")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="assessed_once_a_quarter"),
            models.CheckConstraint(
                condition=Q(
                    quality__range=(0, 100), workload__range=(0, 100), cost__range=(0, 100)
                ),
                name="scores_out_of_100",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.person}"

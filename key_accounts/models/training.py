"""Training of business staff and account managers (R6.10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.numbering.series import Series
from foundation.people.models import User
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from key_accounts import holders
from key_accounts.scope import TrainingQuerySet


class Training(Record):
    """培训: planned for named people, held with who was there and how they did."""

    class State(models.TextChoices):
        PLANNED = "planned", _("已计划")
        HELD = "held", _("已举办")
        CANCELLED = "cancelled", _("已取消")

    series: ClassVar[Series] = Series("DKPX", "DKPX-{period}-{number:03d}", "%Y")
    closed_states = frozenset({State.HELD, State.CANCELLED})

    topic = models.CharField(_("培训主题"), max_length=100)
    content = models.TextField(_("培训内容"))
    planned_on = models.DateField(_("培训日期"))
    place = models.CharField(_("地点"), max_length=100)
    trainer = models.CharField(_("讲师"), max_length=60)
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("计划人"))
    state = StateField(_("状态"), default=State.PLANNED, choices=State)

    objects: ClassVar[models.Manager[Any]] = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("大客户业务培训")
        verbose_name_plural = _("大客户业务培训")
        ordering = ["-pk"]

    @classmethod
    def page_name(cls) -> str:
        return "training"

    def title(self) -> str:
        return f"{self.topic} {self.planned_on:%Y-%m-%d}"

    def owner(self) -> User | None:
        return self.planned_by

    @step(
        _("登记培训情况"), article="R6.10", source=State.PLANNED, target=State.HELD,
        who=holders.KEEPER, style="success",
    )  # fmt: skip
    def hold(self, *, by: User, results: Mapping[str, Any]) -> None:
        """Who was there, and the result of the test, by person."""

    @step(
        _("取消培训"), article="R6.10", source=State.PLANNED, target=State.CANCELLED,
        who=holders.KEEPER, reason_required=True, style="secondary",
    )  # fmt: skip
    def cancel(self, *, by: User) -> None:
        """Who was to come is due as before."""


class Attendance(models.Model):
    training = models.ForeignKey(Training, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("学员"))
    was_present = models.BooleanField(_("到场"), null=True)
    score = models.DecimalField(_("测验成绩"), max_digits=4, decimal_places=1, null=True)
    has_passed = models.BooleanField(_("是否合格"), null=True)

    class Meta:
        verbose_name = _("培训学员")
        verbose_name_plural = _("培训学员")
        constraints = [
            models.UniqueConstraint(fields=["training", "person"], name="trainee_once"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(was_present=True, score__range=(0, 100)),
                name="score_of_who_was_there",
            ),
        ]

    def __str__(self) -> str:
        return self.person.name

"""What happened to lent archives: damage, loss, passing on, disclosure (R1.4.2, R1.4.3)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from archives import holders
from archives.models.loans import Loan
from archives.models.states import IncidentState
from archives.models.volumes import Volume
from archives.scope import IncidentQuerySet
from foundation import clock
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import Record, StateField
from foundation.process.steps import step

STATE = IncidentState


class Incident(Record):
    """Reported to the leader, made good as far as possible, then decided; the volume is flagged."""

    class Kind(models.TextChoices):
        DAMAGE = "damage", _("损坏、涂改、圈划或折叠")
        LOSS = "loss", _("遗失")
        PASSED_ON = "passed_on", _("转借")
        DISCLOSURE = "disclosure", _("泄露内容")

    series: ClassVar[Series] = Series("SG", "SG-{period}-{number:03d}", "%Y")
    closed_states = frozenset({STATE.DECIDED})

    volume = models.ForeignKey(Volume, models.PROTECT, related_name="incidents")
    loan = models.ForeignKey(Loan, models.PROTECT, related_name="incidents")
    kind = models.CharField(_("情况"), max_length=12, choices=Kind)
    text = models.TextField(_("经过"))
    reported_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("报告人")
    )
    state = StateField(_("状态"), default=STATE.REPORTED, choices=STATE)
    measures = models.TextField(_("追查补救"), blank=True)
    handled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    handled_at = models.DateTimeField(null=True)
    penalty = models.TextField(_("处理决定"), blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("档案事故")
        verbose_name_plural = _("档案事故")
        ordering = ["-pk"]

    @classmethod
    def page_name(cls) -> str:
        return "incident"

    def title(self) -> str:
        return f"{self.get_kind_display()} · {self.volume.public_label}"

    def responsible_department(self) -> Department | None:
        return self.loan.department

    def owner(self) -> User | None:
        return self.loan.borrower

    def concerned(self) -> set[int | None]:
        """Who answers for it decides nothing about it."""
        return {self.loan.borrower_id}

    @step(
        _("填写追查补救"), article="R1.4.3", source=STATE.REPORTED, target=STATE.HANDLED,
        who=holders.ROOM, not_by=("concerned",), sets=("measures", "handled_by", "handled_at"),
    )  # fmt: skip
    def handle(self, *, by: User, measures: str) -> None:
        self.measures, self.handled_by, self.handled_at = measures, by, clock.now()

    @step(
        _("处理决定"), article="R1.4.3", source=STATE.HANDLED, target=STATE.DECIDED,
        who=holders.INCIDENT_JUDGE, not_by=("concerned", "reported_by_id"), style="success",
    )  # fmt: skip
    def decide(self, *, by: User, penalty: str) -> None:
        self.penalty, self.decided_by, self.decided_at = penalty, by, clock.now()

"""档案处罚: loss, damage or missing pages of a file; recorded only, never deducted (R4.2.10)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from health_forms import holders
from health_forms.models.file import CustomerFile
from health_forms.scope import PenaltyQuerySet


@track(exclude=("matter",))
class Penalty(Record):
    """Proposed by the sales manager, the employee heard, decided by the GM."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待本人陈述")
        HEARD = "heard", _("待总经理批准")
        APPROVED = "approved", _("已批准")
        REFUSED = "refused", _("未获批准")

    class Kind(models.TextChoices):
        LOSS = "loss", _("丢失")
        DAMAGE = "damage", _("损坏")
        MISSING = "missing", _("缺页")
        PASSED_ON = "passed_on", _("外传")

    series: ClassVar[Series] = Series("CF", "CF-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.APPROVED, State.REFUSED})

    file = models.ForeignKey(CustomerFile, models.PROTECT, related_name="penalties")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("当事人"))
    kind = models.CharField(_("情形"), max_length=10, choices=Kind)
    amount = models.DecimalField(_("金额（元）"), max_digits=7, decimal_places=2)
    reason = models.CharField(_("事实和理由"), max_length=300)
    proposed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    statement = models.TextField(_("本人陈述"), blank=True)
    state = StateField(_("状态"), default=State.PROPOSED, choices=State)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    restored_at = models.DateTimeField(_("补充完成时间"), null=True)

    objects: ClassVar[models.Manager[Any]] = PenaltyQuerySet.as_manager()

    class Meta:
        verbose_name = _("档案处罚")
        verbose_name_plural = _("档案处罚")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("heard", "approved")) | ~Q(statement=""),
                name="nobody_is_punished_unheard",
            )
        ]
        indexes = [models.Index(fields=["person", "-matter"], name="penalty_of_person")]

    @classmethod
    def page_name(cls) -> str:
        return "penalty"

    def title(self) -> str:
        return f"{self.person.name} {self.get_kind_display()} {self.file.matter.number}"

    def owner(self) -> User | None:
        return self.person

    def responsible_department(self) -> Department | None:
        return self.person.department

    def may_attach(self, user: User) -> bool:
        return False

    # Steps.

    @step(
        _("本人陈述"), article="R4.2.10", source=State.PROPOSED, target=State.HEARD,
        who=holders.PUNISHED,
    )  # fmt: skip
    def hear(self, *, by: User, statement: str) -> None:
        self.statement = statement

    @step(
        _("批准处罚"), article="R4.2.10", source=State.HEARD, target=State.APPROVED,
        who=holders.GENERAL_MANAGER, not_by=("person_id", "proposed_by_id"), style="success",
    )  # fmt: skip
    def approve(self, *, by: User) -> None:
        self.decided_by, self.decided_at = by, clock.now()

    @step(
        _("不予处罚"), article="R4.2.10", source=[State.PROPOSED, State.HEARD],
        target=State.REFUSED, who=holders.GENERAL_MANAGER, not_by=("person_id",),
        reason_required=True, style="warning",
    )  # fmt: skip
    def refuse(self, *, by: User) -> None:
        self.decided_by, self.decided_at = by, clock.now()

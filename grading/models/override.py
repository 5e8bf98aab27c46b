"""A grade raised or lowered by hand, for a time, with a reason and a manager's approval (R3.5)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.models import Customer
from foundation.numbering.series import Series
from foundation.people.models import User
from foundation.process.holders import PartOfAnotherAct
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from grading import holders
from grading.rules import GRADES
from grading.scope import DecidedQuerySet


class Override(Record):
    """等级调整: from its approval through ``ends_on`` it stands in the place of the computed grade."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待批准")
        APPROVED = "approved", _("生效中")
        REFUSED = "refused", _("未获批准")
        ENDED = "ended", _("已结束")

    series: ClassVar[Series] = Series("TZ", "TZ-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.REFUSED, State.ENDED})

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="overrides", verbose_name=_("客户")
    )
    grade = models.CharField(_("调整为"), max_length=1, choices=[(one, one) for one in GRADES])
    was = models.CharField(_("提出时的等级"), max_length=1, blank=True)
    reason = models.TextField(_("调整理由"))
    ends_on = models.DateField(_("有效至"))
    proposed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    state = StateField(_("状态"), default=State.PROPOSED, choices=State)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    decided_at = models.DateTimeField(_("审批时间"), null=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True)

    objects: ClassVar[models.Manager[Any]] = DecidedQuerySet.as_manager()

    class Meta:
        verbose_name = _("等级调整")
        verbose_name_plural = _("等级调整")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"],
                condition=Q(state__in=["proposed", "approved"]),
                name="one_override_a_customer",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at=None)
                | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="override_decided_with_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["ends_on"], condition=Q(state="approved"), name="override_running")
        ]

    @classmethod
    def page_name(cls) -> str:
        return "override"

    def title(self) -> str:
        return f"{self.customer} {self.was or '—'} → {self.grade}"

    def owner(self) -> User | None:
        return self.proposed_by

    def concerned_customer(self) -> Customer:
        return self.customer

    def barred(self) -> set[int | None]:
        """Who proposed it, and who answers for the account."""
        return {self.proposed_by_id, self.customer.owner_id}

    def _is_not_over(self) -> list[Any]:
        return [] if self.ends_on >= clock.today() else [_("尚未过去的有效期。")]

    @step(
        _("批准等级调整"), article="R3.5", source=State.PROPOSED, target=State.APPROVED,
        who=holders.DECIDER, not_by=("barred",), checks=(_is_not_over,), style="success",
    )  # fmt: skip
    def approve(self, *, by: User) -> None:
        self.decided_by, self.decided_at = by, clock.now()

    @step(
        _("不批准等级调整"), article="R3.5", source=State.PROPOSED, target=State.REFUSED,
        who=holders.DECIDER, not_by=("barred",), reason_required=True, style="danger",
    )  # fmt: skip
    def refuse(self, *, by: User) -> None:
        self.decided_by, self.decided_at = by, clock.now()

    @step(
        _("提前结束"), article="R3.5", source=State.APPROVED, target=State.ENDED,
        who=holders.DECIDER, reason_required=True, style="secondary",
    )  # fmt: skip
    def end(self, *, by: User) -> None:
        self.ended_at = clock.now()

    @step(
        _("到期结束"), article="R3.5", source=State.APPROVED, target=State.ENDED,
        who=PartOfAnotherAct(),
    )  # fmt: skip
    def run_out(self, *, by: User) -> None:
        """The day after ``ends_on``, by itself."""
        self.ended_at = clock.now()

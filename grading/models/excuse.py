"""Why a receivable was late, and whether that counts (R3.1)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.models import Customer
from foundation.numbering.series import Series
from foundation.people.models import User
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from grading import holders
from grading.models.receivables import Receivable
from grading.scope import ExcuseQuerySet


class Excuse(Record):
    """拖延说明: approved, the delay counts as none from the day of the decision on."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待批准")
        APPROVED = "approved", _("已批准，不计拖延")
        REFUSED = "refused", _("不予认可")

    series: ClassVar[Series] = Series("YQ", "YQ-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.APPROVED, State.REFUSED})

    receivable = models.ForeignKey(
        Receivable, models.PROTECT, related_name="excuses", verbose_name=_("应收编号")
    )
    reason = models.TextField(_("拖延原因"))
    proposed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    state = StateField(_("状态"), default=State.PROPOSED, choices=State)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    decided_at = models.DateTimeField(_("审批时间"), null=True)

    objects: ClassVar[models.Manager[Any]] = ExcuseQuerySet.as_manager()

    class Meta:
        verbose_name = _("拖延说明")
        verbose_name_plural = _("拖延说明")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["receivable"],
                condition=Q(state__in=["proposed", "approved"]),
                name="one_excuse_a_receivable",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at=None)
                | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="excuse_decided_with_moment",
            ),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "excuse"

    @property
    def customer(self) -> Customer:
        return self.receivable.customer

    def title(self) -> str:
        return f"{self.customer} · {self.receivable}"

    def owner(self) -> User | None:
        return self.proposed_by

    def concerned_customer(self) -> Customer:
        return self.customer

    def barred(self) -> set[int | None]:
        """Who proposed it, and who answers for the account."""
        return {self.proposed_by_id, self.customer.owner_id}

    @step(
        _("认可拖延原因"), article="R3.1", source=State.PROPOSED, target=State.APPROVED,
        who=holders.DECIDER, not_by=("barred",), style="success",
    )  # fmt: skip
    def approve(self, *, by: User) -> None:
        self.decided_by, self.decided_at = by, clock.now()

    @step(
        _("不予认可"), article="R3.1", source=State.PROPOSED, target=State.REFUSED,
        who=holders.DECIDER, not_by=("barred",), reason_required=True, style="danger",
    )  # fmt: skip
    def refuse(self, *, by: User) -> None:
        self.decided_by, self.decided_at = by, clock.now()

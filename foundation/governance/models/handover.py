from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.delegation import OWN, acts_as, stands_for
from foundation.people.models import Department, User
from foundation.people.roles import ADMIN_HR, GM
from foundation.process.holders import InRole, Person
from foundation.process.inboxes import involving
from foundation.process.records import Record, RecordQuerySet, StateField
from foundation.process.steps import step

LEAVER = Person(lambda handover: handover.leaver)
SUCCESSOR = Person(lambda handover: handover.successor)
KEEPER = InRole(ADMIN_HR)
MANAGER = InRole(GM)


class HandoverQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> HandoverQuerySet:
        """Admin & HR and the GM (or who stands in for them), both parties, task holders, copies."""
        if acts_as(user, ADMIN_HR) or acts_as(user, GM):
            return self
        people = stands_for(user, OWN)
        return self.filter(Q(leaver__in=people) | Q(successor__in=people) | involving(user, OWN))


class Handover(Record):
    """离职交接: what a person leaving holds passes to a named successor; both sign."""

    class State(models.TextChoices):
        TAKING_STOCK = "taking_stock", _("清点中")
        AWAITING_SUCCESSOR = "awaiting_successor", _("待接收人签认")
        AWAITING_GM = "awaiting_gm", _("缺失待总经理批准")
        COMPLETED = "completed", _("已交接")
        VOID = "void", _("已作废")

    series: ClassVar[Series] = Series("JJ", "JJ-{period}-{number:03d}", "%Y")
    closed_states = frozenset({State.COMPLETED, State.VOID})

    leaver = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("离职人"))
    successor = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("接收人"))
    last_day = models.DateField(_("离职日期"), help_text=_("最后一个工作日，次日账号关闭。"))
    reason = models.CharField(_("离职事由"), max_length=200, blank=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = StateField(_("状态"), default=State.TAKING_STOCK, choices=State)
    leaver_signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    leaver_signed_at = models.DateTimeField(null=True)
    successor_signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    successor_signed_at = models.DateTimeField(null=True)
    missing_approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    missing_approved_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("离职交接")
        verbose_name_plural = _("离职交接")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["leaver"],
                condition=~Q(state__in=["completed", "void"]),
                name="one_open_handover_per_leaver",
            ),
            models.CheckConstraint(
                condition=~Q(leaver=F("successor")), name="handover_to_another_person"
            ),
            models.CheckConstraint(
                condition=~Q(state="completed")
                | Q(leaver_signed_at__isnull=False, successor_signed_at__isnull=False),
                name="handover_completed_with_both_signatures",
            ),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "handover"

    def regulation_number(self) -> int:
        return 0

    def title(self) -> str:
        return f"{self.leaver.name} → {self.successor.name}"

    def responsible_department(self) -> Department | None:
        return self.leaver.department

    def has_missing(self) -> bool:
        return self.items.filter(outcome=HandoverItem.Outcome.MISSING).exists()

    def _unsign(self) -> None:
        self.leaver_signed_by = self.leaver_signed_at = None
        self.successor_signed_by = self.successor_signed_at = None

    # Steps.

    @step(
        _("离职人签认"), article="R0.handover", source=State.TAKING_STOCK,
        target=State.AWAITING_SUCCESSOR, who=LEAVER, not_by=("successor_id",),
        sets=("leaver_signed_by", "leaver_signed_at"), can_be_taken_back=True,
    )  # fmt: skip
    def sign_as_leaver(self, *, by: User) -> None:
        self.leaver_signed_by, self.leaver_signed_at = by, clock.now()

    @step(
        _("代离职人签认"), article="R0.handover", source=State.TAKING_STOCK,
        target=State.AWAITING_SUCCESSOR, who=KEEPER, not_by=("leaver_id", "successor_id"),
        reason_required=True, sets=("leaver_signed_by", "leaver_signed_at"), style="warning",
        can_be_taken_back=True,
    )  # fmt: skip
    def sign_in_absence(self, *, by: User) -> None:
        """The leaver cannot be reached: what can't be produced is recorded as missing."""
        self.leaver_signed_by, self.leaver_signed_at = by, clock.now()

    @step(
        _("接收人签认"), article="R0.handover", source=State.AWAITING_SUCCESSOR,
        target=RETURN_VALUE(State.AWAITING_GM, State.COMPLETED), who=SUCCESSOR,
        not_by=("leaver_id", "leaver_signed_by_id"), style="success",
    )  # fmt: skip
    def sign_as_successor(self, *, by: User) -> str:
        self.successor_signed_by, self.successor_signed_at = by, clock.now()
        return self.State.AWAITING_GM if self.has_missing() else self.State.COMPLETED

    @step(
        _("退回清点"), article="R0.handover", source=State.AWAITING_SUCCESSOR,
        target=State.TAKING_STOCK, who=SUCCESSOR, not_by=("leaver_id",), reason_required=True,
        style="warning",
    )  # fmt: skip
    def send_back(self, *, by: User) -> None:
        self._unsign()

    @step(
        _("批准缺失并完成交接"), article="R0.handover", source=State.AWAITING_GM,
        target=State.COMPLETED, who=MANAGER, not_by=("leaver_id", "successor_id"), style="success",
    )  # fmt: skip
    def approve_missing(self, *, by: User) -> None:
        self.missing_approved_by, self.missing_approved_at = by, clock.now()

    @step(
        _("要求补齐"), article="R0.handover", source=State.AWAITING_GM, target=State.TAKING_STOCK,
        who=MANAGER, not_by=("leaver_id", "successor_id"), reason_required=True, style="warning",
    )  # fmt: skip
    def demand_missing(self, *, by: User) -> None:
        self._unsign()

    @step(
        _("作废"), article="R0.handover", target=State.VOID, who=KEEPER, not_by=("leaver_id",),
        source=[State.TAKING_STOCK, State.AWAITING_SUCCESSOR, State.AWAITING_GM],
        reason_required=True, style="danger",
    )  # fmt: skip
    def void(self, *, by: User) -> None:
        """The person stays; nothing has moved."""


@track()
class HandoverItem(models.Model):
    """One thing on the list: found in the system (``holding``, ``key``) or written in by hand."""

    class Outcome(models.TextChoices):
        PENDING = "pending", _("待交接")
        HANDED_OVER = "handed_over", _("已交接")
        MISSING = "missing", _("缺失")

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="items")
    holding = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=40)
    label = models.CharField(_("事项或物品"), max_length=300)
    url = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(_("结果"), max_length=12, choices=Outcome, default=Outcome.PENDING)
    missing_reason = models.CharField(_("缺失说明"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("交接项目")
        verbose_name_plural = _("交接项目")
        ordering = ["holding", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "holding", "key"], name="one_item_per_thing"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="missing") | ~Q(missing_reason=""),
                name="missing_item_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.label

"""事前申请: what a visit will cost, gifts and entertainment, asked for before it (R7.3.2.5, R7.3.3.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from foundation import clock
from foundation.customers.models import Customer
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from visits import holders, policies, rules
from visits.models.plan import PlanLine
from visits.models.visit import Visit
from visits.scope import RequestQuerySet


@track(exclude=("matter",))
class AdvanceRequest(Record):
    """Of one line of a plan, or of an unplanned visit; decided on its own, not with the plan."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待主管审核")
        AWAITING_GM = "awaiting_gm", _("待总经理批准")
        APPROVED = "approved", _("已批准")
        REFUSED = "refused", _("未获批准")
        REIMBURSED = "reimbursed", _("已报销")
        DISALLOWED = "disallowed", _("不予报销")
        VOID = "void", _("已撤回")

    class Kind(models.TextChoices):
        COST = "cost", _("费用")
        GIFT = "gift", _("礼品")
        ENTERTAINMENT = "entertainment", _("应酬")

    series: ClassVar[Series] = Series("SQ", "SQ-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.REFUSED, State.REIMBURSED, State.DISALLOWED, State.VOID})

    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    line = models.ForeignKey(PlanLine, models.PROTECT, null=True, related_name="requests")
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="+", verbose_name=_("拜访客户")
    )
    needed_on = models.DateField(_("拜访日期"))
    kind = models.CharField(_("种类"), max_length=14, choices=Kind)
    amount = models.DecimalField(_("金额（元）"), max_digits=10, decimal_places=2)
    recipient = models.CharField(_("收受人"), max_length=100, blank=True)
    occasion = models.CharField(_("事由"), max_length=200)
    state = StateField(_("状态"), default=State.PROPOSED, choices=State)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(_("批准时间"), null=True)
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="requests")
    spent = models.DecimalField(_("报销金额（元）"), max_digits=10, decimal_places=2, null=True)
    paid_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    paid_at = models.DateTimeField(null=True)
    is_violation = models.BooleanField(_("事前未获批准"), default=False)

    objects: ClassVar[models.Manager[Any]] = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("事前申请")
        verbose_name_plural = _("事前申请")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="request_of_something"),
            models.CheckConstraint(
                condition=Q(kind="cost") | ~Q(recipient=""), name="gift_has_a_recipient"
            ),
        ]
        indexes = [models.Index(fields=["person", "-matter"], name="request_of_person")]

    @classmethod
    def page_name(cls) -> str:
        return "request"

    def title(self) -> str:
        return f"{self.get_kind_display()} {self.amount} · {self.customer.name}"

    def owner(self) -> User | None:
        return self.person

    def responsible_department(self) -> Department | None:
        return self.person.department

    def concerned_customer(self) -> Customer | None:
        return self.customer

    @property
    def needs_gm(self) -> bool:
        """Gifts and entertainment above a limit: anti-bribery law applies (R7.3.3.3)."""
        return self.kind != self.Kind.COST and self.amount > policies.GIFT_LIMIT.value()

    @property
    def was_in_time(self) -> bool:
        """Approved on the day the visit began at the latest."""
        if self.visit is None or self.approved_at is None:
            return False
        return rules.was_approved_before(clock.local_date(self.approved_at), self.visit.began_on)

    # Checks.

    def _was_approved_before_the_visit(self) -> list[Any]:
        if self.visit is None:
            return [_("拜访尚未登记。")]
        return [] if self.was_in_time else [_("拜访开始前没有获得批准，不予报销。")]

    def _is_not_spent(self) -> list[Any]:
        return [] if self.visit is None else [_("拜访已经登记，不能撤回。")]

    # Steps.

    @step(
        _("同意申请"), article="R7.3.3.3", source=State.PROPOSED,
        target=RETURN_VALUE(State.APPROVED, State.AWAITING_GM), who=holders.SUPERVISOR,
        not_by=("person_id",), style="success",
    )  # fmt: skip
    def agree(self, *, by: User) -> State:
        self.decided_by = by
        if self.needs_gm:
            return self.State.AWAITING_GM
        self.approved_by, self.approved_at = by, clock.now()
        return self.State.APPROVED

    @step(
        _("总经理批准"), article="R7.3.3.3", source=State.AWAITING_GM, target=State.APPROVED,
        who=holders.GENERAL_MANAGER, not_by=("person_id", "decided_by_id"), style="success",
    )  # fmt: skip
    def approve(self, *, by: User) -> None:
        self.approved_by, self.approved_at = by, clock.now()

    @step(
        _("不同意申请"), article="R7.3.3.3", source=[State.PROPOSED, State.AWAITING_GM],
        target=State.REFUSED, who=holders.OF_REQUEST, not_by=("person_id",), reason_required=True,
        style="danger",
    )  # fmt: skip
    def refuse(self, *, by: User) -> None:
        self.decided_by = by

    @step(
        _("撤回申请"), article="R7.3.3.3", source=[State.PROPOSED, State.AWAITING_GM, State.APPROVED],
        target=State.VOID, who=holders.PLANNER, reason_required=True, checks=(_is_not_spent,),
        style="secondary",
    )  # fmt: skip
    def withdraw(self, *, by: User) -> None:
        """Not needed: the number stays."""

    @step(
        _("报销"), article="R7.3.3.3", source=State.APPROVED, target=State.REIMBURSED,
        who=holders.CASHIER, not_by=("person_id",), checks=(_was_approved_before_the_visit,),
    )  # fmt: skip
    def reimburse(self, *, by: User, spent: Decimal) -> None:
        self.spent, self.paid_by, self.paid_at = spent, by, clock.now()

    @step(
        _("不予报销"), article="R7.3.3.3",
        source=[State.PROPOSED, State.AWAITING_GM, State.APPROVED], target=State.DISALLOWED,
        who=holders.CASHIER, not_by=("person_id",), reason_required=True, style="danger",
    )  # fmt: skip
    def disallow(self, *, by: User) -> None:
        self.paid_by, self.paid_at = by, clock.now()

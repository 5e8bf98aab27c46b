"""拜访计划书: what a sales person means to visit in a month, and what became of each line."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.models import Customer
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.holders import PartOfAnotherAct
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from visits import holders, rules
from visits.scope import OfSalesPerson


@track(exclude=("matter",))
class Plan(Record):
    """One person's plan of one month (R7.3.1). Approving it decides its lines, not what they cost."""

    class State(models.TextChoices):
        DRAFT = "draft", _("编制中")
        SUBMITTED = "submitted", _("待主管审核")
        APPROVED = "approved", _("已批准，执行中")
        CLOSED = "closed", _("已结束")
        VOID = "void", _("已作废")

    series: ClassVar[Series] = Series("BFJH", "BFJH-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.CLOSED, State.VOID})

    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("销售人员"))
    month = models.DateField(_("月份"))
    state = StateField(_("状态"), default=State.DRAFT, choices=State)
    # The first submission: a return doesn't make a plan late, nor a late one timely.
    submitted_at = models.DateTimeField(_("提交时间"), null=True)
    is_late = models.BooleanField(_("逾期提交"), default=False)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = OfSalesPerson.as_manager()

    class Meta:
        verbose_name = _("拜访计划书")
        verbose_name_plural = _("拜访计划书")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "month"], condition=~Q(state="void"), name="one_plan_a_month"
            ),
        ]
        indexes = [models.Index(fields=["month", "person"], name="plan_of_month")]

    @classmethod
    def page_name(cls) -> str:
        return "plan"

    def title(self) -> str:
        return f"{self.person.name} {self.month:%Y-%m}"

    def owner(self) -> User | None:
        return self.person

    def responsible_department(self) -> Department | None:
        return self.person.department

    @property
    def due_on(self) -> date:
        return rules.plan_due_on(self.month)

    # Checks.

    def _has_lines(self) -> list[Any]:
        return [] if self.lines.exists() else [_("至少一行拜访安排。")]

    def _is_over(self) -> list[Any]:
        if clock.today() > rules.last_day_of(self.month):
            return []
        return [_("计划月份尚未结束。")]

    def _has_no_open_change(self) -> list[Any]:
        return [_("有待审核的变更。")] if self.lines.awaiting().exists() else []

    # Steps.

    @step(
        _("提交计划"), article="R7.3.1", source=State.DRAFT, target=State.SUBMITTED,
        who=holders.PLANNER, checks=(_has_lines,), can_be_taken_back=True,
    )  # fmt: skip
    def submit(self, *, by: User) -> None:
        if self.submitted_at is None:
            self.submitted_at = clock.now()
            self.is_late = clock.today() > self.due_on

    @step(
        _("批准计划"), article="R7.3.1", source=State.SUBMITTED, target=State.APPROVED,
        who=holders.SUPERVISOR, not_by=("person_id",), style="success",
    )  # fmt: skip
    def approve(self, *, by: User) -> None:
        self.approved_by, self.approved_at = by, clock.now()

    @step(
        _("退回"), article="R7.3.1", source=State.SUBMITTED, target=State.DRAFT,
        who=holders.SUPERVISOR, not_by=("person_id",), reason_required=True, style="warning",
    )  # fmt: skip
    def send_back(self, *, by: User) -> None:
        """Put right and submitted again; whether it was late is decided already."""

    @step(
        _("结束计划"), article="R7.3.4.3", source=State.APPROVED, target=State.CLOSED,
        who=holders.CLOSER, checks=(_is_over, _has_no_open_change), style="secondary",
    )  # fmt: skip
    def close(self, *, by: User) -> None:
        """The month is over; what was not visited stays in it as not done."""

    @step(
        _("期满结束"), article="R7.3.4.3", source=State.APPROVED, target=State.CLOSED,
        who=PartOfAnotherAct(),
    )  # fmt: skip
    def run_out(self, *, by: User) -> None:
        """Its month is assessed: what is visited now is not of this plan any more."""

    @step(
        _("作废"), article="R7.3.1", source=State.DRAFT, target=State.VOID,
        who=holders.PLANNER, reason_required=True, style="secondary",
    )  # fmt: skip
    def void(self, *, by: User) -> None:
        """Begun by mistake: the number stays."""


class PlanLineQuerySet(models.QuerySet["PlanLine"]):
    def standing(self) -> PlanLineQuerySet:
        """What the plan says now: neither replaced nor refused, nor cancelled."""
        gone = PlanLine.Status.REPLACED, PlanLine.Status.REFUSED, PlanLine.Status.CANCELLED
        return self.exclude(status__in=[*gone, PlanLine.Status.PROPOSED])

    def awaiting(self) -> PlanLineQuerySet:
        """Changes that the supervisor has not decided on."""
        return self.filter(Q(status=PlanLine.Status.PROPOSED) | Q(is_cancel_asked=True))


@track()
class PlanLine(models.Model):
    """A visit as planned. A change of an approved line is a line of its own that ``replaces`` it;
    until it is approved the old one holds."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("编制中")
        APPROVED = "approved", _("已批准")
        VISITED = "visited", _("已拜访")
        PROPOSED = "proposed", _("变更待审核")
        REFUSED = "refused", _("变更未获同意")
        REPLACED = "replaced", _("已变更")
        CANCELLED = "cancelled", _("已取消")

    class Relation(models.TextChoices):
        """R7.2.2."""

        CURRENT = "current", _("业务往来客户")
        TARGET = "target", _("目标客户")
        POTENTIAL = "potential", _("潜在客户")
        TRADE = "trade", _("同行业")

    class Purpose(models.TextChoices):
        """R7.2.1; care of customers has three of its own."""

        MARKET = "market", _("市场调研")
        COMPETITORS = "competitors", _("了解竞争对手")
        BOND = "bond", _("客户保养：联络感情")
        BUSINESS = "business", _("客户保养：推动业务量")
        COLLECTION = "collection", _("客户保养：结清货款")
        DEVELOP = "develop", _("开发新客户")
        PRODUCT = "product", _("新产品推广")
        COVERAGE = "coverage", _("提高产品覆盖率")

    # What its person says of it; the rest is what became of it.
    FACTS = (
        "planned_on", "customer", "relation", "purposes", "contact", "is_contact_made", "carry", "note",
    )  # fmt: skip

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="lines")
    planned_on = models.DateField(_("计划日期"))
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="+", verbose_name=_("拜访客户")
    )
    relation = models.CharField(_("客户类型"), max_length=10, choices=Relation)
    purposes = ArrayField(models.CharField(max_length=12, choices=Purpose), verbose_name=_("目的"))
    contact = models.CharField(_("拜访对象"), max_length=60, blank=True)
    is_contact_made = models.BooleanField(_("已事先联系"), default=False)
    carry = models.CharField(_("携带物品"), max_length=200, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.DRAFT)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="changes")
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_to")
    is_cancel_asked = models.BooleanField(default=False)
    reason = models.CharField(_("变更理由"), max_length=200, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = PlanLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("拜访安排")
        verbose_name_plural = _("拜访安排")
        ordering = ["planned_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(purposes__len__gte=1), name="line_has_a_purpose"),
            models.UniqueConstraint(
                fields=["replaces"], condition=Q(status="proposed"), name="one_change_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(is_cancel_asked=False) | Q(status="approved"),
                name="only_approved_lines_are_cancelled",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "planned_on"], name="line_of_customer"),
        ]

    def __str__(self) -> str:
        return f"{self.planned_on} {self.customer}"

    def purpose_labels(self) -> list[str]:
        labels = dict(self.Purpose.choices)
        return [str(labels.get(code, code)) for code in self.purposes]

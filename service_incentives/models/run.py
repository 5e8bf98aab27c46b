"""The pay run and its steps, in the order of its life."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import User
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from service_incentives import holders, periods
from service_incentives.models.states import DRAFTS, ENDED, UNDER_REVIEW, State
from service_incentives.models.trip import Trip
from service_incentives.scope import RunQuerySet


class Paid:
    """The people whose pay a run holds, asked one by one: a run may hold ten thousand."""

    def __init__(self, run: PayRun) -> None:
        self.run = run
        self.known: dict[int, bool] = {}

    def __contains__(self, person: int) -> bool:
        if person not in self.known:
            self.known[person] = self.run.current_lines().filter(person=person).exists()
        return self.known[person]


@track(exclude=("matter",))
class PayRun(Record):
    """发放单: one per kind and period. Locked, neither it nor its lines change any more."""

    class Kind(models.TextChoices):
        MONTHLY = "monthly", _("月度绩效")
        QUARTERLY = "quarterly", _("季度评优")
        SPARE_PARTS = "spare_parts", _("备件提成")
        HALF_YEARLY = "half_yearly", _("半年度激励")
        ANNUAL = "annual", _("年度绩效")

    series: ClassVar[Series] = Series("FF", "FF-{period}-{number:03d}", "%Y%m")
    closed_states = ENDED

    kind = models.CharField(_("种类"), max_length=12, choices=Kind)
    period = models.DateField(_("所属期"))
    state = StateField(_("状态"), default=State.DRAFT, choices=State)
    computation = models.PositiveSmallIntegerField(_("计算次数"), default=0)
    computed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    computed_at = models.DateTimeField(_("计算时间"), null=True)
    policies = models.JSONField(_("采用的政策取值"), default=dict)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    finance_checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finance_checked_at = models.DateTimeField(null=True)
    hr_checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    hr_checked_at = models.DateTimeField(null=True)
    allocated_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    allocated_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    paid_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    paid_on = models.DateField(_("发放日期"), null=True)
    # The team pool of a spare-part run: what its sales made, and what the last ones left.
    pool_made = models.DecimalField(_("本季团队奖金"), max_digits=12, decimal_places=2, null=True)
    pool_brought = models.DecimalField(_("上季结余"), max_digits=12, decimal_places=2, null=True)
    locked_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("发放单")
        verbose_name_plural = _("发放单")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period"], condition=~Q(state="void"), name="one_run_a_period"
            )
        ]

    @classmethod
    def page_name(cls) -> str:
        return "run"

    def title(self) -> str:
        return f"{self.get_kind_display()} {self.period_label}"

    @property
    def period_label(self) -> str:
        return periods.label(self.kind, self.period)

    @property
    def until(self) -> date:
        """The first day after the period."""
        return periods.until(self.kind, self.period)

    def current_lines(self) -> Any:
        return self.lines.filter(computation=self.computation)

    def people_paid(self) -> Any:
        """Whose pay it holds: they take no step of it (R5.10)."""
        kept = self.__dict__.get("_paid")
        if kept is None or kept.run is not self:
            kept = self.__dict__["_paid"] = Paid(self)
        return kept

    def preparers(self) -> set[int | None]:
        return {self.computed_by_id}

    def earlier_checkers(self) -> set[int | None]:
        """Who has passed it on before: each check is another person's."""
        return {
            self.confirmed_by_id, self.finance_checked_by_id, self.hr_checked_by_id,
            self.allocated_by_id,
        }  # fmt: skip

    def barred(self) -> tuple[set[int | None], Any]:
        """Who may not take the next step: by what they did, and by what they are paid."""
        did = self.earlier_checkers()
        if self.state != State.GATHERING:  # who gathers the sales also hands them in (R5.8.3)
            did |= self.preparers()
        return did - {None}, self.current_lines().values("person")

    # Checks: what is still missing before a step.

    def _period_is_over(self) -> list[Any]:
        if self.computed_at and clock.local_date(self.computed_at) >= self.until:
            return []
        return [_("期末之后的计算：本次计算时本期尚未结束。")]

    def _follows_the_last(self) -> list[Any]:
        """In order: what the one before carries over or leaves to adjust has to be known."""
        earlier = PayRun.objects.filter(kind=self.kind, period__lt=self.period).exclude(
            state=State.VOID
        )
        last = earlier.select_related("matter").order_by("-period").first()
        if last is None:
            return []
        if last.state != State.LOCKED:
            return [_("上一期 %(number)s 锁定。") % {"number": last.number}]
        if self.computed_at is None or last.locked_at >= self.computed_at:
            return [_("上一期 %(number)s 锁定后的重新计算。") % {"number": last.number}]
        return []

    def _unsigned_are_decided(self) -> list[Any]:
        """Every service without a signed record is fined or excused first (R5.9.5)."""
        if self.kind != self.Kind.MONTHLY:
            return []
        left = Trip.objects.counted().filter(
            ended_on__gte=self.period, ended_on__lt=self.until, paper=Trip.Paper.UNSIGNED
        )
        count = left.count()
        return (
            [_("对 %(count)d 次未签服务记录单的处理（罚款或同意免签）。") % {"count": count}]
            if count
            else []
        )

    def _is_assessed(self) -> list[Any]:
        """A quarterly ranking rests on approved assessments, its ties decided (R5.5.1)."""
        if self.kind != self.Kind.QUARTERLY:
            return []
        missing: list[Any] = []
        if not self.current_lines().exclude(zero_reason="not_assessed").exists():
            missing.append(_("本季已批准的考核。"))
        if self.current_lines().filter(zero_reason="tie").exists():
            missing.append(_("人事对并列跨档名次的裁定。"))
        return missing

    def _pool_is_enough(self) -> list[Any]:
        return [_("团队奖金的分配不超过可分配金额。")] if self.pool_left() < 0 else []

    def pool_left(self) -> Decimal:
        """What of the pool is not given to anybody: it carries over."""
        given = self.current_lines().filter(kind="pool").aggregate(total=Sum("amount"))["total"]
        return (self.pool_made or 0) + (self.pool_brought or 0) - (given or Decimal(0))

    def _objections_are_answered(self) -> list[Any]:
        from service_incentives.models.line import Objection

        open_ones = Objection.objects.filter(line__run=self.pk, answered_at=None).count()
        return [_("对 %(count)d 条异议的答复。") % {"count": open_ones}] if open_ones else []

    # Steps.

    @step(
        _("服务部确认"), article="R5.10", source=State.DRAFT, target=State.AWAITING_FINANCE,
        who=holders.CONFIRMER, not_by=("people_paid", "preparers"), can_be_taken_back=True,
        checks=(_period_is_over, _follows_the_last, _unsigned_are_decided, _is_assessed),
        sets=("confirmed_by", "confirmed_at"),
    )  # fmt: skip
    def confirm(self, *, by: User) -> None:
        """What was calculated goes on as it is: nothing is calculated again."""
        self.confirmed_by, self.confirmed_at = by, clock.now()

    @step(
        _("提交汇总"), article="R5.8.3", source=State.GATHERING, target=State.AWAITING_OFFICE,
        who=holders.GATHERER, not_by=("people_paid",), can_be_taken_back=True,
        checks=(_period_is_over, _follows_the_last, _pool_is_enough),
        sets=("confirmed_by", "confirmed_at"),
    )  # fmt: skip
    def gather(self, *, by: User) -> None:
        """The specialist's list of paid sales goes to the subsidiary."""
        self.confirmed_by, self.confirmed_at = by, clock.now()

    @step(
        _("综合部审核分配"), article="R5.8.3", source=State.AWAITING_OFFICE,
        target=State.AWAITING_SUBSIDIARY, who=holders.OFFICE,
        not_by=("people_paid", "preparers", "earlier_checkers"), can_be_taken_back=True,
        sets=("allocated_by", "allocated_at"), style="success",
    )  # fmt: skip
    def allocate(self, *, by: User) -> None:
        self.allocated_by, self.allocated_at = by, clock.now()

    @step(
        _("泰达总经理批准"), article="R5.8.3", source=State.AWAITING_SUBSIDIARY,
        target=State.APPROVED, who=holders.SUBSIDIARY_HEAD,
        not_by=("people_paid", "preparers", "earlier_checkers"), checks=(_objections_are_answered,),
        can_be_taken_back=True, sets=("approved_by", "approved_at"), style="success",
    )  # fmt: skip
    def approve_parts(self, *, by: User) -> None:
        self.approved_by, self.approved_at = by, clock.now()

    @step(
        _("财务核实"), article="R5.10", source=State.AWAITING_FINANCE, target=State.AWAITING_HR,
        who=holders.FINANCE_CHECKER, not_by=("people_paid", "preparers", "earlier_checkers"),
        can_be_taken_back=True, sets=("finance_checked_by", "finance_checked_at"), style="success",
    )  # fmt: skip
    def check_finance(self, *, by: User) -> None:
        self.finance_checked_by, self.finance_checked_at = by, clock.now()

    @step(
        _("人事审核"), article="R5.10", source=State.AWAITING_HR, target=State.AWAITING_LEADER,
        who=holders.HR_CHECKER, not_by=("people_paid", "preparers", "earlier_checkers"),
        can_be_taken_back=True, sets=("hr_checked_by", "hr_checked_at"), style="success",
    )  # fmt: skip
    def check_hr(self, *, by: User) -> None:
        self.hr_checked_by, self.hr_checked_at = by, clock.now()

    @step(
        _("领导审核"), article="R5.10", source=State.AWAITING_LEADER, target=State.APPROVED,
        who=holders.LEADER, not_by=("people_paid", "preparers", "earlier_checkers"),
        checks=(_objections_are_answered,), can_be_taken_back=True,
        sets=("approved_by", "approved_at"), style="success",
    )  # fmt: skip
    def approve(self, *, by: User) -> None:
        self.approved_by, self.approved_at = by, clock.now()

    @step(
        _("登记发放"), article="R5.10", source=State.APPROVED, target=State.PAID,
        who=holders.PAYMASTER, not_by=("people_paid",),
    )  # fmt: skip
    def pay(self, *, by: User, paid_on: date) -> None:
        self.paid_by, self.paid_on = by, paid_on

    @step(
        _("锁定"), article="R5.10", source=State.PAID, target=State.LOCKED,
        who=holders.PAYMASTER, not_by=("people_paid",),
    )  # fmt: skip
    def lock(self, *, by: User) -> None:
        self.locked_at = clock.now()

    @step(
        _("退回"), article="R5.10", source=list(UNDER_REVIEW), target=RETURN_VALUE(*DRAFTS),
        who=holders.CURRENT, not_by=("people_paid",), reason_required=True, style="warning",
    )  # fmt: skip
    def send_back(self, *, by: User) -> State:
        for act in ("confirmed", "finance_checked", "hr_checked", "allocated"):
            setattr(self, f"{act}_by", None)
            setattr(self, f"{act}_at", None)
        return State.GATHERING if self.kind == self.Kind.SPARE_PARTS else State.DRAFT

    @step(
        _("作废"), article="R5.10", source=list(DRAFTS), target=State.VOID,
        who=holders.STARTER, reason_required=True, style="secondary",
    )  # fmt: skip
    def void(self, *, by: User) -> None:
        """Another run of the period may be started afterwards."""

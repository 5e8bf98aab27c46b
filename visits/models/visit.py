"""A visit as it took place, its report, and what was promised during it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.models import Customer
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from visits import holders, policies
from visits.models.plan import PlanLine
from visits.scope import OfSalesPerson


@track(exclude=("matter",))
class Visit(Record):
    """Planned (an approved ``line``) or unplanned with a reason; reported within two days (R7.3.4.1)."""

    class State(models.TextChoices):
        REPORTING = "reporting", _("待报告")
        SUBMITTED = "submitted", _("待主管审核")
        REVIEWED = "reviewed", _("已审核")
        VOID = "void", _("已作废")

    series: ClassVar[Series] = Series("BF", "BF-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.REVIEWED, State.VOID})

    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("拜访人"))
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="+", verbose_name=_("拜访客户")
    )
    line = models.ForeignKey(PlanLine, models.PROTECT, null=True, related_name="visits")
    unplanned_reason = models.CharField(_("计划外的理由"), max_length=200, blank=True)
    began_on = models.DateField(_("开始日期"))
    ended_on = models.DateField(_("结束日期"))
    relation = models.CharField(_("客户类型"), max_length=10, choices=PlanLine.Relation)
    purposes = ArrayField(
        models.CharField(max_length=12, choices=PlanLine.Purpose), verbose_name=_("目的")
    )
    met = models.CharField(_("会见人"), max_length=100)
    companions = models.ManyToManyField(User, related_name="+", verbose_name=_("同行同事"))
    trip_no = models.CharField(_("公出或出差单号"), max_length=40, blank=True)
    state = StateField(_("状态"), default=State.REPORTING, choices=State)
    due_on = models.DateField(_("报告期限"))
    report = models.TextField(_("拜访情况"), blank=True)
    result = models.TextField(_("结果"), blank=True)
    remaining = models.CharField(_("未完成的事项"), max_length=200, blank=True)
    # The first submission: a return gives new time and makes nothing late.
    reported_at = models.DateTimeField(_("报告时间"), null=True)
    is_late = models.BooleanField(_("逾期报告"), default=False)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = OfSalesPerson.as_manager()

    class Meta:
        verbose_name = _("客户拜访")
        verbose_name_plural = _("客户拜访")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("began_on")), name="visit_ends_after_it_began"
            ),
            models.CheckConstraint(condition=Q(purposes__len__gte=1), name="visit_has_a_purpose"),
            models.CheckConstraint(
                condition=Q(line__isnull=False) | ~Q(unplanned_reason=""),
                name="unplanned_visit_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["line"], condition=~Q(state="void"), name="line_visited_once"
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-ended_on"], name="visit_of_customer"),
            models.Index(fields=["person", "ended_on"], name="visit_of_person"),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "visit"

    def title(self) -> str:
        return f"{self.customer.name} {self.ended_on:%Y-%m-%d}"

    def owner(self) -> User | None:
        return self.person

    def responsible_department(self) -> Department | None:
        return self.person.department

    def concerned_customer(self) -> Customer | None:
        return self.customer

    def purpose_labels(self) -> list[str]:
        labels = dict(PlanLine.Purpose.choices)
        return [str(labels.get(code, code)) for code in self.purposes]

    def start_clock(self, day: date) -> None:
        """The end of the second calendar day after it (R7.3.4.1)."""
        self.due_on = day + timedelta(days=policies.REPORT_DAYS.value())

    # Steps.

    @step(
        _("提交报告"), article="R7.3.4.1", source=State.REPORTING, target=State.SUBMITTED,
        who=holders.PLANNER,
    )  # fmt: skip
    def submit(self, *, by: User, report: str, result: str, remaining: str) -> None:
        self.report, self.result, self.remaining = report, result, remaining
        if self.reported_at is None:
            self.reported_at = clock.now()
            self.is_late = clock.today() > self.due_on

    @step(
        _("审核报告"), article="R7.3.4.1", source=State.SUBMITTED, target=State.REVIEWED,
        who=holders.SUPERVISOR, not_by=("person_id",), style="success",
    )  # fmt: skip
    def review(self, *, by: User) -> None:
        self.reviewed_by, self.reviewed_at = by, clock.now()

    @step(
        _("退回"), article="R7.3.4.1", source=State.SUBMITTED, target=State.REPORTING,
        who=holders.SUPERVISOR, not_by=("person_id",), reason_required=True, style="warning",
    )  # fmt: skip
    def send_back(self, *, by: User) -> None:
        self.start_clock(clock.today())

    @step(
        _("作废"), article="R7.3.4.1", source=State.REPORTING, target=State.VOID,
        who=holders.PLANNER, reason_required=True, style="secondary",
    )  # fmt: skip
    def void(self, *, by: User) -> None:
        """It did not take place: the number stays, its line of the plan is open again."""


@track()
class FollowUp(models.Model):
    """What was promised during a visit, or has to be dealt with after it (R7.3.4.2)."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="follow_ups")
    what = models.CharField(_("事项"), max_length=200)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("负责人"))
    due_on = models.DateField(_("期限"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)
    result = models.TextField(_("结果"), blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(_("完成时间"), null=True)

    class Meta:
        verbose_name = _("后续事项")
        verbose_name_plural = _("后续事项")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False) & ~Q(result=""),
                name="follow_up_done_with_a_result",
            )
        ]
        indexes = [models.Index(fields=["visit"], condition=Q(done_at=None), name="follow_up_open")]

    def __str__(self) -> str:
        return self.what

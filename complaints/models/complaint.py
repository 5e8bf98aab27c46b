"""The complaint and its steps in the order of its life."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from complaints import holders, policies, rules
from complaints.models.card import RecordCard
from complaints.models.states import ENDED, OPEN, RETURNS, State
from complaints.scope import ComplaintQuerySet
from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import StateField
from foundation.process.steps import step

if TYPE_CHECKING:
    from complaints.models.findings import Disposal, Report


@track(exclude=("matter",))
class Complaint(RecordCard):
    """A record card with the facts of its current round."""

    series: ClassVar[Series] = Series("TS", "TS-{period}-{number:04d}", "%Y%m")
    closed_states = ENDED
    came_with_findings = False  # set by ``for_act``

    state = StateField(_("状态"), default=State.REGISTERED, choices=State)
    round = models.PositiveSmallIntegerField(_("轮次"), default=1)
    started_at = models.DateTimeField(_("本轮开始"))
    due_on = models.DateField(_("结案期限"))
    is_measured = models.BooleanField(_("纳入考核"), default=True)

    ground_holds = models.BooleanField(_("理由成立"), null=True)
    ground_opinion = models.TextField(_("核实意见"), blank=True)
    grounds_checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    grounds_checked_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(_("受理"), null=True)
    ruled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ruled_at = models.DateTimeField(null=True)
    handling_department = models.ForeignKey(
        Department, models.PROTECT, null=True, related_name="+", verbose_name=_("受理部门")
    )
    handler = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("承办人")
    )
    instructions = models.TextField(_("调查指示"), blank=True)
    named_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField(null=True)
    report_reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    report_reviewed_at = models.DateTimeField(null=True)
    opinion = models.TextField(_("行政人事部意见"), blank=True)
    opinion_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    opinion_at = models.DateTimeField(null=True)
    gm_decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    gm_decided_at = models.DateTimeField(null=True)
    disposal_approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    disposal_approved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged_from", verbose_name=_("并入")
    )

    objects: ClassVar[models.Manager[Any]] = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("投诉")
        verbose_name_plural = _("投诉")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(demands__len__gte=1), name="complaint_demands_something"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False)
                | (~Q(state__in=ENDED) & Q(ended_at=None)),
                name="complaint_ended_with_moment",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("matter")),
                name="complaint_not_merged_into_itself",
            ),
            models.UniqueConstraint(
                fields=["tracking_code"], condition=~Q(tracking_code=""), name="tracking_code_once"
            ),
        ]
        indexes = [
            models.Index(fields=["registered_by", "-matter"], name="complaint_registered_by"),
            models.Index(fields=["store", "-matter"], name="complaint_store"),
            models.Index(fields=["handling_department", "-matter"], name="complaint_handling"),
            models.Index(fields=["state", "-matter"], name="complaint_state"),
            models.Index(fields=["received_at", "matter"], name="complaint_received"),
            models.Index(fields=["due_on", "matter"], name="complaint_due"),
            models.Index(fields=["ruled_at"], name="complaint_ruled"),
            models.Index(fields=["started_at"], name="complaint_started"),
            models.Index(fields=["ended_at", "started_at"], name="complaint_ended"),
            models.Index(fields=["contact_phone"], name="complaint_phone"),
            models.Index(fields=["order_no"], condition=~Q(order_no=""), name="complaint_order"),
            models.Index(fields=["goods", "-matter"], name="complaint_goods"),
            models.Index(fields=["due_on"], condition=Q(ended_at=None), name="complaint_open_due"),
        ]

    def responsible_department(self) -> Department | None:
        return self.handling_department or self.store

    def owner(self) -> User | None:
        return self.case_owner

    @property
    def keeps_deadline(self) -> bool:
        """Whether in time or late means anything: not for what was withdrawn, merged or voided."""
        return self.state not in {State.WITHDRAWN, State.MERGED, State.VOID}

    @property
    def started_on(self) -> date:
        return clock.local_date(self.started_at)

    @cached_property
    def report(self) -> Report | None:
        """That of the present round; so is the disposal."""
        report: Report | None = self._of_round(self.reports)
        return report

    @cached_property
    def disposal(self) -> Disposal | None:
        disposal: Disposal | None = self._of_round(self.disposals)
        return disposal

    def _of_round(self, written: Any) -> Any:
        if self.came_with_findings:
            return None  # else it would be here
        return next((one for one in written.all() if one.round == self.round), None)

    @cached_property
    def responsible_keys(self) -> list[int]:
        """The people whom the report names responsible."""
        return [person.pk for person in self.report.responsible_people.all()] if self.report else []

    def report_people(self) -> set[int | None]:
        """Who wrote the report or is named responsible in it."""
        return {self.report.written_by_id, *self.responsible_keys} if self.report else set()

    def disposal_people(self) -> set[int | None]:
        """Who drafted the disposal, and whom the report names responsible."""
        drafted = {self.disposal.drafted_by_id} if self.disposal else set()
        return {*self.responsible_keys, *drafted}

    def start_clock(self, at: datetime) -> None:
        """Seven days, from the day after receipt (R2.26)."""
        self.started_at = at
        self.due_on = policies.CLOSING.after(clock.local_date(at))

    # Checks: what is still missing before a step.

    def _report_is_complete(self) -> list[Any]:
        return rules.missing_in_report(self.report, names_somebody=self._names_somebody())

    def _names_somebody(self) -> bool:
        if self.responsible_keys or self.report is None:
            return bool(self.responsible_keys)
        return self.report.responsible_departments.exists()

    def _disposal_is_complete(self) -> list[Any]:
        return rules.missing_in_disposal(self.disposal)

    def _may_still_reopen(self) -> list[Any]:
        days = policies.REOPENING_DAYS.value()
        assert self.ended_at is not None
        if clock.today() <= clock.local_date(self.ended_at) + timedelta(days=days):
            return []
        return [_("结案已超过 %(days)d 天，请另行登记新的投诉。") % {"days": days}]

    def _is_answered(self) -> list[Any]:
        replies = list(self.replies.filter(round=self.round))
        return (
            []
            if rules.counts_as_reply(replies)
            else [_("已送达客户的答复，或至少两天内三次联系未果的记录。")]
        )

    # Steps.

    @step(
        _("核实理由"), article="R2.7", source=State.REGISTERED, target=State.AWAITING_RULING,
        who=holders.CHECKER, can_be_taken_back=True,
        sets=("ground_holds", "ground_opinion", "grounds_checked_by", "grounds_checked_at"),
    )  # fmt: skip
    def check_grounds(self, *, by: User, holds: bool, opinion: str, ground: str) -> None:
        self.ground, self.ground_holds, self.ground_opinion = ground, holds, opinion
        self.grounds_checked_by, self.grounds_checked_at = by, clock.now()

    @step(
        _("裁定受理"), article="R2.7", source=State.AWAITING_RULING, target=State.AWAITING_NAMING,
        who=holders.RULER, not_by=("grounds_checked_by_id", "registered_by_id"), can_be_taken_back=True,
        sets=("accepted", "ruled_by", "ruled_at"), style="success",
    )  # fmt: skip
    def accept(self, *, by: User) -> None:
        self._rule(by, accepted=True)

    @step(
        _("裁定不受理"), article="R2.7", source=State.AWAITING_RULING, target=State.DECLINED,
        who=holders.RULER, not_by=("grounds_checked_by_id", "registered_by_id"), reason_required=True,
        can_be_taken_back=True, sets=("accepted", "ruled_by", "ruled_at"), style="danger",
    )  # fmt: skip
    def decline(self, *, by: User) -> None:
        self._rule(by, accepted=False)

    def _rule(self, by: User, *, accepted: bool) -> None:
        self.accepted, self.ruled_by, self.ruled_at = accepted, by, clock.now()

    @step(
        _("答复不受理的客户"), article="R2.7", source=State.DECLINED, target=State.CLOSED_DECLINED,
        who=holders.DECLINED_REPLIER, checks=(_is_answered,),
    )  # fmt: skip
    def close_declined(self, *, by: User) -> None:
        self.ended_at = clock.now()

    @step(
        _("指定受理部门"), article="R2.9", source=State.AWAITING_NAMING, target=State.INVESTIGATING,
        who=holders.ADMIN_HR_DESK, can_be_taken_back=True,
        sets=("handling_department", "handler", "instructions", "named_by", "named_at"),
    )  # fmt: skip
    def name_department(
        self, *, by: User, department: Department, handler: User, instructions: str
    ) -> None:
        self.handling_department, self.handler = department, handler
        self.instructions, self.named_by, self.named_at = instructions, by, clock.now()

    @step(
        _("提交调查报告"), article="R2.11", source=State.INVESTIGATING, target=State.UNDER_REVIEW,
        who=holders.HANDLER, checks=(_report_is_complete,), can_be_taken_back=True,
    )  # fmt: skip
    def submit_report(self, *, by: User) -> None:
        """The report itself is a row of its own; here it goes to review with the record card."""

    @step(
        _("审核调查报告"), article="R2.11", source=State.UNDER_REVIEW, target=State.AWAITING_OPINION,
        who=holders.REVIEWER, not_by=("report_people",), can_be_taken_back=True,
        checklist=policies.checklist, sets=("report_reviewed_by", "report_reviewed_at"), style="success",
    )  # fmt: skip
    def review_report(self, *, by: User, ticked: Sequence[str]) -> None:
        self.report_reviewed_by, self.report_reviewed_at = by, clock.now()

    @step(
        _("附意见报总经理"), article="R2.12", source=State.AWAITING_OPINION, target=State.AWAITING_GM,
        who=holders.ADMIN_HR_DESK, not_by=("report_people",),
        can_be_taken_back=True, sets=("opinion", "opinion_by", "opinion_at"),
    )  # fmt: skip
    def give_opinion(self, *, by: User, opinion: str) -> None:
        self.opinion, self.opinion_by, self.opinion_at = opinion, by, clock.now()

    @step(
        _("批准意见"), article="R2.12", source=State.AWAITING_GM, target=State.DISPOSING,
        who=holders.GENERAL_MANAGER, not_by=("opinion_by_id", "report_people"),
        can_be_taken_back=True, sets=("gm_decided_by", "gm_decided_at"), style="success",
    )  # fmt: skip
    def decide(self, *, by: User) -> None:
        self.gm_decided_by, self.gm_decided_at = by, clock.now()

    @step(
        _("提交处理意见"), article="R2.13", source=State.DISPOSING, target=State.AWAITING_APPROVAL,
        who=holders.HANDLER, checks=(_disposal_is_complete,), can_be_taken_back=True,
    )  # fmt: skip
    def submit_disposal(self, *, by: User) -> None:
        """The disposal is a row of its own; here it goes to approval."""

    @step(
        _("审核处理意见"), article="R2.13", source=State.AWAITING_APPROVAL, target=State.AWAITING_REPLY,
        who=holders.APPROVER, not_by=("disposal_people",),
        can_be_taken_back=True, sets=("disposal_approved_by", "disposal_approved_at"), style="success",
    )  # fmt: skip
    def approve_disposal(self, *, by: User) -> None:
        self.disposal_approved_by, self.disposal_approved_at = by, clock.now()

    @step(
        _("答复客户并结案"), article="R2.14", source=State.AWAITING_REPLY, target=State.CLOSED,
        who=holders.REPLIER, checks=(_is_answered,),
    )  # fmt: skip
    def close(self, *, by: User) -> None:
        self.ended_at = clock.now()

    @step(
        _("退回"), article="R2.12", source=list(RETURNS), target=RETURN_VALUE(*State),
        who=holders.CURRENT, not_by=("barred_from_review",), reason_required=True, style="warning",
    )  # fmt: skip
    def send_back(self, *, by: User, to: State) -> State:
        return to

    @step(
        _("记录客户撤诉"), article="R2.25", source=OPEN, target=State.WITHDRAWN,
        who=holders.KEEPER_OF_CASES, reason_required=True, style="secondary",
    )  # fmt: skip
    def withdraw(self, *, by: User) -> None:
        self.ended_at = clock.now()

    @step(
        _("并入另一投诉"), article="R2.26", source=OPEN, target=State.MERGED,
        who=holders.KEEPER_OF_CASES, reason_required=True, style="secondary",
    )  # fmt: skip
    def merge(self, *, by: User, into: Complaint) -> None:
        self.merged_into, self.ended_at = into, clock.now()

    @step(
        _("作废"), article="R2.15", source=[State.REGISTERED, State.AWAITING_RULING],
        target=State.VOID, who=holders.KEEPER_OF_CASES, reason_required=True, style="secondary",
    )  # fmt: skip
    def void(self, *, by: User) -> None:
        self.ended_at = clock.now()

    @step(
        _("重新办理"), article="R2.26", source=[State.CLOSED, State.CLOSED_DECLINED, State.WITHDRAWN],
        target=State.REGISTERED, who=holders.KEEPER_OF_CASES, checks=(_may_still_reopen,),
        reason_required=True, style="secondary",
    )  # fmt: skip
    def reopen(self, *, by: User) -> None:
        """A new round under the same number, with its own seven days."""
        self.round += 1
        self.start_clock(clock.now())
        self.ended_at = self.accepted = self.ground_holds = None
        self.ground_opinion = self.instructions = self.opinion = ""
        self.handling_department = self.handler = None
        for act in (
            "grounds_checked",
            "ruled",
            "named",
            "report_reviewed",
            "opinion",
            "gm_decided",
            "disposal_approved",
        ):
            setattr(self, f"{act}_by", None)
            setattr(self, f"{act}_at", None)

    def barred_from_review(self) -> set[int | None]:
        """Who wrote or is named responsible in what is being reviewed (nobody while it is written)."""
        match self.state:
            case State.AWAITING_RULING:
                return {self.grounds_checked_by_id}
            case State.UNDER_REVIEW:
                return self.report_people()
            case State.AWAITING_APPROVAL:
                return self.disposal_people()
            case State.AWAITING_GM:
                return {self.opinion_by_id, *self.report_people()}
        return set()

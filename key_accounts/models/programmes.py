"""Management methods and projects (R6.1, R6.2), and proposals to the leaders (R6.8)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.models import Customer
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from key_accounts import holders
from key_accounts.models.accounts import Account
from key_accounts.scope import ProgrammeQuerySet, ProposalQuerySet


class Programme(Record):
    """大客户管理方式和项目: a goal, an owner, the accounts it is for, milestones and a result."""

    class Kind(models.TextChoices):
        METHOD = "method", _("管理方式")
        PROJECT = "project", _("具体项目")

    class State(models.TextChoices):
        RUNNING = "running", _("实施中")
        CLOSED = "closed", _("已结束")

    series: ClassVar[Series] = Series("DKXM", "DKXM-{period}-{number:03d}", "%Y")
    closed_states = frozenset({State.CLOSED})

    kind = models.CharField(_("类别"), max_length=8, choices=Kind)
    name = models.CharField(_("名称"), max_length=100)
    goal = models.TextField(_("目标"))
    owner_person = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("负责人")
    )
    accounts = models.ManyToManyField(Account, related_name="programmes", verbose_name=_("大客户"))
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    result = models.TextField(_("结果"), blank=True, default="")
    state = StateField(_("状态"), default=State.RUNNING, choices=State)

    objects: ClassVar[models.Manager[Any]] = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("大客户项目")
        verbose_name_plural = _("大客户项目")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="programme_ends_after_it_began",
            )
        ]

    @classmethod
    def page_name(cls) -> str:
        return "programme"

    def title(self) -> str:
        return self.name

    def owner(self) -> User | None:
        return self.owner_person

    def responsible_department(self) -> Department | None:
        return self.owner_person.department

    @step(
        _("结束项目"), article="R6.2", source=State.RUNNING, target=State.CLOSED,
        who=holders.OWNER,
    )  # fmt: skip
    def close(self, *, by: User, result: str) -> None:
        """With what came of it."""
        self.result = result


class Milestone(models.Model):
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="milestones")
    what = models.CharField(_("里程碑"), max_length=200)
    due_on = models.DateField(_("期限"))
    note = models.TextField(_("完成情况"), blank=True, default="")
    done_at = models.DateTimeField(_("完成时间"), null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("里程碑")
        verbose_name_plural = _("里程碑")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.what


class Proposal(Record):
    """建议: how to serve key accounts, or serve them better; decided by a leader, followed up."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待领导决定")
        ACCEPTED = "accepted", _("已采纳，落实中")
        DONE = "done", _("已落实")
        REJECTED = "rejected", _("未采纳")

    series: ClassVar[Series] = Series("DKJY", "DKJY-{period}-{number:03d}", "%Y")
    closed_states = frozenset({State.DONE, State.REJECTED})

    subject = models.CharField(_("题目"), max_length=100)
    content = models.TextField(_("建议内容"))
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", verbose_name=_("大客户")
    )
    proposed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("建议人")
    )
    state = StateField(_("状态"), default=State.PROPOSED, choices=State)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("决定人")
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    decision = models.TextField(_("领导意见"), blank=True, default="")
    follower = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("落实人")
    )
    due_on = models.DateField(_("落实期限"), null=True)
    result = models.TextField(_("落实结果"), blank=True, default="")

    objects: ClassVar[models.Manager[Any]] = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("大客户服务建议")
        verbose_name_plural = _("大客户服务建议")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "done"])
                | Q(follower__isnull=False, due_on__isnull=False),
                name="accepted_proposal_is_followed_up",
            )
        ]

    @classmethod
    def page_name(cls) -> str:
        return "proposal"

    def title(self) -> str:
        return self.subject

    def owner(self) -> User | None:
        return self.follower or self.proposed_by

    def concerned_customer(self) -> Customer | None:
        return self.account.customer if self.account else None

    @step(
        _("采纳"), article="R6.8", source=State.PROPOSED, target=State.ACCEPTED,
        who=holders.LEADER, not_by=("proposed_by_id",), style="success",
    )  # fmt: skip
    def accept(self, *, by: User, decision: str, follower: User, due_on: date) -> None:
        self.decided_by, self.decided_at, self.decision = by, clock.now(), decision
        self.follower, self.due_on = follower, due_on

    @step(
        _("不采纳"), article="R6.8", source=State.PROPOSED, target=State.REJECTED,
        who=holders.LEADER, not_by=("proposed_by_id",), reason_required=True, style="danger",
    )  # fmt: skip
    def reject(self, *, by: User, decision: str) -> None:
        self.decided_by, self.decided_at, self.decision = by, clock.now(), decision

    @step(
        _("填写落实结果"), article="R6.8", source=State.ACCEPTED, target=State.DONE,
        who=holders.FOLLOWER,
    )  # fmt: skip
    def finish(self, *, by: User, result: str) -> None:
        self.result = result

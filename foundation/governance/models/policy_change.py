from __future__ import annotations

import re
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.numbering.series import Series
from foundation.people.delegation import OWN, acts_as
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR, FINANCE, GM, Role, holders, roles
from foundation.policies.declarations import Policy, policies
from foundation.process.holders import Chosen, InRole, Person
from foundation.process.inboxes import involving
from foundation.process.records import Record, RecordQuerySet, StateField
from foundation.process.steps import step

DRAFTER = Person(lambda change: change.drafted_by)
APPROVER = Chosen(lambda change: InRole(change.approver))
DRAFTING_ROLES = (ADMIN_HR, FINANCE, GM)


def may_draft(user: User, policy: Policy[Any]) -> bool:
    return any(acts_as(user, role) for role in drafters(policy))


def drafters(policy: Policy[Any]) -> set[Role]:
    """The approver's own role may draft as well: then another holder of it approves."""
    return {*(policy.drafters or DRAFTING_ROLES), policy.approver}


class PolicyChangeQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> PolicyChangeQuerySet:
        """Who may draft or approve it, stands in for them, held a task of it or got a copy."""
        mine = {role for role in roles().values() if acts_as(user, role)}
        keys = [key for key, policy in policies().items() if not mine.isdisjoint(drafters(policy))]
        return self.filter(Q(key__in=keys) | Q(drafted_by=user) | involving(user, OWN))


class PolicyChange(Record):
    """A new value of a policy item, from a day on; in force once the approver has approved it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("待批准")
        RETURNED = "returned", _("已退回")
        APPROVED = "approved", _("已批准")
        WITHDRAWN = "withdrawn", _("已撤销")

    series: ClassVar[Series] = Series("ZC", "ZC-{period}-{number:03d}", "%Y")
    closed_states = frozenset({State.APPROVED, State.WITHDRAWN})

    key = models.CharField(_("政策项"), max_length=80)
    value = models.JSONField(_("新取值"))
    was = models.JSONField(_("原取值"), editable=False)
    applies_from = models.DateField(_("自何日起适用"))
    reason = models.TextField(_("变更理由"))
    backdating_reason = models.CharField(
        _("追溯适用的理由"),
        max_length=200,
        blank=True,
        help_text=_("适用日期早于今天的，须写明理由。"),
    )
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=clock.now)
    state = StateField(_("状态"), default=State.DRAFT, choices=State)
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = PolicyChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("政策变更")
        verbose_name_plural = _("政策变更")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=["draft", "submitted", "returned"]),
                name="one_open_change_per_policy",
            ),
            models.CheckConstraint(
                condition=(Q(state="approved") & Q(approved_at__isnull=False))
                | (~Q(state="approved") & Q(approved_at=None)),
                name="policy_change_approved_with_moment",
            ),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "policy_change"

    @property
    def policy(self) -> Policy[Any] | None:
        """``None`` once no regulation declares the item any more."""
        return policies().get(self.key)

    @property
    def approver(self) -> Role:
        return self.policy.approver if self.policy else GM

    def regulation_number(self) -> int:
        """That of the article which the policy item belongs to."""
        found = re.match(r"R(\d+)\.", self.policy.article if self.policy else "")
        return int(found[1]) if found else 0

    def title(self) -> str:
        return f"{self.policy.label if self.policy else self.key} {self.applies_from}"

    def owner(self) -> User | None:
        return self.drafted_by

    # Checks: what is still missing before a step.

    def _applies_in_time(self) -> list[Any]:
        if self.applies_from >= clock.today() or self.backdating_reason.strip():
            return []
        return [_("适用日期已经过去：请改为今天或以后，或写明追溯适用的理由。")]

    def _has_an_approver(self) -> list[Any]:
        if self.policy is None:
            return [_("已没有这个政策项。")]
        others = holders(self.approver).exclude(pk=self.drafted_by_id)
        if others.exists():
            return []
        return [_("除起草人外没有人担任“%(role)s”，请由他人起草。") % {"role": self.approver.label}]

    # Steps.

    @step(
        _("提交审批"), article="R0.policies", source=[State.DRAFT, State.RETURNED],
        target=State.SUBMITTED, who=DRAFTER, checks=(_applies_in_time, _has_an_approver),
        sets=("submitted_at",), can_be_taken_back=True,
    )  # fmt: skip
    def submit(self, *, by: User) -> None:
        self.submitted_at = clock.now()

    @step(
        _("批准变更"), article="R0.policies", source=State.SUBMITTED, target=State.APPROVED,
        who=APPROVER, not_by=("drafted_by_id",), checks=(_applies_in_time,), style="success",
    )  # fmt: skip
    def approve(self, *, by: User) -> None:
        self.approved_by, self.approved_at = by, clock.now()

    @step(
        _("退回变更"), article="R0.policies", source=State.SUBMITTED, target=State.RETURNED,
        who=APPROVER, not_by=("drafted_by_id",), reason_required=True, style="warning",
    )  # fmt: skip
    def send_back(self, *, by: User) -> None:
        self.submitted_at = None

    @step(
        _("撤销变更"), article="R0.policies", target=State.WITHDRAWN, who=DRAFTER, style="danger",
        source=[State.DRAFT, State.SUBMITTED, State.RETURNED], reason_required=True,
    )  # fmt: skip
    def withdraw(self, *, by: User) -> None:
        """The item keeps its value."""

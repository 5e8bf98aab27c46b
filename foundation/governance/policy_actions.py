"""What happens to a change of a policy value; every act goes through the door."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.governance import deadlines
from foundation.governance.models import PolicyChange
from foundation.governance.models.policy_change import may_draft
from foundation.governance.policy_values import read
from foundation.people.models import User
from foundation.policies.declarations import Policy
from foundation.policies.models import PolicyValue
from foundation.process.events import log_event
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, open_matter, raise_version, require
from foundation.process.submissions import once
from foundation.process.tasks import close_all_tasks, open_task

RULE = "R0.policies"


def propose(
    policy: Policy[Any],
    *,
    by: User,
    value: str,
    applies_from: date,
    reason: str,
    backdating_reason: str = "",
    key: str | None = None,
) -> PolicyChange:
    """Draft a change: ``value`` as written in the form, checked by the type of the item."""
    if not may_draft(by, policy):
        raise Refusal("R0.roles", _("您不能起草这个政策项的变更。"))

    def act() -> PolicyChange:
        _refuse_second(policy)
        change = PolicyChange(key=policy.key, drafted_by=by)
        _fill(change, policy, value, applies_from, reason, backdating_reason)
        return open_matter(change, by=by, article=RULE, label=gettext_lazy("起草政策变更"))

    what = ["propose", policy.key, value, applies_from, reason, backdating_reason]
    try:
        return once(act, PolicyChange, key=key, by=by, what=what)
    except IntegrityError:  # two drafts at once
        raise _second() from None


def revise(
    change: PolicyChange,
    *,
    by: User,
    seen: int,
    value: str,
    applies_from: date,
    reason: str,
    backdating_reason: str = "",
    key: str | None = None,
) -> PolicyChange:
    """Change the draft, before it is submitted or after it was returned."""

    def act() -> PolicyChange:
        fresh = lock(change)
        require(fresh, PolicyChange.submit, by=by, seen=seen)
        if fresh.policy is None:
            raise Refusal(RULE, _("已没有这个政策项。"))
        _fill(fresh, fresh.policy, value, applies_from, reason, backdating_reason)
        fresh.save()
        log_event(
            fresh.matter, "revise", by=by, label=gettext_lazy("修改政策变更"), article=RULE,
            value=fresh.value, applies_from=applies_from,
        )  # fmt: skip
        raise_version(fresh)
        return fresh

    what = ["revise", change, value, applies_from, reason, backdating_reason]
    return once(act, PolicyChange, key=key, by=by, what=what)


def submit(change: PolicyChange, *, by: User, seen: int, key: str | None = None) -> Event:
    def then(change: PolicyChange, event: Event) -> None:
        open_task(deadlines.POLICY_APPROVAL, change, event=event)

    return carry_out(change, PolicyChange.submit, by=by, seen=seen, key=key, then=then)


def approve(
    change: PolicyChange, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """The value is in force from its day on; what was computed before that day stays."""
    return carry_out(
        change, PolicyChange.approve, by=by, seen=seen, key=key, comment=comment, then=_put_in_force
    )


def send_back(
    change: PolicyChange, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    def then(change: PolicyChange, event: Event) -> None:
        open_task(deadlines.POLICY_REVISION, change, event=event)

    return carry_out(
        change, PolicyChange.send_back, by=by, seen=seen, key=key, comment=reason, then=then
    )


def withdraw(
    change: PolicyChange, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    def then(change: PolicyChange, event: Event) -> None:
        close_all_tasks(change, by=by, event=event)

    return carry_out(
        change, PolicyChange.withdraw, by=by, seen=seen, key=key, comment=reason, then=then
    )


def _fill(
    change: PolicyChange,
    policy: Policy[Any],
    value: str,
    applies_from: date,
    reason: str,
    backdating_reason: str,
) -> None:
    typed = read(policy, value)
    if not reason.strip():
        raise Refusal("R0.reasons", _("请写明变更理由。"), field="reason")
    if applies_from < clock.today() and not backdating_reason.strip():
        raise Refusal(
            RULE,
            _("适用日期早于今天的，须写明理由。"),
            field="backdating_reason",
        )
    _refuse_same_day(policy, applies_from)
    before = policy.value(applies_from)
    if typed == before:
        raise Refusal(RULE, _("新取值与当日已适用的取值相同。"), field="value")
    change.value, change.was = policy.store(typed), policy.store(before)
    change.applies_from, change.reason = applies_from, reason.strip()
    change.backdating_reason = backdating_reason.strip()


def _refuse_same_day(policy: Policy[Any], day: date) -> None:
    """A value that has been in force is never replaced: the past is computed with it."""
    if day > clock.today():
        return
    approved = PolicyValue.objects.filter(
        key=policy.key, applies_from=day, approved_at__isnull=False
    )
    if approved.exists():
        raise Refusal(
            RULE, _("该日起已有批准并适用的取值，请另选一天。"), field="applies_from"
        )  # fmt: skip


def _refuse_second(policy: Policy[Any]) -> None:
    waiting = PolicyChange.objects.filter(key=policy.key).exclude(
        state__in=PolicyChange.closed_states
    )
    if waiting.exists():
        raise _second()


def _second() -> Refusal:
    return Refusal(RULE, _("这个政策项已有未完成的变更，请先办结或撤销它。"))


def _put_in_force(change: PolicyChange, event: Event) -> None:
    assert change.policy is not None and change.approved_by is not None
    _refuse_same_day(change.policy, change.applies_from)
    PolicyValue.objects.update_or_create(
        key=change.key,
        applies_from=change.applies_from,
        approved_at__isnull=False,
        defaults={
            "value": change.value,
            "drafted_by": change.drafted_by,
            "drafted_at": change.drafted_at,
            "approved_by": change.approved_by,
            "approved_at": change.approved_at,
        },
    )

"""Methods and projects (R6.2), and proposals to the leaders (R6.8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.news import tell
from foundation.process.steps import carry_out, lock, open_matter, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import end_task_of, open_task
from key_accounts import deadlines, holders
from key_accounts.models import Account, Milestone, Programme, Proposal


def open_programme(
    programme: Programme, *, by: User, accounts: Sequence[Account] = (), key: str | None = None
) -> Programme:
    def then(programme: Programme, event: Event) -> None:
        only(holders.KEEPER, programme, by, "R6.2")
        programme.accounts.set(accounts)
        open_task(deadlines.FINISH, programme, event=event)
        tell(programme, [programme.owner_person], "programme", event)

    if programme.ends_on < programme.starts_on:
        raise Refusal("R6.2", _("结束日期早于开始日期。"), field="ends_on")
    return open_matter(
        programme, by=by, article="R6.2", label=gettext_lazy("建立大客户项目"), key=key, then=then
    )


def add_milestone(
    programme: Programme, *, by: User, what: str, due_on: date, seen: int, key: str | None = None
) -> Milestone:
    def act() -> Milestone:
        fresh = lock(programme, seen=seen)
        only(holders.OWNER, fresh, by, "R6.2")
        _refuse_closed(fresh)
        if not fresh.starts_on <= due_on <= fresh.ends_on:
            raise Refusal("R6.2", _("里程碑须在项目期间之内。"), field="due_on")
        row = Milestone.objects.create(programme=fresh, what=what, due_on=due_on)
        event = log_event(
            fresh.matter, "add_milestone", by=by, label=gettext_lazy("增加里程碑"),
            article="R6.2", comment=what, milestone=row,
        )  # fmt: skip
        owner = fresh.owner_person
        open_task(deadlines.MILESTONE, fresh, event=event, person=owner, due_on=due_on)
        raise_version(fresh)
        return row

    return once(act, Milestone, key=key, by=by, what=["milestone", programme, what, due_on])


def _refuse_closed(programme: Programme) -> None:
    if programme.is_closed:
        raise Refusal("R6.2", _("这个项目已经结束。"))


def finish_milestone(
    row: Milestone, *, by: User, note: str, seen: int, key: str | None = None
) -> Milestone:
    def act() -> Milestone:
        fresh = lock(row.programme, seen=seen)
        only(holders.OWNER, fresh, by, "R6.2")
        _refuse_closed(fresh)
        found = Milestone.objects.get(pk=row.pk)
        if found.done_at:
            raise Refusal("R6.2", _("这个里程碑已经完成。"))
        found.note, found.done_at, found.done_by = note, clock.now(), by
        found.save()
        event = log_event(
            fresh.matter, "finish_milestone", by=by, label=gettext_lazy("完成里程碑"),
            article="R6.2", comment=f"{found.what}：{note}", milestone=found,
        )  # fmt: skip
        end_task_of(deadlines.MILESTONE, fresh.pk, event, milestone=found.pk)
        raise_version(fresh)
        return found

    return once(act, Milestone, key=key, by=by, what=["finish_milestone", row, note])


def close_programme(
    programme: Programme, *, by: User, result: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(
        programme, Programme.close, by=by, comment=result, seen=seen, key=key, result=result
    )


# Proposals.


def propose(proposal: Proposal, *, by: User, key: str | None = None) -> Proposal:
    """By whoever works with key accounts; about an account they see, or in general (R6.8)."""

    def then(proposal: Proposal, event: Event) -> None:
        open_task(deadlines.DECIDE, proposal, event=event)

    proposal.proposed_by = by
    return open_matter(
        proposal, by=by, article="R6.8", label=gettext_lazy("提出服务建议"), key=key, then=then
    )


def accept_proposal(
    proposal: Proposal, *, by: User, decision: str, follower: User, due_on: date, seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    """With who sees to it until when."""

    def then(proposal: Proposal, event: Event) -> None:
        open_task(deadlines.FOLLOW, proposal, event=event)
        tell(proposal, {proposal.proposed_by, follower}, "proposal_decided", event)

    if due_on < clock.today():
        raise Refusal("R6.8", _("期限不能早于今天。"), field="due_on")
    return carry_out(
        proposal, Proposal.accept, by=by, comment=decision, seen=seen, key=key, then=then,
        decision=decision, follower=follower, due_on=due_on,
    )  # fmt: skip


def reject_proposal(
    proposal: Proposal, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(
        proposal, Proposal.reject, by=by, comment=reason, seen=seen, key=key, then=_tell_proposer,
        decision=reason,
    )  # fmt: skip


def finish_proposal(
    proposal: Proposal, *, by: User, result: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(
        proposal, Proposal.finish, by=by, comment=result, seen=seen, key=key,
        then=_tell_proposer, result=result,
    )  # fmt: skip


def _tell_proposer(proposal: Proposal, event: Event) -> None:
    tell(proposal, [proposal.proposed_by], "proposal_decided", event)

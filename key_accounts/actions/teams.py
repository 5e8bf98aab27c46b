"""The core team of an account: its lead, its people, their objectives, referrals among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.customers.contacts import made, undone
from foundation.people.models import User
from foundation.process.batches import lock_all
from foundation.process.batches import open_tasks as open_all
from foundation.process.events import log_event, log_on_all
from foundation.process.holders import acts_as_holder, only
from foundation.process.models import Event, Task, open_tasks
from foundation.process.news import tell
from foundation.process.steps import lock, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import end_task_of, end_tasks, open_task
from key_accounts import contacts, deadlines, holders, policies
from key_accounts.models import Account, Member, Objective, Referral


def may_lead(account: Account, user: User) -> bool:
    return not account.is_closed and acts_as_holder(holders.LEAD, account, user)


def _led(account: Account, by: User, seen: int) -> Account:
    """The account, locked, for an act of its lead."""
    fresh = lock(account, seen=seen)
    only(holders.LEAD, fresh, by, "R6.3")
    if fresh.is_closed:
        raise Refusal("R6.3", _("这份大客户档案已停用。"))
    return fresh


def set_team(
    account: Account, *, by: User, lead: User, members: Sequence[User] = (), seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    """One lead; what the lead before had to do of the file goes along."""

    def act() -> Event:
        fresh = _led(account, by, seen)
        wanted = {one.pk: one for one in members if one.pk != lead.pk}
        standing = fresh.members.filter(until=None)
        standing.exclude(person__in=wanted).update(until=clock.today())
        known = set(standing.values_list("person", flat=True))
        new = [person for pk, person in wanted.items() if pk not in known]
        Member.objects.bulk_create(
            Member(account=fresh, person=person, since=clock.today()) for person in new
        )
        if lead.pk != fresh.lead_id:
            own = open_tasks(fresh.pk).filter(assignee=fresh.lead, kind__in=deadlines.OF_LEAD)
            own.update(assignee=lead)
            fresh.lead = lead
            fresh.save()
            new.append(lead)
        names = "、".join([lead.name, *(one.name for one in wanted.values())])
        event = log_event(
            fresh.matter, "set_team", by=by, label=gettext_lazy("调整核心团队"), article="R6.3",
            comment=names, lead=lead, members=list(wanted),
        )  # fmt: skip
        tell(fresh, new, "team", event)
        raise_version(fresh)
        return event

    what = ["set_team", account, lead, *(one.pk for one in members)]
    return once(act, Event, key=key, by=by, what=what)


def set_objective(
    account: Account, *, by: User, what: str, owner: User, due_on: date, seen: int,
    key: str | None = None,
) -> Objective:  # fmt: skip
    def act() -> Objective:
        fresh = _led(account, by, seen)
        _refuse_past(due_on)
        row = Objective.objects.create(
            account=fresh, what=what, owner=owner, due_on=due_on, entered_by=by
        )
        event = log_event(
            fresh.matter, "set_objective", by=by, label=gettext_lazy("设定目标"), article="R6.3",
            comment=what, objective=row,
        )  # fmt: skip
        open_task(deadlines.OBJECTIVE, fresh, event=event, person=owner, due_on=due_on)
        raise_version(fresh)
        return row

    return once(act, Objective, key=key, by=by, what=["objective", account, what, owner, due_on])


def _refuse_past(day: date) -> None:
    if day < clock.today():
        raise Refusal("R6.3", _("期限不能早于今天。"), field="due_on")


def finish_objective(
    row: Objective, *, by: User, is_reached: bool, result: str, seen: int, key: str | None = None
) -> Objective:
    def act() -> Objective:
        fresh = lock(row.account, seen=seen)
        found = Objective.objects.get(pk=row.pk)
        if by.pk not in (found.owner_id, fresh.lead_id):
            raise Refusal("R6.3", _("由负责人填写结果。"))
        if found.done_at:
            raise Refusal("R6.3", _("这个目标已经有结果。"))
        found.is_reached, found.result, found.done_at = is_reached, result, clock.now()
        found.save()
        event = log_event(
            fresh.matter, "finish_objective", by=by, label=gettext_lazy("填写目标结果"),
            article="R6.3", comment=result, objective=found,
        )  # fmt: skip
        end_task_of(deadlines.OBJECTIVE, fresh.pk, event, objective=found.pk)
        raise_version(fresh)
        return found

    return once(act, Objective, key=key, by=by, what=["reached", row, is_reached, result])


def refer(
    account: Account, *, by: User, to: User, what: str, due_on: date, seen: int,
    key: str | None = None,
) -> Referral:  # fmt: skip
    """To a colleague, who is to get in touch with the account; whoever logs revisits of it may."""

    def act() -> Referral:
        fresh = lock(account, seen=seen)
        only(holders.BRANCH, fresh, by, "R6.7")
        _refuse_past(due_on)
        if to.pk == by.pk:
            raise Refusal("R6.7", _("请转给一位同事。"), field="to")
        row = Referral.objects.create(
            account=fresh, what=what, referred_by=by, to=to, due_on=due_on
        )
        event = log_event(
            fresh.matter, "refer", by=by, label=gettext_lazy("转介给同事"), article="R6.7",
            comment=f"{to.name}：{what}", referral=row,
        )  # fmt: skip
        open_task(deadlines.REFERRAL, fresh, event=event, person=to, due_on=due_on)
        tell(fresh, [to], "referral", event)
        raise_version(fresh)
        return row

    return once(act, Referral, key=key, by=by, what=["refer", account, to, what, due_on])


@receiver(made, dispatch_uid="key_accounts.contact_made")
def take_note(
    sender: Any, *, event: Event, customer: Any, person: User, on: date, **more: Any
) -> None:
    """What waited for a contact with the account is done: its referrals, the alert of a quiet account."""
    account = Account.objects.filter(customer=customer).exclude(state=Account.State.CLOSED).first()
    if account is None:
        return
    for row in account.referrals.filter(contact=None, to=person):
        if clock.local_date(row.referred_at) <= on:
            Referral.objects.filter(pk=row.pk).update(contact=event.matter)
            end_task_of(deadlines.REFERRAL, account.pk, event, referral=row.pk)
    waiting = open_tasks(account.pk).filter(kind=deadlines.QUIET.code)
    quiet = timedelta(days=policies.CONTACT_DAYS.value())
    due = waiting.filter(due_on__lt=on + quiet)  # a contact of long ago changes nothing
    end_tasks(due, by=event.actor, event=event, outcome=Task.Outcome.DONE)


@receiver(undone, dispatch_uid="key_accounts.contact_undone")
def reopen_referrals(sender: Any, *, event: Event, **more: Any) -> None:
    """It was none: who was asked for it is asked again."""
    rows = Referral.objects.filter(contact=event.matter).select_related("account__matter", "to")
    for row in rows:
        again = log_event(
            row.account.matter, "refer", by=event.actor, label=gettext_lazy("转介给同事"),
            article="R6.7", comment=row.what, referral=row,
        )  # fmt: skip
        open_task(
            deadlines.REFERRAL, row.account, event=again, person=row.to,
            due_on=max(row.due_on, clock.today()),
        )  # fmt: skip
    rows.update(contact=None)


@transaction.atomic
def watch_contacts() -> int:
    """Remind the lead of each account that nobody was in contact with for long (R6.7)."""
    rows = lock_all(contacts.quiet_accounts(), "customer", "lead", "branch")
    told = Task.objects.filter(kind=deadlines.QUIET.code, closed_at=None)
    known = set(told.values_list("matter", flat=True)) if rows else set()
    quiet = [row for row in rows if row.pk not in known]
    events = log_on_all(
        (row.matter for row in quiet), "quiet", by=User.objects.system(), article="R6.7",
        label=gettext_lazy("久未接触"),
    )  # fmt: skip
    return len(open_all(deadlines.QUIET, quiet, events))

"""Revisits of the branches (R6.6), and direct ones with a leader's authorisation (R6.7)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.customers.contacts import made, undone
from foundation.people.models import User
from foundation.process.holders import acts_as_holder, only
from foundation.process.models import Event
from foundation.process.news import tell
from foundation.process.steps import carry_out, lock, open_matter
from foundation.process.submissions import once
from foundation.process.tasks import open_task
from key_accounts import deadlines, holders
from key_accounts.models import Account, Authorisation, Inspection, Revisit

State = Revisit.State


def log_revisit(
    account: Account, *, by: User, seen: int, key: str | None = None, **facts: Any
) -> Revisit:
    """By the branch or the lead; somebody of the regional company needs an authorisation."""

    def act() -> Revisit:
        fresh = lock(account, seen=seen)
        only(holders.BRANCH, fresh, by, "R6.6")
        if fresh.is_closed:
            raise Refusal("R6.6", _("这份大客户档案已停用。"))
        revisit = Revisit(account=fresh, branch=fresh.branch, logged_by=by, **facts)
        _refuse_future(revisit.visited_on)
        place = revisit.person.department
        if place is None or not place.path.startswith(fresh.branch.path):
            message = _("不是本分公司人员；区公司人员直接回访须先获领导授权。")
            raise Refusal("R6.7", message, field="person")
        return open_matter(
            revisit, by=by, article="R6.6", label=gettext_lazy("登记回访"), then=_in_contact
        )

    what = ["log_revisit", account, *(f"{name} {value}" for name, value in facts.items())]
    return once(act, Revisit, key=key, by=by, what=what)


def _in_contact(revisit: Revisit, event: Event) -> None:
    made.send(
        Revisit, event=event, customer=revisit.account.customer, person=revisit.person,
        on=revisit.visited_on,
    )  # fmt: skip


def _no_contact(revisit: Revisit, event: Event) -> None:
    undone.send(Revisit, event=event)


def _refuse_future(day: date) -> None:
    if day > clock.today():
        raise Refusal("R6.6", _("回访之后才能登记。"), field="visited_on")


def may_log(account: Account, user: User) -> bool:
    return not account.is_closed and acts_as_holder(holders.BRANCH, account, user)


def void_revisit(
    revisit: Revisit, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(
        revisit, Revisit.void, by=by, comment=reason, seen=seen, key=key, then=_no_contact
    )


def accept_revisit(
    revisit: Revisit, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    return carry_out(
        revisit, Revisit.accept, by=by, comment=comment, seen=seen, key=key, then=_judged
    )


def send_back_revisit(
    revisit: Revisit, *, by: User, finding: str, mend_by: date, seen: int, key: str | None = None
) -> Event:
    """With what was found, to be put right by the branch until a day."""

    def then(revisit: Revisit, event: Event) -> None:
        open_task(deadlines.MEND, revisit, event=event)
        tell(revisit, [revisit.person], "revisit_returned", event, day=mend_by)
        _judged(revisit, event)

    if mend_by < clock.today():
        raise Refusal("R6.6", _("期限不能早于今天。"), field="mend_by")
    return carry_out(
        revisit, Revisit.send_back, by=by, comment=finding, seen=seen, key=key, then=then,
        finding=finding, mend_by=mend_by,
    )  # fmt: skip


def mend_revisit(
    revisit: Revisit, *, by: User, content: str, issues: str = "", promised: str = "", seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    def then(revisit: Revisit, event: Event) -> None:
        open_task(deadlines.RECHECK, revisit, event=event)

    return carry_out(
        revisit, Revisit.mend, by=by, seen=seen, key=key, then=then, content=content,
        issues=issues, promised=promised,
    )  # fmt: skip


def find_false(
    revisit: Revisit, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    def then(revisit: Revisit, event: Event) -> None:
        head = revisit.branch.head
        tell(revisit, [revisit.person, *([head] if head else [])], "revisit_false", event)
        _no_contact(revisit, event)
        _judged(revisit, event)

    return carry_out(
        revisit, Revisit.find_false, by=by, comment=reason, seen=seen, key=key, then=then
    )


def _judged(revisit: Revisit, event: Event) -> None:
    """The inspection is locked first: of two last verdicts at once, the second one ends it."""
    if revisit.inspection is None:
        return
    inspection = lock(revisit.inspection)
    if inspection.state == Inspection.State.INSPECTING and not inspection.revisits.filter(
        state=State.DRAWN
    ):
        carry_out(inspection, Inspection.finish, by=event.actor, seen=None)


# Direct revisits.


def ask_authorisation(
    account: Account, *, by: User, seen: int, key: str | None = None, **facts: Any
) -> Authorisation:
    """Who is to visit which account, for what, from when until when (R6.7)."""

    def act() -> Authorisation:
        fresh = lock(account, seen=seen)
        only(holders.KEEPER, fresh, by, "R6.7")
        asked = Authorisation(account=fresh, requested_by=by, **facts)
        if fresh.is_closed:
            raise Refusal("R6.7", _("这份大客户档案已停用。"))
        if asked.valid_until < max(asked.valid_from, clock.today()):
            message = _("授权截止日早于起始日或今天。")
            raise Refusal("R6.7", message, field="valid_until")
        return open_matter(
            asked, by=by, article="R6.7", label=gettext_lazy("申请直接回访授权"), then=_to_leader
        )

    what = ["ask_authorisation", account, *(f"{name} {value}" for name, value in facts.items())]
    return once(act, Authorisation, key=key, by=by, what=what)


def _to_leader(asked: Authorisation, event: Event) -> None:
    open_task(deadlines.AUTHORISE, asked, event=event)


def may_ask(account: Account, user: User) -> bool:
    return not account.is_closed and acts_as_holder(holders.KEEPER, account, user)


def authorise(
    asked: Authorisation, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    def then(asked: Authorisation, event: Event) -> None:
        open_task(deadlines.DIRECT, asked, event=event)
        tell(asked, {asked.person, asked.requested_by}, "authorisation_decided", event)

    return carry_out(
        asked, Authorisation.approve, by=by, comment=comment, seen=seen, key=key, then=then
    )


def refuse_authorisation(
    asked: Authorisation, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    def then(asked: Authorisation, event: Event) -> None:
        tell(asked, {asked.person, asked.requested_by}, "authorisation_decided", event)

    return carry_out(
        asked, Authorisation.refuse, by=by, comment=reason, seen=seen, key=key, then=then
    )


def withdraw_authorisation(
    asked: Authorisation, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(asked, Authorisation.withdraw, by=by, comment=reason, seen=seen, key=key)


def log_direct(
    authorisation: Authorisation, *, by: User, seen: int, key: str | None = None, **facts: Any
) -> Event:
    """Within the authorised time and after the approval; with its result (R6.7)."""

    def then(authorisation: Authorisation, event: Event) -> None:
        account = authorisation.account
        revisit = Revisit(
            account=account, branch=account.branch, authorisation=authorisation,
            person=authorisation.person, logged_by=by, **facts,
        )  # fmt: skip
        open_matter(
            revisit, by=by, article="R6.7", label=gettext_lazy("登记直接回访"), then=_in_contact
        )
        carry_out(revisit, Revisit.leave, by=by, seen=None, inspection=None)

    day = facts["visited_on"]
    _refuse_future(day)
    decided = authorisation.decided_at
    since = max(authorisation.valid_from, clock.local_date(decided)) if decided else None
    if since is not None and not since <= day <= authorisation.valid_until:
        message = _("回访日期须在 %(since)s 至 %(until)s 之间（授权批准之后、授权期限之内）。")
        told = {"since": since, "until": authorisation.valid_until}
        raise Refusal("R6.7", message % told, field="visited_on")
    return carry_out(authorisation, Authorisation.visit, by=by, seen=seen, key=key, then=then)

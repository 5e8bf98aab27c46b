"""What happens to a handover; every act goes through the door."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.articles import Refusal
from foundation.governance import deadlines
from foundation.governance.leaving import leave, move_everything
from foundation.governance.models import Handover, HandoverItem
from foundation.governance.stock import take_stock
from foundation.people.delegation import acts_as
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR
from foundation.process.models import Event
from foundation.process.steps import carry_out, open_matter
from foundation.process.submissions import once
from foundation.process.tasks import close_all_tasks, open_task

RULE = "R0.handover"


def begin(
    *,
    by: User,
    leaver: User,
    successor: User,
    last_day: date,
    reason: str = "",
    key: str | None = None,
) -> Handover:
    """Open the handover with the list of what the leaver holds; the leaver is asked to sign."""

    def act() -> Handover:
        _refuse_beginning(by, leaver, successor, last_day)
        handover = Handover(
            leaver=leaver, successor=successor, last_day=last_day, reason=reason, prepared_by=by
        )
        return open_matter(
            handover, by=by, article=RULE, label=gettext_lazy("发起离职交接"), then=_start
        )

    what = ["begin", leaver, successor, last_day, reason]
    try:
        return once(act, Handover, key=key, by=by, what=what)
    except IntegrityError:
        raise Refusal(
            RULE, _("%(name)s 已有未完成的离职交接。") % {"name": leaver}, field="leaver"
        ) from None


def _refuse_beginning(by: User, leaver: User, successor: User, last_day: date) -> None:
    if not acts_as(by, ADMIN_HR):
        raise Refusal("R0.roles", _("离职交接由行政人事部发起。"))
    if by == leaver:
        raise Refusal("R0.separation", _("本人的离职交接由他人发起。"), field="leaver")
    if leaver == successor:
        raise Refusal(RULE, _("接收人须是另一位在职人员。"), field="successor")
    if not User.objects.working().filter(pk=leaver.pk, left_on=None).exists():
        raise Refusal(RULE, _("请选择在职人员。"), field="leaver")
    if not User.objects.working().filter(pk=successor.pk, left_on=None).exists():
        raise Refusal(RULE, _("接收人须是另一位在职人员。"), field="successor")
    if leaver.hired_on and last_day < leaver.hired_on:
        raise Refusal(RULE, _("离职日期早于入职日期。"), field="last_day")


def _start(handover: Handover, event: Event) -> None:
    take_stock(handover)
    open_task(deadlines.HANDOVER_LIST, handover, event=event)


def _ask_successor(handover: Handover, event: Event) -> None:
    take_stock(handover)
    open_task(deadlines.HANDOVER_TAKING, handover, event=event)


def sign_as_leaver(handover: Handover, *, by: User, seen: int, key: str | None = None) -> Event:
    return carry_out(
        handover, Handover.sign_as_leaver, by=by, seen=seen, key=key, then=_ask_successor
    )


def sign_in_absence(
    handover: Handover, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(
        handover, Handover.sign_in_absence, by=by, seen=seen, key=key, comment=reason,
        then=_ask_successor,
    )  # fmt: skip


def sign_as_successor(handover: Handover, *, by: User, seen: int, key: str | None = None) -> Event:
    """With both signatures everything moves; what is missing goes to the GM first."""

    def then(handover: Handover, event: Event) -> None:
        if handover.is_closed:
            _complete(handover, event)
        else:
            open_task(deadlines.HANDOVER_MISSING, handover, event=event)

    return carry_out(handover, Handover.sign_as_successor, by=by, seen=seen, key=key, then=then)


def send_back(
    handover: Handover, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return _back(handover, Handover.send_back, by=by, reason=reason, seen=seen, key=key)


def approve_missing(
    handover: Handover, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """Leaving itself is never held back: what is lost is on record, and the person goes."""
    return carry_out(
        handover, Handover.approve_missing, by=by, seen=seen, key=key, comment=comment,
        then=_complete,
    )  # fmt: skip


def demand_missing(
    handover: Handover, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return _back(handover, Handover.demand_missing, by=by, reason=reason, seen=seen, key=key)


def void(handover: Handover, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    def then(handover: Handover, event: Event) -> None:
        close_all_tasks(handover, by=by, event=event)

    return carry_out(handover, Handover.void, by=by, seen=seen, key=key, comment=reason, then=then)


def _back(
    handover: Handover, moved: Any, *, by: User, reason: str, seen: int, key: str | None
) -> Event:
    return carry_out(handover, moved, by=by, seen=seen, key=key, comment=reason, then=_start)


def _complete(handover: Handover, event: Event) -> None:
    take_stock(handover)
    close_all_tasks(handover, by=event.actor, event=event)
    move_everything(handover, by=event.actor)
    handover.items.filter(outcome=HandoverItem.Outcome.PENDING).update(
        outcome=HandoverItem.Outcome.HANDED_OVER
    )
    leave(handover.leaver, on=handover.last_day)

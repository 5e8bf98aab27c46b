"""Pay runs: started and calculated, then passed on from hand to hand as they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR
from foundation.policies.reading import read_once
from foundation.process.events import log_event
from foundation.process.holders import acts_as_holder
from foundation.process.models import Event
from foundation.process.rows import reasoned
from foundation.process.steps import carry_out, lock, open_matter, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import open_task
from service_incentives import deadlines, holders, periods
from service_incentives.actions.turn import open_next, tell_paid
from service_incentives.calculation import calculate, values_of
from service_incentives.calculation.tax import withholdings_of
from service_incentives.models import (
    DRAFTS,
    PayLine,
    PayRun,
    PoolShare,
    State,
    TieDecision,
    Withholding,
)
from service_incentives.roles import SERVICE_HEAD, SPECIALIST, STATISTICIAN


def start_run(*, by: User, kind: str, period: date, key: str | None = None) -> PayRun:
    """The run of the period, calculated; the one already there when somebody was quicker (R5.10)."""
    first = periods.beginning(kind, period)

    def act() -> PayRun:
        _one_at_a_time(kind, first)
        runs = PayRun.objects.filter(kind=kind, period=first)
        earlier: PayRun | None = runs.exclude(state=State.VOID).first()
        if earlier is not None:
            return earlier
        state = State.GATHERING if kind == PayRun.Kind.SPARE_PARTS else State.DRAFT
        run = PayRun(kind=kind, period=first, state=state)
        starters = (SPECIALIST,) if kind == PayRun.Kind.SPARE_PARTS else (STATISTICIAN, ADMIN_HR)
        only_as(by, *starters, article="R5.8.3" if kind == PayRun.Kind.SPARE_PARTS else "R5.10")
        if first > clock.today():
            raise Refusal("R5.10", _("这一期还没有开始。"), field="period")
        opened: PayRun = open_matter(
            run, by=by, article="R5.10", label=gettext_lazy("建立发放单"),
            then=lambda run, event: _begin(run, by, event),
        )  # fmt: skip
        return opened

    return once(act, PayRun, key=key, by=by, what=["start_run", kind, first])


def _begin(run: PayRun, by: User, event: Event) -> None:
    _calculate(run, by)
    open_next(run, event)
    if run.state == State.GATHERING:
        open_task(deadlines.POOL, run, event=event)


def _one_at_a_time(kind: str, period: date) -> None:
    """Two clerks starting the same run: the second waits and finds the first one's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 5))", [f"payrun:{kind}:{period}"]
        )


def _calculate(run: PayRun, by: User) -> None:
    run.computation += 1
    run.computed_by, run.computed_at = by, clock.now()
    with read_once():
        run.policies = values_of(run)
    run.save()
    calculate(run)


def calculate_again(
    run: PayRun, *, by: User, seen: int | None = None, key: str | None = None
) -> Event:
    """Only a draft, and only by this act: no other one calculates (R5.10)."""

    def act() -> Event:
        fresh = lock(run, seen=seen)
        if fresh.state not in DRAFTS:
            raise Refusal("R5.10", _("已确认的发放单不能重新计算，须先退回。"))
        if not acts_as_holder(holders.STARTER, fresh, by):
            who = holders.STARTER.describe(fresh)
            raise Refusal("R5.10", _("由%(who)s办理。") % {"who": who})
        _calculate(fresh, by)
        event = log_event(
            fresh.matter, "calculate_again", by=by, label=gettext_lazy("重新计算"), article="R5.10",
            computation=fresh.computation,
        )  # fmt: skip
        raise_version(fresh)
        return event

    return once(act, Event, key=key, by=by, what=["calculate_again", run])


def _passing_on(step: Any) -> Callable[..., Event]:
    """Stand for the run as it is; it becomes the next one's turn."""

    def act(
        run: PayRun, *, by: User, comment: str = "", seen: int, key: str | None = None
    ) -> Event:
        return carry_out(run, step, by=by, comment=comment, seen=seen, key=key, then=open_next)

    return act


confirm = _passing_on(PayRun.confirm)
check_finance = _passing_on(PayRun.check_finance)
check_hr = _passing_on(PayRun.check_hr)
approve = _passing_on(PayRun.approve)
# The way of spare parts (R5.8.3).
gather = _passing_on(PayRun.gather)
allocate = _passing_on(PayRun.allocate)
approve_parts = _passing_on(PayRun.approve_parts)


def pay(run: PayRun, *, by: User, paid_on: date, seen: int, key: str | None = None) -> Event:
    """Paid out on that day, with the wages (R5.10)."""
    if paid_on > clock.today():
        raise Refusal("R5.10", _("发放日期不能晚于今天。"), field="paid_on")

    def then(run: PayRun, event: Event) -> None:
        Withholding.objects.bulk_create(withholdings_of(run, paid_on), batch_size=2_000)
        tell_paid(run, event)
        open_next(run, event)

    return carry_out(run, PayRun.pay, by=by, paid_on=paid_on, seen=seen, key=key, then=then)


def lock_run(run: PayRun, *, by: User, seen: int, key: str | None = None) -> Event:
    """From now on the run is history: what comes late is adjusted in the next one."""
    return carry_out(run, PayRun.lock, by=by, seen=seen, key=key)


def send_back(run: PayRun, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    return carry_out(
        run, PayRun.send_back, by=by, comment=reason, seen=seen, key=key, then=open_next
    )


def void_run(run: PayRun, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    return carry_out(run, PayRun.void, by=by, comment=reason, seen=seen, key=key)


def share_pool(
    run: PayRun, *, by: User, person: User, amount: Decimal, reason: str,
    seen: int | None = None, key: str | None = None,
) -> Event:  # fmt: skip
    """The head of the department proposes who gets how much of the team pool; 0 takes it back.

    It is approved in the same run (R5.8.3), which is calculated again with it.
    """

    def act() -> Event:
        fresh = lock(run, seen=seen)
        only_as(by, SERVICE_HEAD, article="R5.8.3")
        if fresh.state != State.GATHERING:
            raise Refusal("R5.8.3", _("只有汇总中的备件提成可以提出团队奖金分配。"))
        if by.pk == person.pk:
            raise Refusal("R0.separation", _("不能给自己分配团队奖金。"), field="person")
        reasoned(reason)
        PoolShare.objects.filter(run=fresh, person=person).delete()
        if amount:
            PoolShare.objects.create(
                run=fresh, person=person, amount=amount, reason=reason, proposed_by=by
            )
        _calculate(fresh, fresh.computed_by or by)
        if fresh.pool_left() < 0:
            raise Refusal("R5.8.3", _("超过可分配的团队奖金。"), field="amount")
        event = log_event(
            fresh.matter, "share_pool", by=by, label=gettext_lazy("提出团队奖金分配"), article="R5.8.3",
            comment=reason, person=person, amount=amount,
        )  # fmt: skip
        raise_version(fresh)
        return event

    what = ["share_pool", run, person, amount, reason]
    return once(act, Event, key=key, by=by, what=what)


def decide_tie(
    run: PayRun, *, by: User, place: int, amount: Decimal, reason: str,
    seen: int | None = None, key: str | None = None,
) -> Event:  # fmt: skip
    """HR decides what a tie over a pay boundary is worth to each, with a reason (R5.5.1).

    The draft is calculated again with it.
    """

    def act() -> Event:
        fresh = lock(run, seen=seen)
        only_as(by, ADMIN_HR, article="R5.5.1")
        if fresh.state != State.DRAFT:
            raise Refusal("R5.5.1", _("只有草稿可以裁定并列名次。"))
        tied = fresh.current_lines().filter(zero_reason=PayLine.Zero.TIE, inputs__place=place)
        people = sorted(tied.values_list("person", flat=True))
        if not people:
            raise Refusal("R5.5.1", _("这一名次没有待裁定的并列。"), field="place")
        if by.pk in people:
            raise Refusal("R0.separation", _("不能裁定涉及本人的并列。"))
        reasoned(reason)
        TieDecision.objects.create(
            run=fresh, place=place, people=people, amount=amount, reason=reason, decided_by=by
        )
        _calculate(fresh, fresh.computed_by or by)
        event = log_event(
            fresh.matter, "decide_tie", by=by, label=gettext_lazy("裁定并列名次"), article="R5.5.1",
            comment=reason, place=place, amount=amount,
        )  # fmt: skip
        raise_version(fresh)
        return event

    what = ["decide_tie", run, place, amount, reason]
    return once(act, Event, key=key, by=by, what=what)

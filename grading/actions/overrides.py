"""Grades raised or lowered by hand: proposed, decided by another, over on their day (R3.5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.customers.models import Customer
from foundation.people.models import User
from foundation.process.models import Event
from foundation.process.rows import reasoned
from foundation.process.steps import carry_out, open_matter
from foundation.process.submissions import once
from foundation.process.tasks import open_task
from grading import deadlines
from grading.actions.turn import only_of_account
from grading.calculation import register_grades
from grading.models import Override
from grading.roles import SALES, SALES_MANAGER


def propose_override(
    customer: Customer, *, by: User, grade: str, reason: str, ends_on: date, key: str | None = None
) -> Override:
    def act() -> Override:
        only_of_account(by, customer, SALES, SALES_MANAGER, article="R3.5")
        if ends_on < clock.today():
            raise Refusal("R3.5", _("有效期不能早于今天。"), field="ends_on")
        if grade == customer.grade:
            raise Refusal("R3.5", _("与当前等级相同，无须调整。"), field="grade")
        override = Override(
            customer=customer, grade=grade, was=customer.grade, reason=reasoned(reason),
            ends_on=ends_on, proposed_by=by,
        )  # fmt: skip
        opened: Override = open_matter(
            override, by=by, article="R3.5", label=gettext_lazy("提出等级调整"), then=_ask
        )
        return opened

    what = ["propose_override", customer, grade, reason, ends_on]
    try:
        return once(act, Override, key=key, by=by, what=what)
    except IntegrityError:
        raise Refusal("R3.5", _("这个客户已有未结束的等级调整。"), field="grade") from None


def _ask(override: Any, event: Event) -> None:
    open_task(deadlines.OVERRIDE, override, event=event)


def _show(override: Any, event: Event) -> None:
    register_grades([override.customer_id])


def approve_override(
    override: Override, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """From now on the register shows it."""
    return carry_out(
        override, Override.approve, by=by, seen=seen, key=key, comment=comment, then=_show
    )


def refuse_override(
    override: Override, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(override, Override.refuse, by=by, seen=seen, key=key, comment=reason)


def end_override(
    override: Override, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """Before its day: the newest run's grade holds again."""
    return carry_out(override, Override.end, by=by, seen=seen, key=key, comment=reason, then=_show)


def end_overrides() -> int:
    """Whatever was to hold through yesterday or earlier; also what downtime left over."""
    over = Override.objects.filter(state=Override.State.APPROVED, ends_on__lt=clock.today())
    ended = list(over.select_related("matter", "customer"))
    for override in ended:
        carry_out(override, Override.run_out, by=User.objects.system(), seen=None, then=_show)
    return len(ended)

"""Exchange between units: shared with named ones, answered by them, closed with its outcome (R6.9)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import Department, User
from foundation.process.events import log_event
from foundation.process.models import Event
from foundation.process.news import tell
from foundation.process.steps import carry_out, lock, open_matter, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import open_task
from key_accounts import deadlines
from key_accounts.models import Account, Exchange, Reply


def share(
    exchange: Exchange, *, by: User, units: Sequence[Department], accounts: Sequence[Account] = (),
    key: str | None = None,
) -> Exchange:  # fmt: skip
    """The heads of the units are told; they see this and nothing else of the accounts."""

    def then(exchange: Exchange, event: Event) -> None:
        exchange.units.set(units)
        exchange.accounts.set(accounts)
        open_task(deadlines.EXCHANGE, exchange, event=event)
        heads = {unit.head for unit in units if unit.head}
        tell(exchange, heads, "exchange", event)

    if by.department is None:
        raise Refusal("R6.9", _("您没有所属部门。"))
    if by.department in units:
        raise Refusal("R6.9", _("请选择其他单位。"), field="units")
    if exchange.due_on < clock.today():
        raise Refusal("R6.9", _("期限不能早于今天。"), field="due_on")
    exchange.shared_by, exchange.unit = by, by.department
    return open_matter(
        exchange, by=by, article="R6.9", label=gettext_lazy("发起单位间交流"), key=key, then=then
    )


def reply(
    exchange: Exchange, *, by: User, content: str, seen: int, key: str | None = None
) -> Reply:
    """By whoever it is shared with; the page is nobody else's."""

    def act() -> Reply:
        fresh = lock(exchange, seen=seen)
        if fresh.is_closed:
            raise Refusal("R6.9", _("这次交流已经办结。"))
        row = Reply.objects.create(exchange=fresh, by=by, unit=by.department, content=content)
        event = log_event(
            fresh.matter, "reply", by=by, label=gettext_lazy("回复"), article="R6.9",
            comment=content,
        )  # fmt: skip
        tell(fresh, [fresh.shared_by], "exchange_reply", event)
        raise_version(fresh)
        return row

    return once(act, Reply, key=key, by=by, what=["reply", exchange, content])


def close_exchange(
    exchange: Exchange, *, by: User, outcome: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(
        exchange, Exchange.close, by=by, comment=outcome, seen=seen, key=key, outcome=outcome
    )

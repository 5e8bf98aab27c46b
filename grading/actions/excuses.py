"""Reasons of delay: proposed by one person, decided by another who does not own the account."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.articles import Refusal
from foundation.people.models import User
from foundation.people.roles import FINANCE
from foundation.process.models import Event
from foundation.process.rows import reasoned
from foundation.process.steps import carry_out, open_matter
from foundation.process.submissions import once
from foundation.process.tasks import open_task
from grading import deadlines
from grading.actions.turn import only_of_account
from grading.models import Excuse, Receivable
from grading.roles import SALES, SALES_MANAGER


def propose_excuse(
    receivable: Receivable, *, by: User, reason: str, key: str | None = None
) -> Excuse:
    def act() -> Excuse:
        only_of_account(
            by, receivable.customer, SALES, SALES_MANAGER, FINANCE, article="R3.1"
        )  # fmt: skip
        if receivable.voided_at is not None:
            raise Refusal("R3.1", _("这笔应收已经作废。"))
        excuse = Excuse(receivable=receivable, reason=reasoned(reason), proposed_by=by)
        opened: Excuse = open_matter(
            excuse, by=by, article="R3.1", label=gettext_lazy("提出拖延说明"), then=_ask
        )
        return opened

    try:
        return once(act, Excuse, key=key, by=by, what=["propose_excuse", receivable, reason])
    except IntegrityError:
        raise Refusal("R3.1", _("这笔应收已有拖延说明。"), field="reason") from None


def _ask(excuse: Any, event: Event) -> None:
    open_task(deadlines.EXCUSE, excuse, event=event)


def approve_excuse(
    excuse: Excuse, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    return carry_out(excuse, Excuse.approve, by=by, seen=seen, key=key, comment=comment)


def refuse_excuse(
    excuse: Excuse, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(excuse, Excuse.refuse, by=by, seen=seen, key=key, comment=reason)

"""What each button does; every act goes through the door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import acts_as_holder, only
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, open_matter, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import open_task
from key_accounts import deadlines, holders
from key_accounts.actions.usage import end_uses_of
from key_accounts.facts import Part
from key_accounts.models import Account, Confirmation

State = Account.State


def open_account(account: Account, *, by: User, key: str | None = None) -> Account:
    """By the key-account manager, or the branch's own (R6.3)."""

    def then(account: Account, event: Event) -> None:
        only(holders.OPENER, account, by, "R6.3")
        open_task(deadlines.COMPLETE, account, event=event)

    _refuse_wrong(account)
    try:
        return open_matter(
            account, by=by, article="R6.3", label=gettext_lazy("建立大客户档案"), key=key, then=then
        )
    except IntegrityError:
        raise Refusal("R6.3", _("这个客户已有大客户档案。"), field="customer") from None


def amend(
    account: Account, *, by: User, facts: Mapping[str, Any], seen: int, key: str | None = None
) -> Event:
    """While it is drawn up or reviewed; what is confirmed changes only by a review (R6.4)."""

    def act() -> Event:
        fresh = lock(account, seen=seen)
        only(holders.LEAD, fresh, by, "R6.3")
        if fresh.state != State.DRAFT:
            raise Refusal("R6.4", _("已提交或已确认的档案先退回或开始复核，再修改。"))
        for name, value in facts.items():
            setattr(fresh, name, value)
        _refuse_wrong(fresh)
        fresh.save()
        event = log_event(
            fresh.matter, "amend", by=by, label=gettext_lazy("修改大客户档案"), article="R6.3"
        )
        raise_version(fresh)
        return event

    what = ["amend", account, *(f"{name} {value}" for name, value in facts.items())]
    return once(act, Event, key=key, by=by, what=what)


def submit(account: Account, *, by: User, seen: int, key: str | None = None) -> Event:
    def then(account: Account, event: Event) -> None:
        open_task(deadlines.CONFIRM, account, event=event)

    return carry_out(account, Account.submit, by=by, seen=seen, key=key, then=then)


def confirm_part(
    account: Account, *, by: User, part: str, seen: int, key: str | None = None
) -> Event:
    """A business supervisor on one part; with the last one the file is in use (R6.3)."""

    def act() -> Event:
        fresh = lock(account, seen=seen)
        only(holders.CONFIRMER, fresh, by, "R6.3")
        if by.pk == fresh.lead_id:
            raise Refusal("R0.separation", _("负责人不能确认自己的档案。"))
        if fresh.state != State.CONFIRMING:
            raise Refusal("R6.3", _("这份档案现在不待确认。"))
        confirmed = fresh.confirmations.filter(review=fresh.review)
        if part in confirmed.values_list("part", flat=True):
            raise Refusal("R6.3", _("这一部分已经确认。"), field="part")
        Confirmation.objects.create(account=fresh, review=fresh.review, part=part, by=by)
        event = log_event(
            fresh.matter, "confirm_part", by=by, label=gettext_lazy("确认档案"), article="R6.3",
            comment=str(Part(part).label),
        )  # fmt: skip
        if confirmed.count() == len(Part):
            carry_out(fresh, Account.complete, by=by, seen=None, then=_in_use)
        else:
            raise_version(fresh)
        return event

    return once(act, Event, key=key, by=by, what=["confirm_part", account, part])


def _in_use(account: Account, event: Event) -> None:
    open_task(deadlines.REVIEW, account, event=event)
    if account.contract_until is not None:
        open_task(deadlines.CONTRACT, account, event=event)


def send_back(
    account: Account, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(
        account, Account.send_back, by=by, comment=reason, seen=seen, key=key, then=_to_complete
    )


def begin_review(account: Account, *, by: User, seen: int, key: str | None = None) -> Event:
    return carry_out(account, Account.begin_review, by=by, seen=seen, key=key, then=_to_complete)


def close(account: Account, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    def then(account: Account, event: Event) -> None:
        end_uses_of(account)

    return carry_out(account, Account.close, by=by, comment=reason, seen=seen, key=key, then=then)


def _to_complete(account: Account, event: Event) -> None:
    open_task(deadlines.COMPLETE, account, event=event)


def _refuse_wrong(account: Account) -> None:
    begins, ends = account.contract_from, account.contract_until
    if begins and ends and ends < begins:
        raise Refusal("R6.3", _("合同到期日早于起始日。"), field="contract_until")
    if account.customer.merged_into_id:
        raise Refusal("R6.3", _("这个客户已并入另一个客户。"), field="customer")


def may_amend(account: Account, user: User) -> bool:
    return account.state == State.DRAFT and acts_as_holder(holders.LEAD, account, user)

"""Electronic lending: originals opened to a borrower until a day, or until revoked (R1.1.4)."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import holders
from archives.actions.loans import refuse_date, tell
from archives.models import Loan, LoanState
from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, raise_version
from foundation.process.submissions import once


def open_link(loan: Loan, *, by: User, due_on: date, seen: int, key: str | None = None) -> Event:
    """By the archive room, when everybody has approved; the borrower is told."""
    refuse_date(due_on)

    def then(loan: Loan, event: Event) -> None:
        tell(loan, "linked", event)

    return carry_out(loan, Loan.open_link, by=by, seen=seen, key=key, due_on=due_on, then=then)


def revoke_link(loan: Loan, *, by: User, reason: str, seen: int, key: str | None = None) -> Loan:
    """At once, before its day: of a paper loan the volume stays with the borrower."""

    def act() -> Loan:
        fresh = lock(loan, seen=seen)
        only(holders.REVOKER, fresh, by, "R1.1.4")
        if not fresh.is_live:
            raise Refusal("R1.1.4", _("借阅人现在不能打开电子原件。"))
        fresh.access_ended_at, fresh.access_ended_by = clock.now(), by
        fresh.access_end_reason = reason.strip()[:200]
        fresh.save(update_fields=["access_ended_at", "access_ended_by", "access_end_reason"])
        event = log_event(
            fresh.matter, "revoke", by=by, label=gettext_lazy("停用电子原件"), article="R1.1.4",
            comment=reason,
        )  # fmt: skip
        tell(fresh, "revoked", event)
        if fresh.state == LoanState.LINKED:
            carry_out(fresh, Loan.end_link, by=by, seen=None)
        else:
            raise_version(fresh)
        return fresh

    return once(act, Loan, key=key, by=by, what=["revoke_link", loan, reason])


def end_links() -> int:
    """How many electronic loans whose last day is over were ended. May run twice."""
    over = Loan.objects.filter(state=LoanState.LINKED, due_on__lt=clock.today())
    ended = 0
    for loan in over.select_related("matter").order_by("pk"):
        _end(loan)
        ended += 1
    return ended


def _end(loan: Loan) -> None:
    def act() -> Event:
        fresh = lock(loan)
        fresh.access_ended_at = clock.end_of_day(fresh.due_on) - timedelta(microseconds=1)
        fresh.save(update_fields=["access_ended_at"])
        return carry_out(fresh, Loan.end_link, by=system, seen=None)

    system = User.objects.system()
    once(act, Event, key=None, by=system, what=[])

"""Damage, loss, passing on, disclosure: reported, made good, decided (R1.4.2, R1.4.3)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import deadlines, holders, roles
from archives.actions.loans import end_return
from archives.models import Incident, Loan, LoanState, Volume
from foundation.articles import Refusal
from foundation.notifications.outbox import notify
from foundation.people import roles as people
from foundation.people.models import User
from foundation.people.structure import head_of
from foundation.process.events import log_event
from foundation.process.holders import acts_as_holder, only
from foundation.process.models import Event, Task
from foundation.process.news import tell
from foundation.process.steps import carry_out, lock, open_matter, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import open_task


def report_incident(
    loan: Loan, *, by: User, kind: str, text: str, seen: int, key: str | None = None
) -> Incident:
    """By the borrower or whoever keeps the archives; the leaders are told at once, the volume is
    flagged. What the archive room reports as lost is not awaited any more."""

    def act() -> Incident:
        fresh = lock(loan, seen=seen)
        only(holders.WITNESS, fresh, by, "R1.4.3")
        if fresh.lent_at is None:
            raise Refusal("R1.4.3", _("案卷还没有借出。"))
        made = open_matter(
            Incident(volume=loan.volume, loan=loan, kind=kind, text=text, reported_by=by),
            by=by, article="R1.4.3", label=gettext_lazy("报告事故"), comment=text, then=_reported,
        )  # fmt: skip
        is_lost = kind == Incident.Kind.LOSS and fresh.state == LoanState.LENT
        if is_lost and acts_as_holder(holders.ROOM, fresh, by):
            carry_out(loan, Loan.lose, by=by, seen=seen, comment=made.number, then=_not_awaited)
        _flag(loan.volume, made, by=by, is_flagged=True)
        return made

    return once(act, Incident, key=key, by=by, what=["incident", loan, kind, text])


def lose_on_leaving(loan: Loan, *, by: User, text: str) -> Incident:
    """What somebody who leaves cannot bring back, as the general manager has approved (R1.1.3)."""
    incident = Incident(
        volume=loan.volume, loan=loan, kind=Incident.Kind.LOSS, text=text, reported_by=by
    )
    made = open_matter(
        incident, by=by, article="R1.1.3", label=gettext_lazy("报告事故"), comment=text,
        then=_reported,
    )  # fmt: skip
    carry_out(loan, Loan.lose, by=by, seen=None, comment=made.number, then=_not_awaited)
    _flag(loan.volume, made, by=by, is_flagged=True)
    return made


def _not_awaited(loan: Loan, event: Event) -> None:
    end_return(loan, event, Task.Outcome.DONE)


def _reported(incident: Incident, event: Event) -> None:
    open_task(deadlines.HANDLE, incident, event=event)
    department = incident.loan.department
    leader = head_of(department, not_for=incident.loan.borrower_id) if department else None
    told = {*people.holders(roles.ARCHIVE_HEAD), *([leader] if leader else [])}
    notify(
        sorted(told, key=lambda person: person.pk),
        template="archives/incident",
        context={"number": incident.number, "title": incident.title(), "by": event.actor.name},
        url=incident.matter.get_absolute_url(),
        dedupe=f"incident:{incident.pk}",
        article="R1.4.3",
        at_once=True,
    )


def _flag(volume: Volume, incident: Incident, *, by: User, is_flagged: bool) -> None:
    fresh = lock(volume)
    fresh.is_flagged = is_flagged
    fresh.save(update_fields=["is_flagged"])
    label = gettext_lazy("标记事故") if is_flagged else gettext_lazy("解除事故标记")
    log_event(fresh.matter, "flag", by=by, label=label, article="R1.4.3", comment=incident.number)
    raise_version(fresh)


def handle_incident(
    incident: Incident, *, by: User, measures: str, seen: int, key: str | None = None
) -> Event:
    """What was done to find, repair or contain (R1.4.3)."""

    def then(incident: Incident, event: Event) -> None:
        open_task(deadlines.DECIDE, incident, event=event)

    return carry_out(
        incident, Incident.handle, by=by, seen=seen, key=key, measures=measures, then=then
    )


def decide_incident(
    incident: Incident,
    *,
    by: User,
    penalty: str,
    is_settled: bool = False,
    seen: int,
    key: str | None = None,
) -> Event:
    """The penalty; once the volume is whole and here again the flag goes with it."""

    def then(incident: Incident, event: Event) -> None:
        others = Incident.objects.filter(volume=incident.volume, decided_at=None)
        if is_settled and not others.exists():
            _flag(incident.volume, incident, by=by, is_flagged=False)
        borrower = incident.loan.borrower
        if borrower is not None:
            tell(incident, [borrower], "incident_decided", event, penalty=penalty)

    return carry_out(
        incident, Incident.decide, by=by, seen=seen, key=key, penalty=penalty, then=then
    )

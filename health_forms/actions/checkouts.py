"""Taking a file out for a revisit and giving it back the same day (R4.2.9)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event, Task, open_tasks
from foundation.process.steps import lock, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import end_tasks, open_task
from health_forms import deadlines, holders
from health_forms.models import Checkout, CustomerFile

ARTICLE = "R4.2.9"


def take_out(file: CustomerFile, *, by: User, seen: int, key: str | None = None) -> Checkout:
    """One holder at a time; back by 24:00 of today."""

    def act() -> Checkout:
        fresh = lock(file, seen=seen)
        only(holders.FILE_REP, fresh, by, ARTICLE)
        if fresh.state != CustomerFile.State.KEPT:
            raise Refusal(ARTICLE, _("档案表不在医生处。"))
        if fresh.checkouts.filter(given_back_at=None).exists():
            raise Refusal(ARTICLE, _("档案表已被调用，须先归还。"))
        out: Checkout = Checkout.objects.create(file=fresh, by=by, due_on=clock.today())
        event = log_event(
            fresh.matter, "take_out", by=by, label=gettext_lazy("调用档案表"), article=ARTICLE
        )
        open_task(deadlines.GIVE_BACK, fresh, event=event, person=by, due_on=out.due_on)
        raise_version(fresh)
        return out

    return once(act, Checkout, key=key, by=by, what=["take_out", file])


def give_back(file: CustomerFile, *, by: User, seen: int, key: str | None = None) -> Event:
    """By whoever has it, or by the doctor who receives it."""

    def act() -> Event:
        fresh = lock(file, seen=seen)
        out = fresh.checkouts.filter(given_back_at=None).first()
        if out is None:
            raise Refusal(ARTICLE, _("档案表没有被调用。"))
        if out.by_id != by.pk:
            only(holders.FILE_DOCTOR, fresh, by, ARTICLE)
        out.given_back_at = clock.now()
        out.save(update_fields=["given_back_at"])
        event = log_event(
            fresh.matter, "give_back", by=by, label=gettext_lazy("归还档案表"), article=ARTICLE
        )
        waiting = open_tasks(fresh.pk).filter(kind=deadlines.GIVE_BACK.code)
        end_tasks(waiting, by=by, event=event, outcome=Task.Outcome.DONE)
        raise_version(fresh)
        return event

    return once(act, Event, key=key, by=by, what=["give_back", file])

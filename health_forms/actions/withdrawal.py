"""The person withdraws their consent: everything they told is gone, with the key to it."""

from __future__ import annotations

from foundation import clock
from foundation.people.models import User
from foundation.process.models import Event
from foundation.process.steps import carry_out
from foundation.process.tasks import close_all_tasks
from health_forms.actions.revisits import end_open
from health_forms.models import CustomerFile, Person, Revisit, Survey

ERASED = {
    "key": "", "contact": "", "mark": "", "phone_mark": "", "shown_name": "—", "shown_phone": "",
    "district": "", "ending": "",
}  # fmt: skip


def withdraw(survey: Survey, *, by: User, seen: int, key: str | None = None) -> Event:
    """On every form of the person at once; the audit keeps that it was, and when."""

    def then(survey: Survey, event: Event) -> None:
        close_all_tasks(survey, by=by, event=event)
        others = Survey.objects.for_act().filter(person=survey.person_id)
        for other in others.exclude(state=Survey.State.ERASED).order_by("pk"):
            carry_out(other, Survey.erase, by=by, seen=None, then=_close)
        for file in CustomerFile.objects.for_act().filter(person=survey.person_id):
            carry_out(file, CustomerFile.erase, by=by, seen=None, then=_close_file)
        Person.objects.filter(pk=survey.person_id).update(erased_at=clock.now(), **ERASED)

    def _close(survey: Survey, event: Event) -> None:
        close_all_tasks(survey, by=by, event=event)

    def _close_file(file: CustomerFile, event: Event) -> None:
        close_all_tasks(file, by=by, event=event)
        end_open(file, Revisit.Status.CLOSED)

    return carry_out(survey, Survey.erase, by=by, seen=seen, key=key, then=then)

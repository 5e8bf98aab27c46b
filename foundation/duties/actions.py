"""How a duty ends: by an act of its regulation, by its holder's statement, or declared empty."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from foundation.duties.declarations import THE_COMPANY, RecurringDuty, Subject
from foundation.duties.models import Duty
from foundation.people.models import User
from foundation.process.models import Event, Task, open_tasks
from foundation.process.steps import carry_out, open_matter
from foundation.process.tasks import end_tasks


def fulfil(
    declared: RecurringDuty,
    day: date,
    *,
    by: User,
    subject: Subject = THE_COMPANY,
    comment: str = "",
) -> Duty:
    """The duty of the period in which ``day`` lies is done; call it in the act that does it.

    Done before it was opened, it is entered as done; done again, nothing changes.
    """
    period = declared.every.start(day) if declared.every else day
    found = _of(declared, period, subject) or _enter(declared, period, subject, by=by)
    if found.state in (Duty.State.DUE, Duty.State.EMPTY):
        carry_out(found, Duty.fulfil, by=by, seen=None, comment=comment)
    return found


def _of(declared: RecurringDuty, period: date, subject: Subject) -> Duty | None:
    found: Duty | None = (
        Duty.objects.filter(
            code=declared.code, period=period, department=subject.department,
            person=subject.person, about=subject.about,
        )
        .select_related("matter")
        .first()
    )  # fmt: skip
    return found


def _enter(declared: RecurringDuty, period: date, subject: Subject, *, by: User) -> Duty:
    entered = occurrence(declared, period, subject)
    try:
        with transaction.atomic():
            return open_matter(entered, by=by, article=declared.article, label=_("列入定期事务"))
    except IntegrityError:  # the generator was quicker
        found = _of(declared, period, subject)
        assert found is not None
        return found


def occurrence(declared: RecurringDuty, period: date, subject: Subject) -> Duty:
    return Duty(
        code=declared.code, period=period, due_on=declared.due_on(period),
        department=subject.department, person=subject.person, about=subject.about,
    )  # fmt: skip


def finish(duty: Duty, *, by: User, comment: str, seen: int, key: str | None = None) -> Event:
    return carry_out(duty, Duty.finish, by=by, seen=seen, key=key, comment=comment)


def declare_empty(
    duty: Duty, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """The task awaits its own end only: whoever it is handed on to may not declare it empty."""

    def then(duty: Duty, event: Event) -> None:
        end_tasks(open_tasks(duty.pk), by=by, event=event, outcome=Task.Outcome.DONE)

    return carry_out(
        duty, Duty.declare_empty, by=by, seen=seen, key=key, comment=comment, then=then
    )

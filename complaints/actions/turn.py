"""Whose turn it is: the tasks and notices that several acts share."""

from __future__ import annotations

from typing import Any

from complaints import deadlines, policies
from complaints.models import Complaint, CustomerWait, State
from foundation import clock
from foundation.notifications.outbox import write_letter
from foundation.people.models import User
from foundation.process import news
from foundation.process.models import Event
from foundation.process.tasks import close_all_tasks, open_task, open_tasks_of


def start_round(complaint: Complaint, event: Event) -> None:
    first = deadlines.OF_STATE[complaint.state]
    open_tasks_of([deadlines.CLOSING, first], complaint, event=event)


def open_next(complaint: Complaint, event: Event) -> None:
    """The task of whoever's turn it is in the state just entered."""
    open_task(deadlines.OF_STATE[complaint.state], complaint, event=event)


def end_round(complaint: Complaint, event: Event) -> None:
    """Nothing of the round is left open; what prevents a repetition goes on (R2.4)."""
    lasting = (deadlines.PREVENTION.code, deadlines.EFFECT.code)
    close_all_tasks(complaint, by=event.actor, event=event, except_kinds=lasting)
    CustomerWait.objects.filter(complaint=complaint, ended_at=None).update(ended_at=clock.now())
    if complaint.contact_email and complaint.state in (State.CLOSED, State.CLOSED_DECLINED):
        write_letter(
            complaint.contact_email,
            template="complaints/closed",
            context={
                "number": complaint.number,
                "code": complaint.tracking_code,
                "days": policies.REOPENING_DAYS.value(),
            },
            language=complaint.language,
            dedupe=f"complaint-closed:{complaint.pk}:{complaint.round}",
        )


def tell(
    complaint: Complaint, people: list[User], template: str, event: Event, **more: Any
) -> None:
    """With the day the case is due."""
    news.tell(complaint, people, template, event, due_on=complaint.due_on.isoformat(), **more)

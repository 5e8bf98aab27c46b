"""Service meetings with minutes and what was agreed (R4.2.11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.duties.actions import fulfil
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.process.submissions import once
from health_forms import deadlines
from health_forms.models import Meeting, MeetingAction
from health_forms.roles import DOCTOR, MANAGER, SUPERVISOR

ARTICLE = "R4.2.11"


def hold_meeting(
    *, by: User, held_on: date, attendees: Sequence[User], minutes: str, key: str | None = None
) -> Meeting:
    """The month's duty is done with it."""

    def act() -> Meeting:
        only_as(by, DOCTOR, MANAGER, SUPERVISOR, article=ARTICLE)
        if held_on > clock.today():
            raise Refusal(ARTICLE, _("会议结束后才能登记。"), field="held_on")
        meeting: Meeting = Meeting.objects.create(held_on=held_on, minutes=minutes, entered_by=by)
        meeting.attendees.set(attendees)
        fulfil(deadlines.MEETING, held_on, by=by)
        return meeting

    what = ["hold_meeting", held_on, minutes, *(one.pk for one in attendees)]
    return once(act, Meeting, key=key, by=by, what=what)


def agree_on(
    meeting: Meeting, *, by: User, what: str, owner: User, due_on: date, key: str | None = None
) -> MeetingAction:
    def act() -> MeetingAction:
        only_as(by, DOCTOR, MANAGER, SUPERVISOR, article=ARTICLE)
        row: MeetingAction = MeetingAction.objects.create(
            meeting=meeting, what=what, owner=owner, due_on=due_on
        )
        return row

    return once(act, MeetingAction, key=key, by=by, what=["agree_on", meeting, what, owner, due_on])

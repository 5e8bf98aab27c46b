"""Service meetings with minutes and what was agreed (R4.2.11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.duties.actions import fulfil
from foundation.duties.declarations import Subject
from foundation.people.delegation import only_as, stands_for
from foundation.people.models import User
from foundation.process.submissions import once
from health_forms import ciphers, deadlines
from health_forms.models import Meeting, MeetingAction
from health_forms.roles import PARTICIPANTS
from health_forms.scope import REGULATION

ARTICLE = "R4.2.11"


def hold_meeting(
    *, by: User, held_on: date, attendees: Sequence[User], minutes: str, key: str | None = None
) -> Meeting:
    """The month's duty is done with it."""

    def act() -> Meeting:
        only_as(by, *PARTICIPANTS, article=ARTICLE)
        if held_on > clock.today():
            raise Refusal(ARTICLE, _("会议结束后才能登记。"), field="held_on")
        meeting = Meeting(held_on=held_on, entered_by=by)
        meeting.minutes = ciphers.encrypt(meeting.key, minutes)
        meeting.save()
        meeting.attendees.set(attendees)
        fulfil(deadlines.MEETING, held_on, by=by)
        return meeting

    what = ["hold_meeting", held_on, ciphers.mark(minutes), *(one.pk for one in attendees)]
    return once(act, Meeting, key=key, by=by, what=what)


def agree_on(
    meeting: Meeting, *, by: User, what: str, owner: User, due_on: date, key: str | None = None
) -> MeetingAction:
    def act() -> MeetingAction:
        only_as(by, *PARTICIPANTS, article=ARTICLE)
        if due_on < meeting.held_on:
            raise Refusal(ARTICLE, _("期限不能早于会议日期。"), field="due_on")
        row: MeetingAction = MeetingAction.objects.create(
            meeting=meeting, what=ciphers.encrypt(meeting.key, what), owner=owner, due_on=due_on
        )
        return row

    entered = ["agree_on", meeting, ciphers.mark(what), owner, due_on]
    return once(act, MeetingAction, key=key, by=by, what=entered)


def finish_action(action: MeetingAction, *, by: User, key: str | None = None) -> MeetingAction:
    """By whoever it was given to; with the last one of a day that day's duty ends."""

    def act() -> MeetingAction:
        fresh: MeetingAction = MeetingAction.objects.select_for_update().get(pk=action.pk)
        if fresh.owner_id not in {person.pk for person in stands_for(by, REGULATION)}:
            raise Refusal(ARTICLE, _("由%(who)s办理。") % {"who": fresh.owner.name})
        if fresh.done_at is not None:
            raise Refusal(ARTICLE, _("这一项已经完成。"))
        fresh.done_at = clock.now()
        fresh.save(update_fields=["done_at"])
        if not MeetingAction.objects.filter(
            owner=fresh.owner_id, due_on=fresh.due_on, done_at=None
        ).exists():
            whose = Subject(person=fresh.owner)
            fulfil(deadlines.AGREED, fresh.due_on, by=by, subject=whose)
        return fresh

    return once(act, MeetingAction, key=key, by=by, what=["finish_action", action])

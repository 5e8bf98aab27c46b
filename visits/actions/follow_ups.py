"""What was promised: with an owner and a day, ended by its result (R7.3.4.2)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import stands_for
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import open_tasks
from foundation.process.news import tell
from foundation.process.steps import lock, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import end_task_of, open_task
from visits import deadlines, holders
from visits.models import FollowUp, Visit
from visits.scope import REGULATION

ARTICLE = "R7.3.4.2"


def promise(
    visit: Visit, *, by: User, what: str, owner: User, due_on: date, seen: int | None = None,
    key: str | None = None,
) -> FollowUp:  # fmt: skip
    def act() -> FollowUp:
        fresh = lock(visit, seen=seen)
        only(holders.CLOSER, fresh, by, ARTICLE)
        if fresh.state == Visit.State.VOID:
            raise Refusal(ARTICLE, _("这次拜访已经作废。"))
        if due_on < clock.today():
            raise Refusal(ARTICLE, _("期限不能早于今天。"), field="due_on")
        row = FollowUp.objects.create(
            visit=fresh, what=what, owner=owner, due_on=due_on, entered_by=by
        )
        event = log_event(
            fresh.matter, "promise", by=by, label=gettext_lazy("登记后续事项"), article=ARTICLE,
            comment=what, follow_up=row,
        )  # fmt: skip
        open_task(deadlines.FOLLOW_UP, fresh, event=event, person=owner, due_on=due_on)
        tell(fresh, [owner], "follow_up", event)
        raise_version(fresh)
        return row

    return once(act, FollowUp, key=key, by=by, what=["promise", visit, what, owner, due_on])


def finish_follow_up(
    row: FollowUp, *, by: User, result: str, seen: int | None = None, key: str | None = None
) -> FollowUp:
    def act() -> FollowUp:
        fresh = lock(row.visit, seen=seen)
        found = FollowUp.objects.get(pk=row.pk)
        if found.done_at:
            return found
        if found.pk not in in_hands_of(fresh, by):
            raise Refusal(ARTICLE, _("由负责人填写结果。"))
        if not result.strip():
            raise Refusal(ARTICLE, _("请写明结果。"), field="result")
        found.result, found.done_by, found.done_at = result, by, clock.now()
        found.save()
        event = log_event(
            fresh.matter, "finish_follow_up", by=by, label=gettext_lazy("办结后续事项"),
            article=ARTICLE, comment=result, follow_up=found,
        )  # fmt: skip
        end_task_of(deadlines.FOLLOW_UP, fresh.pk, event, follow_up=found.pk)
        raise_version(fresh)
        return found

    return once(act, FollowUp, key=key, by=by, what=["finish_follow_up", row, result])


def in_hands_of(visit: Visit, user: User) -> set[int]:
    """The promises whose task lies with the user, or with somebody they stand in for."""
    promises = open_tasks(visit.pk).filter(kind=deadlines.FOLLOW_UP.code)
    own = promises.filter(assignee__in=stands_for(user, REGULATION))
    return set(own.values_list("opening_event__details__follow_up", flat=True))

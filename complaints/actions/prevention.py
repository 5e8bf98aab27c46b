"""What keeps it from happening again."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints import deadlines, holders
from complaints.actions.turn import tell
from complaints.models import Complaint, PreventionAction
from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.steps import lock, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import end_task_of, open_task


def plan_prevention(
    complaint: Complaint,
    *,
    by: User,
    text: str,
    owner: User,
    due_on: date,
    seen: int | None = None,
    key: str | None = None,
) -> PreventionAction:
    """An action against repetition, with owner and date (R2.4)."""
    if due_on < clock.today():
        raise Refusal("R2.4", _("期限不能早于今天。"), field="due_on")

    def act() -> PreventionAction:
        fresh = lock(complaint, seen=seen)
        only(holders.PREVENTER, fresh, by, "R2.4")
        action = PreventionAction.objects.create(
            complaint=fresh, text=text, owner=owner, due_on=due_on, set_by=by
        )
        event = log_event(
            fresh.matter, "plan_prevention", by=by, label=gettext_lazy("制定防范措施"), article="R2.4",
            comment=text, action=action,
        )  # fmt: skip
        open_task(deadlines.PREVENTION, fresh, event=event, person=owner, due_on=due_on)
        tell(fresh, [owner], "prevention", event)
        raise_version(fresh)
        return action

    what = ["plan_prevention", complaint, text, owner, due_on]
    return once(act, PreventionAction, key=key, by=by, what=what)


def finish_prevention(
    action: PreventionAction,
    *,
    by: User,
    note: str,
    seen: int | None = None,
    key: str | None = None,
) -> PreventionAction:
    """Carried out; it counts as done only after its effect was checked (R2.4)."""

    def act() -> PreventionAction:
        fresh = lock(action.complaint, seen=seen)
        row = PreventionAction.objects.get(pk=action.pk)
        if by.pk != row.owner_id:
            raise Refusal("R2.4", _("由负责人填写完成情况。"))
        if row.done_at:
            return row
        if not note.strip():
            raise Refusal("R2.4", _("请写明完成情况。"), field="note")
        row.done_note, row.done_by, row.done_at = note, by, clock.now()
        row.save()
        event = log_event(
            fresh.matter, "finish_prevention", by=by, label=gettext_lazy("完成防范措施"), article="R2.4",
            comment=note, action=row,
        )  # fmt: skip
        end_task_of(deadlines.PREVENTION, row.complaint_id, event, action=row.pk)
        open_task(deadlines.EFFECT, fresh, event=event, due_on=deadlines.effect_due(row))
        raise_version(fresh)
        return row

    what = ["finish_prevention", action, note]
    return once(act, PreventionAction, key=key, by=by, what=what)


def check_effect(
    action: PreventionAction,
    *,
    by: User,
    is_effective: bool,
    note: str,
    seen: int | None = None,
    key: str | None = None,
) -> PreventionAction:
    """After the interval somebody else looks whether it helped; if not, it is open again (R2.4)."""

    def act() -> PreventionAction:
        fresh = lock(action.complaint, seen=seen)
        row = PreventionAction.objects.select_related("owner").get(pk=action.pk)
        if row.done_at is None or row.checked_at:
            raise Refusal("R2.4", _("这项措施现在没有待检查的完成情况。"))
        if by.pk == row.owner_id:
            raise Refusal("R0.separation", _("负责人不能检查自己的措施。"))
        event = log_event(
            fresh.matter, "check_effect", by=by, label=gettext_lazy("检查防范效果"), article="R2.4",
            comment=note, action=row, is_effective=is_effective,
        )  # fmt: skip
        end_task_of(deadlines.EFFECT, row.complaint_id, event, action=row.pk)
        if is_effective:
            row.is_effective, row.check_note = True, note
            row.checked_by, row.checked_at = by, clock.now()
        else:
            row.is_effective, row.check_note, row.done_at, row.done_by = False, note, None, None
            open_task(
                deadlines.PREVENTION, fresh, event=event, person=row.owner, due_on=clock.today()
            )
        row.save()
        raise_version(fresh)
        return row

    what = ["check_effect", action, is_effective, note]
    return once(act, PreventionAction, key=key, by=by, what=what)

"""What every task allows besides being done: hand on, ask another, urge, take back, copy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.notifications.outbox import notify
from foundation.people.models import User
from foundation.process.events import PASSIVE, log_event, new_event
from foundation.process.inboxes import holders_of, in_whose_name
from foundation.process.models import Copy, Event, Matter, Question, Task, open_tasks
from foundation.process.records import Record
from foundation.process.steps import Stale, Step, is_barred, lock, raise_version, steps_of
from foundation.process.submissions import once
from foundation.process.tasks import end_tasks, kinds

URGING_PAUSE = timedelta(hours=1)


def _held(by: User, **which: Any) -> tuple[Task, User | None]:
    """The open task, its matter locked, and whom the person stands in for, if it is in their
    inbox."""
    task = _with_matter_locked(**which)
    if not task.is_open:
        raise Stale("R0.versions", _("这项待办已经办结或转出，请查看最新状态。"))
    person = in_whose_name(task, by)
    if person is None:
        raise Refusal(task.article, _("这项待办不在您名下。"))
    return task, None if person == by else person


def _with_matter_locked(**which: Any) -> Task:
    of_task = {f"tasks__{name}": value for name, value in which.items()}
    Matter.objects.select_for_update(of=("self",)).only("pk").get(**of_task)
    related = ("matter", "assignee", "role", "department", "opening_event")
    return Task.objects.select_related(*related).get(**which)


def hand_on(task: Task, *, by: User, to: User, reason: str, key: str | None = None) -> Task:
    """转办: the task goes to another working person, who may then take its step."""

    def act() -> Task:
        held, absent = _held(by, pk=task.pk)
        if not reason.strip():
            raise Refusal("R0.reasons", _("请写明转办理由。"), field="reason")
        if to.pk in {by.pk, held.assignee_id} or not to.is_working:
            raise Refusal("R0.roles", _("请选择另一位在职人员。"), field="to")
        record = held.matter.record()
        if is_barred_from(held, record, to):
            raise Refusal(
                "R0.separation",
                _("%(name)s 起草了本事项的内容或为责任人，不能承办这一步。") % {"name": to.name},
                field="to",
            )
        # What opened the task may name the row it is about: the new one is about the same.
        about = held.opening_event.details if held.opening_event else {}
        event = new_event(
            held.matter, "hand_on", by=by, label=gettext_lazy("转办"), comment=reason,
            article=held.article, on_behalf_of=absent,
            details={**about, "to": to.pk, "task": held.kind},
        )  # fmt: skip
        event.save(force_insert=True)
        own = Task.objects.filter(pk=held.pk)
        end_tasks(own, by=by, event=event, outcome=Task.Outcome.HANDED_ON)
        new = Task.objects.create(
            matter=held.matter, kind=held.kind, article=held.article, assignee=to,
            department=held.department, due_on=held.due_on, opening_event=event,
            next_alert_on=held.next_alert_on, alert_stage=held.alert_stage,
        )  # fmt: skip
        _refuse_blind(held.matter, to, held.article, field="to")
        Matter.objects.filter(pk=held.matter_id).update(version=held.matter.version + 1)
        notify(
            [to], template="process/handed_on", context=_facts(held, by, reason),
            url=held.matter.get_absolute_url(), dedupe=f"handed-on:{new.pk}", article=held.article,
        )  # fmt: skip
        return new

    return once(act, Task, key=key, by=by, what=["hand_on", task, to, reason])


def _refuse_blind(matter: Matter, person: User, article: str, *, field: str) -> None:
    """Whoever gets the task, the question or a copy must be able to open the matter: a regulation may keep
    some from those it does not name."""
    if not matter.visible_to(person):
        message = _("%(name)s 无权查看本事项，请另选他人。") % {"name": person.name}
        raise Refusal(article, message, field=field)


def is_barred_from(task: Task, record: Record, person: User) -> bool:
    """Separation of duties: whether the person may not take a step the task waits for."""
    declared = kinds().get(task.kind)
    awaited = declared.awaits if declared else ()
    return any(
        step.name in awaited and is_barred(record, step, person) for step in steps_of(type(record))
    )


def ask(task: Task, *, by: User, asked: User, text: str, key: str | None = None) -> Question:
    """加签: another opinion first. The task stays with its holder; the question gets its own."""

    def act() -> Question:
        held, absent = _held(by, pk=task.pk)
        if not text.strip():
            raise Refusal("R0.reasons", _("请写明要征求意见的问题。"), field="text")
        if asked.pk == by.pk or not asked.is_working:
            raise Refusal("R0.roles", _("请选择另一位在职人员。"), field="asked")
        event = log_event(
            held.matter, "ask", by=by, label=gettext_lazy("加签征求意见"), comment=text,
            article=held.article, on_behalf_of=absent, asked=asked,
        )  # fmt: skip
        question = Question.objects.create(task=held, asked_by=by, asked=asked, text=text)
        Task.objects.create(
            matter=held.matter, kind="process.question", article=held.article, assignee=asked,
            due_on=held.due_on, opening_event=event, question=question,
        )  # fmt: skip
        _refuse_blind(held.matter, asked, held.article, field="asked")
        notify(
            [asked], template="process/asked", context=_facts(held, by, text),
            url=held.matter.get_absolute_url(), dedupe=f"asked:{question.pk}", article=held.article,
        )  # fmt: skip
        return question

    return once(act, Question, key=key, by=by, what=["ask", task, asked, text])


def answer(question: Question, *, by: User, text: str, key: str | None = None) -> Question:
    def act() -> Question:
        task, absent = _held(by, question=question)
        if not text.strip():
            raise Refusal("R0.reasons", _("请写明意见。"), field="text")
        event = log_event(
            task.matter, "answer", by=by, label=gettext_lazy("答复征求意见"), comment=text,
            article=task.article, on_behalf_of=absent,
        )  # fmt: skip
        question.answer, question.answered_at = text, clock.now()
        question.save(update_fields=["answer", "answered_at"])
        own = Task.objects.filter(pk=task.pk)
        end_tasks(own, by=by, event=event, outcome=Task.Outcome.DONE)
        notify(
            [question.asked_by], template="process/answered", context=_facts(task, by, text),
            url=task.matter.get_absolute_url(), dedupe=f"answered:{question.pk}", article=task.article,
        )  # fmt: skip
        return question

    return once(act, Question, key=key, by=by, what=["answer", question, text])


def urge(task: Task, *, by: User, comment: str = "", key: str | None = None) -> Event:
    """催办: a notice to the holders at once; the same task at most once an hour."""

    def act() -> Event:
        fresh = _with_matter_locked(pk=task.pk)
        if not fresh.is_open:
            raise Stale("R0.versions", _("这项待办已经办结，无需催办。"))
        now = clock.now()
        if fresh.urged_at and now - fresh.urged_at < URGING_PAUSE:
            raise Refusal("R0.urging", _("一小时内已经催办过，请稍后再催。"))
        Task.objects.filter(pk=fresh.pk).update(urged_at=now)
        event = log_event(
            fresh.matter, "urge", by=by, label=gettext_lazy("催办"), comment=comment,
            article=fresh.article, task=fresh.kind,
        )  # fmt: skip
        notify(
            holders_of(fresh), template="process/urged", context=_facts(fresh, by, comment),
            url=fresh.matter.get_absolute_url(), dedupe=f"urged:{fresh.pk}:{now.isoformat()}",
            article=fresh.article, at_once=True,
        )  # fmt: skip
        return event

    return once(act, Event, key=key, by=by, what=["urge", task, comment])


def last_step(
    record: Record, user: User, events: Sequence[Event] | None = None
) -> tuple[Event, Step] | None:
    """The user's own step that may still be taken back: nothing has happened on the matter since.

    ``events``: the matter's, oldest first, where they are at hand.
    """
    told = list(record.matter.events.order_by("pk")) if events is None else events
    steps = {step.name: step for step in steps_of(type(record))}
    for event in reversed(told):
        if event.actor_id != user.pk and event.step not in PASSIVE:
            return None
        if event.to_state:
            declared = steps.get(event.step)
            own = event.actor_id == user.pk and event.to_state == record.state
            return (event, declared) if own and declared and declared.can_be_taken_back else None
    return None


def take_back(
    record: Record, *, by: User, seen: int, reason: str = "", key: str | None = None
) -> Event:
    """撤回: undo one's own last step before anyone acted on what followed.

    The record returns to the state before, the fields the step set are emptied, the tasks it
    opened are withdrawn and those it closed are open again with their old dates.
    """

    def act() -> Event:
        fresh = lock(record)
        found = last_step(fresh, by)
        if found is None or fresh.matter.version != seen:
            raise Stale("R0.taking_back", _("已有人办理了下一步，不能再撤回。"))
        last, declared = found
        before = fresh.state
        for name in declared.sets:
            field: Any = type(fresh)._meta.get_field(name)
            setattr(fresh, name, None if field.null else field.get_default())
        state: Any = type(fresh)._meta.get_field("state")  # type: ignore[misc]
        state.set_state(fresh, last.from_state)
        fresh.save()
        event = log_event(
            fresh.matter, "take_back", by=by, label=gettext_lazy("撤回"), comment=reason,
            article="R0.taking_back", step=declared.name,
        )  # fmt: skip
        _undo_tasks(last, by=by, event=event, before=before)
        raise_version(fresh)
        record.__dict__.update(fresh.__dict__)
        return event

    return once(act, Event, key=key, by=by, what=["take_back", record, reason])


def _undo_tasks(last: Event, *, by: User, event: Event, before: str) -> None:
    opened = open_tasks(last.matter_id).filter(opening_event=last)
    end_tasks(opened, by=by, event=event, outcome=Task.Outcome.TAKEN_BACK)
    Task.objects.filter(closing_event=last).update(
        closed_at=None, closed_by=None, outcome="", closing_event=None
    )


def send_copy(record: Record, *, by: User, to: list[User], key: str | None = None) -> Matter:
    """抄送: these people are told and may read the matter from now on; again for the same: once.

    Raises ``Refusal`` where the regulation keeps the matter from one of them, copy or not.
    """

    def act() -> Matter:
        matter = Matter.objects.select_for_update().defer("search_vector").get(pk=record.pk)
        known = set(matter.copies.values_list("person_id", flat=True))
        new = [person for person in to if person.pk not in known]
        Copy.objects.bulk_create([Copy(matter=matter, person=person, sent_by=by) for person in new])
        for person in new:
            _refuse_blind(matter, person, "R0.copies", field="to")
        if new:
            log_event(matter, "copy", by=by, label=gettext_lazy("抄送"), to=[p.pk for p in new])
            notify(
                new, template="process/copied", context={"number": matter.number, "by": by.name},
                url=matter.get_absolute_url(), dedupe=f"copy:{matter.pk}",
            )  # fmt: skip
        return matter

    return once(act, Matter, key=key, by=by, what=["copy", record, to])


def _facts(task: Task, by: User, text: str) -> dict[str, Any]:
    return {
        "number": task.matter.number,
        "title": task.matter.title,
        "task": task.kind,
        "due_on": task.due_on.isoformat(),
        "by": by.name,
        "text": text,
    }

"""All open tasks of one person pass to others at once, when that person leaves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import F
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.notifications.outbox import notify
from foundation.people.models import User
from foundation.process.approvals import is_barred_from
from foundation.process.models import Event, Matter, Question, Task
from foundation.process.records import Record
from foundation.process.requests import client_address


def open_tasks_of(person: User) -> list[Task]:
    found = Task.objects.filter(assignee=person, closed_at=None)
    return list(found.select_related("matter").order_by("due_on", "pk"))


def reassign(
    person: User, *, to: Sequence[User], by: User, comment: str, except_matter: int = 0
) -> int:
    """Each open task goes to the first of ``to`` who is not barred by separation of duties.

    Dates, reminders and what opened the task stay; an event on each matter keeps both names.
    ``Refusal`` names the tasks that none of them may take.
    """
    # The matters first and in order, as every act does.
    waiting = Task.objects.filter(assignee=person, closed_at=None).exclude(matter=except_matter)
    numbers = sorted(set(waiting.values_list("matter_id", flat=True)))
    locked = Matter.objects.select_for_update().defer("search_vector", "search_text")
    matters = {matter.pk: matter for matter in locked.filter(pk__in=numbers).order_by("pk")}
    records = _records_of(matters.values())
    given: dict[User, list[Task]] = defaultdict(list)
    left_over = []
    for task in waiting.filter(matter__in=matters).order_by("pk"):
        taker = _taker(task, records[task.matter_id], to)
        if taker is None:
            left_over.append(str(matters[task.matter_id]))
        else:
            given[taker].append(task)
    if left_over:
        raise Refusal(
            "R0.separation", _("以下待办因职责分离不能由接收人承办，请先转办。"), missing=left_over
        )
    for taker, tasks in given.items():
        _pass_on(person, taker, tasks, by=by, comment=comment)
    Matter.objects.filter(pk__in=matters).update(version=F("version") + 1)
    return sum(len(tasks) for tasks in given.values())


def _records_of(matters: Iterable[Matter]) -> dict[int, Record]:
    """One query for each kind of record."""
    of_kind: dict[type[Record], list[int]] = defaultdict(list)
    for matter in matters:
        of_kind[matter.record_model].append(matter.pk)
    return {
        record.pk: record
        for model, keys in of_kind.items()
        for record in model.objects.for_act().filter(pk__in=keys)
    }


def _taker(task: Task, record: Record, to: Sequence[User]) -> User | None:
    return next((person for person in to if not is_barred_from(task, record, person)), None)


def _pass_on(person: User, taker: User, tasks: list[Task], *, by: User, comment: str) -> None:
    with translation.override("zh-hans"):
        label = _("随离职交接转办")
    Event.objects.bulk_create(
        Event(
            matter_id=task.matter_id,
            step="hand_over",
            label=label,
            article="R0.handover",
            actor=by,
            comment=comment,
            ip=client_address(),
            details={"task": task.kind, "from": person.pk, "to": taker.pk},
        )
        for task in tasks
    )
    keys = [task.pk for task in tasks]
    Task.objects.filter(pk__in=keys).update(assignee=taker)
    Question.objects.filter(tasks__in=keys, answered_at=None).update(asked=taker)
    notify(
        [taker],
        template="process/handed_over",
        context={"name": person.name, "count": len(tasks)},
        url=reverse("desk:inbox"),
        dedupe=f"handed-over:{person.pk}:{clock.now().isoformat()}",
        article="R0.handover",
    )

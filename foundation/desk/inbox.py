"""What lies before a person: their tasks, what they did, started, or were sent a copy of."""

from typing import Any

from django.db.models import Q, QuerySet

from foundation.people.models import User
from foundation.process.inboxes import in_inbox_of, ways_into_inbox
from foundation.process.models import Matter, Task
from foundation.process.search import normal, rare
from foundation.process.sight import record_models, visible_matters
from foundation.process.tasks import kinds

WITH_MATTER = ("matter", "assignee__department", "role", "department")


def hidden_kinds() -> list[str]:
    """Kinds that only carry a deadline, without anything to do of their own."""
    return [declared.code for declared in kinds().values() if not declared.shown]


def waiting(user: User) -> QuerySet[Task]:
    """待办: open tasks, soonest first."""
    mine = _open().filter(in_inbox_of(user))
    return mine.select_related(*WITH_MATTER).order_by("due_on", "pk")


def waiting_keys(user: User, most: int) -> list[QuerySet[Any, Any]]:
    """Keys of the same, so many for each way into the inbox; some may come twice."""
    return [_open().filter(way).values("pk")[:most] for way in ways_into_inbox(user)]


def _open() -> QuerySet[Task]:
    return Task.objects.filter(closed_at=None).exclude(kind__in=hidden_kinds())


def done(user: User) -> QuerySet[Task]:
    """已办: tasks the person closed, newest first."""
    ended = Task.objects.filter(closed_by=user, closed_at__isnull=False)
    mine = ended.exclude(kind__in=hidden_kinds())
    return mine.select_related(*WITH_MATTER).order_by("-closed_at", "-pk")


def started(user: User) -> QuerySet[Matter]:
    """我发起的: matters the person opened, newest first."""
    return Matter.objects.filter(opened_by=user).select_related("department").order_by("-pk")


def copied(user: User) -> QuerySet[Matter]:
    """抄送我的: matters the person was sent a copy of, newest first."""
    return Matter.objects.filter(copies__person=user).select_related("department").order_by("-pk")


def found(user: User, text: str, *, most: int) -> list[Matter]:
    """Full-text search over everything the person may see, newest first; a number goes before."""
    seen = visible_matters(user).select_related("department").defer("search_vector")
    kinds_of_record = [model._meta.label for model in record_models()]
    numbers = {text.strip(), text.strip().upper()}
    by_number = seen.filter(kind__in=kinds_of_record, number__in=numbers)
    if matters := list(by_number[:most]):
        return matters
    wanted = normal(text)
    keys = rare(wanted)
    these = Q(pk__in=_newest_of_each_kind(user, wanted, most) if keys is None else keys)
    return list(seen.filter(these).order_by("-pk")[:most])


def _newest_of_each_kind(user: User, wanted: str, most: int) -> list[int]:
    """Of a common word: for each kind the database chooses where to begin."""
    first, *others = (
        model.objects.visible_to(user)
        .filter(matter__search_text__contains=wanted)
        .order_by("-pk")
        .values_list("pk", flat=True)[:most]
        for model in record_models()
    )
    return list(first.union(*others, all=True))

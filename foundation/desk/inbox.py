"""What lies before a person: their tasks, what they did, started, or were sent a copy of."""

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from foundation.people.models import User
from foundation.process.inboxes import in_inbox_of
from foundation.process.models import Matter, Task
from foundation.process.records import Record
from foundation.process.search import containing
from foundation.process.tasks import kinds

WITH_MATTER = ("matter", "assignee__department", "role", "department")


def hidden_kinds() -> list[str]:
    """Kinds that only carry a deadline, without anything to do of their own."""
    return [declared.code for declared in kinds().values() if not declared.shown]


def waiting(user: User) -> QuerySet[Task]:
    """待办: open tasks, soonest first."""
    mine = Task.objects.filter(in_inbox_of(user), closed_at=None).exclude(kind__in=hidden_kinds())
    return mine.select_related(*WITH_MATTER).order_by("due_on", "pk")


def done(user: User) -> QuerySet[Task]:
    """已办: tasks the person closed, newest first."""
    mine = Task.objects.filter(closed_by=user).exclude(kind__in=hidden_kinds())
    return mine.select_related(*WITH_MATTER).order_by("-closed_at", "-pk")


def started(user: User) -> QuerySet[Matter]:
    """我发起的: matters the person opened, newest first."""
    return Matter.objects.filter(opened_by=user).select_related("department").order_by("-pk")


def copied(user: User) -> QuerySet[Matter]:
    """抄送我的: matters the person was sent a copy of, newest first."""
    return Matter.objects.filter(copies__person=user).select_related("department").order_by("-pk")


def record_models() -> list[type[Record]]:
    return [model for model in apps.get_models() if issubclass(model, Record)]


def visible_matters(user: User) -> QuerySet[Matter]:
    """Matters of every kind that the record's own rule lets the person see."""
    seen = Q(pk=None)
    for model in record_models():
        visible = model.objects.visible_to(user).order_by()
        seen |= Q(kind=model._meta.label, pk__in=visible.values("pk"))
    return Matter.objects.filter(seen)


def found(user: User, text: str) -> QuerySet[Matter]:
    """Full-text search over everything the person may see, newest first; also by number."""
    matters: Any = visible_matters(user).select_related("department")
    by_number = matters.filter(number__iexact=text.strip())
    if by_number.exists():
        return by_number  # type: ignore[no-any-return]
    return containing(matters, text).order_by("-pk")  # type: ignore[no-any-return]

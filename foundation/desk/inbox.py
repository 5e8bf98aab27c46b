"""What lies before a person: their tasks, what they did, started, or were sent a copy of."""

from collections import defaultdict
from typing import Any

from django.db.models import Q, QuerySet

from foundation.people.models import User
from foundation.process.inboxes import in_inbox_of
from foundation.process.models import Matter, Task
from foundation.process.search import are_many, looked_up, normal, often
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


def waiting_keys(way: Q, most: int) -> QuerySet[Any, Any]:
    """Keys of so many of them by one way into the inbox; some may come by another, too."""
    return _open().filter(way).values("pk")[:most]


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
    matters = Matter.objects.select_related("department").defer("search_vector").order_by("-pk")
    named = _of_number(text)
    if named and (seen := list(matters.filter(pk__in=named).filter(pk__in=visible_matters(user)))):
        return seen[:most]
    wanted = normal(text)
    hits = looked_up(wanted)
    if are_many(hits):
        newest = _newest(user, wanted, {kind for __, kind in hits}, most)
    else:
        newest = _newest_of(user, hits, most)
    return list(matters.filter(pk__in=newest))


def _of_number(text: str) -> list[int]:
    if not any(char.isdigit() for char in text):
        return []
    kinds_of_record = [model._meta.label for model in record_models()]
    numbers = {text.strip(), text.strip().upper()}
    found = Matter.objects.filter(kind__in=kinds_of_record, number__in=numbers)
    return list(found.values_list("pk", flat=True))


def _newest(user: User, wanted: str, kinds: set[str], most: int) -> list[int]:
    """Of a common word: the kinds of record it was met in are asked first, and others only if the
    word stands in one that is newer than what these brought."""
    shown = _newest_with(user, wanted, kinds, most)
    if len(shown) < most:
        return _newest_with(user, wanted, None, most)
    newer = Matter.objects.filter(pk__gt=shown[-1]).exclude(kind__in=kinds)
    others = newer.filter(often(wanted, "search_text")).values_list("kind", flat=True).distinct()
    more = set(others)
    return _newest_with(user, wanted, kinds | more, most) if more else shown


def _newest_with(user: User, wanted: str, kinds: set[str] | None, most: int) -> list[int]:
    """For each kind (``None``: every) the database chooses where to begin."""
    asked = [one for one in record_models() if kinds is None or one._meta.label in kinds]
    return _first_of_each(
        [model.objects.visible_to(user).filter(often(wanted)) for model in asked], most
    )


def _newest_of(user: User, hits: list[tuple[int, str]], most: int) -> list[int]:
    """Of a rare word: only the kinds of what was found are asked who may see it."""
    keys: dict[str, list[int]] = defaultdict(list)
    for pk, kind in hits:
        keys[kind].append(pk)
    kept = [model for model in record_models() if model._meta.label in keys]
    return _first_of_each(
        [model.objects.among(keys[model._meta.label]).visible_to(user) for model in kept], most
    )


def _first_of_each(rows: list[QuerySet[Any]], most: int) -> list[int]:
    if not rows:
        return []
    first, *others = (one.order_by("-pk").values_list("pk", flat=True)[:most] for one in rows)
    found = first.union(*others, all=True) if others else first
    return sorted(found, reverse=True)[:most]

"""Row history as people read it: who changed which field from what to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Model
from django.utils.translation import gettext as _

HIDDEN = {"name_pinyin", "path"}


@dataclass(frozen=True, slots=True)
class Change:
    """One version of a row: ``fields`` are (label, before, after); the first version has none."""

    at: datetime
    by: str
    is_first: bool
    fields: list[tuple[str, str, str]]


def event_model(model: type[Model]) -> type[Model] | None:
    """The table of the row's versions, where the model is tracked."""
    for other in apps.get_models():
        tracked = getattr(other, "pgh_tracked_model", None)
        if tracked is model:
            return other
    return None


def newest_version(row: Model) -> int:
    """A number that grows with every change of the row: what a form has seen."""
    versions = event_model(type(row))
    assert versions is not None
    newest = versions._default_manager.filter(pgh_obj_id=row.pk).order_by("-pgh_id").first()
    return int(newest.pk) if newest else 0


def changes_of(row: Model) -> list[Change]:
    """Newest first. People and other rows that a field points to are read in one query each."""
    versions = event_model(type(row))
    if versions is None:
        return []
    rows = list(
        versions._default_manager.filter(pgh_obj_id=row.pk)
        .select_related("pgh_context")
        .order_by("pgh_id")
    )
    names = _Names(type(row), rows)
    told: list[Change] = []
    before: Any = None
    for version in cast("list[Any]", rows):
        fields = [] if before is None else _differences(type(row), before, version, names)
        if before is None or fields:
            told.append(
                Change(version.pgh_created_at, names.actor(version), before is None, fields)
            )
        before = version
    return told[::-1]


def _differences(
    model: type[Model], before: Any, after: Any, names: _Names
) -> list[tuple[str, str, str]]:
    found = []
    for field in model._meta.concrete_fields:
        name = field.attname
        if field.name in HIDDEN or not hasattr(after, name):
            continue
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            label = str(getattr(field, "verbose_name", field.name))
            found.append((label, names.shown(field, old), names.shown(field, new)))
    return found


class _Names:
    """What stands for the ids in the versions: people, customers, choices."""

    def __init__(self, model: type[Model], versions: Iterable[Any]) -> None:
        rows = list(versions)
        self.related: dict[str, dict[Any, str]] = {}
        for field in model._meta.concrete_fields:
            target = field.related_model if field.is_relation else None
            if target is None or isinstance(target, str):
                continue
            ids = {getattr(row, field.attname, None) for row in rows} - {None}
            if ids:
                found = cast(Any, target)._base_manager.in_bulk(ids)
                self.related[field.attname] = {pk: str(one) for pk, one in found.items()}
        people = {self._actor_id(row) for row in rows} - {None}
        users = cast(Any, get_user_model())._base_manager.in_bulk(people)
        self.people = {pk: str(one) for pk, one in users.items()}

    @staticmethod
    def _actor_id(version: Any) -> int | None:
        context = version.pgh_context
        user = context.metadata.get("user") if context else None
        return int(user) if user else None

    def actor(self, version: Any) -> str:
        actor = self._actor_id(version)
        return self.people.get(actor, "") if actor else ""

    def shown(self, field: Any, value: Any) -> str:
        if value is None or value == "":
            return "—"
        if field.attname in self.related:
            return self.related[field.attname].get(value, str(value))
        if isinstance(value, bool):
            return _("是") if value else _("否")
        choices = dict(field.flatchoices)
        return str(choices.get(value, value))

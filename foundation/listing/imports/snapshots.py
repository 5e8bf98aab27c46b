"""The stored values of a record as text, to tell what an import changed and to put it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Field, Model

# A record, and of the fields that were changed what was stored before.
Former = tuple[Model, dict[str, "str | None"]]


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and not getattr(field, "generated", False)
    ]


def snapshot(record: Model) -> dict[str, str | None]:
    return {
        field.attname: None
        if field.value_from_object(record) is None
        else str(field.value_to_string(record))
        for field in _fields(type(record))
    }


def changes(
    before: dict[str, str | None], after: dict[str, str | None]
) -> tuple[dict[str, str | None], dict[str, str | None]]:
    changed = [name for name in after if before.get(name) != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def restore(changed: Sequence[Former]) -> None:
    """Write former values back, nothing else; a statement for all that lost the same fields."""
    alike: dict[tuple[str, ...], list[Model]] = {}
    for record, values in changed:
        fields = [field for field in _fields(type(record)) if field.attname in values]
        for field in fields:
            stored = values[field.attname]
            setattr(record, field.attname, None if stored is None else field.to_python(stored))
        alike.setdefault(tuple(field.name for field in fields), []).append(record)
    for names, records in alike.items():
        type(records[0])._base_manager.bulk_update(records, names)

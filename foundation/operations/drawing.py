"""Migrations draw the one model they change, not all that hang together.

Django draws every model anew that is related to the one an operation touches. Here all are, by the
user and the matter, so that a new database spent nine tenths of its time on it. A model, column,
index or constraint that is added, an index or constraint that goes, other options of a table and a
column that is altered change nothing of the other models' tables, unless these point to that
column; whatever else an operation does, and whatever code a migration runs, first has all models drawn as Django does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

_reload = ProjectState.reload_model
_alter = ProjectState.alter_field
ALONE = (
    "add_model", "add_field", "add_index", "add_constraint", "remove_index", "remove_constraint",
    "alter_model_options",
)  # fmt: skip


def _alone(change: Callable[..., None]) -> Callable[..., None]:
    @wraps(change)
    def changing(state: Any, *args: Any, **kwargs: Any) -> None:
        state.is_alone = True
        try:
            change(state, *args, **kwargs)
        finally:
            state.is_alone = False

    return changing


def _alter_field(
    state: Any, app_label: str, model_name: str, name: str, field: Any, preserve_default: bool
) -> None:
    alter = _alter if field.unique else _alone(_alter)  # only to what is unique others may point
    alter(state, app_label, model_name, name, field, preserve_default)


def _reload_model(state: Any, app_label: str, model_name: str, delay: bool = False) -> None:
    if not state.is_alone:
        state.clear_delayed_apps_cache()
        _reload(state, app_label, model_name, delay)
    elif "apps" in state.__dict__:
        state.is_delayed = True
        with state.apps.bulk_update():
            state.apps.unregister_model(app_label, model_name)
            state.models[app_label, model_name].render(state.apps)


def _not_at_all(forwards: Callable[..., None]) -> Callable[..., None]:
    """No migration's model knows anything of triggers."""

    @wraps(forwards)
    def noted(operation: Any, app_label: str, state: ProjectState) -> None:
        drawn = state.__dict__.pop("apps", None)  # what is not drawn is not drawn anew
        forwards(operation, app_label, state)
        if drawn is not None:
            state.__dict__["apps"] = drawn

    return noted


def draw_only_what_changes() -> None:
    state: Any = ProjectState
    state.is_alone = False
    state.reload_model, state.alter_field = _reload_model, _alter_field
    for name in ALONE:
        setattr(state, name, _alone(getattr(state, name)))
    for operation in (AddTrigger, RemoveTrigger):
        forwards = _not_at_all(operation.state_forwards)
        operation.state_forwards = forwards  # type: ignore[method-assign]

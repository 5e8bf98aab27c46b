"""Arrows point down: also those a linter cannot see, in string foreign keys and migrations."""

import ast
from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from config.regulations import REGULATIONS

ROOT = Path(__file__).resolve().parents[2]
LAYERS = [
    {"clock", "history"},
    {"articles", "numbering"},
    {"people"},
    {"customers", "policies", "notifications"},
    {"process"},
    {"papers", "duties"},
    {"listing"},
    {"governance", "monthly"},
    {"desk", "operations"},
    set(REGULATIONS),
]


def height(label: str) -> int | None:
    return next((place for place, layer in enumerate(LAYERS) if label in layer), None)


def test_relations_between_models_point_down_or_stay_at_home() -> None:
    wrong = []
    for model in apps.get_models(include_auto_created=True):
        own = height(model._meta.app_label)
        if own is None:
            continue
        for field in model._meta.get_fields():
            if not field.is_relation or field.auto_created or field.related_model is None:
                continue
            target = field.related_model._meta.app_label
            other = height(target)
            if other is not None and target != model._meta.app_label and other >= own:
                wrong.append(f"{model._meta.label}.{field.name} → {target}")
    assert wrong == []


def test_migrations_depend_on_lower_apps_only() -> None:
    loader = MigrationLoader(None)
    wrong = []
    for (app, name), migration in loader.disk_migrations.items():
        for needed, __ in migration.dependencies:
            own, other = height(app), height(needed)
            if own is not None and other is not None and needed != app and other >= own:
                wrong.append(f"{app}.{name} → {needed}")
    assert wrong == []


def test_no_generic_foreign_keys() -> None:
    for path in ROOT.glob("*/**/models*.py"):
        if ".venv" not in path.parts and "node_modules" not in path.parts:
            assert "GenericForeignKey" not in path.read_text(), path


def test_only_the_door_changes_a_state() -> None:
    """No assignment to ``.state`` and no ``update(state=…)`` of records outside the process app."""
    record_apps = [
        "foundation/process",
        "foundation/duties",
        "foundation/governance",
        "foundation/monthly",
        *REGULATIONS,
    ]
    wrong = []
    for app in record_apps:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
                    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                    if any(isinstance(t, ast.Attribute) and t.attr == "state" for t in targets):
                        wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    # The door copies the record's state to its matter, for the lists.
    assert wrong == [place for place in wrong if place.startswith("foundation/process/records.py:")]
    assert len(wrong) == 1

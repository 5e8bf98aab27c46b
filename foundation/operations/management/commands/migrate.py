from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

from foundation.history import functions
from foundation.operations import grants
from foundation.operations.owner import application_role, as_owner


def _noted(operation: AddTrigger, app_label: str, state: ProjectState) -> None:
    """pgtrigger's own draws a third of all models anew for each of 160 triggers, of which no
    migration's model knows anything: a quarter of the time of a new database."""
    options = state.models[app_label, operation.model_name.lower()].options
    options["triggers"] = [*options.get("triggers", []), operation.trigger]


AddTrigger.state_forwards = _noted  # type: ignore[assignment,method-assign]


class Command(DjangoMigrate):
    """Django's own, as the owning role; then history's functions, the cache table and the application role's rights."""

    def handle(self, *args: Any, **options: Any) -> None:
        role = application_role()
        with as_owner():
            super().handle(*args, **options)
            if options["check_unapplied"] or options["plan"]:
                return
            functions.install()
            call_command("createcachetable", verbosity=0)
            if role is not None:
                grants.grant_to(role)

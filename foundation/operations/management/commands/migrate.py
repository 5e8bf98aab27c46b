from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as DjangoMigrate

from foundation.history import functions
from foundation.operations import grants
from foundation.operations.drawing import draw_only_what_changes
from foundation.operations.owner import application_role, as_owner

draw_only_what_changes()


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

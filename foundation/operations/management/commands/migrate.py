from typing import Any

from django.core.management.commands.migrate import Command as DjangoMigrate

from foundation.operations import grants
from foundation.operations.owner import application_role, as_owner


class Command(DjangoMigrate):
    """Django's own, as the owning role; then the application's role is given its rights."""

    def handle(self, *args: Any, **options: Any) -> None:
        role = application_role()
        with as_owner():
            super().handle(*args, **options)
            if role is not None and not options["check_unapplied"] and not options["plan"]:
                grants.grant_to(role)

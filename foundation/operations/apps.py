from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "foundation.operations"
    verbose_name = _("运行维护")
    icon = "database-import"
    menu = (("operations:backups", _("备份"), "database-import"),)

    def ready(self) -> None:
        from foundation.operations import access, backup_runs, policies, sessions  # noqa: F401
        from foundation.operations.second_factor import of_person
        from foundation.people.sign_in import brought

        brought["has_second_factor"] = of_person

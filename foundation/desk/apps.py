from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "foundation.desk"
    label = "desk"
    verbose_name = _("工作台")

    def ready(self) -> None:
        from foundation.desk import access  # noqa: F401

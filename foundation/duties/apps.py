from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DutiesConfig(AppConfig):
    name = "foundation.duties"
    label = "duties"
    verbose_name = _("定期事务")
    icon = "calendar-event"
    menu = (("duties:list", _("定期事务"), "calendar-event"),)

    def ready(self) -> None:
        from foundation.duties import access  # noqa: F401

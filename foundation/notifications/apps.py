from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "foundation.notifications"
    verbose_name = _("通知")

    def ready(self) -> None:
        from foundation.notifications import access, delegations  # noqa: F401

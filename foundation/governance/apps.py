from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    name = "foundation.governance"
    label = "governance"
    verbose_name = _("基础管理")
    icon = "adjustments"
    menu = (("governance:policies", _("政策取值"), "adjustments"),)

    def ready(self) -> None:
        from foundation.governance import access, deadlines, policies  # noqa: F401

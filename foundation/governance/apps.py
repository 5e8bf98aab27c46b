from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    name = "foundation.governance"
    label = "governance"
    verbose_name = _("基础管理")
    icon = "adjustments"
    menu = (
        ("customers:list", _("客户登记册"), "users"),
        ("governance:policies", _("政策取值"), "adjustments"),
        ("governance:handovers", _("离职交接"), "transfer-out"),
    )

    def ready(self) -> None:
        from foundation.governance import access, deadlines, ground_holdings, policies  # noqa: F401

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonthlyConfig(AppConfig):
    name = "foundation.monthly"
    label = "monthly"
    verbose_name = _("月度统计")
    icon = "chart-bar"
    menu = (("monthly:list", _("月度统计"), "chart-bar"),)

    def ready(self) -> None:
        from foundation.monthly import access  # noqa: F401

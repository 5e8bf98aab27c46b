from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "foundation.papers"
    verbose_name = _("文件与打印")

    def ready(self) -> None:
        from foundation.papers import access, bulk_print, policies  # noqa: F401

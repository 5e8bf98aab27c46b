from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ListingConfig(AppConfig):
    name = "foundation.listing"
    verbose_name = _("列表与导入导出")

    def ready(self) -> None:
        from foundation.listing import access, checks, large  # noqa: F401

        # An app declares what may be imported from Excel in its ``imports.py``.
        autodiscover_modules("imports")

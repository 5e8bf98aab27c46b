from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "foundation.people"
    verbose_name = _("人员与部门")

    def ready(self) -> None:
        from foundation.people import access, checks, roles  # noqa: F401

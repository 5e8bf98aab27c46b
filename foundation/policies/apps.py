from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def load(**kwargs: Any) -> None:
    from foundation.policies.declarations import load_initial_values

    load_initial_values()


class PoliciesConfig(AppConfig):
    name = "foundation.policies"
    verbose_name = _("政策取值")

    def ready(self) -> None:
        from foundation.people.sign_in import brought
        from foundation.policies.reading import with_person

        brought["approved_values"] = with_person
        post_migrate.connect(load, sender=self)

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def load(**kwargs: Any) -> None:
    from foundation.policies.declarations import load_initial_values

    load_initial_values()


class PoliciesConfig(AppConfig):
    name = "foundation.policies"

    def ready(self) -> None:
        from foundation.people.sign_in import brought
        from foundation.policies.reading import with_person

        brought["approved_values"] = with_person
        post_migrate.connect(load, sender=self)

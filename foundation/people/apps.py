from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "foundation.people"

    def ready(self) -> None:
        from foundation.people import access, checks, roles  # noqa: F401

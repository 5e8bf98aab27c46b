from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "foundation.papers"

    def ready(self) -> None:
        from foundation.papers import access, bulk_print, policies  # noqa: F401

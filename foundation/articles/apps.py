from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "foundation.articles"

    def ready(self) -> None:
        from foundation.articles import checks  # noqa: F401

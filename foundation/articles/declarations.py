"""What a regulation app declares, and the registry it ends up in."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Declarations construct themselves on import; this is the order in which a reader meets them.
DECLARING_MODULES = (
    "articles",
    "roles",
    "policies",
    "models",
    "deadlines",
    "holdings",
    "actions",
    "access",
    "standing",
    "contacts",
    "figures",
    "printouts",
    "tables",
    "demo",
)


class Kind(models.TextChoices):
    AUTOMATIC = "automatic", _("系统强制")
    CHECKLIST = "checklist", _("清单确认")
    RECORDED = "recorded", _("如实记录")
    INFORMATIVE = "informative", _("原则说明")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: ``summary`` in our own words, ``how`` says by what means it is kept.

    ``screens`` are URL names (without arguments) of the pages where the article is at work.
    """

    id: str
    summary: str | Promise
    kind: Kind
    how: str | Promise = ""
    screens: tuple[str, ...] = ()


class RegulationConfig(AppConfig):
    """App config of a regulation: a number, a name, and the declarations of its modules.

    The foundation itself is cited as R0 where a refusal is not a regulation's (a stale page, say).
    """

    number: int
    icon = "file-text"

    def ready(self) -> None:
        for module in DECLARING_MODULES:
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")

    def articles(self) -> list[Article]:
        declared: list[Article] = import_module(f"{self.name}.articles").ARTICLES
        return declared


def regulations() -> list[RegulationConfig]:
    found = [config for config in apps.get_app_configs() if isinstance(config, RegulationConfig)]
    return sorted(found, key=lambda config: config.number)


def regulation_of(app_label: str) -> RegulationConfig:
    config = apps.get_app_config(app_label)
    assert isinstance(config, RegulationConfig), f"{app_label} is no regulation"
    return config


def number_of(app_label: str) -> int:
    """The number of an app's regulation; 0 stands for the foundation's own."""
    config = apps.app_configs.get(app_label)
    return config.number if isinstance(config, RegulationConfig) else 0


def number_in(article: str) -> int:
    """The number of the regulation that an article's id begins with: 3 of ``R3.B2``."""
    return int(article[1:].partition(".")[0])


def regulation(number: int) -> RegulationConfig | None:
    return next((config for config in regulations() if config.number == number), None)


def articles() -> dict[str, Article]:
    from foundation.articles.ground_rules import GROUND_RULES

    declared = [article for config in regulations() for article in config.articles()]
    return {article.id: article for article in [*GROUND_RULES, *declared]}


_citations: list[tuple[str, str]] = []


def cite(article: str, where: str) -> str:
    """Note that ``where`` cites ``article``; unknown ids, and none, stop the start (system check)."""
    _citations.append((article, where))
    return article


def enforced_by(article: str) -> list[str]:
    return sorted({where for cited, where in _citations if cited == article})


def unknown_citations(known: Iterable[str]) -> list[tuple[str, str]]:
    names = set(known)
    return [(cited, where) for cited, where in _citations if cited not in names]

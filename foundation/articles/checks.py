from typing import Any

from django.core.checks import CheckMessage, Error, register

from foundation.articles.declarations import articles, unknown_citations


@register()
def citations_are_known(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(f"{where} cites the unknown article '{article}'", id="articles.E001")
        for article, where in unknown_citations(articles())
    ]

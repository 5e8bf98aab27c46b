from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from foundation.people import access
from foundation.people.middleware import SELF_GUARDED


def url_names(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from url_names(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or ''}"


@register()
def every_url_is_in_the_access_table(**kwargs: Any) -> list[CheckMessage]:
    names = set(url_names())
    undeclared = [
        Error(f"URL name '{name}' is in no access table", id="people.E001")
        for name in sorted(names)
        if access.rule_for(name) is None and not name.startswith(SELF_GUARDED)
    ]
    unused = [
        Error(f"access table names the unknown URL '{name}'", id="people.E002")
        for name in sorted(access.table())
        if not name.endswith(":*") and name not in names
    ]
    return [*undeclared, *unused]

"""The approved values, read once a request: pages ask for many of them."""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from foundation.policies.models import PolicyValue

Values = dict[str, list[tuple[date, Any]]]

_kept: ContextVar[dict[str, Values] | None] = ContextVar("policy_values", default=None)


def stored_value(key: str, day: date) -> Any:
    """What the newest approved row not after ``day`` says; ``None``: there is none."""
    return next((value for since, value in _values().get(key, ()) if since <= day), None)


def _values() -> Values:
    kept = _kept.get()
    if kept is None:
        return _read()
    if "values" not in kept:
        kept["values"] = _read()
    return kept["values"]


def _read() -> Values:
    values: Values = {}
    approved = PolicyValue.objects.filter(approved_at__isnull=False).order_by("-applies_from")
    for key, since, value in approved.values_list("key", "applies_from", "value"):
        values.setdefault(key, []).append((since, value))
    return values


class PolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _kept.set({})
        try:
            return self.get_response(request)
        finally:
            _kept.reset(token)

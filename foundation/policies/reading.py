"""The approved values, read once a request or job: pages and sweeps ask for many of them."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.db.models import QuerySet, Subquery, TextField
from django.http import HttpRequest, HttpResponseBase

from foundation.policies.models import PolicyValue

Values = dict[str, list[tuple[date, Any]]]

_asked: ContextVar[HttpRequest | None] = ContextVar("policy_request", default=None)
_kept: ContextVar[Values | None] = ContextVar("policy_values", default=None)


def stored_value(key: str, day: date) -> Any:
    """What the newest approved row not after ``day`` says; ``None``: there is none."""
    values = _brought()
    if values is None:
        values = _read(_approved().filter(key=key))
    return next((value for since, value in values.get(key, ()) if since <= day), None)


class _AsJson(Subquery):
    """Its rows as one text: an array of JSON would be taken apart element by element."""

    template = "(SELECT json_agg(rows)::text FROM (%(subquery)s) AS rows)"
    output_field = TextField()


def with_person() -> Subquery:
    """The approved values, to come with the person of a page; taken apart when one is asked for."""
    return _AsJson(_approved().values("key", "applies_from", "value"))


def _approved() -> QuerySet[PolicyValue]:
    return PolicyValue.objects.filter(approved_at__isnull=False).order_by("-applies_from")


def _brought() -> Values | None:
    """All values, as this request or job has them; ``None`` outside of both."""
    request = _asked.get()
    if request is None:
        return _kept.get()
    kept: Values | None = request.__dict__.get("_policy_values")
    if kept is None:
        brought = getattr(request.user, "approved_values", None)
        kept = _read(_approved()) if brought is None else _parsed(json.loads(brought))
        request.__dict__["_policy_values"] = kept
    return kept


def _read(approved: QuerySet[PolicyValue]) -> Values:
    return _by_key(approved.values_list("key", "applies_from", "value"))


def _parsed(rows: list[dict[str, Any]]) -> Values:
    return _by_key(
        (row["key"], date.fromisoformat(row["applies_from"]), row["value"]) for row in rows
    )


def _by_key(rows: Iterable[tuple[str, date, Any]]) -> Values:
    values: Values = {}
    for key, since, value in rows:
        values.setdefault(key, []).append((since, value))
    return values


@contextmanager
def read_once() -> Iterator[None]:
    """For a job: inside, the values are those of its beginning. It approves none itself."""
    token = _kept.set(_kept.get() or _read(_approved()))
    try:
        yield
    finally:
        _kept.reset(token)


class PolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _asked.set(request)
        try:
            return self.get_response(request)
        finally:
            _asked.reset(token)

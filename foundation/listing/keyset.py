"""Pages by key: the next page starts behind the last row shown, so page 10,000 costs what page 1 does.

Rows are ordered by one sort column and the primary key. Empty values come last going up and first
going down: PostgreSQL's own order, so that one index on (column, id) serves both directions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import BooleanField, F, Func, Model, QuerySet

KEY = "_sort_key"
COUNTED = 1000


class RowIsBeyond(Func):
    """``(column, id) > (value, id)``: a row comparison, which an index can answer."""

    template = "(%(expressions)s)"
    output_field = BooleanField()

    def __init__(self, *expressions: Any, sign: str) -> None:
        super().__init__(*expressions)
        self.sign = sign

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **extra: Any) -> Any:
        parts = [compiler.compile(part) for part in self.source_expressions]
        (column, key, value, pk), params = (
            [sql for sql, _ in parts],
            [p for _, ps in parts for p in ps],
        )
        return f"({column}, {key}) {self.sign} ({value}, {pk})", params


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted: the path of a model field, and the direction."""

    name: str
    path: str
    descending: bool

    @property
    def sign(self) -> str:
        return "-" if self.descending else ""


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Any]
    after: str  # cursor of the next page, empty when there is none
    before: str  # cursor of the previous page


def field_at(model: type[Model], path: str) -> tuple[models.Field[Any, Any], bool]:
    """The field a path ends at, and whether the value may be empty."""
    may_be_empty = False
    field: Any = None
    for name in path.split("__"):
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        may_be_empty |= field.null
        model = field.related_model or model
    if not isinstance(field, models.Field):
        raise FieldDoesNotExist(path)
    return field, may_be_empty


def _salt(order: Order) -> str:
    return f"listing.cursor:{order.sign}{order.path}"


def cursor(row: Any, order: Order) -> str:
    value = getattr(row, KEY)
    if isinstance(value, date | datetime):
        value = value.isoformat()
    elif value is not None and not isinstance(value, bool | int | str):
        value = str(value)
    return signing.dumps([value, str(row.pk)], salt=_salt(order), compress=True)


def read_cursor(text: str, order: Order, model: type[Model]) -> tuple[Any, Any] | None:
    """The position a cursor stands for; ``None`` if it is not ours or of another order."""
    field, _may_be_empty = field_at(model, order.path)
    try:
        value, pk = signing.loads(text, salt=_salt(order))
        return field.to_python(value), model._meta.pk.to_python(pk)
    except (signing.BadSignature, ValueError, ValidationError):
        return None


def _sorted(rows: QuerySet[Any], descending: bool) -> QuerySet[Any]:
    if descending:
        return rows.order_by(F(KEY).desc(), F("pk").desc())
    return rows.order_by(F(KEY).asc(), F("pk").asc())


def _beyond(
    rows: QuerySet[Any], position: tuple[Any, Any], descending: bool, may_be_empty: bool
) -> list[QuerySet[Any]]:
    """The rows beyond a position, in one or two stretches: an OR over both could use no index."""
    value, pk = position
    sign = "<" if descending else ">"
    empty = rows.filter(**{f"{KEY}__isnull": True})
    filled = rows.filter(**{f"{KEY}__isnull": False}) if may_be_empty else rows
    if value is None:
        rest = empty.filter(**{f"pk__{'lt' if descending else 'gt'}": pk})
        return [rest, filled] if descending else [rest]
    rest = filled.filter(
        RowIsBeyond(
            F(KEY),
            F("pk"),
            models.Value(value, output_field=rows.query.annotations[KEY].output_field),
            models.Value(pk, output_field=rows.model._meta.pk),
            sign=sign,
        )
    )
    return [rest, empty] if may_be_empty and not descending else [rest]


def _take(stretches: list[QuerySet[Any]], limit: int) -> list[Any]:
    rows: list[Any] = []
    for stretch in stretches:
        if len(rows) < limit:
            rows += stretch[: limit - len(rows)]
    return rows


def page(
    queryset: QuerySet[Any], order: Order, *, size: int, after: str = "", before: str = ""
) -> Page:
    """One page of the queryset: behind ``after``, or ending in front of ``before``, or the first."""
    rows = in_order(queryset, order)
    _field, may_be_empty = field_at(queryset.model, order.path)
    backwards = not after and bool(before)
    position = read_cursor(after or before, order, queryset.model) if after or before else None
    if position is None:
        found = list(rows[: size + 1])
        return _page(found[:size], order, more_after=len(found) > size, more_before=False)
    descending = order.descending != backwards
    stretches = _beyond(rows, position, descending, may_be_empty)
    found = _take([_sorted(stretch, descending) for stretch in stretches], size + 1)
    more, found = len(found) > size, found[:size]
    if backwards:
        return _page(found[::-1], order, more_after=True, more_before=more)
    return _page(found, order, more_after=more, more_before=True)


def _page(rows: list[Any], order: Order, *, more_after: bool, more_before: bool) -> Page:
    if not rows:
        return Page([], "", "")
    return Page(
        rows,
        cursor(rows[-1], order) if more_after else "",
        cursor(rows[0], order) if more_before else "",
    )


def in_order(queryset: QuerySet[Any], order: Order) -> QuerySet[Any]:
    """All rows in the list's order, with the sort value at hand on each row."""
    return _sorted(queryset.order_by().annotate(**{KEY: F(order.path)}), order.descending)


def counted(rows: QuerySet[Any]) -> int:
    """How many rows there are, counting no further than one more than ``COUNTED``.

    From the newest on, whatever the order of the page: there the database walks the keys a person
    may see and stops. By another order, or by none, it may well gather all million first.
    """
    return rows.order_by("-pk")[: COUNTED + 1].count()

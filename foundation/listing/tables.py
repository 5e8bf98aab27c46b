"""The table every list builds on, and what of a column the list needs to know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from inspect import signature
from typing import Any

import django_tables2 as tables
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.forms.utils import flatatt
from django.utils.formats import date_format, localize, number_format
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]
from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableListData
from django_tables2.rows import BoundRow
from django_tables2.utils import A

from foundation import clock

Reader = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head as it is drawn: a link when the list can be sorted by it."""

    label: str | Promise
    name: str
    link: str = ""
    direction: str = ""  # "ascending", "descending": what aria-sort says
    css_class: str = ""


# Beside a long title a number or a day stays whole.
ONE_LINE = {"td": {"class": "nowrap"}}


class DayColumn(tables.Column):
    attrs = ONE_LINE

    def render(self, value: date) -> str:
        return date_format(value, "DATE_FORMAT")


class MomentColumn(tables.Column):
    """In the company's time zone. (``tables.DateTimeColumn`` compiles a template for each cell.)"""

    attrs = ONE_LINE

    def render(self, value: datetime) -> str:
        return date_format(value.astimezone(clock.zone()), "DATETIME_FORMAT")


class AmountColumn(tables.Column):
    """A sum with its thousands set apart; in workbooks the plain number."""

    def __init__(self, *args: Any, **given: Any) -> None:
        at_end = {"class": "text-md-end nowrap"}
        super().__init__(*args, attrs={"th": at_end, "td": at_end}, **given)

    def render(self, value: Any) -> str:
        return number_format(value, decimal_pos=2, force_grouping=True)

    def value(self, value: Any) -> Any:
        return value


class PageOfRows(TableListData):
    """The rows of one page; tells the table its model, so that columns take the fields' names."""

    def set_table(self, table: tables.Table) -> None:
        super().set_table(table)
        self._model = table._meta.model

    @property
    def model(self) -> Any:
        return self._model


class ListTable(tables.Table):
    """Columns declare how a row looks; order, page and column choice come from the ``ListPage``.

    Rows arrive as the list of one page, already sorted.
    """

    heads: list[Head]

    def __init__(self, rows: list[Any], **options: Any) -> None:
        super().__init__(PageOfRows(rows), **options)

    def lines(self) -> Iterator[SafeString]:
        """The rows as they are drawn; a cell names its column, for the card a row is on a phone."""
        columns = [(_opening(bound), self._drawer(bound)) for bound in self.columns]
        for record in self.data:
            cells = (f"{opening}{_told(draw(record))}</td>" for opening, draw in columns)
            yield mark_safe("".join(cells))  # put together from escaped parts

    def _drawer(self, bound: Any) -> Reader:
        read = None if bound.link else stored_reader(self, bound.name, (tables.Column,))
        own = getattr(self, f"render_{bound.name}", bound.column.render)
        drawn = None if bound.link or read else drawer(self, bound, own)
        if drawn is not None:
            return drawn
        if read is None:
            return lambda record: BoundRow(record, self).get_cell(bound.name)
        stored, empty, default = read, bound.column.empty_values, bound.default

        def draw(record: Any) -> Any:
            value = stored(record)
            return default if value in empty else value

        return draw

    class Meta:
        template_name = "listing/table.html"
        orderable = False
        default = "—"
        empty_text = _("没有符合条件的记录。")
        attrs = {"class": "table table-vcenter card-table table-hover table-mobile-md"}


def _opening(bound: Any) -> str:
    css_class = bound.column.attrs.get("td", {}).get("class", "")
    return format_html(
        '<td data-label="{}"{}>', bound.header, flatatt({"class": css_class} if css_class else {})
    )


def _told(value: Any) -> str:
    """As a template tells it: in the reader's format and the company's time, escaped."""
    return conditional_escape(localize(template_localtime(value)))


def stored_reader(table: ListTable, name: str, kinds: tuple[type, ...]) -> Reader | None:
    """How the stored value of a column (of a choice: its label) is read from a record.

    ``None`` if the column is not of these kinds or has a rendering of its own. Decided once a
    column, since asking the column for each cell takes most of the time of a page.
    """
    own = hasattr(table, f"value_{name}") or hasattr(table, f"render_{name}")
    bound = table.columns[name]
    return None if own or type(bound.column) not in kinds else _reader(table, bound)


def drawer(table: ListTable, bound: Any, draw: Callable[..., Any]) -> Reader | None:
    """How a column's own ``draw(record, value)``, or one of less, is called for a record.

    ``None`` if it wants more than that. Found out once a column, as above.
    """
    wanted = signature(draw).parameters.keys()
    if not wanted <= {"record", "value"}:
        return None
    stored, empty, default = _reader(table, bound), bound.column.empty_values, bound.default

    def drawn(record: Any) -> Any:
        value = stored(record)
        if value in empty:
            return default
        given = {"record": record, "value": value}
        return draw(**{name: given[name] for name in wanted})

    return drawn


def _reader(table: ListTable, bound: Any) -> Reader:
    accessor = A(bound.accessor)
    field = accessor.get_field(table.data.model)
    if field is None:
        return lambda record: accessor.resolve(record, quiet=True)
    labels = {value: str(label) for value, label in getattr(field, "flatchoices", None) or ()}
    steps = accessor.bits

    def read(record: Any) -> Any:
        stored = record
        for step in steps:
            of_json = isinstance(stored, dict)
            stored = stored.get(step) if of_json else getattr(stored, step, None)
        return labels.get(stored, stored) if labels else stored

    return read


def column_labels(table_class: type[ListTable]) -> dict[str, str | Promise]:
    """Column name -> head, in the order of the table, without building rows."""
    columns = table_class([]).columns
    return {column.name: column.header for column in columns}


def sort_path(table_class: type[ListTable], column: str) -> str:
    """The model path a column sorts by: its ``order_by``, else its accessor, else its name."""
    declared = table_class.base_columns[column]
    if declared.order_by:
        return str(declared.order_by[0]).replace(".", "__")
    return str(declared.accessor or column).replace(".", "__")


def _relation(model: type[Model], accessor: str) -> str:
    """The chain of foreign keys an accessor walks (``customer__owner``), empty if it walks none."""
    walked = []
    for name in accessor.replace(".", "__").split("__"):
        try:
            field: Any = model._meta.get_field(name)
        except FieldDoesNotExist:
            break
        if not (field.many_to_one or field.one_to_one):
            break
        walked.append(name)
        model = field.related_model
    return "__".join(walked)


def relations(model: type[Model], table_class: type[ListTable], shown: Iterable[str]) -> list[str]:
    """What to join so that the shown columns need no query per row."""
    columns = table_class.base_columns
    chains = {_relation(model, str(columns[name].accessor or name)) for name in shown}
    return sorted(chains - {""})

"""The table every list builds on, and what of a column the list needs to know."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableListData


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head as it is drawn: a link when the list can be sorted by it."""

    label: str | Promise
    name: str
    link: str = ""
    direction: str = ""  # "ascending", "descending": what aria-sort says


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

    class Meta:
        template_name = "listing/table.html"
        orderable = False
        default = "—"
        empty_text = _("没有符合条件的记录。")
        attrs = {"class": "table table-vcenter card-table table-hover table-mobile-md"}


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

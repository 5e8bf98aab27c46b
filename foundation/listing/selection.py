"""What of a list is shown: read from the address, checked, never trusted."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise

from foundation.listing import keyset
from foundation.listing.filters import ListFilterSet
from foundation.listing.saved_filters import PAGE_SIZES, Kept
from foundation.listing.tables import (
    Head,
    ListTable,
    column_labels,
    relations,
    sort_path,
)

if TYPE_CHECKING:
    from foundation.listing.pages import ListPage

# Parameters that say where one is in the list rather than what the list is.
POSITION = ("after", "before")
CONTROLS = (*POSITION, "sort", "rows", "view", "export")


class Selection:
    """Filters, order, columns, page size of one request for a list."""

    def __init__(self, page: "ListPage", params: QueryDict, kept: Kept) -> None:
        self.page = page
        self.params = params
        self.labels = column_labels(page.table_class)
        self.columns = self._columns(kept.columns)
        self.page_size = self._page_size(kept.page_size)
        self.order = self._order(params.get("sort", ""))
        self.filterset: ListFilterSet = page.filterset_class(
            params, queryset=page.get_queryset(), request=page.__dict__.get("request")
        )
        self.is_valid = self.filterset.is_valid()

    def _columns(self, chosen: Iterable[str]) -> list[str]:
        wanted = set(chosen) or set(self.page.default_columns) or set(self.labels)
        return [name for name in self.labels if name in wanted] or list(self.labels)

    def _page_size(self, remembered: int) -> int:
        asked = self.params.get("rows", "")
        size = (
            int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else remembered
        )
        return size if size in PAGE_SIZES else PAGE_SIZES[0]

    def _order(self, asked: str) -> keyset.Order:
        name = asked.removeprefix("-")
        if name not in self.page.sortable:
            asked, name = self.page.default_sort, self.page.default_sort.removeprefix("-")
        known = name in self.page.table_class.base_columns
        path = sort_path(self.page.table_class, name) if known else name
        return keyset.Order(name, path, asked.startswith("-"))

    @property
    def offered_columns(self) -> list[tuple[str, str | Promise]]:
        """Name and label of each; a template's ``labels.items`` would be a column of that name."""
        return list(self.labels.items())

    @property
    def query(self) -> str:
        """The address's filters and order, without the place in the list: what is worth keeping."""
        return self.address(view=None, rows=None)

    @property
    def is_filtered(self) -> bool:
        return any(
            value
            for name in self.params
            if name not in CONTROLS
            for value in self.params.getlist(name)
        )

    def address(self, **changes: Any) -> str:
        """The query string with some parameters changed (``None`` takes one out), on page one."""
        params = self.params.copy()
        for name in (*POSITION, "export"):
            params.pop(name, None)
        for name, value in changes.items():
            params.pop(name, None)
            if value is not None:
                params[name] = str(value)
        return params.urlencode()

    def rows(self) -> QuerySet[Any]:
        """Everything that matches; nothing while a filter is wrong, rather than too much."""
        queryset: QuerySet[Any] = (
            self.filterset.qs if self.is_valid else self.page.get_queryset().none()
        )
        joins = relations(queryset.model, self.page.table_class, self.columns)
        return queryset.select_related(*joins) if joins else queryset

    def ordered(self) -> QuerySet[Any]:
        return keyset.in_order(self.rows(), self.order)

    def page_of_rows(self) -> keyset.Page:
        return keyset.page(
            self.rows(),
            self.order,
            size=self.page_size,
            after=self.params.get("after", ""),
            before=self.params.get("before", ""),
        )

    def table(self, rows: list[Any]) -> ListTable:
        hidden = [name for name in self.labels if name not in self.columns]
        table = self.page.table_class(
            rows, exclude=hidden, request=self.page.__dict__.get("request")
        )
        table.heads = [self._head(name) for name in self.columns]
        return table

    def _head(self, name: str) -> Head:
        attrs = self.page.table_class.base_columns[name].attrs.get("th", {})
        head = partial(Head, self.labels[name], name, css_class=attrs.get("class", ""))
        if name not in self.page.sortable:
            return head()
        if name != self.order.name:
            return head(link="?" + self.address(sort=name))
        turned = name if self.order.descending else f"-{name}"
        direction = "descending" if self.order.descending else "ascending"
        return head(link="?" + self.address(sort=turned), direction=direction)


def unsortable(page: type["ListPage"]) -> list[str]:
    """Names in ``sortable`` that are no column on a database field (for the system check)."""
    wrong = []
    for name in page.sortable:
        try:
            keyset.field_at(page.model, sort_path(page.table_class, name))
        except (KeyError, FieldDoesNotExist):
            wrong.append(name)
    return wrong

"""The page of a list: an app says which rows, table and filters; the rest is here."""

from typing import Any, ClassVar, cast

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views import View

from foundation.articles import Refusal
from foundation.listing import exporting, keyset, large, registry, saved_filters
from foundation.listing.filters import ListFilterSet
from foundation.listing.selection import POSITION, Selection
from foundation.listing.tables import ListTable
from foundation.people.models import User


class ListPage(View):
    """A list with filters, order, pages by key, column choice, saved filters and Excel export.

    ``sortable`` names the columns one may sort by; each wants a database index on
    (column, primary key). ``default_sort`` is one of them or a model path.
    """

    code: ClassVar[str]  # "complaints.complaints": under this name filters are saved
    title: ClassVar[str | Promise]
    model: ClassVar[type[Model]]
    table_class: ClassVar[type[ListTable]]
    filterset_class: ClassVar[type[ListFilterSet]]
    sortable: ClassVar[tuple[str, ...]] = ()
    default_sort: ClassVar[str] = "-pk"
    default_columns: ClassVar[tuple[str, ...]] = ()
    template_name = "listing/list.html"
    empty_title: ClassVar[str | Promise | None] = None

    user: User
    params: QueryDict
    _kept: saved_filters.Kept | None = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "code" in cls.__dict__:
            registry.lists[cls.code] = cls

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = cast(User, request.user)
        self.params = request.GET

    def get_queryset(self) -> QuerySet[Any]:
        """The rows the user may see; override to leave some out."""
        visible = cast(Any, self.model)._default_manager.visible_to(self.user)
        return cast("QuerySet[Any]", visible)

    def extra_context(self, selection: Selection) -> dict[str, Any]:
        """What the app's own template (one that extends listing/list.html) needs besides."""
        return {}

    def selection(self) -> Selection:
        return Selection(self, self.params, self.kept())

    def kept(self) -> saved_filters.Kept:
        if self._kept is None:
            self._kept = saved_filters.kept_for(self.user, self.code)
        return self._kept

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        default = None if request.GET else self.kept().default(self.user)
        if default is not None:
            return redirect(f"{request.path}?{_tab_query(default.pk, default.query)}")
        selection = self.selection()
        if request.GET.get("export") == "xlsx" and selection.is_valid:
            return self._export(selection)
        return self._show(selection)

    def _export(self, selection: Selection) -> HttpResponseBase:
        if large.is_large_export(selection):
            return redirect(large.export_later(self, selection, by=self.user))
        return exporting.answer(self, by=self.user)

    def _show(self, selection: Selection, **more: Any) -> HttpResponse:
        page = selection.page_of_rows()
        context = {
            "page": self,
            "title": self.title,
            "selection": selection,
            "table": selection.table(page.rows),
            "filter_form": selection.filterset.form,
            "row_count": _row_count(selection, page),
            "next_link": page.after and "?" + selection.address(after=page.after),
            "previous_link": page.before and "?" + selection.address(before=page.before),
            "first_link": "?" + (selection.address() or "view=all"),
            "is_first": not any(selection.params.get(name) for name in POSITION),
            "export_link": "?" + selection.address(export="xlsx"),
            "tabs": self._tabs(),
            "page_sizes": [
                (size, "?" + selection.address(rows=size)) for size in saved_filters.PAGE_SIZES
            ],
            **self.extra_context(selection),
            **more,
        }
        return render(self.request, self.template_name, context)

    def _tabs(self) -> list[dict[str, Any]]:
        current = self.params.get("view", "")
        return [
            {
                "label": kept.name,
                "link": "?" + _tab_query(kept.pk, kept.query),
                "is_current": current == str(kept.pk),
                "is_own": kept.owner_id == self.user.pk,
                "filter": kept,
            }
            for kept in self.kept().filters
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        acts = {
            "choose_columns": self._choose_columns,
            "save_filter": self._save_filter,
            "delete_filter": self._delete_filter,
        }
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            return redirect(request.path)
        try:
            return redirect(f"{request.path}?{act(request.POST) or 'view=all'}")
        except Refusal as refusal:
            return self._show(
                self.selection(),
                saved_filter_error=refusal.message,
                saved_filter_given=request.POST,
            )

    def _choose_columns(self, given: QueryDict) -> str:
        selection = self.selection()
        columns = [name for name in selection.labels if name in given.getlist("columns")]
        size = given.get("rows", "")
        saved_filters.choose_columns(
            self.code,
            by=self.user,
            columns=columns,
            page_size=int(size) if size in map(str, saved_filters.PAGE_SIZES) else 0,
        )
        return selection.address(rows=None)

    def _save_filter(self, given: QueryDict) -> str:
        saved = saved_filters.save_filter(
            self.code,
            by=self.user,
            name=given.get("name", ""),
            query=self.selection().query,
            is_shared="is_shared" in given,
            is_default="is_default" in given,
        )
        return _tab_query(saved.pk, saved.query)

    def _delete_filter(self, given: QueryDict) -> str:
        number = given.get("filter", "")
        if number.isascii() and number.isdecimal() and len(number) < 19:
            saved_filters.delete_filter(self.code, by=self.user, filter_id=int(number))
        return "view=all"


def _tab_query(filter_id: int, query: str) -> str:
    return f"{query}&view={filter_id}" if query else f"view={filter_id}"


def _row_count(selection: Selection, page: keyset.Page) -> str:
    """ "23 rows", or "more than 1000": counting a million rows would cost more than showing them."""
    is_all = not (page.after or any(selection.params.get(name) for name in POSITION))
    count = len(page.rows) if is_all else keyset.counted(selection.rows())
    if count > keyset.COUNTED:
        return _("超过 %(count)d 条") % {"count": keyset.COUNTED}
    return _("共 %(count)d 条") % {"count": count}

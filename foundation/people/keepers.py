"""The admin site: masters for record keepers, the machinery for system administrators.

Rights come from roles, as everywhere, not from Django's permissions. Nothing that has a process
can be changed here, and what may be changed goes through an act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, QuerySet
from django.forms import CheckboxInput, ModelForm
from django.forms.models import construct_instance
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from foundation.articles import Refusal
from foundation.history.reading import changes_of
from foundation.people import access
from foundation.people.delegation import acts_as
from foundation.people.roles import RECORD_KEEPER, SYSTEM_ADMIN, Role

if TYPE_CHECKING:
    Admin = admin.ModelAdmin[Any]
else:
    Admin = admin.ModelAdmin

KEEPERS = (RECORD_KEEPER,)
TECHNICIANS = (SYSTEM_ADMIN,)


class KeepersSite(admin.AdminSite):
    site_header = _("制度通后台")
    site_title = _("制度通")
    index_title = _("资料与运行")
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only pages that name the roles they are for: what packages bring stays outside."""
        if admin_class is not None and issubclass(admin_class, KeeperAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return access.may_open(request.user, "admin:index")  # type: ignore[arg-type]

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The product's own, which asks for the second factor."""
        return redirect_to_login(request.GET.get("next", "/admin/"), settings.LOGIN_URL)


class KeeperAdmin(Admin):
    """``readers`` look, ``writers`` add and change as well, ``removers`` also delete.

    ``import_code`` names the Excel import of these rows, for ``importers`` (else the writers).
    """

    readers: ClassVar[tuple[Role, ...]] = ()
    writers: ClassVar[tuple[Role, ...]] = ()
    removers: ClassVar[tuple[Role, ...]] = ()
    import_code: ClassVar[str] = ""
    importers: ClassVar[tuple[Role, ...]] = ()

    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_one_of(request, (*self.readers, *self.writers))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_one_of(request, self.writers)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_one_of(request, self.writers)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_one_of(request, self.removers)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        code = self.import_code if _is_one_of(request, self.importers or self.writers) else ""
        return super().changelist_view(request, {"import_code": code, **(extra_context or {})})

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Without the little buttons that open other rows in windows of their own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def refuse(self, row: Any, *, by: Any) -> None:
        """Raise ``Refusal`` when the row may not be saved as it was filled in."""

    def act(self, row: Any, *, by: Any) -> None:
        """What saving means; for pages with ``writers``."""
        raise NotImplementedError

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        keeper, base = self, super().get_form(request, obj, change, **kwargs)

        class Refusing(base):  # type: ignore[misc, valid-type]
            def _post_clean(self: Any) -> None:
                """Our own refusals first: the database's constraints only say that one failed."""
                if not self.errors:
                    row = construct_instance(self, self.instance, self._meta.fields)
                    try:
                        keeper.refuse(row, by=request.user)
                    except Refusal as refusal:
                        refusal.show_on(self)
                        return
                super()._post_clean()

        return Refusing

    def save_model(
        self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool
    ) -> None:
        self.act(obj, by=request.user)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The row's own history where it has one: also what was changed elsewhere."""
        row = self.get_object(request, object_id)
        changes = changes_of(row) if isinstance(row, Model) else []
        told: dict[str, Any] = {"changes": changes, **(extra_context or {})}
        return super().history_view(request, object_id, told)


def column(path: str, label: Any) -> Any:
    """A column of the list or the page, for what the model itself gives no label."""

    @admin.display(description=label, ordering=path)
    def shown(keeper: KeeperAdmin, row: Any) -> Any:
        value = row
        for name in path.split("__"):
            value = getattr(value, name)
        return value

    return shown


class RecordAdmin(KeeperAdmin):
    """Rows of a process, each written by an act: to be looked at by the record keepers who see
    them, with the way to their page."""

    readers = KEEPERS
    ordering = ("-pk",)
    search_fields: ClassVar[Any] = ("matter__number",)
    number = column("matter__number", _("编号"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        visible: QuerySet[Any] = self.model.objects.visible_to(request.user)
        return visible

    def view_on_site(self, row: Any) -> str:
        return str(row.get_absolute_url())


class LedgerAdmin(KeeperAdmin):
    """The columns of the list and no page behind it: what a row says is for who sees its matter."""

    list_display_links = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_view_permission(request)

    def action_checkbox(self, obj: Any) -> SafeString:
        attributes = {"class": "action-select", "aria-label": _("选中第 %s 行") % obj.pk}
        box = CheckboxInput(attributes, lambda value: False)
        return box.render(ACTION_CHECKBOX_NAME, str(obj.pk))


def _is_one_of(request: HttpRequest, roles: tuple[Role, ...]) -> bool:
    return any(acts_as(request.user, role) for role in roles)  # type: ignore[arg-type]

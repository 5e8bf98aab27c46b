"""Masters that record keepers enter, and what is decided elsewhere, to be looked at."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from foundation.customers.models import Customer
from foundation.governance import personnel
from foundation.governance.models import Handover, PolicyChange
from foundation.governance.policy_values import shown
from foundation.people import roles
from foundation.people.keepers import KEEPERS, TECHNICIANS, KeeperAdmin, RecordAdmin, column
from foundation.people.models import Delegation, Department, RoleGrant, User
from foundation.policies.declarations import policies
from foundation.policies.models import PolicyValue


class Grants(admin.TabularInline[Any, Any]):
    """What a person holds, seen with the person; entered on their own page."""

    model = RoleGrant
    fields = ("role", "scope", "department", "from_on", "until_on")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("group", "department")

    @admin.display(description=_("角色"))
    def role(self, grant: RoleGrant) -> str:
        return roles.label(grant.group.name)


@admin.register(User)
class PersonAdmin(KeeperAdmin):
    readers, writers = TECHNICIANS, KEEPERS
    list_display = (
        "employee_number", "name", "department", "position", "supervisor", "phone", "email",
        "is_active", "left_on",
    )  # fmt: skip
    list_filter = ("is_active", "department")
    list_select_related = ("department", "supervisor")
    search_fields = ("employee_number", "name", "name_pinyin", "phone", "email")
    ordering = ("name_pinyin", "employee_number")
    fields = (
        ("employee_number", "name"), ("department", "position"), "supervisor", ("phone", "email"),
        "language", ("hired_on", "left_on"), ("is_active", "last_login"),
    )  # fmt: skip
    readonly_fields = ("left_on", "last_login")
    autocomplete_fields = ("department", "supervisor")
    inlines = (Grants,)
    import_code: ClassVar[str] = "governance.people"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        people: QuerySet[User] = super().get_queryset(request)
        return people.filter(account=User.Account.PERSON)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kw: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kw)
        if "email" in form.base_fields:
            form.base_fields["email"].required = obj is None
            form.base_fields["email"].help_text = _("新员工凭此邮箱在登录页设置密码。")
        return form

    def refuse(self, row: User, *, by: User) -> None:
        personnel.refuse_person(row, by=by)

    def act(self, row: User, *, by: User) -> None:
        personnel.enter_person(row, by=by)


@admin.register(Department)
class DepartmentAdmin(KeeperAdmin):
    readers, writers = TECHNICIANS, KEEPERS
    list_display = ("code", "indented", "kind", "head")
    list_filter = ("kind",)
    list_select_related = ("head",)
    search_fields = ("code", "name", "head__name")
    ordering = ("path",)
    fields = ("code", "name", "kind", "parent", "head")
    autocomplete_fields = ("parent", "head")
    list_display_links = ("code", "indented")

    @admin.display(description=_("名称"), ordering="path")
    def indented(self, department: Department) -> str:
        return "　" * (department.path.count("/") - 2) + department.name

    def refuse(self, row: Department, *, by: User) -> None:
        personnel.refuse_department(row, by=by)

    def act(self, row: Department, *, by: User) -> None:
        personnel.enter_department(row, by=by)


@admin.register(RoleGrant)
class RoleGrantAdmin(KeeperAdmin):
    readers, writers = TECHNICIANS, KEEPERS
    list_display = ("user", "role", "scope", "department", "from_on", "until_on")
    list_filter = ("scope", "group")
    list_select_related = ("user", "group", "department")
    search_fields = ("user__name", "user__employee_number", "user__name_pinyin")
    ordering = ("user__name_pinyin", "pk")
    fields = ("user", "group", ("scope", "department"), ("from_on", "until_on"))
    autocomplete_fields = ("user", "department")

    @admin.display(description=_("角色"), ordering="group")
    def role(self, grant: RoleGrant) -> str:
        return roles.label(grant.group.name)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who held which role when stays true: a grant ends, another begins."""
        return () if obj is None else ("user", "group", "scope", "department", "from_on")

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "group":
            known = Group.objects.filter(name__in=roles.roles()).order_by("name")
            return _RoleField(queryset=known, label=db_field.verbose_name)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def refuse(self, row: RoleGrant, *, by: User) -> None:
        personnel.refuse_grant(row, by=by)

    def act(self, row: RoleGrant, *, by: User) -> None:
        personnel.grant(row, by=by)


class _RoleField(forms.ModelChoiceField[Group]):
    def label_from_instance(self, group: Group) -> str:
        return roles.label(group.name)


@admin.register(Delegation)
class DelegationAdmin(KeeperAdmin):
    readers = (*KEEPERS, *TECHNICIANS)
    list_display = (
        "delegator", "substitute", "regulation", "starts_on", "ends_on", "accepted_at", "ended_at",
    )  # fmt: skip
    list_filter = ("starts_on",)
    list_select_related = ("delegator", "substitute")
    search_fields = ("delegator__name", "substitute__name")


@admin.register(Customer)
class CustomerAdmin(KeeperAdmin):
    """To be looked at: entered, changed and merged on the register's own pages."""

    readers = importers = KEEPERS
    list_display = ("name", "kind", "phone", "district", "owner", "merged_into", "created_at")
    list_filter = ("kind", "grade")
    list_select_related = ("owner", "merged_into")
    search_fields = ("name", "name_pinyin", "phone", "credit_code")
    ordering = ("name_pinyin", "pk")
    exclude = ("name_pinyin",)
    import_code: ClassVar[str] = "customers.customers"

    def view_on_site(self, row: Customer) -> str:
        return row.get_absolute_url()


@admin.register(PolicyValue)
class PolicyValueAdmin(KeeperAdmin):
    readers = (*KEEPERS, *TECHNICIANS)
    list_display = ("item", "in_words", "applies_from", "approver", "approved")
    approver = column("approved_by", _("批准人"))
    approved = column("approved_at", _("批准时间"))
    list_filter = ("applies_from",)
    list_select_related = ("approved_by",)
    search_fields = ("key",)
    ordering = ("key", "-applies_from")
    fields = ("item", "key", "in_words", "applies_from", "approver", "approved")

    @admin.display(description=_("政策项"), ordering="key")
    def item(self, row: PolicyValue) -> str:
        policy = policies().get(row.key)
        return str(policy.label) if policy else row.key

    @admin.display(description=_("取值"))
    def in_words(self, row: PolicyValue) -> str:
        policy = policies().get(row.key)
        lines = shown(policy, policy.parse(row.value)) if policy else [str(row.value)]
        return format_html("{}", "；".join(lines))


@admin.register(PolicyChange)
class PolicyChangeAdmin(RecordAdmin):
    list_display = fields = ("number", "key", "applies_from", "state", "drafter", "approver")
    drafter = column("drafted_by", _("起草人"))
    approver = column("approved_by", _("批准人"))
    list_filter = ("state", "applies_from")
    list_select_related = ("matter", "drafted_by", "approved_by")
    search_fields = ("matter__number", "key")


@admin.register(Handover)
class HandoverAdmin(RecordAdmin):
    list_display = fields = ("number", "leaver", "successor", "last_day", "state")
    list_filter = ("state", "last_day")
    list_select_related = ("matter", "leaver", "successor")
    search_fields = ("matter__number", "leaver__name", "successor__name")

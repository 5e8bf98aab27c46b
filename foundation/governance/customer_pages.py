"""The customer register: list, entry with look-alikes, one customer with its history, merge."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from foundation.articles import Refusal
from foundation.articles.declarations import regulations
from foundation.customers.links import links_for
from foundation.customers.models import Customer
from foundation.customers.register import look_alikes
from foundation.governance import customer_actions
from foundation.governance.customer_forms import ContactForm, CustomerForm, NewCustomerForm
from foundation.governance.customer_list import CustomerFilter, CustomerTable, matching
from foundation.history.reading import changes_of, newest_version
from foundation.listing.imports.specs import spec
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.delegation import OWN, stands_for
from foundation.people.models import User
from foundation.process.models import Matter
from foundation.process.requests import whole_number
from foundation.process.steps import Stale
from foundation.process.submissions import key_of

SHOWN = 20


class CustomerList(ListPage):
    code = "customers.customers"
    title = gettext_lazy("客户登记册")
    model = Customer
    table_class = CustomerTable
    filterset_class = CustomerFilter
    sortable = ("name", "created_at")
    default_columns = ("name", "kind", "phone", "district", "owner", "grade", "created_at")
    template_name = "customers/list.html"
    empty_title = gettext_lazy("还没有登记客户")

    def get_queryset(self) -> QuerySet[Any]:
        return Customer.objects.current()

    def extra_context(self, selection: Any) -> dict[str, Any]:
        kind = spec("customers.customers")
        return {"may_import": kind is not None and kind.may_import(self.user)}


class New(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        first = {"kind": request.GET.get("kind", Customer.Kind.CONSUMER)}
        return self._show(NewCustomerForm(initial=first))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = NewCustomerForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            customer = customer_actions.enter(
                form.save(commit=False),
                by=cast(User, request.user),
                is_another=form.cleaned_data["is_another"],
                key=key_of(request),
            )
        except Refusal as refusal:
            return self._show(_with(form, refusal), refusal=refusal)
        messages.success(request, _("客户已登记：%s。") % customer.name)
        return redirect(customer)

    def _show(self, form: NewCustomerForm, **more: Any) -> HttpResponse:
        alike: Any = look_alikes(**_typed(form.data)) if form.is_bound else ()
        status = 422 if form.errors else 200
        context = {"form": form, "alike": alike, **more}
        return render(self.request, "customers/new.html", context, status=status)


def _with(form: Any, refusal: Refusal) -> Any:
    refusal.show_on(form)
    return form


def alike(request: HttpRequest) -> HttpResponse:
    """While somebody types: who may be the same; the partial of the page for a new customer."""
    found = look_alikes(**_typed(request.GET))
    return render(request, "customers/look_alikes.html", {"alike": found})


def _typed(given: Any) -> dict[str, str]:
    """What is looked for, not judged by any form yet: no column can hold a NUL."""
    typed = {
        name: (given.get(name) or "").replace("\0", "").strip()[:120]
        for name in ("name", "phone", "credit_code")
    }
    return typed | {"credit_code": typed["credit_code"].upper()}


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast(User, request.user)
    found = Customer.objects.select_related("owner__department", "merged_into")
    if not may_open(user, "customers:list"):
        found = found.filter(owner__in=stands_for(user, OWN))
    customer = get_object_or_404(found, pk=pk)
    names = {one.number: str(one.verbose_name) for one in regulations()} | {0: _("基础规则")}
    page = Paginator(_matters(user, customer), SHOWN).get_page(request.GET.get("page"))
    context = {
        "customer": customer,
        "contacts": customer.contacts.order_by("pk"),
        "page_obj": page,
        "matters": [(matter, names.get(matter.regulation, "")) for matter in page.object_list],
        "changes": changes_of(customer),
        "merged_from": customer.merged_from.order_by("pk"),
        "links": links_for(user, customer),
        "may_edit": customer.merged_into_id is None and may_open(user, "customers:edit"),
        "may_list": may_open(user, "customers:list"),
        "may_merge": customer.merged_into_id is None and may_open(user, "customers:merge"),
    }
    return render(request, "customers/detail.html", context)


def _matters(user: User, customer: Customer) -> QuerySet[Matter]:
    """Over all regulations, but only what the person may see."""
    own = Matter.objects.filter(customer=customer)
    kinds = own.order_by().values_list("kind", flat=True).distinct()
    seen: QuerySet[Matter] = own.none()
    for kind in kinds:
        model = Matter(kind=kind).record_model
        visible = model.objects.visible_to(user).order_by().values("pk")
        seen = seen | own.filter(kind=kind, pk__in=visible)
    return seen.order_by("-pk")


class CustomerPage(View):
    """A form about a customer; one that was merged meanwhile leads to the customer kept."""

    user: User
    customer: Customer

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = cast(User, request.user)
        found = Customer.objects.select_related("merged_into")
        self.customer = get_object_or_404(found, pk=kwargs["pk"])
        kept = self.customer.merged_into
        if kept is None:
            return super().dispatch(request, *args, **kwargs)
        messages.warning(
            request, _("“%(name)s”已并入“%(kept)s”。") % {"name": self.customer, "kept": kept}
        )
        return redirect(kept)


class Edit(CustomerPage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return self._show(CustomerForm(instance=self.customer), newest_version(self.customer))

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        seen = whole_number(request.POST.get("seen"))
        form = CustomerForm(request.POST, instance=Customer.objects.get(pk=pk))
        if not form.is_valid():
            return self._show(form, seen)
        try:
            customer_actions.change(
                self.customer, by=self.user, seen=seen, given=form.cleaned_data,
                key=key_of(request),
            )  # fmt: skip
        except Stale:
            changes = changes_of(self.customer)
            return self._show(form, newest_version(self.customer), stale=changes[0])
        except Refusal as refusal:
            return self._show(_with(form, refusal), newest_version(self.customer))
        messages.success(request, _("客户已保存。"))
        return redirect(self.customer)

    def _show(self, form: CustomerForm, seen: int, **more: Any) -> HttpResponse:
        status = 409 if more else 422 if form.errors else 200
        context = {"customer": self.customer, "form": form, "seen": seen, **more}
        return render(self.request, "customers/edit.html", context, status=status)


class AddContact(CustomerPage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show(ContactForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        form = ContactForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        customer_actions.add_contact(
            self.customer, by=self.user, given=form.cleaned_data, key=key_of(request)
        )
        messages.success(request, _("联系人已登记。"))
        return redirect(self.customer)

    def _show(self, form: ContactForm) -> HttpResponse:
        status = 422 if form.errors else 200
        context = {"customer": self.customer, "form": form}
        return render(self.request, "customers/contact.html", context, status=status)


class Merge(CustomerPage):
    """Choose the customer to keep, look at both, confirm."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show()

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        into = self._chosen(request.POST.get("into", ""))
        if into is None or "confirmed" not in request.POST:
            return self._show(into, lacks_confirmation=True)
        try:
            customer_actions.merge_into(
                self.customer, into=into, by=self.user, key=key_of(request)
            )  # fmt: skip
        except Refusal as refusal:
            return self._show(into, refusal=refusal)
        messages.success(
            request, _("“%(name)s”已并入“%(kept)s”。") % {"name": self.customer, "kept": into}
        )
        return redirect(into)

    def _chosen(self, given: str) -> Customer | None:
        return Customer.objects.current().filter(pk=whole_number(given)).first()

    def _show(self, into: Customer | None = None, **more: Any) -> HttpResponse:
        customer = self.customer
        into = into or self._chosen(self.request.GET.get("into", ""))
        text = self.request.GET.get("q", "").strip()
        others = Customer.objects.current().exclude(pk=customer.pk)
        found: Any
        if text:
            found = matching(others, text).order_by("name_pinyin", "pk")[:SHOWN]
        else:
            alike = look_alikes(
                name=customer.name, phone=customer.phone, credit_code=customer.credit_code
            )
            found = [one for one in alike if one != customer]
        context = {
            "customer": customer,
            "into": into if into != customer else None,
            "q": text,
            "found": found,
            "matter_count": customer.matters.count(),
            **more,
        }
        status = 422 if more else 200
        return render(self.request, "customers/merge.html", context, status=status)

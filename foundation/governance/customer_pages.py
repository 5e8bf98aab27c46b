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
from foundation.customers.models import Customer
from foundation.customers.register import look_alikes
from foundation.governance import customer_actions
from foundation.governance.customer_forms import ContactForm, CustomerForm, NewCustomerForm
from foundation.governance.customer_list import CustomerFilter, CustomerTable, matching
from foundation.history.reading import changes_of, newest_version
from foundation.listing.imports.specs import spec
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.models import User
from foundation.process.models import Matter

SHOWN = 20


class CustomerList(ListPage):
    code = "customers.customers"
    title = gettext_lazy("客户登记册")
    model = Customer
    table_class = CustomerTable
    filterset_class = CustomerFilter
    sortable = ("name", "created_at")
    default_columns = ("name", "kind", "phone", "district", "owner", "created_at")
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
            customer, is_new = customer_actions.enter(
                form.save(commit=False),
                by=cast(User, request.user),
                is_another=form.cleaned_data["is_another"],
            )
        except Refusal as refusal:
            return self._show(_with(form, refusal), refusal=refusal)
        messages.success(request, _("客户已登记。") if is_new else _("这个客户早已登记。"))
        return redirect(customer)

    def _show(self, form: NewCustomerForm, **more: Any) -> HttpResponse:
        alike: Any = ()
        if form.is_bound:
            alike = look_alikes(
                name=form["name"].value() or "",
                phone=form["phone"].value() or "",
                credit_code=(form["credit_code"].value() or "").strip().upper(),
            )
        status = 422 if form.errors else 200
        context = {"form": form, "alike": alike, **more}
        return render(self.request, "customers/new.html", context, status=status)


def _with(form: Any, refusal: Refusal) -> Any:
    refusal.show_on(form)
    return form


def alike(request: HttpRequest) -> HttpResponse:
    """While somebody types: who may be the same; the partial of the page for a new customer."""
    given = {
        name: request.GET.get(name, "").strip()[:120] for name in ("name", "phone", "credit_code")
    }
    found = look_alikes(**(given | {"credit_code": given["credit_code"].upper()}))
    return render(request, "customers/look_alikes.html", {"alike": found})


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast(User, request.user)
    found = Customer.objects.select_related("owner__department", "merged_into")
    customer = get_object_or_404(found, pk=pk)
    names = {one.number: str(one.verbose_name) for one in regulations()} | {0: _("基础规则")}
    page = Paginator(_matters(user, customer), SHOWN).get_page(request.GET.get("page"))
    context = {
        "customer": customer,
        "contacts": customer.contacts.order_by("pk"),
        "contact_form": ContactForm(),
        "page_obj": page,
        "matters": [(matter, names.get(matter.regulation, "")) for matter in page.object_list],
        "changes": changes_of(customer),
        "merged_from": customer.merged_from.order_by("pk"),
        "may_edit": customer.merged_into_id is None,
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


class Edit(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        customer = _current(pk)
        return self._show(customer, CustomerForm(instance=customer), newest_version(customer))

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        customer = _current(pk)
        seen = request.POST.get("seen", "")
        version = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 19 else 0
        form = CustomerForm(request.POST, instance=_current(pk))
        if not form.is_valid():
            return self._show(customer, form, version)
        try:
            customer_actions.change(
                customer, by=cast(User, request.user), seen=version, given=form.cleaned_data
            )
        except Refusal as refusal:
            return self._show(customer, _with(form, refusal), newest_version(customer))
        messages.success(request, _("客户已保存。"))
        return redirect(customer)

    def _show(self, customer: Customer, form: CustomerForm, seen: int) -> HttpResponse:
        status = 422 if form.errors else 200
        context = {"customer": customer, "form": form, "seen": seen}
        return render(self.request, "customers/edit.html", context, status=status)


def _current(pk: int) -> Customer:
    return get_object_or_404(Customer.objects.current(), pk=pk)


class AddContact(View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        customer = _current(pk)
        form = ContactForm(request.POST)
        if form.is_valid():
            customer_actions.add_contact(
                customer, by=cast(User, request.user), given=form.cleaned_data
            )
            messages.success(request, _("联系人已登记。"))
        else:
            wrong = "；".join(
                f"{form[name].label}：{''.join(map(str, told))}"
                for name, told in form.errors.items()
            )
            messages.error(request, wrong)
        return redirect(customer)


class Merge(View):
    """Choose the customer to keep, look at both, confirm."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show(_current(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        customer, into = _current(pk), self._chosen(request.POST.get("into", ""))
        if into is None or "confirmed" not in request.POST:
            return self._show(customer, into, lacks_confirmation=True)
        try:
            moved = customer_actions.merge_into(
                customer, into=into, by=cast(User, request.user)
            )  # fmt: skip
        except Refusal as refusal:
            return self._show(customer, into, refusal=refusal)
        messages.success(request, _("已并入 %(name)s，转移 %(count)d 项往来记录。")
            % {"name": into.name, "count": moved})  # fmt: skip
        return redirect(into)

    def _chosen(self, given: str) -> Customer | None:
        if not (given.isascii() and given.isdecimal() and len(given) < 19):
            return None
        return Customer.objects.current().filter(pk=int(given)).first()

    def _show(self, customer: Customer, into: Customer | None = None, **more: Any) -> HttpResponse:
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

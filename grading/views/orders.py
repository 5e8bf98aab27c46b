"""Orders and products: lists, entry, one order with all its lines."""

from __future__ import annotations

from copy import copy
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.form_pages import FormPage, RowFormPage
from foundation.history.reading import changes_of
from foundation.people.access import may_open
from foundation.people.models import User
from grading import actions, forms
from grading.filters import OrderFilter, ProductFilter
from grading.models import OrderLine, Product
from grading.tables import OrderTable, ProductTable
from grading.views.lists import GradingList

RELATED = ("customer", "product", "department", "entered_by", "cancelled_by")


class OrderList(GradingList):
    code = "grading.orders"
    title = gettext_lazy("客户订单")
    model = OrderLine
    table_class = OrderTable
    filterset_class = OrderFilter
    sortable = ("dated_on",)
    empty_title = gettext_lazy("没有符合条件的订单")
    enter = "grading:enter_line", gettext_lazy("登记订单行")
    import_code = "grading.orders"


def order(request: HttpRequest, pk: int) -> HttpResponse:
    """The order that the line belongs to."""
    user = cast(User, request.user)
    visible = OrderLine.objects.visible_to(user)
    line = get_object_or_404(visible.select_related(*RELATED), pk=pk)
    lines = list(
        OrderLine.objects.filter(order_no=line.order_no)
        .select_related("product")
        .order_by("line_no")
    )
    counted = [one for one in lines if one.cancelled_at is None]
    context = {
        "line": line,
        "lines": lines,
        "amount": sum((one.amount for one in counted), start=0),
        "changes": changes_of(line),
        "may_change": line.cancelled_at is None and may_open(user, "grading:change_line"),
    }
    return render(request, "grading/order.html", context)


class EnterLine(FormPage):
    form_class, heading, article = forms.OrderLineForm, gettext_lazy("登记订单行"), "R3.2"

    def form(self, *args: Any) -> Any:
        """Further lines of an order begin with what the order has in common."""
        names = ("order_no", "customer", "line_no", "dated_on")
        given = {name: self.request.GET[name] for name in names if name in self.request.GET}
        return forms.OrderLineForm(*args, initial=given)

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.enter_line(form.instance, by=self.user, key=key)

    def target(self, result: OrderLine) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("grading:orders")


class LineAct(RowFormPage):
    row: OrderLine

    def find(self, pk: int) -> OrderLine:
        visible = OrderLine.objects.visible_to(cast(User, self.request.user))
        return cast(OrderLine, get_object_or_404(visible.select_related(*RELATED), pk=pk))

    def target(self, result: Any) -> str:
        return self.row.get_absolute_url()

    def back(self) -> str:
        return self.row.get_absolute_url()


class ChangeLine(LineAct):
    form_class, heading, article = forms.OrderLineForm, gettext_lazy("修改订单行"), "R3.2"

    def form(self, *args: Any) -> Any:
        return forms.OrderLineForm(*args, instance=copy(self.row))

    def carry_out(self, form: Any, key: str | None) -> Any:
        given = form.cleaned_data
        return actions.change_line(self.row, by=self.user, seen=self.seen, given=given, key=key)


class CancelOrder(LineAct):
    form_class, heading, article = forms.ReasonForm, gettext_lazy("取消订单"), "R3.2"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.cancel_order(
            self.row, by=self.user, seen=self.seen, key=key, **form.cleaned_data
        )


class ProductList(GradingList):
    code = "grading.products"
    title = gettext_lazy("产品")
    model = Product
    table_class = ProductTable
    filterset_class = ProductFilter
    empty_title = gettext_lazy("还没有登记产品")
    enter = "grading:add_product", gettext_lazy("登记产品")
    import_code = "grading.products"

    def get_queryset(self) -> QuerySet[Any]:
        return Product.objects.all()


class AddProduct(FormPage):
    form_class, heading, article = forms.ProductForm, gettext_lazy("登记产品"), "R3.2"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.add_product(form.instance, by=self.user, key=key)

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("grading:products")


class ChangeProduct(RowFormPage):
    form_class, heading, article = forms.ProductForm, gettext_lazy("修改产品"), "R3.2"
    row: Product

    def find(self, pk: int) -> Product:
        return get_object_or_404(Product, pk=pk)

    def form(self, *args: Any) -> Any:
        return forms.ProductForm(*args, instance=copy(self.row))

    def carry_out(self, form: Any, key: str | None) -> Any:
        given = form.cleaned_data
        return actions.change_product(self.row, by=self.user, seen=self.seen, given=given, key=key)

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("grading:products")

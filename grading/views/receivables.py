"""Receivables with their payments, and the reasons of delay."""

from __future__ import annotations

from copy import copy
from typing import Any, ClassVar, cast

from django.db.models import DecimalField, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.form_pages import FormPage, RowFormPage
from foundation.desk.record_pages import (
    ActPage,
    CommentForm,
    ReasonForm,
    RecordDetail,
)
from foundation.history.reading import changes_of
from foundation.people.access import may_open
from foundation.people.models import User
from grading import actions, forms
from grading.filters import ExcuseFilter, ReceivableFilter
from grading.models import Excuse, Payment, Receivable
from grading.scope import may_excuse
from grading.tables import ExcuseTable, ReceivableTable
from grading.views.lists import GradingList

RELATED = ("customer__owner", "department", "entered_by", "voided_by")


class ReceivableList(GradingList):
    code = "grading.receivables"
    title = gettext_lazy("应收与付款")
    model = Receivable
    table_class = ReceivableTable
    filterset_class = ReceivableFilter
    sortable = ("due_on",)
    empty_title = gettext_lazy("没有符合条件的应收账款")
    enter = "grading:enter_receivable", gettext_lazy("登记应收")
    import_code = "grading.receivables"

    def get_queryset(self) -> QuerySet[Any]:
        paid = Payment.objects.filter(receivable=OuterRef("pk"), voided_at=None).order_by()
        total = Subquery(paid.values("receivable").values_list(Sum("amount")))
        standing = Receivable.objects.visible_to(self.user).filter(voided_at=None)
        rows: QuerySet[Any] = standing.annotate(
            paid=Coalesce(total, 0, output_field=DecimalField())
        )
        return rows


def _visible(user: User) -> QuerySet[Any]:
    return Receivable.objects.visible_to(user).select_related(*RELATED)


def receivable(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast(User, request.user)
    payments = Payment.objects.select_related("entered_by", "voided_by")
    excuses = Excuse.objects.select_related("matter", "proposed_by", "decided_by")
    row = get_object_or_404(
        _visible(user).prefetch_related(
            Prefetch("payments", payments), Prefetch("excuses", excuses)
        ),
        pk=pk,
    )  # fmt: skip
    standing = [one for one in row.payments.all() if one.voided_at is None]
    paid = sum((one.amount for one in standing), start=0)
    is_excused = any(one.state != Excuse.State.REFUSED for one in row.excuses.all())
    may_enter = row.voided_at is None and may_open(user, "grading:record_payment")
    context = {
        "row": row,
        "paid": paid,
        "left": max(0, row.amount - paid),
        "changes": changes_of(row),
        "may_enter": may_enter,
        "may_excuse": row.voided_at is None and not is_excused and may_excuse(row, user),
    }
    return render(request, "grading/receivable.html", context)


class EnterReceivable(FormPage):
    form_class, heading, article = forms.ReceivableForm, gettext_lazy("登记应收"), "R3.1"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.enter_receivable(form.instance, by=self.user, key=key)

    def target(self, result: Receivable) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("grading:receivables")


class ReceivableAct(RowFormPage):
    row: Receivable

    def find(self, pk: int) -> Receivable:
        return cast(Receivable, get_object_or_404(_visible(cast(User, self.request.user)), pk=pk))

    def target(self, result: Any) -> str:
        return self.row.get_absolute_url()

    def back(self) -> str:
        return self.row.get_absolute_url()


class ChangeReceivable(ReceivableAct):
    form_class, heading, article = forms.ReceivableForm, gettext_lazy("修改应收"), "R3.1"

    def form(self, *args: Any) -> Any:
        return forms.ReceivableForm(*args, instance=copy(self.row))

    def carry_out(self, form: Any, key: str | None) -> Any:
        given = form.cleaned_data
        return actions.change_receivable(
            self.row, by=self.user, seen=self.seen, given=given, key=key
        )


class VoidReceivable(ReceivableAct):
    form_class, heading, article = forms.ReasonForm, gettext_lazy("作废应收"), "R3.1"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.void_receivable(
            self.row, by=self.user, seen=self.seen, key=key, **form.cleaned_data
        )


class OfReceivable(FormPage):
    """A form that adds something to a receivable."""

    row: Receivable

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.row = get_object_or_404(_visible(cast(User, request.user)), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def back(self) -> str:
        return self.row.get_absolute_url()

    def target(self, result: Any) -> str:
        return self.back()


class RecordPayment(OfReceivable):
    form_class, heading, article = forms.PaymentForm, gettext_lazy("登记付款"), "R3.1"

    def carry_out(self, form: Any, key: str | None) -> Any:
        form.instance.receivable = self.row
        return actions.record_payment(form.instance, by=self.user, key=key)


class ProposeExcuse(OfReceivable):
    form_class, heading, article = forms.ReasonForm, gettext_lazy("提出拖延说明"), "R3.1"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.propose_excuse(self.row, by=self.user, key=key, **form.cleaned_data)

    def target(self, result: Excuse) -> str:
        return result.get_absolute_url()


class VoidPayment(RowFormPage):
    form_class, heading, article = forms.ReasonForm, gettext_lazy("作废付款"), "R3.1"
    row: Payment

    def find(self, pk: int) -> Payment:
        seen = Receivable.objects.visible_to(cast(User, self.request.user))
        rows = Payment.objects.select_related("receivable").filter(receivable__in=seen)
        return get_object_or_404(rows, pk=pk)

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.void_payment(
            self.row, by=self.user, seen=self.seen, key=key, **form.cleaned_data
        )

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return self.row.receivable.get_absolute_url()


class ExcuseList(GradingList):
    code = "grading.excuses"
    title = gettext_lazy("拖延说明")
    model = Excuse
    table_class = ExcuseTable
    filterset_class = ExcuseFilter
    sortable = ("number",)
    empty_title = gettext_lazy("没有符合条件的拖延说明")


class ExcusePage(RecordDetail):
    model = Excuse
    related = ("receivable__customer__owner", "proposed_by__department", "decided_by")
    template_name = "grading/excuse.html"
    act_pages: ClassVar[dict[str, str]] = {
        "approve": "grading:approve_excuse",
        "refuse": "grading:refuse_excuse",
    }


class ExcuseAct(ActPage):
    model = Excuse
    related = ("receivable__customer__owner",)


class ApproveExcuse(ExcuseAct):
    form_class, act, steps = CommentForm, actions.approve_excuse, ("approve",)


class RefuseExcuse(ExcuseAct):
    form_class, act, steps = ReasonForm, actions.refuse_excuse, ("refuse",)

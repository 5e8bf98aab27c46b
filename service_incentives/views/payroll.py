"""Payroll's figures of the year, and the bank file of a run."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views import View

from foundation.articles import Refusal
from foundation.desk.form_pages import FormPage
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.models import User
from service_incentives import actions, bank, forms
from service_incentives.filters import PayrollFilter
from service_incentives.models import PayrollMonth, PayRun, PayView
from service_incentives.tables import PayrollTable


class PayrollList(ListPage):
    code = "service_incentives.payroll"
    title = gettext_lazy("工资数据")
    model = PayrollMonth
    table_class = PayrollTable
    filterset_class = PayrollFilter
    template_name = "service_incentives/payroll.html"
    empty_title = gettext_lazy("还没有工资数据，明细单只能写明税前")

    def get_queryset(self) -> QuerySet[Any]:
        return PayrollMonth.objects.all()

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_enter": may_open(self.user, "service_incentives:enter_payroll")}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        is_export = request.GET.get("export") == "xlsx"
        what = PayView.What.EXPORTED if is_export else PayView.What.SEEN
        actions.note_view(by=self.user, run=None, person=None, what=what)
        return super().get(request, *args, **kwargs)


class EnterPayroll(FormPage):
    form_class, heading, article = forms.PayrollForm, gettext_lazy("登记工资数据"), "R5.10"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.enter_payroll(form.instance, by=self.user, key=key)

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("service_incentives:payroll")


class BankFile(View):
    """What the bank is asked to pay, per payer; refused as long as anybody's figures are missing."""

    def get(self, request: HttpRequest, pk: int, payer: str) -> HttpResponse:
        user = cast(User, request.user)
        visible = PayRun.objects.visible_to(user).select_related("matter")
        run: PayRun = get_object_or_404(visible, pk=pk)
        try:
            content = bank.file_of(run, payer)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(run.get_absolute_url())
        actions.note_view(by=user, run=run, person=None, what=PayView.What.EXPORTED)
        answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{run.number}-{payer}.csv"'
        return answer

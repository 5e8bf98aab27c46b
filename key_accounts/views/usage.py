"""The branches' months, the sheet of one, and what is done with it."""

from __future__ import annotations

from datetime import MAXYEAR, date
from typing import Any, cast

from django import forms as django_forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views import View

from foundation import clock
from foundation.articles import Refusal
from foundation.desk.form_pages import FormPage, RowFormPage
from foundation.monthly.declarations import next_month, previous_month
from foundation.monthly.models import MonthlyReport
from foundation.people.access import may_open
from foundation.people.models import Department, User
from foundation.process.requests import whole_number
from foundation.process.steps import Stale
from key_accounts import actions, sheets
from key_accounts.forms import usage as forms
from key_accounts.models import Correction, ProductUse, UsageSheet
from key_accounts.scope import sees_all
from key_accounts.totals import branches_in, places_of

LINES_A_PAGE = 200


def month_in(text: str) -> date:
    """Of an address like ``?month=2026-10``; anything else is last month."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return previous_month(clock.today())


class UsageMonth(View):
    """Which branch has entered what: what is missing stands first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user, month = cast(User, request.user), month_in(request.GET.get("month", ""))
        branches = branches_in(month, places_of(user))
        context = {
            "month": month,
            "before": previous_month(month),
            "after": next_month(month),
            "is_over": next_month(month) <= clock.today(),
            "branches": branches,
            "missing": sum(one["missing"] for one in branches),
            "report": sheets.report_of(month),
            "may_import": may_open(user, "key_accounts:correct_usage"),
        }
        return render(request, "key_accounts/usage.html", context)


class SheetPage(FormPage):
    """Of one branch and month; whoever has no part in it finds nothing."""

    article = "R6.5"

    branch: Department
    month: date

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        year, number = kwargs["year"], kwargs["month"]
        if not (2000 <= year <= MAXYEAR and 1 <= number <= 12):
            raise Http404
        self.branch = get_object_or_404(Department, pk=kwargs["pk"])
        self.month = date(year, number, 1)
        if not self.may_open():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def may_open(self) -> bool:
        return sheets.may_record(self.user, self.branch)

    @cached_property
    def sheet(self) -> UsageSheet | None:
        saved = UsageSheet.objects.select_related("saved_by")
        return saved.filter(branch=self.branch, month=self.month).first()

    @property
    def version(self) -> int:
        return self.sheet.version if self.sheet else 0

    @property
    def address(self) -> list[int]:
        return [self.branch.pk, self.month.year, self.month.month]

    @property
    def seen(self) -> int:
        return whole_number(self.request.POST.get("seen", "")[:18])

    def target(self, result: Any) -> str:
        return reverse("key_accounts:usage_sheet", args=self.address)

    def back(self) -> str:
        return self.target(None)

    def context(self) -> dict[str, Any]:
        return {"branch": self.branch, "month": self.month}

    def overtaken(self, form: Any, stale: Stale) -> HttpResponse:
        self.__dict__.pop("sheet", None)
        return self.show(form, stale=stale, seen=self.version)

    def show(self, form: Any, **more: Any) -> HttpResponse:
        if "seen" not in more:
            more["seen"] = self.seen if form.is_bound else self.version
        return super().show(form, **more)


class Sheet(SheetPage):
    heading, template_name = gettext_lazy("登记用邮情况"), "key_accounts/usage_sheet.html"
    makes, keeps_draft = UsageSheet, True

    def may_open(self) -> bool:
        return sees_all(self.user) or super().may_open()

    def form(self, *args: Any) -> forms.UsageGrid:
        self.page = Paginator(self.rows, LINES_A_PAGE).get_page(self.request.GET.get("page"))
        return forms.UsageGrid(*args, rows=list(self.page), bare=self.bare)

    @cached_property
    def rows(self) -> list[sheets.SheetRow]:
        return sheets.rows_of(self.branch, self.month, is_closed=self.is_closed)

    @cached_property
    def report(self) -> MonthlyReport | None:
        return sheets.report_of(self.month)

    @property
    def is_closed(self) -> bool:
        return self.report is not None and self.report.state == sheets.State.APPROVED

    @cached_property
    def bare(self) -> list[Any]:
        accounts = sheets.without_products([self.branch], self.month)
        return list(accounts.select_related("matter", "customer")[:LINES_A_PAGE])

    def carry_out(self, form: Any, key: str | None) -> UsageSheet:
        entries = form.cleaned_data["entries"]
        return actions.record(
            self.branch, self.month, entries, by=self.user, seen=self.seen, key=key
        )

    def back(self) -> str:
        return f"{reverse('key_accounts:usage')}?month={self.month:%Y-%m}"

    def context(self) -> dict[str, Any]:
        is_mine = sheets.may_record(self.user, self.branch)
        return {
            **super().context(),
            "page": self.page,
            "sheet": self.sheet,
            "bare": self.bare,
            "missing": sum(not row.is_known for row in self.rows) + len(self.bare),
            "closed": self._why_closed(),
            "may_record": is_mine,
            "may_correct": is_mine and self.is_closed,
            "may_declare": sheets.is_branchs_own(self.user, self.branch)
            and any(not row.is_known for row in self.rows),
            "corrected": [row for row in self.rows if row.corrections],
        }

    def _why_closed(self) -> str:
        try:
            sheets.refuse_report(self.month, self.report)
        except Refusal as refusal:
            return str(refusal.message)
        return ""


class DeclareNoMail(SheetPage):
    form_class, heading = django_forms.Form, gettext_lazy("申报没有用邮")
    template_name = "key_accounts/usage_no_mail.html"

    def may_open(self) -> bool:
        return sheets.is_branchs_own(self.user, self.branch)

    def carry_out(self, form: Any, key: str | None) -> UsageSheet:
        return actions.declare_no_mail(
            self.branch, self.month, by=self.user, seen=self.seen, key=key
        )

    def context(self) -> dict[str, Any]:
        missing = ProductUse.objects.missing(self.month).filter(branch=self.branch)
        uses = missing.select_related("account__matter", "account__customer", "line")
        return {**super().context(), "uses": uses}


class Correct(SheetPage):
    form_class, heading = forms.CorrectionForm, gettext_lazy("更正用邮记录")
    template_name = "key_accounts/usage_correct.html"
    makes = Correction

    def carry_out(self, form: Any, key: str | None) -> Correction:
        given = dict(form.cleaned_data)
        reason = given.pop("reason")
        return actions.correct(
            self.branch, self.month, actions.Entry(**given), by=self.user, reason=reason, key=key
        )


class EndUse(RowFormPage):
    form_class, heading, article = forms.EndUseForm, gettext_lazy("停用一种产品"), "R6.5"
    template_name = "key_accounts/usage_end.html"
    row: ProductUse

    def find(self, pk: int) -> ProductUse:
        uses = ProductUse.objects.select_related("account__customer", "branch", "line")
        use = get_object_or_404(uses, pk=pk)
        if not sheets.may_record(self.user, use.branch):
            raise Http404
        return use

    def carry_out(self, form: Any, key: str | None) -> ProductUse:
        return actions.end_use(
            self.row, by=self.user, until=form.cleaned_data["until"], seen=self.seen, key=key
        )

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        last = previous_month(clock.today())
        return reverse("key_accounts:usage_sheet", args=[self.row.branch_id, last.year, last.month])

    def context(self) -> dict[str, Any]:
        return {"use": self.row}

"""What the figures say: of all accounts the reader sees, and of one."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views import View

from foundation.desk.record_pages import RecordView
from foundation.monthly.declarations import next_month, previous_month
from foundation.people.models import Department, User
from key_accounts.analysis import (
    A_PAGE,
    MONTHS,
    Analysis,
    Scope,
    accounts_of,
    analyse,
    limits,
    shares,
    trend,
    usage_of,
)
from key_accounts.models import Account, Correction, ProductLine, ProductUse
from key_accounts.views.usage import month_in

SHOW = [
    ("", _("全部大客户")),
    ("drop", _("收入下降")),
    ("dormant", _("停止用邮")),
    ("unknown", _("本月尚缺登记")),
    ("A", _("A 类")),
    ("B", _("B 类")),
    ("C", _("C 类")),
]


class ScopeForm(forms.Form):
    month = forms.CharField(label=_("月份"), widget=forms.TextInput(attrs={"type": "month"}))
    branch = forms.ModelChoiceField(
        Department.objects.none(), label=_("收寄单位"), required=False, empty_label=_("全部")
    )
    line = forms.ModelChoiceField(
        ProductLine.objects.all(), label=_("产品"), required=False, empty_label=_("全部")
    )
    show = forms.ChoiceField(label=_("列出"), choices=SHOW, required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        branch: Any = self.fields["branch"]
        branch.queryset = Department.objects.filter(pk__in=ProductUse.objects.values("branch"))


class UsageAnalysis(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        user, month = cast(User, request.user), month_in(request.GET.get("month", ""))
        asked = request.GET.copy()
        asked["month"] = f"{month:%Y-%m}"
        form = ScopeForm(asked)
        chosen = form.cleaned_data if form.is_valid() else {}
        branch, line = chosen.get("branch"), chosen.get("line")
        scope = Scope(accounts_of(user), branch and branch.pk, line and line.pk)
        show, page = chosen.get("show", ""), _page(request)
        found = analyse(month, scope, show=show, skip=(page - 1) * A_PAGE)
        months = trend(month, scope)
        context = {
            "form": form,
            "month": month,
            "before": previous_month(month),
            "after": next_month(month),
            "months": months,
            "now": months[-1],
            "shares": shares(month, month, scope),
            "analysis": found,
            "classes": _classes(found),
            "counts": {name: found.count(name) for name in ("drops", "dormant", "unknown")},
            "limits": limits(month),
            "show": show,
            "page_obj": Paginator(range(found.found), A_PAGE).get_page(page),
        }
        return render(request, "key_accounts/analysis.html", context)


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


def _classes(found: Analysis) -> list[dict[str, Any]]:
    whole = sum(one["year"] or 0 for one in found.classes.values())
    return [
        {
            "name": name,
            "accounts": one["accounts"],
            "year": one["year"],
            "share": round(100 * one["year"] / whole, 1) if whole and one["year"] else None,
        }
        for name in ("A", "B", "C", "")
        if (one := found.classes.get(name)) is not None
    ]


class AccountUsage(RecordView):
    """Of one account: its months, products, alerts and what was corrected."""

    model = Account
    related = ("customer", "branch", "lead")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        account: Account = self.record
        context = {
            "account": account,
            **usage_of(account, month_in("")),
            "uses": account.uses.select_related("branch", "line"),
            "alerts": account.usage_alerts.all()[:MONTHS],
            "corrections": Correction.objects.filter(use__account=account)
            .select_related("use__line", "use__branch", "by")[:MONTHS],
        }  # fmt: skip
        return render(request, "key_accounts/account_usage.html", context)

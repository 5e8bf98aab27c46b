"""The ranking, and why a customer has the grade."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.db.models import DecimalField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy

from foundation.customers.models import Customer
from foundation.people.access import may_open
from foundation.people.models import User
from grading import policies, printouts
from grading.explanation import explain
from grading.filters import GradeFilter
from grading.models import Assessment, CustomerGrade, GradingRun, OrderLine, Payment, Receivable
from grading.rules import GRADES
from grading.scope import knows, sees_all, sells_to
from grading.tables import GradeTable, RiskTable
from grading.views.lists import GradingList

SHOWN = 10
RELATED = ("customer__owner", "run__matter", "assessment__assessor")


class Ranking(GradingList):
    """Of the newest run, or the one whose number ``run`` gives."""

    code = "grading.ranking"
    title = gettext_lazy("客户排名")
    model = CustomerGrade
    table_class = GradeTable
    filterset_class = GradeFilter
    sortable = ("place",)
    default_sort = "place"
    default_columns: ClassVar[tuple[str, ...]] = (
        "place", "customer", "owner", "grade", "composite", "credit_score", "orders_score",
        "prospects_score", "profit_score",
    )  # fmt: skip
    template_name = "grading/ranking.html"
    empty_title = gettext_lazy("没有符合条件的客户")

    def get_queryset(self) -> QuerySet[Any]:
        runs = GradingRun.objects.newest_first().select_related("matter")
        if self.params.get("run"):
            runs = runs.filter(matter__number=self.params["run"])
        self.run = runs.first()
        rows: QuerySet[Any] = CustomerGrade.objects.visible_to(self.user).filter(run=self.run)
        return rows

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return super().extra_context(selection) | {"run": self.run}


class HighValue(Ranking):
    """Whose effective grade is A: for services of their own (R3.B1)."""

    code = "grading.high_value"
    title = gettext_lazy("高价值客户")

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(effective=GRADES[0])


class AtRisk(Ranking):
    """Lapsed, of poor credit, or fallen since the monthly run before (R3.B1)."""

    code = "grading.at_risk"
    title = gettext_lazy("有风险的客户")
    table_class = RiskTable
    default_columns = ("place", "customer", "owner", "effective", "composite", "risks")

    def get_queryset(self) -> QuerySet[Any]:
        rows: Any = super().get_queryset()
        monthly = GradingRun.objects.filter(kind=GradingRun.Kind.MONTHLY)
        before = (
            monthly.filter(as_of__lt=self.run.as_of).order_by("-as_of").first()
            if self.run
            else None
        )
        found: QuerySet[Any] = rows.at_risk(before.pk if before else 0, policies.AT_RISK.value())
        return found


def _grades(user: User) -> QuerySet[Any]:
    visible: QuerySet[Any] = CustomerGrade.objects.visible_to(user).select_related(*RELATED)
    return visible


def grade(request: HttpRequest, pk: int) -> HttpResponse:
    """Inputs → score → weight → contribution of one customer in one run (R3.5)."""
    user = cast(User, request.user)
    one = get_object_or_404(_grades(user), pk=pk)
    context = {
        "grade": one,
        "lines": explain(one, one.run.rules),
        "may_see_run": sees_all(user),
    }
    return render(request, "grading/grade.html", context)


def grade_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast(User, request.user)
    one = get_object_or_404(_grades(user), pk=pk)
    answer = HttpResponse(printouts.explanation_pdf(one, user), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{one.run.number}-{one.customer_id}.pdf"'
    return answer


def customer(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is known of a customer, new orders and payments at once (R3.B3)."""
    user = cast(User, request.user)
    found = Customer.objects.select_related("owner__department", "merged_into")
    one = get_object_or_404(found, pk=pk)
    if not knows(user, one):
        raise Http404
    grades = list(_grades(user).filter(customer=one).order_by("-run__as_of", "-run")[:13])
    newest = grades[0] if grades else None
    context = {
        "customer": one,
        "grade": newest,
        "grades": grades,
        "lines": explain(newest, newest.run.rules) if newest else [],
        "may_see_run": sees_all(user),
        "orders": _orders(one),
        "receivables": _receivables(one),
        "touchpoints": one.touchpoints.filter(voided_at=None)
        .select_related("campaign")
        .order_by("-touched_on", "-pk")[:SHOWN],
        "assessments": Assessment.objects.filter(customer=one)
        .select_related("assessor")
        .order_by("-assessed_on", "-pk")[:3],
        "overrides": one.overrides.exclude(state="refused").select_related("matter", "decided_by")[
            :3
        ],
        "may_sell": one.merged_into_id is None and sells_to(one, user),
        "may_enter_line": may_open(user, "grading:enter_line"),
    }
    return render(request, "grading/customer.html", context)


def _orders(one: Customer) -> QuerySet[Any]:
    rows: QuerySet[Any] = OrderLine.objects.filter(customer=one).select_related("product")
    return rows.order_by("-dated_on", "-pk")[:SHOWN]


def _receivables(one: Customer) -> QuerySet[Any]:
    paid = Payment.objects.filter(receivable=OuterRef("pk"), voided_at=None).order_by()
    total = Subquery(paid.values("receivable").values_list(Sum("amount")))
    rows = Receivable.objects.filter(customer=one, voided_at=None)
    with_paid: QuerySet[Any] = rows.annotate(paid=Coalesce(total, 0, output_field=DecimalField()))
    return with_paid.order_by("-due_on", "-pk")[:SHOWN]

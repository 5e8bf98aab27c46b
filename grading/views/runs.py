"""Grading runs: list, start, page with distribution, and who moved between two of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import RecordDetail
from foundation.governance.policy_values import shown
from grading import actions, forms, policies
from grading.filters import MovementFilter, RunFilter
from grading.models import CustomerGrade, GradingRun
from grading.rules import GRADES
from grading.tables import MovementTable, RunTable
from grading.views.lists import GradingList


class RunList(GradingList):
    code = "grading.runs"
    title = gettext_lazy("分级记录")
    model = GradingRun
    table_class = RunTable
    filterset_class = RunFilter
    sortable = ("as_of",)
    default_sort = "-as_of"
    empty_title = gettext_lazy("还没有分级")
    enter = "grading:start", gettext_lazy("立即分级")


class Start(FormPage):
    """The sums are made in the background: the answer is the page of the work."""

    form_class, heading, article = forms.StartForm, gettext_lazy("立即分级"), "R3.5"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.ask_for_run(by=self.user, key=key, **form.cleaned_data)

    def target(self, result: Any) -> str:
        return str(result.get_absolute_url())

    def back(self) -> str:
        return reverse("grading:runs")


class Run(RecordDetail):
    model = GradingRun
    related = ("started_by__department",)
    template_name = "grading/run.html"

    def extra_context(self) -> dict[str, Any]:
        run: GradingRun = self.record
        others = GradingRun.objects.newest_first().exclude(pk=run.pk).select_related("matter")
        return {
            "run": run,
            "distribution": distribution(run),
            "policy": shown(policies.RULES, run.policy),
            "others": others[:12],
        }


def distribution(run: GradingRun) -> list[tuple[str, int, float]]:
    """Grade, customers, per cent of all; the last one without a grade."""
    counts, total = run.counts, run.counts.get("customers", 0)
    found = [(one, counts.get(one.lower(), 0)) for one in GRADES]
    found.append(("", counts.get("ungraded", 0)))
    return [(grade, count, 100 * count / total if total else 0) for grade, count in found]


class Movements(GradingList):
    """``run`` and ``since`` are numbers of runs; without them the newest and the one before it."""

    code = "grading.movements"
    title = gettext_lazy("等级变动")
    model = CustomerGrade
    table_class = MovementTable
    filterset_class = MovementFilter
    sortable = ("place",)
    default_sort = "place"
    default_columns = ("place", "customer", "was", "grade", "was_composite", "composite", "why")
    template_name = "grading/movements.html"
    empty_title = gettext_lazy("两次分级之间没有客户的等级变动")

    def runs(self) -> tuple[GradingRun | None, GradingRun | None]:
        done = list(GradingRun.objects.newest_first().select_related("matter")[:2])
        after, before = (*done, None, None)[:2]
        if self.params.get("run"):
            after = self._named("run")
        if self.params.get("since"):
            before = self._named("since")
        return after, before

    def _named(self, param: str) -> GradingRun:
        runs = GradingRun.objects.newest_first().select_related("matter")
        run: GradingRun = get_object_or_404(runs, matter__number=self.params[param])
        return run

    def get_queryset(self) -> QuerySet[Any]:
        self.after, self.before = self.runs()
        if self.after is None or self.before is None:
            return CustomerGrade.objects.none()
        moved: QuerySet[Any] = self._compared().moved()
        return moved

    def _compared(self) -> Any:
        mine: Any = CustomerGrade.objects.visible_to(self.user).filter(run=self.after)
        return mine.compared_with(self.before.pk if self.before else 0)

    def extra_context(self, selection: Any) -> dict[str, Any]:
        context = super().extra_context(selection)
        if self.after and self.before:
            context |= {
                "after": self.after,
                "before": self.before,
                "matrix": matrix(self._compared()),
                "grades": [*GRADES, ""],
                "changed": changed_rules(self.before, self.after),
            }
        return context


def matrix(compared: Any) -> list[tuple[str, list[int]]]:
    """From each grade of before to each of after: how many customers."""
    rows = compared.order_by().values_list("was", "grade").annotate(count=Count("pk"))
    counts = {(was, grade): count for was, grade, count in rows}
    grades = [*GRADES, ""]
    return [(was, [counts.get((was, grade), 0) for grade in grades]) for was in grades]


def changed_rules(before: GradingRun, after: GradingRun) -> list[tuple[Any, str, str]]:
    """What of the policy is not the same: label, then, now."""
    labels = policies.RULES.labels
    return [
        (labels[code], before.policy[code], now)
        for code, now in after.policy.items()
        if before.policy.get(code) != now
    ]

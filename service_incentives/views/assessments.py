"""Quarterly assessments: the rounds, their scores, and the ranking that follows."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import DecimalField, ExpressionWrapper, F, QuerySet, Value
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.course import path
from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import ActForm, ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.delegation import acts_as
from service_incentives import actions, forms, policies
from service_incentives.books import positions_on
from service_incentives.calculation.quarterly import RANKED
from service_incentives.calculation.values import SCORES
from service_incentives.filters import RankingFilter, RoundFilter
from service_incentives.models import AssessmentRound, PayLine, PayRun, PayView
from service_incentives.roles import STATISTICIAN
from service_incentives.scope import REGULATION
from service_incentives.tables import RankingTable, RoundTable

State = AssessmentRound.State
RELATED = ("opened_by__department", "submitted_by__department", "approved_by__department")
SHOWN = 200


class RoundList(ListPage):
    code = "service_incentives.rounds"
    title = gettext_lazy("季度考核")
    model = AssessmentRound
    table_class = RoundTable
    filterset_class = RoundFilter
    sortable = ("number",)
    template_name = "service_incentives/rounds.html"
    empty_title = gettext_lazy("还没有季度考核")

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {
            "may_begin": may_open(self.user, "service_incentives:open_round"),
            "may_rank": may_open(self.user, "service_incentives:ranking"),
        }


class OpenRound(FormPage):
    form_class, heading, article = forms.RoundForm, gettext_lazy("开始季度考核"), "R5.5.1"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.open_round(by=self.user, key=key, **form.cleaned_data)

    def target(self, result: AssessmentRound) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("service_incentives:rounds")


class Round(RecordDetail):
    model = AssessmentRound
    related = RELATED
    template_name = "service_incentives/round.html"
    act_pages: ClassVar[dict[str, str]] = {
        "submit": "service_incentives:submit_round",
        "approve": "service_incentives:approve_round",
        "send_back": "service_incentives:return_round",
    }

    def extra_context(self) -> dict[str, Any]:
        one: AssessmentRound = self.record
        weights = policies.ASSESSMENT_WEIGHTS.value(one.quarter)
        scored = one.rows.count()
        return {
            "weights": [weights[name] for name in SCORES],
            "rows": _by_total(one, weights).select_related("person__department")[:SHOWN],
            "count": scored,
            "left_out": max(0, scored - SHOWN),
            "missing": max(0, positions_on(one.last_day, RANKED).count() - scored),
            "path": path(one.state, tuple(State)),
            "may_score": may_score(one, self.user),
        }


def _by_total(one: AssessmentRound, weights: dict[str, int]) -> QuerySet[Any]:
    """Out of 100, unrounded, as the ranking takes it (R5.2)."""
    total = sum((F(name) * Value(weights[name]) for name in SCORES), start=Value(0)) / Value(100)
    number = ExpressionWrapper(total, DecimalField(max_digits=9, decimal_places=4))
    return one.rows.annotate(total=number).order_by("-total", "-quality", "person")


def may_score(one: AssessmentRound, user: Any) -> bool:
    return one.state == State.DRAFT and acts_as(user, STATISTICIAN, REGULATION)


class RoundAct(ActPage):
    model = AssessmentRound
    related = RELATED


class Score(RoundAct):
    form_class, act, label = forms.ScoreForm, actions.assess, gettext_lazy("评分")

    def may_open(self) -> bool:
        return may_score(self.record, self.user)


class SubmitRound(RoundAct):
    form_class, act, steps = ActForm, actions.submit_round, ("submit",)


class ApproveRound(RoundAct):
    form_class, act, steps = CommentForm, actions.approve_round, ("approve",)


class ReturnRound(RoundAct):
    form_class, act, steps = ReasonForm, actions.return_round, ("send_back",)


class Ranking(ListPage):
    """The places with everything they rest on (R5.5.1); of the newest run unless another is asked."""

    code = "service_incentives.ranking"
    title = gettext_lazy("季度排名")
    model = PayLine
    table_class = RankingTable
    filterset_class = RankingFilter
    default_sort = "pk"  # as they were ranked
    empty_title = gettext_lazy("还没有计算过季度排名")

    def get_queryset(self) -> QuerySet[Any]:
        lines: QuerySet[Any] = PayLine.objects.visible_to(self.user)
        return lines.filter(kind=PayLine.Kind.RANKING)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.GET:
            newest = PayRun.objects.visible_to(self.user).filter(kind=PayRun.Kind.QUARTERLY)
            run = newest.select_related("matter").order_by("-period", "-pk").first()
            if run is not None:
                return redirect(f"{request.path}?{urlencode({'run': run.number})}")
        is_export = request.GET.get("export") == "xlsx"
        what = PayView.What.EXPORTED if is_export else PayView.What.SEEN
        actions.note_view(by=self.user, run=None, person=None, what=what)
        return super().get(request, *args, **kwargs)

"""Plans: list, page with its lines and what speaks about them, the form of each act."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import ActForm, ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.process.holders import acts_as_holder
from visits import actions, holders, rules
from visits.candidates import unvisited
from visits.filters import PlanFilter
from visits.forms import plans as forms
from visits.models import Plan, PlanLine, Visit
from visits.quotas import quotas_of
from visits.tables import PlanTable

RELATED = ("person__department__head", "approved_by")
OPEN = (Plan.State.DRAFT, Plan.State.APPROVED)
STANDING = (PlanLine.Status.DRAFT, PlanLine.Status.APPROVED, PlanLine.Status.VISITED)


class PlanList(ListPage):
    code = "visits.plans"
    title = gettext_lazy("拜访计划")
    model = Plan
    table_class = PlanTable
    filterset_class = PlanFilter
    sortable = ("number", "month")
    template_name = "visits/plans.html"
    empty_title = gettext_lazy("还没有拜访计划")


class Open(FormPage):
    form_class, heading, article = forms.OpenForm, gettext_lazy("编制拜访计划"), "R7.3.1"

    def form(self, *args: Any) -> Any:
        form_class: Any = forms.OpenForm
        return form_class(*args, initial={"month": self._month()})

    def _month(self) -> date:
        """The one a duty asked for, else the next."""
        try:
            return date.fromisoformat(self.request.GET.get("month", ""))
        except ValueError:
            return rules.next_month(clock.today())

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.open_plan(by=self.user, key=key, **form.cleaned_data)

    def target(self, result: Plan) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("visits:list")


class PlanPage(RecordDetail):
    model = Plan
    related = RELATED
    template_name = "visits/plan.html"
    act_pages: ClassVar[dict[str, str]] = {
        "submit": "visits:submit",
        "approve": "visits:approve",
        "send_back": "visits:send_back",
        "close": "visits:close",
        "void": "visits:void",
    }

    def extra_context(self) -> dict[str, Any]:
        plan: Plan = self.record
        took_place = Visit.objects.exclude(state=Visit.State.VOID).select_related("matter")
        lines = list(
            plan.lines.select_related("customer", "replaces__customer", "carried_from")
            .prefetch_related(Prefetch("visits", took_place, to_attr="visited"))
            .order_by("planned_on", "pk")
        )
        standing = [line for line in lines if line.status in STANDING]
        note_overlaps(plan, standing)
        return {
            "plan": plan,
            "today": clock.today(),
            "lines": standing,
            "awaiting": [line for line in lines if _is_awaiting(line)],
            "past": [line for line in lines if line not in standing and not _is_awaiting(line)],
            "quota": quotas_of(plan.month).get(plan.person_id),
            "neglected": unvisited(plan.person_id)[:10],
            "may_edit": plan.state in OPEN and acts_as_holder(holders.PLANNER, plan, self.user),
            "may_decide": acts_as_holder(holders.SUPERVISOR, plan, self.user)
            and plan.person_id != self.user.pk,
        }


def _is_awaiting(line: PlanLine) -> bool:
    return line.status == PlanLine.Status.PROPOSED or line.is_cancel_asked


def note_overlaps(plan: Plan, lines: list[PlanLine]) -> None:
    """``overlaps`` of each line: who else means to see the customer in the month, and when."""
    others: QuerySet[PlanLine] = (
        PlanLine.objects.standing()
        .filter(customer__in={line.customer_id for line in lines}, plan__month=plan.month)
        .exclude(plan__person=plan.person_id)
        .exclude(plan__state=Plan.State.VOID)
        .select_related("plan__person")
    )
    met = defaultdict(list)
    for other in others.order_by("planned_on", "pk"):
        met[other.customer_id].append(f"{other.plan.person.name} {other.planned_on:%m-%d}")
    for line in lines:
        vars(line)["overlaps"] = met[line.customer_id]


class PlanAct(ActPage):
    model = Plan
    related = RELATED


class Submit(PlanAct):
    form_class, act, steps = ActForm, actions.submit, ("submit",)


class Approve(PlanAct):
    form_class, act, steps = CommentForm, actions.approve, ("approve",)


class SendBack(PlanAct):
    form_class, act, steps = ReasonForm, actions.send_back, ("send_back",)


class Close(PlanAct):
    form_class, act, steps = ActForm, actions.close, ("close",)


class Void(PlanAct):
    form_class, act, steps = ReasonForm, actions.void, ("void",)


class LineAct(PlanAct):
    """About one line of the plan, or a new one."""

    article = "R7.3.1"
    template_name = "visits/line_act.html"

    def may_open(self) -> bool:
        return self.record.state in OPEN and acts_as_holder(holders.PLANNER, self.record, self.user)

    def line(self) -> PlanLine:
        lines = self.record.lines.select_related("customer", "plan", "replaces__customer")
        line: PlanLine = get_object_or_404(lines, pk=self.kwargs["line"])
        return line

    def show(self, form: Any, **more: Any) -> Any:
        if "line" in self.kwargs:
            more["line"] = self.line()
        return super().show(form, **more)


class AddLine(LineAct):
    form_class, label = forms.LineForm, gettext_lazy("增加拜访安排")

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        reason = form.cleaned_data.get("reason", "")
        return actions.add_line(
            self.record, by=self.user, given=form.given(), reason=reason, seen=seen, key=key
        )


class FillPlan(PlanAct):
    """Whom last month and the rules name, to be ticked."""

    form_class, act, label = forms.FillForm, actions.fill_plan, gettext_lazy("从上月或规则生成")
    article = "R7.3.1"

    def may_open(self) -> bool:
        drafted = self.record.state == Plan.State.DRAFT
        return drafted and acts_as_holder(holders.PLANNER, self.record, self.user)


class ChangeLine(LineAct):
    form_class, label = forms.LineForm, gettext_lazy("修改拜访安排")

    def form(self, *args: Any) -> ActForm:
        return forms.LineForm(*args, record=self.record, user=self.user, line=self.line())

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        reason = form.cleaned_data.get("reason", "")
        return actions.change_line(
            form.line, by=self.user, given=form.given(), reason=reason, seen=seen, key=key
        )


class RemoveLine(LineAct):
    form_class, label = forms.RemoveForm, gettext_lazy("取消拜访安排")

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        return actions.remove_line(
            self.line(), by=self.user, seen=seen, key=key, **form.cleaned_data
        )


class DecideChange(LineAct):
    form_class, label = forms.DecideForm, gettext_lazy("审核变更")

    def may_open(self) -> bool:
        return acts_as_holder(holders.SUPERVISOR, self.record, self.user)

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        return actions.decide_change(
            self.line(), by=self.user, seen=seen, key=key, **form.cleaned_data
        )

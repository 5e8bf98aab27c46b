"""Projects: the board, the application, the page, the form of each act up to the choice of firms."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Prefetch
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.course import path
from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import ActPage, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.process.holders import acts_as_holder
from power_projects import actions, holders, rules
from power_projects.actions.choice import AFTER_THE_ANSWER, BEFORE_THE_CHOICE
from power_projects.filters import ProjectFilter
from power_projects.forms import projects as forms
from power_projects.models import Examination, Project, Stage, SupplyPlan
from power_projects.models.stages import PART_OF, Part
from power_projects.site import SITE_ACTS
from power_projects.supply import Load, Work
from power_projects.tables import ProjectTable

RELATED = (
    "customer", "area", "station", "branch", "registered_by__department", "manager__department",
    "designer", "contractor", "works__supervisor", "connection",
)  # fmt: skip


class ProjectList(ListPage):
    """The board: what is late first, then what is due soonest; ended projects last (R8.3)."""

    code = "power_projects.projects"
    title = gettext_lazy("用电工程")
    model = Project
    table_class = ProjectTable
    filterset_class = ProjectFilter
    sortable = ("number", "due_on", "days")
    default_sort = "due_on"
    default_columns = (
        "number", "customer", "capacity", "state", "due_on", "days", "branch", "manager",
    )  # fmt: skip
    template_name = "power_projects/projects.html"
    empty_title = gettext_lazy("没有符合条件的用电工程")

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_apply": may_open(self.user, "power_projects:apply")}


class Apply(FormPage):
    form_class, heading, article = forms.ApplicationForm, gettext_lazy("受理用电申请"), "R8.8"
    makes, keeps_draft = Project, True

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.apply_for(
            form.project(), by=self.user, customer_name=form.cleaned_data["customer_name"],
            customer_kind=form.cleaned_data["customer_kind"], key=key,
        )  # fmt: skip

    def target(self, result: Project) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("power_projects:list")


class ProjectPage(RecordDetail):
    model = Project
    related = RELATED
    template_name = "power_projects/project.html"
    act_pages: ClassVar[dict[str, str]] = {
        "survey": "power_projects:survey",
        "propose_plan": "power_projects:propose_plan",
        "answer_plan": "power_projects:answer_plan",
        "return_plan": "power_projects:return_plan",
        "reopen_plan": "power_projects:reopen_plan",
        "choose_firms": "power_projects:choose_firms",
        "submit_design": "power_projects:submit_design",
        "pass_design": "power_projects:review_design",
        "start": "power_projects:start_works",
        "ask_inspection": "power_projects:ask_inspection",
        "pass_inspection": "power_projects:inspect",
        "report_completion": "power_projects:report_completion",
        "pass_acceptance": "power_projects:accept",
        "energise": "power_projects:energise",
        "check_supply": "power_projects:check_supply",
        "close": "power_projects:close",
        "withdraw": "power_projects:withdraw",
    }

    def whole(self, records: Any) -> Any:
        rounds = Examination.objects.select_related("examined_by").prefetch_related("defects")
        return super().whole(records).prefetch_related(Prefetch("examinations", rounds))

    def extra_context(self) -> dict[str, Any]:
        project: Project = self.record
        papers = list(project.papers.select_related("attachment", "accepted_by"))
        return {
            "project": project,
            "path": path(PART_OF.get(project.state, ""), tuple(Part)),
            "plans": project.plans.select_related("drafted_by", "answered_by"),
            "showings": project.showings.select_related("shown_by").prefetch_related("firms"),
            "papers": papers,
            "missing": rules.missing_papers(project.load, papers),
            "asks_for_papers": project.load == Load.HIGH or bool(papers),
            "rounds": project.examinations.all(),
            "consultations": project.consultations.select_related(
                "department", "asked_by", "answered_by"
            ),
            **self._besides(project),
        }

    def _besides(self, project: Project) -> dict[str, bool]:
        """Which acts without a step the user may open; the acts ask again."""
        manages = acts_as_holder(holders.MANAGER, project, self.user)
        state = project.state
        return {
            "may_show": state in BEFORE_THE_CHOICE
            and acts_as_holder(holders.INTAKE, project, self.user),
            "may_consult": SITE_ACTS["consult"].is_open_to(project, self.user),
            "may_answer": SITE_ACTS["answer_consultation"].is_open_to(project, self.user),
            "may_link": SITE_ACTS["issue_link"].is_open_to(project, self.user),
            "may_entrust": manages and state in AFTER_THE_ANSWER,
            "may_enter": manages and state == Stage.DESIGNING,
            "may_ask": state in (Stage.DESIGNING, Stage.REVIEWING)
            and acts_as_holder(holders.REVIEWER, project, self.user),
        }


class ProjectAct(ActPage):
    model = Project
    related = RELATED


class Survey(ProjectAct):
    form_class, act, steps = forms.SurveyForm, actions.record_survey, ("survey",)


class ProposePlan(ProjectAct):
    form_class, steps = forms.PlanForm, ("propose_plan",)

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        plan = SupplyPlan(**form.cleaned_data)
        return actions.propose_plan(self.record, plan, by=self.user, seen=seen, key=key)


class AnswerPlan(ProjectAct):
    form_class, act, steps = forms.AnswerForm, actions.answer_plan, ("answer_plan",)


class ReturnPlan(ProjectAct):
    form_class, act, steps = ReasonForm, actions.return_plan, ("return_plan",)


class ReopenPlan(ProjectAct):
    form_class, act, steps = ReasonForm, actions.reopen_plan, ("reopen_plan",)


class ShowFirms(ProjectAct):
    form_class, article = forms.ShowingForm, "R8.5"
    labels: ClassVar[dict[str, Any]] = {
        Work.DESIGN: gettext_lazy("出示设计单位"),
        Work.CONSTRUCTION: gettext_lazy("出示施工单位"),
    }

    def heading(self) -> str:
        return str(self.labels[self.work()])

    def work(self) -> str:
        work: str = self.kwargs["work"]
        if work not in Work.values:
            raise Http404
        return work

    def may_open(self) -> bool:
        return self.record.state in BEFORE_THE_CHOICE and acts_as_holder(
            holders.INTAKE, self.record, self.user
        )

    def form(self, *args: Any) -> Any:
        return forms.ShowingForm(*args, record=self.record, user=self.user, work=self.work())

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        firms = list(form.cleaned_data["firms"])
        return actions.show_firms(
            self.record, by=self.user, work=self.work(), firms=firms, seen=seen, key=key
        )


class ChooseFirms(ProjectAct):
    form_class, act, steps = forms.ChoiceForm, actions.choose_firms, ("choose_firms",)


class Entrust(ProjectAct):
    form_class, act, label = forms.EntrustForm, actions.entrust, gettext_lazy("登记管理委托")
    article = "R8.17"

    def may_open(self) -> bool:
        return self.record.state in AFTER_THE_ANSWER and acts_as_holder(
            holders.MANAGER, self.record, self.user
        )


class Withdraw(ProjectAct):
    form_class, act, steps = ReasonForm, actions.withdraw, ("withdraw",)

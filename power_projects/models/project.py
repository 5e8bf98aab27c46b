"""客户用电工程: the application and the steps of its project in the order of its life."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import StateField
from foundation.process.steps import Step, step
from power_projects import holders, policies, rules
from power_projects.models.application import Application
from power_projects.models.firm import Firm
from power_projects.models.stages import ANSWERED, ENDED, WITHDRAWABLE, Stage
from power_projects.scope import ProjectQuerySet
from power_projects.supply import Load, Mode, Office, Unit


@track(exclude=("matter",))
class Project(Application):
    """One application and what becomes of it. ``answers`` and ``reviews`` are the offices that the
    capacity names, worked out again whenever it changes."""

    series: ClassVar[Series] = Series("GC", "GC-{period}-{number:05d}", "%Y")
    closed_states = ENDED

    state = StateField(_("阶段"), default=Stage.APPLIED, choices=Stage)
    stage_since = models.DateField(_("本阶段自"))
    # As the open tasks of the stage have it: the board begins with what is late.
    due_on = models.DateField(_("本阶段期限"), null=True)
    answers = models.CharField(_("方案答复部门"), max_length=7, choices=Office)
    reviews = models.CharField(_("设计审查部门"), max_length=7, choices=Office)
    waiting_for = models.PositiveSmallIntegerField(_("待会签部门数"), default=0)
    manager = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("项目经理")
    )
    surveyed_on = models.DateField(_("勘察日期"), null=True)
    findings = models.TextField(_("勘察情况"), blank=True)
    designer = models.ForeignKey(
        Firm, models.PROTECT, null=True, related_name="+", verbose_name=_("设计单位")
    )
    contractor = models.ForeignKey(
        Firm, models.PROTECT, null=True, related_name="+", verbose_name=_("施工单位")
    )
    chosen_by = models.CharField(_("客户签字人"), max_length=60, blank=True)
    is_entrusted = models.BooleanField(_("委托公司管理"), null=True)
    entrusted_by = models.CharField(_("委托签字人"), max_length=60, blank=True)
    design_submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("客户用电工程")
        verbose_name_plural = _("客户用电工程")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gt=0), name="project_has_capacity"),
            models.CheckConstraint(
                condition=Q(load=Load.HIGH, unit=Unit.KVA) | ~Q(load=Load.HIGH) & Q(unit=Unit.KW),
                name="project_in_the_unit_of_its_load",
            ),
            models.CheckConstraint(
                condition=Q(kind="new", existing_capacity=None)
                | Q(kind="increase", existing_capacity__gt=0),
                name="increase_of_something",
            ),
            models.CheckConstraint(condition=Q(explained__len=3), name="everything_was_explained"),
        ]
        indexes = [
            models.Index(fields=["branch", "-matter"], name="project_of_branch"),
            models.Index(fields=["station", "-matter"], name="project_of_station"),
            models.Index(fields=["registered_by", "-matter"], name="project_registered_by"),
            models.Index(fields=["state", "stage_since"], name="project_by_stage"),
            models.Index(fields=["stage_since", "matter"], name="project_by_days"),
            models.Index(fields=["due_on", "matter"], name="project_by_due"),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "project"

    def owner(self) -> User | None:
        return self.manager or self.registered_by

    def responsible_department(self) -> Department | None:
        return self.office

    def declared(self, step: Step) -> Step:
        """A design review has the article of the office that makes it."""
        if step.name in ("pass_design", "correct_design"):
            return replace(step, article=rules.REVIEW_ARTICLES[Office(self.reviews)])
        return step

    # Facts.

    @property
    def office(self) -> Department:
        """The office in charge, by address and authority (R8.4)."""
        return self.station if self.answers == Office.STATION else self.branch

    @cached_property
    def plan(self) -> Any:
        """The newest supply plan, or ``None``."""
        return self.plans.order_by("-revision").first()

    def assign_offices(self, plan: Any = None) -> None:
        """By the application, and by the plan once there is one."""
        limits = policies.limits(self.applied_on)
        total = self.total(rules.Capacity(plan.capacity, self.unit) if plan else None)
        self.answers = rules.who_answers(self.load, total, limits)
        self.reviews = rules.who_reviews(
            self.load, total, limits, is_dual=plan.is_dual if plan else self.is_dual,
            is_dedicated=bool(plan) and plan.mode == Mode.DEDICATED,
        )  # fmt: skip

    def drafters(self) -> set[int | None]:
        return {self.plan.drafted_by_id} if self.plan else set()

    # Checks.

    def _has_a_whole_plan(self) -> list[Any]:
        return rules.missing_in_plan(self.plan) if self.plan else list(rules.PLAN_PARTS.values())

    def _whole_list_was_shown(self) -> list[Any]:
        shown = {one.work for one in self.showings.all()}
        missing = {"design": _("设计单位名单"), "construction": _("施工单位名单")}
        return [
            _("向客户出示的%(what)s（R8.5）。") % {"what": label}
            for work, label in missing.items()
            if work not in shown
        ]

    def _papers_are_complete(self) -> list[Any]:
        return rules.missing_papers(self.load, self.papers.all())

    def _absences_are_accepted(self) -> list[Any]:
        absent = self.papers.filter(attachment=None, accepted_by=None).exclude(absence_reason="")
        return [_("对“%(paper)s”不适用理由的认可。") % {"paper": paper.label()} for paper in absent]

    def _no_design_defect_is_left(self) -> list[Any]:
        return self._defects_left("design")

    def _defects_left(self, kind: str) -> list[Any]:
        left = self.examinations.filter(kind=kind, defects__isnull=False, defects__cleared_in=None)
        return list(left.values_list("defects__text", flat=True))

    @property
    def site(self) -> Any:
        """Its works, or ``None`` before anything is planned."""
        return getattr(self, "works", None)

    @property
    def line(self) -> Any:
        """Its connection, or ``None`` before it is accepted."""
        return getattr(self, "connection", None)

    @cached_property
    def inspected(self) -> int:
        """Rounds over, set beforehand by the act that records one: a fifth is another's (R8.25)."""
        return self.rounds_of("intermediate")

    @cached_property
    def examined(self) -> set[str]:
        """Of which kinds there was a round: what of its papers there is to print."""
        return {one.kind for one in self.examinations.all()}

    def rounds_of(self, kind: str) -> int:
        return int(self.examinations.filter(kind=kind).count())

    def _start_is_reported(self) -> list[Any]:
        missing: list[Any] = []
        if not (self.site and self.site.starts_on):
            missing.append(_("开工报告（开工和预计完工时间）。"))
        if not (self.site and self.site.schedule_id):
            missing.append(_("工程任务进度表。"))
        return missing

    def _entrusted_works_are_planned(self) -> list[Any]:
        if not self.is_entrusted:
            return []
        parts = {
            "work_plan": _("营销部的施工规划（R8.21）。"),
            "materials": _("营销部的材料计划（R8.21）。"),
            "contractor_survey": _("施工单位的勘察核实（R8.21）。"),
        }
        return [label for name, label in parts.items() if not getattr(self.site, name, "")]

    def _contractor_is_qualified(self) -> list[Any]:
        lapsed = self.contractor.lapsed(clock.today()) if self.contractor else []
        return [f"{self.contractor}：{one}（R8.20）" for one in lapsed]

    def _two_thirds_are_installed(self) -> list[Any]:
        works = self.site
        if works and rules.is_inspection_due(works.installed, works.units):
            return []
        return [_("设备安装达到三分之二。")]

    def _no_inspection_defect_is_left(self) -> list[Any]:
        return self._defects_left("intermediate")

    def _no_acceptance_defect_is_left(self) -> list[Any]:
        return self._defects_left("acceptance")

    def _works_are_finished(self) -> list[Any]:
        missing: list[Any] = []
        if not (self.site and self.site.completed_on):
            missing.append(_("竣工日期。"))
        unsigned = self.concealed_works.filter(signed_at=None)
        missing += [_("隐蔽工程“%(name)s”的签认（R8.24）。") % {"name": one} for one in unsigned]
        undecided = self.changes.filter(told_at=None)
        missing += [_("变更“%(what)s”的书面通知（R8.23）。") % {"what": one} for one in undecided]
        return missing

    def _supply_is_prepared(self) -> list[Any]:
        line, missing = self.line, []
        if line is None or line.contract_on is None:
            missing.append(_("供用电合同（R8.30）。"))
        if line is None or line.notified_on is None:
            missing.append(_("商定的供电日期和供电通知（R8.28）。"))
        if line is None or line.metered_on is None:
            missing.append(_("装表（R8.29）。"))
        return missing

    def _as_built_is_here(self) -> list[Any]:
        return [] if self.site and self.site.as_built_on else [_("工程竣工资料。")]

    # Steps.

    @step(
        _("现场勘察"), article="R8.4", source=Stage.APPLIED, target=Stage.SURVEYED,
        who=holders.MANAGER, sets=("surveyed_on", "findings"),
    )  # fmt: skip
    def survey(self, *, by: User, surveyed_on: date, findings: str) -> None:
        """Whoever goes to the customer manages the project from then on."""
        self.manager, self.surveyed_on, self.findings = by, surveyed_on, findings
        self._enter("plan")

    @step(
        _("拟定供电方案"), article="R8.9.1", source=Stage.SURVEYED, target=Stage.PLANNED,
        who=holders.MANAGER, checks=(_has_a_whole_plan,),
    )  # fmt: skip
    def propose_plan(self, *, by: User) -> None:
        self.assign_offices(self.plan)
        self._enter("answer")

    @step(
        _("答复供电方案"), article="R8.10", source=Stage.PLANNED, target=Stage.CHOOSING,
        who=holders.ANSWERER, not_by=("drafters",), style="success",
    )  # fmt: skip
    def answer_plan(self, *, by: User) -> None:
        self._enter("choice")

    @step(
        _("退回供电方案"), article="R8.9.1", source=Stage.PLANNED, target=Stage.SURVEYED,
        who=holders.ANSWERER, not_by=("drafters",), reason_required=True, style="warning",
    )  # fmt: skip
    def return_plan(self, *, by: User) -> None:
        self._enter("plan")

    @step(
        _("同意修改供电方案"), article="R8.12", source=ANSWERED, target=Stage.SURVEYED,
        who=holders.ANSWERER, reason_required=True, style="warning",
    )  # fmt: skip
    def reopen_plan(self, *, by: User) -> None:
        """Only the office that answered it; a new one is drafted, answered and designed."""
        self._enter("plan")

    @step(
        _("客户选定单位"), article="R8.11", source=Stage.CHOOSING,
        target=RETURN_VALUE(Stage.DESIGNING, Stage.READY), who=holders.MANAGER,
        checks=(_whole_list_was_shown,),
    )  # fmt: skip
    def choose_firms(self, *, by: User, designer: Firm, contractor: Firm, signed: str) -> Stage:
        self.designer, self.contractor, self.chosen_by = designer, contractor, signed
        waived = policies.waives("design_review", self.load, clock.today())
        self._enter("start" if waived else "design")
        return Stage.READY if waived else Stage.DESIGNING

    @step(
        _("送审设计"), article="R8.12", source=Stage.DESIGNING, target=Stage.REVIEWING,
        who=holders.MANAGER, checks=(_papers_are_complete,),
    )  # fmt: skip
    def submit_design(self, *, by: User) -> None:
        self.design_submitted_by = by
        self._enter("review")

    @step(
        _("设计审查合格"), article="R8.13", source=Stage.REVIEWING, target=Stage.READY,
        who=holders.REVIEWER, not_by=("design_submitted_by_id",),
        checks=(_papers_are_complete, _absences_are_accepted, _no_design_defect_is_left), style="success",
    )  # fmt: skip
    def pass_design(self, *, by: User) -> None:
        self._enter("start")

    @step(
        _("设计需修改"), article="R8.13", source=Stage.REVIEWING, target=Stage.DESIGNING,
        who=holders.REVIEWER, not_by=("design_submitted_by_id",), style="warning",
    )  # fmt: skip
    def correct_design(self, *, by: User) -> None:
        self._enter("design")

    @step(
        _("开工"), article="R8.19", source=Stage.READY,
        target=RETURN_VALUE(Stage.CONSTRUCTING, Stage.FINISHING), who=holders.MANAGER,
        checks=(_contractor_is_qualified, _entrusted_works_are_planned, _start_is_reported),
    )  # fmt: skip
    def start(self, *, by: User) -> Stage:
        waived = policies.waives("inspection", self.load, clock.today())
        self._enter("completion" if waived else "construction")
        return Stage.FINISHING if waived else Stage.CONSTRUCTING

    @step(
        _("报请中间检查"), article="R8.25", source=Stage.CONSTRUCTING, target=Stage.INSPECTING,
        who=holders.MANAGER, checks=(_two_thirds_are_installed,),
    )  # fmt: skip
    def ask_inspection(self, *, by: User) -> None:
        self._enter("inspection")

    @step(
        _("中间检查合格"), article="R8.25", source=Stage.INSPECTING, target=Stage.FINISHING,
        who=holders.INSPECTION, checks=(_no_inspection_defect_is_left,), style="success",
    )  # fmt: skip
    def pass_inspection(self, *, by: User) -> None:
        self._enter("completion")

    @step(
        _("中间检查需整改"), article="R8.25", source=Stage.INSPECTING, target=Stage.CONSTRUCTING,
        who=holders.INSPECTION, style="warning",
    )  # fmt: skip
    def fail_inspection(self, *, by: User) -> None:
        self._enter("construction")

    @step(
        _("提出竣工报告"), article="R8.27", source=Stage.FINISHING, target=Stage.ACCEPTING,
        who=holders.MANAGER, checks=(_works_are_finished,),
    )  # fmt: skip
    def report_completion(self, *, by: User) -> None:
        self._enter("acceptance")

    @step(
        _("验收合格"), article="R8.27", source=Stage.ACCEPTING, target=Stage.ACCEPTED,
        who=holders.ANSWERER, not_by=("manager_id",), checks=(_no_acceptance_defect_is_left,),
        style="success",
    )  # fmt: skip
    def pass_acceptance(self, *, by: User, accepted_on: date) -> None:
        self._enter("supply")
        if self.load == Load.RESIDENTIAL:
            self.due_on = accepted_on + timedelta(days=policies.METER_ORDER_DAYS.value())

    @step(
        _("验收需整改"), article="R8.27", source=Stage.ACCEPTING, target=Stage.FINISHING,
        who=holders.ANSWERER, not_by=("manager_id",), style="warning",
    )  # fmt: skip
    def fail_acceptance(self, *, by: User) -> None:
        self._enter("completion")

    @step(
        _("送电"), article="R8.30", source=Stage.ACCEPTED, target=Stage.ENERGISED,
        who=holders.MANAGER, checks=(_supply_is_prepared,), style="success",
    )  # fmt: skip
    def energise(self, *, by: User, energised_on: date) -> None:
        self._enter()
        self.due_on = rules.month_after(energised_on)

    @step(
        _("送电后核查"), article="R8.31", source=Stage.ENERGISED, target=Stage.CHECKED,
        who=holders.INSPECTORS,
    )  # fmt: skip
    def check_supply(self, *, by: User) -> None:
        self._enter("closing")

    @step(
        _("归档"), article="R8.7", source=Stage.CHECKED, target=Stage.CLOSED,
        who=holders.MANAGER, checks=(_as_built_is_here,), style="success",
    )  # fmt: skip
    def close(self, *, by: User) -> None:
        self._enter()

    @step(
        _("客户撤回申请"), article="R8.8", source=WITHDRAWABLE, target=Stage.WITHDRAWN,
        who=holders.INTAKE, reason_required=True, style="secondary",
    )  # fmt: skip
    def withdraw(self, *, by: User) -> None:
        self._enter()

    def _enter(self, step: str = "") -> None:
        """The stage just entered began today; ``step`` is what it waits for, if for anything."""
        self.stage_since = clock.today()
        self.due_on = policies.due(step) if step else None

"""客户用电工程: the application and the steps of its project in the order of its life."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from foundation import clock
from foundation.customers.models import Customer
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import Record, StateField
from foundation.process.steps import Step, step
from power_projects import holders, policies, rules
from power_projects.models.area import SupplyArea
from power_projects.models.firm import Firm
from power_projects.models.stages import ANSWERED, ENDED, OPEN, Stage
from power_projects.scope import ProjectQuerySet
from power_projects.supply import Load, Mode, Office, Unit, Voltage


@track(exclude=("matter",))
class Project(Record):
    """One application and what becomes of it. ``answers`` and ``reviews`` are the offices that the
    capacity names, worked out again whenever it changes."""

    class Kind(models.TextChoices):
        NEW = "new", _("新装")
        INCREASE = "increase", _("增容")

    class Explained(models.TextChoices):
        """What the clerk has explained to the customer (R8.4)."""

        CONTENT = "content", _("用电申请的内容")
        PROCEDURE = "procedure", _("报装程序")
        FORM = "form", _("申请表的填写")

    class Routing(models.TextChoices):
        WORK_ORDER = "work_order", _("电子工单")
        CONTACT_NOTE = "contact_note", _("内部工作联系单")

    series: ClassVar[Series] = Series("GC", "GC-{period}-{number:05d}", "%Y")
    closed_states = ENDED

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="+", verbose_name=_("用电客户")
    )
    contact_name = models.CharField(_("联系人"), max_length=60)
    contact_phone = models.CharField(_("联系电话"), max_length=30)
    address = models.CharField(_("用电地址"), max_length=200)
    area = models.ForeignKey(
        SupplyArea, models.PROTECT, related_name="+", verbose_name=_("供电区域")
    )
    station = models.ForeignKey(Department, models.PROTECT, related_name="+", db_index=False)
    branch = models.ForeignKey(Department, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(_("业务类型"), max_length=8, choices=Kind)
    load = models.CharField(_("用电类别"), max_length=11, choices=Load)
    capacity = models.DecimalField(_("申请容量"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("容量单位"), max_length=3, choices=Unit)
    existing_capacity = models.DecimalField(
        _("原有容量"), max_digits=12, decimal_places=2, null=True
    )
    voltage = models.CharField(_("申请电压"), max_length=6, choices=Voltage)
    is_dual = models.BooleanField(_("双电源或双回路"), default=False)
    security_load = models.CharField(_("保安负荷"), max_length=100, blank=True)
    generator = models.CharField(_("自备电源"), max_length=100, blank=True)
    explained = ArrayField(
        models.CharField(max_length=10, choices=Explained), verbose_name=_("已向客户说明")
    )
    routing = models.CharField(_("传递方式"), max_length=12, choices=Routing)
    registered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_index=False, verbose_name=_("受理人")
    )
    applied_on = models.DateField(_("申请日期"))
    state = StateField(_("阶段"), default=Stage.APPLIED, choices=Stage)
    stage_since = models.DateField(_("本阶段自"))
    answers = models.CharField(_("方案答复部门"), max_length=7, choices=Office)
    reviews = models.CharField(_("设计审查部门"), max_length=7, choices=Office)
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
        ]

    @classmethod
    def page_name(cls) -> str:
        return "project"

    def title(self) -> str:
        return f"{self.customer.name} {self.applied} {self.get_kind_display()}"

    def search_text(self) -> str:
        return f"{self.title()} {self.address} {self.contact_name}"

    def owner(self) -> User | None:
        return self.manager or self.registered_by

    def responsible_department(self) -> Department | None:
        return self.office

    def concerned_customer(self) -> Customer | None:
        return self.customer

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

    @property
    def applied(self) -> rules.Capacity:
        return rules.Capacity(self.capacity, self.unit)

    @property
    def existing(self) -> rules.Capacity | None:
        return rules.Capacity(self.existing_capacity, self.unit) if self.existing_capacity else None

    @cached_property
    def plan(self) -> Any:
        """The newest supply plan, or ``None``."""
        return self.plans.order_by("-revision").first()

    def total(self, approved: rules.Capacity | None = None) -> rules.Capacity:
        """What limits are compared with."""
        return rules.governing(existing=self.existing, applied=self.applied, approved=approved)

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

    def _no_defect_is_left(self) -> list[Any]:
        left = self.examinations.filter(defects__isnull=False, defects__cleared_in=None)
        return list(left.values_list("defects__text", flat=True))

    # Steps.

    @step(
        _("现场勘察"), article="R8.4", source=Stage.APPLIED, target=Stage.SURVEYED,
        who=holders.MANAGER, sets=("surveyed_on", "findings"),
    )  # fmt: skip
    def survey(self, *, by: User, surveyed_on: date, findings: str) -> None:
        """Whoever goes to the customer manages the project from then on."""
        self.manager, self.surveyed_on, self.findings = by, surveyed_on, findings
        self._enter()

    @step(
        _("拟定供电方案"), article="R8.9.1", source=Stage.SURVEYED, target=Stage.PLANNED,
        who=holders.MANAGER, checks=(_has_a_whole_plan,),
    )  # fmt: skip
    def propose_plan(self, *, by: User) -> None:
        self.assign_offices(self.plan)
        self._enter()

    @step(
        _("答复供电方案"), article="R8.10", source=Stage.PLANNED, target=Stage.CHOOSING,
        who=holders.ANSWERER, not_by=("drafters",), style="success",
    )  # fmt: skip
    def answer_plan(self, *, by: User) -> None:
        self._enter()

    @step(
        _("退回供电方案"), article="R8.9.1", source=Stage.PLANNED, target=Stage.SURVEYED,
        who=holders.ANSWERER, not_by=("drafters",), reason_required=True, style="warning",
    )  # fmt: skip
    def return_plan(self, *, by: User) -> None:
        self._enter()

    @step(
        _("同意修改供电方案"), article="R8.12", source=ANSWERED, target=Stage.SURVEYED,
        who=holders.ANSWERER, reason_required=True, style="warning",
    )  # fmt: skip
    def reopen_plan(self, *, by: User) -> None:
        """Only the office that answered it; a new one is drafted, answered and designed."""
        self._enter()

    @step(
        _("客户选定单位"), article="R8.11", source=Stage.CHOOSING,
        target=RETURN_VALUE(Stage.DESIGNING, Stage.READY), who=holders.MANAGER,
        checks=(_whole_list_was_shown,),
    )  # fmt: skip
    def choose_firms(self, *, by: User, designer: Firm, contractor: Firm, signed: str) -> Stage:
        self.designer, self.contractor, self.chosen_by = designer, contractor, signed
        self._enter()
        waived = policies.waives("design_review", self.load, clock.today())
        return Stage.READY if waived else Stage.DESIGNING

    @step(
        _("送审设计"), article="R8.12", source=Stage.DESIGNING, target=Stage.REVIEWING,
        who=holders.MANAGER, checks=(_papers_are_complete,),
    )  # fmt: skip
    def submit_design(self, *, by: User) -> None:
        self.design_submitted_by = by
        self._enter()

    @step(
        _("设计审查合格"), article="R8.13", source=Stage.REVIEWING, target=Stage.READY,
        who=holders.REVIEWER, not_by=("design_submitted_by_id",),
        checks=(_papers_are_complete, _absences_are_accepted, _no_defect_is_left), style="success",
    )  # fmt: skip
    def pass_design(self, *, by: User) -> None:
        self._enter()

    @step(
        _("设计需修改"), article="R8.13", source=Stage.REVIEWING, target=Stage.DESIGNING,
        who=holders.REVIEWER, not_by=("design_submitted_by_id",), style="warning",
    )  # fmt: skip
    def correct_design(self, *, by: User) -> None:
        self._enter()

    @step(
        _("客户撤回申请"), article="R8.8", source=OPEN, target=Stage.WITHDRAWN,
        who=holders.INTAKE, reason_required=True, style="secondary",
    )  # fmt: skip
    def withdraw(self, *, by: User) -> None:
        self._enter()

    def _enter(self) -> None:
        """The stage just entered began today: the board counts its days."""
        self.stage_since = clock.today()

"""工程档案: everything of a project in one PDF, with its contents and what is complete of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.papers.printing import Printout
from foundation.people.models import User
from foundation.process.events import PASSIVE
from foundation.process.steps import steps_of
from power_projects import rules
from power_projects.models import Project, Stage
from power_projects.printouts.sheets import FORMS, ORDER, has_passed, head
from power_projects.supply import Load


@dataclass(frozen=True, slots=True)
class Category:
    """``steps``: what they check is what has to be there; from ``begins`` on it is asked for, past
    ``ends`` it is complete. ``forms`` are the printed forms that belong to it."""

    code: str
    label: str | Promise
    begins: Stage
    ends: Stage
    steps: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


CATEGORIES = (
    Category(
        "application", _("申请与勘察"), Stage.APPLIED, Stage.APPLIED,
        forms=("application", "contact_note"),
    ),
    Category(
        "plan", _("供电方案"), Stage.SURVEYED, Stage.PLANNED, ("propose_plan",), ("plan_notice",)
    ),
    Category("choice", _("设计、施工单位"), Stage.CHOOSING, Stage.CHOOSING, ("choose_firms",)),
    Category(
        "design", _("设计资料与审查"), Stage.DESIGNING, Stage.REVIEWING,
        ("submit_design", "pass_design"), ("design_opinion",),
    ),
    Category("works", _("施工"), Stage.READY, Stage.READY, ("start",), ("change_notice",)),
    Category(
        "inspection", _("中间检查"), Stage.CONSTRUCTING, Stage.INSPECTING,
        ("ask_inspection", "pass_inspection"), ("inspection",),
    ),
    Category(
        "completion", _("竣工与验收"), Stage.FINISHING, Stage.ACCEPTING,
        ("report_completion", "pass_acceptance"), ("completion", "acceptance"),
    ),
    Category(
        "supply", _("合同、装表与送电"), Stage.ACCEPTED, Stage.ACCEPTED, ("energise",),
        ("meter_order", "supply_notice"),
    ),
    Category(
        "after", _("送电后核查"), Stage.ENERGISED, Stage.ENERGISED, forms=("after_check",)
    ),
    Category("as_built", _("竣工资料"), Stage.CHECKED, Stage.CHECKED, ("close",)),
)  # fmt: skip


def state_of(category: Category, project: Project) -> dict[str, Any]:
    """Complete, what is missing, or not begun."""
    if has_passed(project, category.ends):
        return {"is_complete": True, "missing": []}
    has_begun = ORDER.index(project.state) >= ORDER.index(category.begins)
    if not has_begun or project.state == Stage.WITHDRAWN:
        return {"is_complete": False, "missing": None}
    checks = [
        check for step in steps_of(Project) if step.name in category.steps for check in step.checks
    ]
    missing = [str(text).rstrip("。") for check in checks for text in check(project)]  # as a list
    return {"is_complete": False, "missing": missing}


def dossier(project: Project, user: User) -> dict[str, Any]:
    sheets = {form.code.partition(".")[2]: form for form in FORMS if form.may_print(project, user)}
    papers = {one.kind: one for one in project.papers.select_related("attachment", "accepted_by")}
    asked = list(project.papers.filter(kind="other").select_related("attachment"))
    named = rules.DESIGN_PAPERS if project.load == Load.HIGH else {}
    return {
        "head": head(project),
        "categories": [
            {
                "category": one,
                **state_of(one, project),
                "sheets": [
                    {"label": sheets[code].label, **sheets[code].context(project, user)}
                    | {"copies": [""]}
                    for code in one.forms
                    if code in sheets
                ],
            }
            for one in CATEGORIES
        ],
        "showings": project.showings.select_related("shown_by").prefetch_related("firms"),
        "papers": [(label, papers.get(kind)) for kind, label in named.items()]
        + [(paper.title, paper) for paper in asked],
        "works": project.site,
        "equipment": project.equipment.select_related("approved_by"),
        "changes_made": project.changes.select_related("asked_by", "told_by"),
        "concealed": project.concealed_works.select_related("signed_by"),
        "visits": project.site_visits.select_related("visited_by"),
        "consultations": project.consultations.select_related("department", "answered_by"),
        "attachments": project.matter.attachments.select_related("uploaded_by"),
        "events": project.matter.events.exclude(step__in=PASSIVE).select_related("actor"),
    }


DOSSIER = Printout(
    code="power_projects.dossier",
    label=_("工程档案"),
    model="power_projects.Project",
    template="power_projects/print/dossier.html",
    context=dossier,
    article="R8.7",
)

"""The papers of a project, each of the stage that has been passed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.papers.printing import Printout
from foundation.people.models import User
from power_projects import policies
from power_projects.models import Examination, Project, Stage
from power_projects.models.stages import ENDED
from power_projects.supply import Load

Rows = list[tuple[Any, Any]]
Sheet = Callable[[Project], dict[str, Any]]
ORDER = [str(stage) for stage in Stage]
KEEPERS = (_("用电客户存"), _("施工单位存"), _("自存"))


def has_passed(project: Project, stage: Stage) -> bool:
    """Without a query: a page asks it of every form."""
    ended = project.state in ENDED and project.state != Stage.CLOSED
    return not ended and ORDER.index(project.state) > ORDER.index(stage)


def head(project: Project) -> Rows:
    return [
        (_("用电客户"), project.customer),
        (_("用电地址"), project.address),
        (_("申请容量"), project.applied),
        (_("用电类别"), project.get_load_display()),
    ]


def _signed(label: Any, person: User | None = None, on: Any = None) -> dict[str, Any]:
    return {"label": label, "name": person and person.name, "on": on}


def application(project: Project) -> dict[str, Any]:
    facts: Rows = [
        (_("联系人"), f"{project.contact_name} {project.contact_phone}"),
        (_("业务类型"), project.get_kind_display()),
        (_("原有容量"), project.existing or "—"),
        (_("申请电压"), project.get_voltage_display()),
        (_("双电源或双回路"), _("是") if project.is_dual else _("否")),
        (_("保安负荷"), project.security_load or "—"),
        (_("自备电源"), project.generator or "—"),
    ]
    told = "、".join(str(one.label) for one in Project.Explained if one in project.explained)
    return {
        "facts": [*facts, (_("已向客户说明"), told)],
        "signatures": [
            _signed(_("客户签章")),
            _signed(_("受理人"), project.registered_by, project.applied_on),
        ],
    }


def contact_note(project: Project) -> dict[str, Any]:
    return {
        "facts": [
            (_("联系人"), f"{project.contact_name} {project.contact_phone}"),
            (_("业务类型"), project.get_kind_display()),
            (_("申请电压"), project.get_voltage_display()),
            (_("双电源或双回路"), _("是") if project.is_dual else _("否")),
            (_("传递方式"), project.get_routing_display()),
            (_("承办部门"), project.office),
            (_("方案答复部门"), project.get_answers_display()),
            (_("设计审查部门"), project.get_reviews_display()),
        ],
        "remark": _("请承办部门上门勘察，并按以上权限答复供电方案、审查设计。"),
        "signatures": [
            _signed(_("受理人"), project.registered_by, project.applied_on),
            _signed(_("接收人")),
        ],
    }


def plan_notice(project: Project) -> dict[str, Any]:
    plan: Any = project.plans.exclude(answered_by=None).select_related("answered_by").first()
    texts: Rows = [(_("电能计量方式"), plan.metering), (_("供电方案的经济性"), plan.economy)]
    if plan.is_dual:
        texts.append((_("双回路的理由"), f"{plan.load_nature}：{plan.dual_reason}"))
    if plan.appraisal:
        texts.append((_("论证结论"), plan.appraisal))
    return {
        "facts": [
            (_("版次"), plan.revision),
            (_("批准受电容量"), f"{plan.capacity} {project.unit}"),
            (_("供电电压"), plan.get_voltage_display()),
            (_("供电方式"), plan.get_mode_display()),
            (_("答复部门"), plan.get_office_display()),
        ],
        "texts": texts,
        "remark": _(
            "请据此委托有相应等级资质的单位设计和施工，单位由您自行选定；确需修改本方案的，须经答复部门同意。"
        ),
        "signatures": [
            _signed(_("答复人"), plan.answered_by, clock.local_date(plan.answered_at)),
            {"label": _("客户签收人"), "name": plan.received_by},
        ],
    }


def _rounds(project: Project, kind: str) -> list[Examination]:
    found = project.examinations.filter(kind=kind).select_related("examined_by")
    return list(found.prefetch_related("defects__cleared_in"))


def rounds_sheet(kind: Examination.Kind) -> Sheet:
    def sheet(project: Project) -> dict[str, Any]:
        rounds = _rounds(project, kind)
        last: Any = rounds[-1] if rounds else None
        return {
            "facts": [(_("设计单位"), project.designer), (_("施工单位"), project.contractor)],
            "rounds": rounds,
            "signatures": [
                _signed(_("负责人"), last and last.examined_by, last and last.held_on),
                _signed(_("客户签章")),
            ],
        }

    return sheet


def inspection(project: Project) -> dict[str, Any]:
    """In triplicate, each copy naming its keeper (R8.25, R8.26)."""
    return rounds_sheet(Examination.Kind.INTERMEDIATE)(project) | {"copies": KEEPERS}


def change_notice(project: Project) -> dict[str, Any]:
    told = list(project.changes.exclude(told_by=None).select_related("told_by").order_by("told_at"))
    last = told[-1]
    return {
        "facts": [(_("施工单位"), project.contractor)],
        "changes": told,
        "remark": _("接到同意的通知后方可变更；不同意的，仍按原方案和图纸施工。"),
        "signatures": [
            _signed(_("签发人"), last.told_by, last.told_at),
            _signed(_("施工单位签收")),
        ],
    }


def completion(project: Project) -> dict[str, Any]:
    works: Any = project.site
    return {
        "facts": [
            (_("施工单位"), project.contractor),
            (_("开工日期"), works.starts_on),
            (_("竣工日期"), works.completed_on),
            (_("报告日期"), works.reported_on),
        ],
        "texts": [(_("竣工报告"), works.report)],
        "signatures": [_signed(_("施工单位签章")), _signed(_("客户签章"))],
    }


def supply_notice(project: Project) -> dict[str, Any]:
    line: Any = project.line
    return {
        "facts": [
            (_("验收合格日期"), line.accepted_on),
            (_("供用电合同编号"), line.contract_no or "—"),
            (_("商定的供电日期"), line.supply_on),
            (_("供电通知日期"), line.notified_on),
        ],
        "remark": _("请各有关部门按商定的日期组织供电。"),
        "signatures": [_signed(_("项目经理"), project.manager), _signed(_("接收部门"))],
    }


def meter_order(project: Project) -> dict[str, Any]:
    line: Any = project.line
    return {
        "facts": [
            (_("装表通知单日期"), line.meter_ordered_on),
            (_("供用电合同编号"), line.contract_no or _("尚未签订，签订前不能装表")),
            (_("电能表编号"), line.meter_no or "—"),
            (_("装表日期"), line.metered_on or "—"),
        ],
        "remark": _in_days(project),
        "signatures": [_signed(_("项目经理"), project.manager), _signed(_("装表人"))],
    }


def _in_days(project: Project) -> str:
    """Residential lighting has its days from the order on (R8.29)."""
    if project.load != Load.RESIDENTIAL:
        return gettext("签订供用电合同后装表。")
    words = {"days": policies.METERING_DAYS.value()}
    return gettext("签订供用电合同后装表，自本单发出之日起 %(days)d 日内装表并供电。") % words


def _was_ordered(project: Project) -> bool:
    return bool(project.line and project.line.meter_ordered_on)


def _was_notified(project: Project) -> bool:
    return bool(project.line and project.line.notified_on)


def _was_told(project: Project) -> bool:
    return project.changes.exclude(told_at=None).exists()


def _form(
    code: str, label: str | Promise, article: str, sheet: Sheet, after: Stage | None = None,
    only_if: Callable[[Project], bool] = bool,
) -> Printout:  # fmt: skip
    def context(project: Project, user: User) -> dict[str, Any]:
        return {"copies": [""], "head": head(project), **sheet(project)}

    def who(project: Project, user: User) -> bool:
        return (after is None or has_passed(project, after)) and only_if(project)

    return Printout(
        code=f"power_projects.{code}",
        label=label,
        model="power_projects.Project",
        template="power_projects/print/sheet.html",
        context=context,
        article=article,
        who=who,
    )


Kind = Examination.Kind


def _rounds_form(
    code: str, label: str | Promise, article: str, kind: Examination.Kind, after: Stage
) -> Printout:
    sheet = inspection if kind == Kind.INTERMEDIATE else rounds_sheet(kind)
    return _form(code, label, article, sheet, after, lambda project: kind in project.examined)


FORMS = (
    _form("application", _("用电申请表"), "R8.8", application),
    _form("contact_note", _("内部工作联系单"), "R8.4", contact_note),
    _form("plan_notice", _("供电方案通知书"), "R8.10", plan_notice, Stage.PLANNED),
    _rounds_form("design_opinion", _("设计审查意见书"), "R8.13", Kind.DESIGN, Stage.CHOOSING),
    _form("change_notice", _("变更通知书"), "R8.23", change_notice, Stage.READY, _was_told),
    _rounds_form("inspection", _("中间检查意见书"), "R8.25", Kind.INTERMEDIATE, Stage.READY),
    _form("completion", _("竣工报告"), "R8.27", completion, Stage.FINISHING),
    _rounds_form("acceptance", _("验收意见"), "R8.27", Kind.ACCEPTANCE, Stage.INSPECTING),
    _form("meter_order", _("装表通知单"), "R8.29", meter_order, Stage.ACCEPTING, _was_ordered),
    _form("supply_notice", _("送电通知"), "R8.28", supply_notice, Stage.ACCEPTING, _was_notified),
    _rounds_form("after_check", _("用电检查单"), "R8.31", Kind.AFTER, Stage.ENERGISED),
)

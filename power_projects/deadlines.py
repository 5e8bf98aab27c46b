"""Whose turn it is. Regulation 8 gives these steps no time; higher rules may (R8.34)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.duties.declarations import EachDate, RecurringDuty, Subject
from foundation.duties.periods import DaysBefore
from foundation.process.holders import Holder, InRole
from foundation.process.tasks import TaskKind
from power_projects import holders, policies, rules
from power_projects.models import Certificate, Firm, Project, Stage
from power_projects.roles import MARKETING_HEAD


def _step(
    code: str, label: object, article: str, awaits: tuple[str, ...], holder: Holder
) -> TaskKind:
    return TaskKind(
        code=f"power_projects.{code}",
        label=label,  # type: ignore[arg-type]
        article=article,
        model="power_projects.Project",
        awaits=awaits,
        superseded_by=("withdraw", "reopen_plan"),
        holder=holder,
        due=lambda project: policies.due(code),
        alerts=policies.STEP_ALERTS,
    )


def _duty(
    code: str, label: object, article: str, awaits: tuple[str, ...], holder: Holder,
    due: Callable[[Project], date],
) -> TaskKind:  # fmt: skip
    """A time that the regulation sets: late, it is a violation."""
    return TaskKind(
        code=f"power_projects.{code}",
        label=label,  # type: ignore[arg-type]
        article=article,
        model="power_projects.Project",
        awaits=awaits,
        superseded_by=("withdraw",),
        holder=holder,
        due=due,
        alerts=policies.DEADLINE_ALERTS,
        is_duty=True,
    )


def _after(day: date | None, days: int) -> date:
    """Calendar days; the day itself is not counted."""
    assert day is not None
    return day + timedelta(days=days)


REPORT = _duty(
    "report", _("委托工程提出竣工报告"), "R8.27", ("report_completion",), holders.MANAGER,
    lambda project: _after(project.site.completed_on, policies.COMPLETION_DAYS.value()),
)  # fmt: skip
METER_ORDER = _duty(
    "meter_order", _("发出装表通知单"), "R8.29", (), holders.MANAGER,
    lambda project: _after(project.line.accepted_on, policies.METER_ORDER_DAYS.value()),
)  # fmt: skip
METERING = _duty(
    "metering", _("装表并供电"), "R8.29", ("energise",), holders.MANAGER,
    lambda project: _after(project.line.meter_ordered_on, policies.METERING_DAYS.value()),
)  # fmt: skip


CONSULTATION = TaskKind(
    code="power_projects.consultation",
    label=_("答复会签"),
    article="R8.3",
    model="power_projects.Project",
    awaits=(),
    superseded_by=("withdraw",),
    holder=holders.AskedHead(),
    due=lambda project: policies.due("consultation"),
    alerts=policies.STEP_ALERTS,
)


def _expiring() -> list[tuple[date, Subject]]:
    """On its last day it is no longer reminded of: from then on the gates refuse the firm."""
    kept = Certificate.objects.filter(
        is_replaced=False, firm__state=Firm.State.LISTED, valid_until__gt=clock.today()
    )
    # A firm whose two certificates end on one day is reminded of once.
    found = {(one.valid_until, one.firm_id): one for one in kept.select_related("firm__matter")}
    return [(one.valid_until, Subject(about=one.firm.matter)) for one in found.values()]


RENEWAL = RecurringDuty(
    code="power_projects.renewal",
    label=_("设计施工单位证照到期前换证"),
    article="R8.20",
    who=EachDate(_expiring, InRole(MARKETING_HEAD)),
    every=None,
    due=DaysBefore(policies.RENEWAL_LAST, policies.RENEWAL_AHEAD),
    alerts=policies.RENEWAL_ALERTS,
    page=lambda duty: duty.about.get_absolute_url() if duty.about else "",
)
OF_STAGE: dict[str, TaskKind] = {
    Stage.APPLIED: _step("survey", _("现场勘察"), "R8.4", ("survey",), holders.OFFICERS),
    Stage.SURVEYED: _step("plan", _("拟定供电方案"), "R8.9.1", ("propose_plan",), holders.MANAGER),
    Stage.PLANNED: _step(
        "answer", _("答复供电方案"), "R8.10", ("answer_plan", "return_plan"), holders.ANSWERER
    ),
    Stage.CHOOSING: _step(
        "choice", _("登记客户选定的单位"), "R8.11", ("choose_firms",), holders.MANAGER
    ),
    Stage.DESIGNING: _step(
        "design", _("收齐并送审设计"), "R8.12", ("submit_design",), holders.MANAGER
    ),
    Stage.REVIEWING: _step(
        "review", _("组织设计审查"), "R8.13", ("pass_design", "correct_design"), holders.REVIEWER
    ),
    Stage.READY: _step("start", _("报告开工"), "R8.19", ("start",), holders.MANAGER),
    Stage.CONSTRUCTING: _step(
        "construction", _("报告进度并报请中间检查"), "R8.25", ("ask_inspection",), holders.MANAGER
    ),
    Stage.INSPECTING: _step(
        "inspection",
        _("组织中间检查"),
        "R8.25",
        ("pass_inspection", "fail_inspection"),
        holders.INSPECTION,
    ),
    Stage.FINISHING: _step(
        "completion", _("收取竣工报告和供电申请"), "R8.27", ("report_completion",), holders.MANAGER
    ),
    Stage.ACCEPTING: _step(
        "acceptance",
        _("组织竣工验收"),
        "R8.27",
        ("pass_acceptance", "fail_acceptance"),
        holders.ANSWERER,
    ),
    Stage.ACCEPTED: _step(
        "supply", _("签合同、装表、送电"), "R8.30", ("energise",), holders.MANAGER
    ),
    Stage.ENERGISED: _duty(
        "after_check",
        _("送电后现场核查"),
        "R8.31",
        ("check_supply",),
        holders.INSPECTORS,
        lambda project: rules.month_after(project.line.energised_on),
    ),
    Stage.CHECKED: _step("closing", _("收齐竣工资料并归档"), "R8.7", ("close",), holders.MANAGER),
}

"""Whose turn it is. Regulation 8 gives these steps no time; higher rules may (R8.34)."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.process.holders import Holder
from foundation.process.tasks import TaskKind
from power_projects import holders, policies
from power_projects.models import Stage


def _due(step: str) -> date:
    days = policies.STEP_DAYS.value().get(step) or policies.FOLLOW_UP_DAYS.value()
    return clock.today() + timedelta(days=days)


def _step(
    code: str, label: object, article: str, awaits: tuple[str, ...], holder: Holder
) -> TaskKind:
    return TaskKind(
        code=f"power_projects.{code}",
        label=label,  # type: ignore[arg-type]
        article=article,
        model="power_projects.Project",
        awaits=(*awaits, "withdraw", "reopen_plan"),
        holder=holder,
        due=lambda project: _due(code),
        alerts=policies.STEP_ALERTS,
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
}

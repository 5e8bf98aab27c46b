"""Who must act on a run, a finding or an objection by when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.process.holders import Holder, InRole
from foundation.process.tasks import TaskKind
from service_incentives import holders, periods, policies
from service_incentives.models import State
from service_incentives.roles import SERVICE_HEAD

if TYPE_CHECKING:
    from service_incentives.models import AssessmentRound, PayRun

RUN = "service_incentives.PayRun"


def _share(step: str, run: PayRun) -> date:
    """Days after the period's end, so that pay is in time for the next payroll."""
    return run.until + timedelta(days=policies.RUN_DAYS.value()[step] - 1)


def _step(
    code: str, label: object, awaits: tuple[str, ...], holder: Holder, article: str = "R5.10",
    superseded_by: tuple[str, ...] = (),
) -> TaskKind:  # fmt: skip
    return TaskKind(
        code=f"service_incentives.{code}",
        label=label,  # type: ignore[arg-type]
        article=article,
        model=RUN,
        awaits=awaits,
        superseded_by=superseded_by,
        holder=holder,
        due=lambda run: _share(code, run),
        alerts=policies.ALERTS,
    )


CONFIRM = _step(
    "confirm", _("核对并确认发放单"), ("confirm",), holders.CONFIRMER, superseded_by=("void",)
)
FINANCE = _step("finance", _("财务核实"), ("check_finance", "send_back"), holders.FINANCE_CHECKER)
HR = _step("hr", _("人事审核"), ("check_hr", "send_back"), holders.HR_CHECKER)
LEADER = _step("leader", _("领导审核"), ("approve", "send_back"), holders.LEADER)
GATHER = _step(
    "gather", _("汇总备件提成"), ("gather",), holders.GATHERER, "R5.8.3", superseded_by=("void",)
)
OFFICE = _step("office", _("审核分配备件提成"), ("allocate", "send_back"), holders.OFFICE, "R5.8.3")
SUBSIDIARY = _step(
    "subsidiary",
    _("批准备件提成"),
    ("approve_parts", "send_back"),
    holders.SUBSIDIARY_HEAD,
    "R5.8.3",
)
PAY = _step("pay", _("登记发放"), ("pay",), holders.PAYMASTER)
LOCK = _step("lock", _("锁定发放单"), ("lock",), holders.PAYMASTER)

OF_STATE: dict[str, TaskKind] = {
    State.DRAFT: CONFIRM,
    State.GATHERING: GATHER,
    State.AWAITING_OFFICE: OFFICE,
    State.AWAITING_SUBSIDIARY: SUBSIDIARY,
    State.AWAITING_FINANCE: FINANCE,
    State.AWAITING_HR: HR,
    State.AWAITING_LEADER: LEADER,
    State.APPROVED: PAY,
    State.PAID: LOCK,
}

POOL = TaskKind(
    code="service_incentives.pool",
    label=_("提出团队奖金分配"),
    article="R5.8.3",
    model=RUN,
    awaits=("gather",),
    superseded_by=("void",),
    holder=InRole(SERVICE_HEAD),
    due=lambda run: _share("gather", run),
    alerts=policies.ALERTS,
)

OBJECTION = TaskKind(
    code="service_incentives.objection",
    label=_("答复对激励明细的异议"),
    article="R5.10",
    model=RUN,
    awaits=(),
    holder=InRole(SERVICE_HEAD),
    due=lambda run: clock.today() + timedelta(days=policies.OBJECTION_DAYS.value()),
    alerts=policies.ALERTS,
)
DECISION = TaskKind(
    code="service_incentives.decision",
    label=_("认定奖惩事项"),
    article="R5.10",
    model="service_incentives.Finding",
    awaits=("decide", "refuse"),
    superseded_by=("void",),
    holder=holders.DECIDER,
    due=lambda finding: clock.today() + timedelta(days=policies.FINDING_DAYS.value()),
    alerts=policies.ALERTS,
)


def _of_quarter(step: str) -> Callable[[AssessmentRound], date]:
    def due(one: AssessmentRound) -> date:
        days = policies.RUN_DAYS.value()[step]
        return periods.until("quarterly", one.quarter) + timedelta(days=days - 1)

    return due


SCORING = TaskKind(
    code="service_incentives.scoring",
    label=_("完成季度考核评分"),
    article="R5.5.1",
    model="service_incentives.AssessmentRound",
    awaits=("submit",),
    holder=holders.STATISTICIANS,
    due=_of_quarter("confirm"),
    alerts=policies.ALERTS,
)
ASSESSMENT = TaskKind(
    code="service_incentives.assessment",
    label=_("批准季度考核"),
    article="R5.5.1",
    model="service_incentives.AssessmentRound",
    awaits=("approve", "send_back"),
    holder=holders.OF_DEPARTMENT,
    due=_of_quarter("finance"),
    alerts=policies.ALERTS,
)

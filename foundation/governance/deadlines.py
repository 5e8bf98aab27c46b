"""The tasks of this app."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.governance import policies
from foundation.governance.models.handover import LEAVER, MANAGER, SUCCESSOR, Handover
from foundation.governance.models.policy_change import APPROVER, DRAFTER
from foundation.process.tasks import TaskKind


def _days_left(handover: Handover) -> date:
    """By the last day; a handover begun later than that has the days the policy gives."""
    within = policies.HANDOVER.after(clock.today())
    return max(handover.last_day, clock.today()) if handover.last_day < within else within


POLICY_APPROVAL = TaskKind(
    code="governance.policy_approval",
    label=_("批准政策变更"),
    article="R0.policies",
    model="governance.PolicyChange",
    awaits=("approve", "send_back"),
    holder=APPROVER,
    due=lambda change: policies.APPROVAL.after(clock.today()),
    alerts=policies.ALERTS,
)
POLICY_REVISION = TaskKind(
    code="governance.policy_revision",
    label=_("修改退回的政策变更"),
    article="R0.policies",
    model="governance.PolicyChange",
    awaits=("submit", "withdraw"),
    holder=DRAFTER,
    due=lambda change: policies.APPROVAL.after(clock.today()),
    alerts=policies.ALERTS,
)
HANDOVER_LIST = TaskKind(
    code="governance.handover_list",
    label=_("清点并签认交接清单"),
    article="R0.handover",
    model="governance.Handover",
    awaits=("sign_as_leaver", "sign_in_absence"),
    holder=LEAVER,
    due=_days_left,
    alerts=policies.HANDOVER_ALERTS,
)
HANDOVER_TAKING = TaskKind(
    code="governance.handover_taking",
    label=_("接收并签认交接清单"),
    article="R0.handover",
    model="governance.Handover",
    awaits=("sign_as_successor", "send_back"),
    holder=SUCCESSOR,
    due=_days_left,
    alerts=policies.HANDOVER_ALERTS,
)
HANDOVER_MISSING = TaskKind(
    code="governance.handover_missing",
    label=_("批准交接缺失"),
    article="R0.handover",
    model="governance.Handover",
    awaits=("approve_missing", "demand_missing"),
    holder=MANAGER,
    due=_days_left,
    alerts=policies.HANDOVER_ALERTS,
)

"""The tasks of this app."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.governance import policies
from foundation.governance.models.policy_change import APPROVER, DRAFTER
from foundation.process.tasks import TaskKind

POLICY_APPROVAL = TaskKind(
    code="governance.policy_approval",
    label=_("批准政策变更"),
    article="R0.policies",
    model="governance.PolicyChange",
    awaits=("approve", "send_back"),
    holder=APPROVER,
    due=lambda change: clock.today() + timedelta(days=policies.APPROVAL_DAYS.value()),
    alerts=policies.ALERTS,
)
POLICY_REVISION = TaskKind(
    code="governance.policy_revision",
    label=_("修改退回的政策变更"),
    article="R0.policies",
    model="governance.PolicyChange",
    awaits=("submit", "withdraw"),
    holder=DRAFTER,
    due=lambda change: clock.today() + timedelta(days=policies.APPROVAL_DAYS.value()),
    alerts=policies.ALERTS,
)

"""Who must decide by when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.process.tasks import TaskKind
from grading import holders, policies

OVERRIDE = TaskKind(
    code="grading.override",
    label=_("审批等级调整"),
    article="R3.5",
    model="grading.Override",
    awaits=("approve", "refuse"),
    holder=holders.DECIDER,
    due=lambda override: policies.DECISION.after(clock.today()),
    alerts=policies.ALERTS,
)
EXCUSE = TaskKind(
    code="grading.excuse",
    label=_("审批拖延说明"),
    article="R3.1",
    model="grading.Excuse",
    awaits=("approve", "refuse"),
    holder=holders.DECIDER,
    due=lambda excuse: policies.DECISION.after(clock.today()),
    alerts=policies.ALERTS,
)

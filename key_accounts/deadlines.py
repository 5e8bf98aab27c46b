from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.process.tasks import TaskKind
from key_accounts import holders, policies

MODEL = "key_accounts.Account"

CONFIRM = TaskKind(
    code="key_accounts.confirm", label=_("确认大客户档案"), article="R6.3", model=MODEL,
    awaits=("complete", "send_back"), holder=holders.CONFIRMER,
    due=lambda account: clock.today() + timedelta(days=policies.CONFIRM_DAYS.value()),
    alerts=policies.STEP_ALERTS,
)  # fmt: skip
COMPLETE = TaskKind(
    code="key_accounts.complete", label=_("补充大客户档案"), article="R6.3", model=MODEL,
    awaits=("submit", "close"), holder=holders.LEAD,
    due=lambda account: clock.today() + timedelta(days=policies.CONFIRM_DAYS.value()),
    alerts=policies.STEP_ALERTS,
)  # fmt: skip
REVIEW = TaskKind(
    code="key_accounts.review", label=_("复核大客户档案"), article="R6.4", model=MODEL,
    awaits=("begin_review", "close"), holder=holders.LEAD,
    due=lambda account: account.review_due_on, alerts=policies.REVIEW_ALERTS, is_duty=True,
)  # fmt: skip
CONTRACT = TaskKind(
    code="key_accounts.contract", label=_("续签大客户合同"), article="R6.4", model=MODEL,
    awaits=("begin_review", "close"), holder=holders.LEAD,
    due=lambda account: account.contract_until, alerts=policies.CONTRACT_ALERTS,
)  # fmt: skip

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.duties.declarations import EachDepartment, RecurringDuty
from foundation.duties.periods import DayOfNextMonth
from foundation.process.tasks import TaskKind
from key_accounts import holders, policies, rules, sheets

MODEL = "key_accounts.Account"

CONFIRM = TaskKind(
    code="key_accounts.confirm", label=_("确认大客户档案"), article="R6.3", model=MODEL,
    awaits=("complete", "send_back"), holder=holders.CONFIRMER,
    due=lambda account: clock.today() + timedelta(days=policies.CONFIRM_DAYS.value()),
    alerts=policies.STEP_ALERTS,
)  # fmt: skip
COMPLETE = TaskKind(
    code="key_accounts.complete", label=_("补充大客户档案"), article="R6.3", model=MODEL,
    awaits=("submit",), superseded_by=("close",), holder=holders.LEAD,
    due=lambda account: clock.today() + timedelta(days=policies.CONFIRM_DAYS.value()),
    alerts=policies.STEP_ALERTS,
)  # fmt: skip
REVIEW = TaskKind(
    code="key_accounts.review", label=_("复核大客户档案"), article="R6.4", model=MODEL,
    awaits=("begin_review",), superseded_by=("close",), holder=holders.LEAD,
    due=lambda account: account.review_due_on, alerts=policies.REVIEW_ALERTS, is_duty=True,
)  # fmt: skip
CONTRACT = TaskKind(
    code="key_accounts.contract", label=_("续签大客户合同"), article="R6.4", model=MODEL,
    awaits=("begin_review",), superseded_by=("close",), holder=holders.LEAD,
    due=lambda account: account.contract_until, alerts=policies.CONTRACT_ALERTS,
)  # fmt: skip
OBJECTIVE = TaskKind(
    code="key_accounts.objective", label=_("实现大客户目标"), article="R6.3", model=MODEL,
    awaits=(), superseded_by=("close",), holder=holders.LEAD, due=lambda account: clock.today(),
    alerts=policies.STEP_ALERTS,
)  # fmt: skip
REFERRAL = TaskKind(
    code="key_accounts.referral", label=_("联系转介的大客户"), article="R6.7", model=MODEL,
    awaits=(), superseded_by=("close",), holder=holders.LEAD, due=lambda account: clock.today(),
    alerts=policies.STEP_ALERTS,
)  # fmt: skip


QUIET = TaskKind(
    code="key_accounts.quiet", label=_("联系久未接触的大客户"), article="R6.7", model=MODEL,
    awaits=(), superseded_by=("close",), holder=holders.LEAD,
    due=lambda account: account.quiet_since + timedelta(days=policies.CONTACT_DAYS.value()),
    alerts=policies.CONTACT_ALERTS,
)  # fmt: skip
OF_LEAD = (COMPLETE.code, REVIEW.code, CONTRACT.code, QUIET.code)

REVISIT, AUTHORISATION = "key_accounts.Revisit", "key_accounts.Authorisation"


def _inspect_by(inspection: Any) -> date:
    after = rules.months_after(inspection.month, 1)
    return after.replace(
        day=min(policies.INSPECT_DAY.value(), monthrange(after.year, after.month)[1])
    )


INSPECT = TaskKind(
    code="key_accounts.inspect", label=_("检查回访记录"), article="R6.6",
    model="key_accounts.Inspection", awaits=("finish",), holder=holders.INSPECTOR,
    due=_inspect_by, alerts=policies.INSPECT_ALERTS, is_duty=True,
)  # fmt: skip
MEND = TaskKind(
    code="key_accounts.mend", label=_("补正回访记录"), article="R6.6", model=REVISIT,
    awaits=("mend",), superseded_by=("find_false",), holder=holders.MENDER,
    due=lambda revisit: revisit.mend_by, alerts=policies.MEND_ALERTS, is_duty=True,
)  # fmt: skip
RECHECK = TaskKind(
    code="key_accounts.recheck", label=_("复查补正的回访记录"), article="R6.6", model=REVISIT,
    awaits=("accept", "send_back", "find_false"), holder=holders.INSPECTOR,
    due=lambda revisit: clock.today() + timedelta(days=policies.RECHECK_DAYS.value()),
    alerts=policies.STEP_ALERTS,
)  # fmt: skip
AUTHORISE = TaskKind(
    code="key_accounts.authorise", label=_("批准直接回访"), article="R6.7", model=AUTHORISATION,
    awaits=("approve", "refuse"), superseded_by=("withdraw",), holder=holders.LEADER,
    due=lambda asked: clock.today() + timedelta(days=policies.AUTHORISE_DAYS.value()),
    alerts=policies.STEP_ALERTS,
)  # fmt: skip
DIRECT = TaskKind(
    code="key_accounts.direct", label=_("直接回访并登记结果"), article="R6.7", model=AUTHORISATION,
    awaits=("visit",), superseded_by=("withdraw",), holder=holders.VISITOR,
    due=lambda authorisation: authorisation.valid_until, alerts=policies.STEP_ALERTS,
)  # fmt: skip
USAGE = RecurringDuty(
    code="key_accounts.usage", label=_("登记上月用邮情况"), article="R6.5",
    who=EachDepartment(sheets.owing, holder=holders.RECORDER),
    due=DayOfNextMonth(policies.USAGE_DAY), alerts=policies.USAGE_ALERTS,
    page=lambda duty: reverse(
        "key_accounts:usage_sheet", args=[duty.department_id, duty.period.year, duty.period.month]
    ),
)  # fmt: skip

PROGRAMME, PROPOSAL = "key_accounts.Programme", "key_accounts.Proposal"
FINISH = TaskKind(
    code="key_accounts.finish_programme", label=_("完成大客户项目"), article="R6.2",
    model=PROGRAMME, awaits=("close",), holder=holders.OWNER,
    due=lambda programme: programme.ends_on, alerts=policies.STEP_ALERTS,
)  # fmt: skip
MILESTONE = TaskKind(
    code="key_accounts.milestone", label=_("完成里程碑"), article="R6.2", model=PROGRAMME,
    awaits=("close",), holder=holders.OWNER, due=lambda programme: programme.ends_on,
    alerts=policies.STEP_ALERTS,
)  # fmt: skip
DECIDE = TaskKind(
    code="key_accounts.decide", label=_("决定服务建议"), article="R6.8", model=PROPOSAL,
    awaits=("accept", "reject"), holder=holders.LEADER,
    due=lambda proposal: clock.today() + timedelta(days=policies.DECIDE_DAYS.value()),
    alerts=policies.STEP_ALERTS,
)  # fmt: skip
FOLLOW = TaskKind(
    code="key_accounts.follow", label=_("落实服务建议"), article="R6.8", model=PROPOSAL,
    awaits=("finish",), holder=holders.FOLLOWER, due=lambda proposal: proposal.due_on,
    alerts=policies.STEP_ALERTS,
)  # fmt: skip
EXCHANGE = TaskKind(
    code="key_accounts.exchange", label=_("办结单位间交流"), article="R6.9",
    model="key_accounts.Exchange", awaits=("close",), holder=holders.SHARER,
    due=lambda exchange: exchange.due_on, alerts=policies.STEP_ALERTS,
)  # fmt: skip
TRAINING = TaskKind(
    code="key_accounts.training", label=_("举办大客户业务培训"), article="R6.10",
    model="key_accounts.Training", awaits=("hold", "cancel"), holder=holders.KEEPER,
    due=lambda training: training.planned_on, alerts=policies.STEP_ALERTS, is_duty=True,
)  # fmt: skip

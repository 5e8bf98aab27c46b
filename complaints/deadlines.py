"""Who must act on a complaint by when. Every step has its share of the seven days (R2.26)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from complaints import holders, policies
from complaints.models import State
from foundation import clock
from foundation.process.holders import Holder
from foundation.process.tasks import TaskKind

if TYPE_CHECKING:
    from complaints.models import Complaint, PreventionAction

MODEL = "complaints.Complaint"


def _share(step: str, complaint: Complaint) -> date:
    """The step's last day; a round that is already later than its share keeps the day itself."""
    days = policies.STEP_DAYS.value()[step]
    return policies.CLOSING.add(complaint.started_on, days)


def _step(
    code: str,
    label: object,
    article: str,
    awaits: tuple[str, ...],
    holder: Holder,
    *,
    batch: bool = False,
) -> TaskKind:
    return TaskKind(
        code=f"complaints.{code}",
        label=label,  # type: ignore[arg-type]
        article=article,
        model=MODEL,
        awaits=awaits,
        holder=holder,
        due=lambda complaint: _share(code, complaint),
        alerts=policies.STEP_ALERTS,
        batch=batch,
    )


GROUNDS = _step("grounds", _("核实投诉理由"), "R2.7", ("check_grounds",), holders.CHECKER)
RULING = _step(
    "ruling", _("裁定是否受理"), "R2.7", ("accept", "decline", "send_back"), holders.RULER
)
NAMING = _step("naming", _("指定受理部门"), "R2.9", ("name_department",), holders.ADMIN_HR_DESK)
REPORT = _step(
    "report", _("调查并提交报告"), "R2.11", ("submit_report", "send_back"), holders.HANDLER
)
REVIEW = _step(
    "review",
    _("审核调查报告"),
    "R2.11",
    ("review_report", "send_back"),
    holders.REVIEWER,
    batch=True,
)
OPINION = _step(
    "opinion", _("附意见报总经理"), "R2.12", ("give_opinion", "send_back"), holders.ADMIN_HR_DESK
)
GM = _step(
    "gm", _("总经理批阅"), "R2.12", ("decide", "send_back"), holders.GENERAL_MANAGER, batch=True
)
DISPOSAL = _step("disposal", _("拟定处理意见"), "R2.13", ("submit_disposal",), holders.HANDLER)
APPROVAL = _step(
    "approval",
    _("审核处理意见"),
    "R2.13",
    ("approve_disposal", "send_back"),
    holders.APPROVER,
    batch=True,
)
REPLY = _step("reply", _("答复客户"), "R2.14", ("close", "send_back"), holders.REPLIER)
DECLINED_REPLY = TaskKind(
    code="complaints.declined_reply",
    label=_("答复不受理的客户"),
    article="R2.7",
    model=MODEL,
    awaits=("close_declined",),
    holder=holders.DECLINED_REPLIER,
    due=lambda complaint: policies.DECLINED_REPLY.after(clock.local_date(complaint.ruled_at)),
    alerts=policies.STEP_ALERTS,
)
CLOSING = TaskKind(
    code="complaints.closing",
    label=_("按期结案"),
    article="R2.26",
    model=MODEL,
    awaits=("close", "close_declined"),
    holder=holders.CUSTOMER_SERVICE_DESK,
    due=lambda complaint: complaint.due_on,
    alerts=policies.CLOSING_ALERTS,
    is_duty=True,
    shown=False,
)
PREVENTION = TaskKind(
    code="complaints.prevention",
    label=_("落实防范措施"),
    article="R2.4",
    model=MODEL,
    awaits=(),
    holder=holders.HANDLER,
    due=lambda complaint: complaint.due_on,
    alerts=policies.STEP_ALERTS,
)
EFFECT = TaskKind(
    code="complaints.effect",
    label=_("检查防范效果"),
    article="R2.4",
    model=MODEL,
    awaits=(),
    holder=holders.ADMIN_HR_DESK,
    due=lambda complaint: complaint.due_on,
    alerts=policies.STEP_ALERTS,
)

OF_STATE: dict[str, TaskKind] = {
    State.REGISTERED: GROUNDS,
    State.AWAITING_RULING: RULING,
    State.DECLINED: DECLINED_REPLY,
    State.AWAITING_NAMING: NAMING,
    State.INVESTIGATING: REPORT,
    State.UNDER_REVIEW: REVIEW,
    State.AWAITING_OPINION: OPINION,
    State.AWAITING_GM: GM,
    State.DISPOSING: DISPOSAL,
    State.AWAITING_APPROVAL: APPROVAL,
    State.AWAITING_REPLY: REPLY,
}


def effect_due(action: PreventionAction) -> date:
    """The effect is looked at after an interval (R2.4)."""
    assert action.done_at is not None
    return clock.local_date(action.done_at) + timedelta(days=policies.EFFECT_CHECK_DAYS.value())

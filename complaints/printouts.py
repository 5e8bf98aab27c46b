"""The official papers of regulation 2."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from complaints import policies
from complaints.models import Complaint, State
from foundation.papers.printing import Printout
from foundation.people.models import User

MODEL = "complaints.Complaint"


def record_card(complaint: Complaint, user: User) -> dict[str, Any]:
    """投诉记录卡: all that R2.15 asks for, with the handling department's opinion."""
    return {
        "complaint": complaint,
        "ground": policies.GROUNDS.value().get(complaint.ground, complaint.ground),
        "demands": [
            (label, value in complaint.demands) for value, label in Complaint.Demand.choices
        ],
        "disposal": complaint.disposal,
    }


def report(complaint: Complaint, user: User) -> dict[str, Any]:
    written = complaint.report
    return {
        "complaint": complaint,
        "report": written,
        "cause_kind": policies.CAUSES.value().get(written.cause_kind, "") if written else "",
    }


def disposal(complaint: Complaint, user: User) -> dict[str, Any]:
    return {"complaint": complaint, "disposal": complaint.disposal}


def reply_letter(complaint: Complaint, user: User) -> dict[str, Any]:
    ruling = complaint.matter.events.filter(step="decline").last()
    return {
        "complaint": complaint,
        "disposal": complaint.disposal,
        "is_declined": complaint.accepted is False,
        "reason": ruling.comment if ruling else "",
        "days": policies.REOPENING_DAYS.value(),
        "reply": complaint.replies.filter(round=complaint.round, reached=True).last(),
    }


def _may_be_answered(complaint: Complaint, user: User) -> bool:
    answered = (State.AWAITING_REPLY, State.CLOSED, State.DECLINED, State.CLOSED_DECLINED)
    return complaint.state in answered


RECORD_CARD = Printout(
    code="complaints.record_card",
    label=_("投诉记录卡"),
    model=MODEL,
    template="complaints/print/record_card.html",
    context=record_card,
    article="R2.15",
)
REPORT = Printout(
    code="complaints.report",
    label=_("投诉调查报告"),
    model=MODEL,
    template="complaints/print/report.html",
    context=report,
    article="R2.17",
    who=lambda complaint, user: complaint.named_at is not None,
)
DISPOSAL = Printout(
    code="complaints.disposal",
    label=_("处理意见"),
    model=MODEL,
    template="complaints/print/disposal.html",
    context=disposal,
    article="R2.13",
    who=lambda complaint, user: complaint.gm_decided_at is not None,
)
REPLY_LETTER = Printout(
    code="complaints.reply_letter",
    label=_("客户答复函"),
    model=MODEL,
    template="complaints/print/reply_letter.html",
    context=reply_letter,
    article="R2.14",
    who=_may_be_answered,
)

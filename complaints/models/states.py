"""The states of a complaint, and to which earlier ones it may be returned."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    REGISTERED = "registered", _("待核实理由")
    AWAITING_RULING = "awaiting_ruling", _("待裁定")
    DECLINED = "declined", _("不受理，待答复")
    AWAITING_NAMING = "awaiting_naming", _("待定受理部门")
    INVESTIGATING = "investigating", _("调查中")
    UNDER_REVIEW = "under_review", _("报告待审核")
    AWAITING_OPINION = "awaiting_opinion", _("待行政人事部意见")
    AWAITING_GM = "awaiting_gm", _("待总经理批阅")
    DISPOSING = "disposing", _("拟处理意见")
    AWAITING_APPROVAL = "awaiting_approval", _("处理意见待审核")
    AWAITING_REPLY = "awaiting_reply", _("待答复客户")
    CLOSED = "closed", _("已结案")
    CLOSED_DECLINED = "closed_declined", _("不受理结案")
    WITHDRAWN = "withdrawn", _("客户撤诉")
    MERGED = "merged", _("已并案")
    VOID = "void", _("已作废")


# To which earlier states each reviewer may return the case (R2.7–R2.13: one or more steps).
RETURNS: dict[str, tuple[State, ...]] = {
    State.AWAITING_RULING: (State.REGISTERED,),
    State.INVESTIGATING: (State.AWAITING_NAMING,),
    State.UNDER_REVIEW: (State.INVESTIGATING,),
    State.AWAITING_OPINION: (State.UNDER_REVIEW, State.INVESTIGATING),
    State.AWAITING_GM: (State.AWAITING_OPINION, State.INVESTIGATING),
    State.AWAITING_APPROVAL: (State.DISPOSING,),
    State.AWAITING_REPLY: (State.AWAITING_APPROVAL, State.DISPOSING),
}


ENDED = frozenset({State.CLOSED, State.CLOSED_DECLINED, State.WITHDRAWN, State.MERGED, State.VOID})


OPEN = [state for state in State if state not in ENDED]

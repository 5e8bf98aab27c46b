"""The states of a pay run, in the order of its life."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("草稿")
    GATHERING = "gathering", _("汇总中")
    AWAITING_OFFICE = "awaiting_office", _("待泰达综合部审核分配")
    AWAITING_SUBSIDIARY = "awaiting_subsidiary", _("待泰达总经理批准")
    AWAITING_FINANCE = "awaiting_finance", _("待财务核实")
    AWAITING_HR = "awaiting_hr", _("待人事审核")
    AWAITING_LEADER = "awaiting_leader", _("待领导审核")
    APPROVED = "approved", _("已批准，待发放")
    PAID = "paid", _("已发放，待锁定")
    LOCKED = "locked", _("已锁定")
    VOID = "void", _("已作废")


# Where a run is calculated: spare parts begin at the specialist's (R5.8.3).
DRAFTS = (State.DRAFT, State.GATHERING)
UNDER_REVIEW = (
    State.AWAITING_FINANCE,
    State.AWAITING_HR,
    State.AWAITING_LEADER,
    State.AWAITING_OFFICE,
    State.AWAITING_SUBSIDIARY,
)
# What such a run has used can no longer be changed.
PAST_DRAFT = (*UNDER_REVIEW, State.APPROVED, State.PAID, State.LOCKED)
ENDED = frozenset({State.LOCKED, State.VOID})

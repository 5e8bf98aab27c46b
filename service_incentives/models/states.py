"""The states of a pay run, in the order of its life."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("草稿")
    AWAITING_FINANCE = "awaiting_finance", _("待财务核实")
    AWAITING_HR = "awaiting_hr", _("待人事审核")
    AWAITING_LEADER = "awaiting_leader", _("待领导审核")
    APPROVED = "approved", _("已批准，待发放")
    PAID = "paid", _("已发放，待锁定")
    LOCKED = "locked", _("已锁定")
    VOID = "void", _("已作废")


UNDER_REVIEW = (State.AWAITING_FINANCE, State.AWAITING_HR, State.AWAITING_LEADER)
# What such a run has used can no longer be changed.
PAST_DRAFT = (*UNDER_REVIEW, State.APPROVED, State.PAID, State.LOCKED)
ENDED = frozenset({State.LOCKED, State.VOID})

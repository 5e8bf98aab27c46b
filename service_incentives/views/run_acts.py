"""The form of each step and act of a pay run."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from foundation.desk.record_pages import ActForm, ActPage, CommentForm, ReasonForm
from foundation.people.delegation import acts_as
from foundation.people.roles import ADMIN_HR
from foundation.process.holders import acts_as_holder
from service_incentives import actions, forms, holders
from service_incentives.models import DRAFTS, PayRun, State
from service_incentives.roles import SERVICE_HEAD
from service_incentives.scope import REGULATION

RELATED = (
    "computed_by__department", "confirmed_by__department", "finance_checked_by__department",
    "hr_checked_by__department", "allocated_by__department", "approved_by__department",
    "paid_by__department",
)  # fmt: skip


class RunAct(ActPage):
    model = PayRun
    related = RELATED


class CalculateAgain(RunAct):
    form_class, act, label = ActForm, actions.calculate_again, gettext_lazy("重新计算")

    def may_open(self) -> bool:
        return may_calculate(self.record, self.user)


def may_calculate(run: PayRun, user: Any) -> bool:
    return run.state in DRAFTS and acts_as_holder(holders.STARTER, run, user)


class DecideTie(RunAct):
    form_class, act, label = forms.TieForm, actions.decide_tie, gettext_lazy("裁定并列名次")

    def may_open(self) -> bool:
        return may_decide_tie(self.record, self.user)


def may_decide_tie(run: PayRun, user: Any) -> bool:
    return (
        run.kind == PayRun.Kind.QUARTERLY
        and run.state == State.DRAFT
        and acts_as(user, ADMIN_HR, REGULATION)
    )


class SharePool(RunAct):
    form_class, act = forms.PoolForm, actions.share_pool
    label = gettext_lazy("提出团队奖金分配")

    def may_open(self) -> bool:
        return may_share_pool(self.record, self.user)


def may_share_pool(run: PayRun, user: Any) -> bool:
    return run.state == State.GATHERING and acts_as(user, SERVICE_HEAD, REGULATION)


class Confirm(RunAct):
    form_class, act, steps = CommentForm, actions.confirm, ("confirm",)


class Gather(RunAct):
    form_class, act, steps = CommentForm, actions.gather, ("gather",)


class Allocate(RunAct):
    form_class, act, steps = CommentForm, actions.allocate, ("allocate",)


class ApproveParts(RunAct):
    form_class, act, steps = CommentForm, actions.approve_parts, ("approve_parts",)


class CheckFinance(RunAct):
    form_class, act, steps = CommentForm, actions.check_finance, ("check_finance",)


class CheckHR(RunAct):
    form_class, act, steps = CommentForm, actions.check_hr, ("check_hr",)


class Approve(RunAct):
    form_class, act, steps = CommentForm, actions.approve, ("approve",)


class Pay(RunAct):
    form_class, act, steps = forms.PayForm, actions.pay, ("pay",)


class Lock(RunAct):
    form_class, act, steps = ActForm, actions.lock_run, ("lock",)


class SendBack(RunAct):
    form_class, act, steps = ReasonForm, actions.send_back, ("send_back",)


class VoidRun(RunAct):
    form_class, act, steps = ReasonForm, actions.void_run, ("void",)

"""大客户档案, 回访记录 and 培训记录 on paper."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.monthly.declarations import previous_month
from foundation.papers.printing import Printout
from foundation.people.models import User
from key_accounts.analysis import usage_of
from key_accounts.models import Account, Revisit, Training


def sheet(account: Account, user: User) -> dict[str, Any]:
    """With what it posted in the last twelve months."""
    month = previous_month(clock.today())
    return {"account": account, "parts": account.parts(), "usage": usage_of(account, month)}


def revisit_sheet(revisit: Revisit, user: User) -> dict[str, Any]:
    return {"revisit": revisit}


def training_sheet(training: Training, user: User) -> dict[str, Any]:
    """To be signed there while it is still planned, with the results once it was held."""
    return {
        "training": training,
        "is_held": training.state == Training.State.HELD,
        "attendances": training.attendances.select_related("person__department"),
    }


SHEET = Printout(
    code="key_accounts.sheet",
    label=_("大客户档案"),
    model="key_accounts.Account",
    template="key_accounts/print/account.html",
    context=sheet,
    article="R6.3",
)
REVISIT = Printout(
    code="key_accounts.revisit",
    label=_("大客户回访记录"),
    model="key_accounts.Revisit",
    template="key_accounts/print/revisit.html",
    context=revisit_sheet,
    article="R6.6",
)
TRAINING = Printout(
    code="key_accounts.training",
    label=_("大客户业务培训记录"),
    model="key_accounts.Training",
    template="key_accounts/print/training.html",
    context=training_sheet,
    article="R6.10",
)

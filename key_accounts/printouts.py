"""大客户档案 on paper."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.monthly.declarations import previous_month
from foundation.papers.printing import Printout
from foundation.people.models import User
from key_accounts.analysis import usage_of
from key_accounts.models import Account


def sheet(account: Account, user: User) -> dict[str, Any]:
    """With what it posted in the last twelve months."""
    month = previous_month(clock.today())
    return {"account": account, "parts": account.parts(), "usage": usage_of(account, month)}


SHEET = Printout(
    code="key_accounts.sheet",
    label=_("大客户档案"),
    model="key_accounts.Account",
    template="key_accounts/print/account.html",
    context=sheet,
    article="R6.3",
)

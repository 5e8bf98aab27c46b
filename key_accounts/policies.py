"""What regulation 6 leaves to a dated value."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.people.roles import GM
from foundation.policies.declarations import Policy, T
from key_accounts.facts import FACTS
from key_accounts.roles import MANAGER


def value(
    code: str, label: Promise, article: str, kind: type[T], initial: T, unit: str | Promise = "",
    **more: Any,
) -> Policy[T]:  # fmt: skip
    """Drafted by the key-account manager, approved by the leader."""
    return Policy(
        f"key_accounts.{code}", label, article, kind, initial, GM, unit, drafters=(MANAGER,), **more
    )


REVIEW_MONTHS = value("review_months", _("大客户档案复核周期"), "R6.4", int, 3, _("个月"))
CONFIRM_DAYS = value("confirm_days", _("业务主管确认期限"), "R6.3", int, 5, _("日历天数"))
COMPLETE_FIELDS = value(
    "complete_fields", _("计入完整度的项目"), "R6.3", list,
    [name for names in FACTS.values() for name in names], _("填“无”也算已填"),
)  # fmt: skip
STEP_ALERTS = value(
    "step_alerts", _("大客户档案待办提醒与升级"), "R6.3", list,
    [{"day": 0, "to": ["holder"]}, {"day": 1, "to": ["holder", "supervisor"]}],
)  # fmt: skip
REVIEW_ALERTS = value(
    "review_alerts", _("档案复核提醒与升级"), "R6.4", list,
    [
        {"day": -14, "to": ["holder"]},
        {"day": 0, "to": ["holder"], "at_once": True},
        {"day": 1, "to": ["holder", "supervisor", "key_account_manager"], "at_once": True},
    ],
)  # fmt: skip
CONTRACT_ALERTS = value(
    "contract_alerts", _("合同到期提醒"), "R6.4", list,
    [
        {"day": -90, "to": ["holder"]},
        {"day": -30, "to": ["holder"]},
        {"day": -7, "to": ["holder", "key_account_manager"], "at_once": True},
        {"day": 1, "to": ["holder", "supervisor", "key_account_manager"], "at_once": True},
    ],
)  # fmt: skip

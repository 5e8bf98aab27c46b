"""What regulation 4, or a stated decision where it is silent, leaves to a dated value."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.people.roles import GM
from foundation.policies.declarations import Policy, T
from health_forms.roles import KEEPER


def value(
    code: str, label: Promise, article: str, kind: type[T], initial: T,
    unit: str | Promise = "", **more: Any,
) -> Policy[T]:  # fmt: skip
    """Drafted by the customer-service manager, approved by the GM."""
    return Policy(
        f"health_forms.{code}", label, article, kind, initial, GM, unit, drafters=(KEEPER,), **more
    )


IN_FORCE_FROM = value(
    "in_force_from", _("制度自何日起执行"), "R4.1.1", date, date(2026, 1, 1),
    _("此前不收集健康调查表"),
)  # fmt: skip
CONSENT_HOURS = value(
    "consent_hours", _("知情同意后填写的时限"), "R4.1.4", int, 72,
    _("小时；过后须重新征得同意"),
)  # fmt: skip
HAND_IN_DAYS = value("hand_in_days", _("调查表上交期限"), "R4.1.6", int, 1, _("填写后的日历天数"))
HAND_IN_ALERTS = value(
    "hand_in_alerts", _("上交提醒与升级"), "R4.1.6", list,
    [
        {"day": 0, "to": ["holder"], "at_once": True},
        {"day": 1, "to": ["holder", "supervisor"], "at_once": True},
        {"day": 3, "to": ["holder", "supervisor", "health_sales_manager"]},
    ],
)  # fmt: skip

"""Judgements without database or clock; each names its article."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from foundation.articles import Refusal

DECLINED = "—"  # 拒绝回答: a valid answer to a question about health (R4.1.4)


def masked_name(name: str) -> str:
    """The surname's first character: 王**."""
    return name[:1] + "*" * max(1, len(name.strip()) - 1)


def masked_phone(phone: str) -> str:
    """138****5678; short numbers keep their last two."""
    only = digits(phone)
    return f"{only[:3]}****{only[-4:]}" if len(only) > 8 else f"****{only[-2:]}"


def digits(text: str) -> str:
    """A number as it is compared: without blanks, dashes and the country's code."""
    only = re.sub(r"\D", "", text)
    return only[2:] if len(only) == 13 and only.startswith("86") else only


def identity(name: str, phone: str) -> str:
    """Couples share a telephone: one person is a name with a number."""
    return f"{name.strip()}|{digits(phone)}"


def unanswered(questions: list[dict[str, Any]], answers: dict[str, Any]) -> list[str]:
    """The questions left open; only those about health may be declined (R4.1.4)."""
    open_ones = []
    for question in questions:
        answer = answers.get(question["code"])
        is_declined = answer == DECLINED
        if answer in (None, "") or (is_declined and not question.get("is_health")):
            open_ones.append(question["label"])
    return open_ones


def hand_in_due_on(filled_on: date, days: int) -> date:
    """24:00 of the next calendar day (R4.1.6)."""
    return filled_on + timedelta(days=days)


def check_share(share: Decimal) -> None:
    """A part of the whole (R4.1.8)."""
    if not 0 <= share <= 1:
        raise Refusal("R4.1.8", _("比例应在 0 和 1 之间。"), field="value")


def check_stages(count: int) -> Callable[[list[int]], None]:
    """As many visits as the regulation names, one after another (R4.2.7)."""

    def check(days: list[int]) -> None:
        if len(days) != count or sorted(set(days)) != days or days[0] < 1:
            message = _("应为 %(count)s 个由小到大的正整数。") % {"count": count}
            raise Refusal("R4.2.7", message, field="value")

    return check

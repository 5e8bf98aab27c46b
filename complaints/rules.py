"""Judgements and sums of regulation 2; no database, no clock."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


def needs_late_entry_reason(received_at: datetime, entered_at: datetime) -> bool:
    """More than a day between receipt and entry has to be explained (R2.15)."""
    return entered_at - received_at > timedelta(days=1)


REPORT_POINTS: dict[str, Text] = {
    "cause": _("发生原因"),
    "course": _("具体经过"),
    "conclusion": _("结论"),
    "countermeasures": _("对策"),
    "prevention": _("防范措施"),
}


def missing_in_report(report: Any, *, names_somebody: bool) -> list[Text]:
    """Which of the six points of R2.17 are not there yet."""
    if report is None:
        return [*REPORT_POINTS.values(), _("具体责任者（人员、部门，或无责任者的理由）")]
    missing = [label for name, label in REPORT_POINTS.items() if not getattr(report, name).strip()]
    if not names_somebody and not report.nobody_reason.strip():
        missing.append(_("具体责任者（人员、部门，或无责任者的理由）"))
    return missing


def missing_in_disposal(disposal: Any) -> list[Text]:
    """What R2.13 and R2.18 still want."""
    if disposal is None:
        return [_("处理意见")]
    return (
        [_("销售规定依据")]
        if needs_sales_rule(disposal.discount, disposal.compensation, disposal.sales_rule)
        else []
    )


def needs_sales_rule(discount: Decimal, compensation: Decimal, sales_rule: str) -> bool:
    """Discounts and compensation cite the sales rule they follow (R2.18)."""
    return (discount > 0 or compensation > 0) and not sales_rule.strip()


ATTEMPTS, ATTEMPT_DAYS = 3, 2


def counts_as_reply(replies: Iterable[Any]) -> bool:
    """A customer was reached, or three attempts on at least two days failed (R2.14, decision)."""
    kept = list(replies)
    if any(reply.reached for reply in kept):
        return True
    return len(kept) >= ATTEMPTS and len({reply.at.date() for reply in kept}) >= ATTEMPT_DAYS

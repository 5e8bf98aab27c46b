"""How a deadline is put in words and colour. Days are calendar days of the company's zone."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import clock


def last_day(due: date | datetime) -> date:
    """The last day in time: due at 00:00 means by the end of the day before."""
    if isinstance(due, datetime):
        return clock.local_date(due - timedelta(microseconds=1))
    return due


def judge(due: date | datetime, done_at: datetime | None, at_risk_days: int) -> tuple[str, str]:
    """Tone and text for a deadline now, or at the moment the thing was done."""
    moment = done_at or clock.now()
    passed = moment >= due if isinstance(due, datetime) else clock.local_date(moment) > due
    days = (last_day(due) - clock.local_date(moment)).days
    if done_at:
        return _in_time_or_late(passed, -days)
    if passed:
        if days >= 0:
            return "red", _("已逾期")
        late = ngettext("已逾期 %(count)d 天", "已逾期 %(count)d 天", -days) % {"count": -days}
        return "red", late
    if days == 0:
        return "orange", _("今天到期")
    left = ngettext("剩 %(count)d 天", "剩 %(count)d 天", days) % {"count": days}
    return ("orange" if days <= at_risk_days else "green"), left


def _in_time_or_late(passed: bool, days: int) -> tuple[str, str]:
    if not passed:
        return "green", _("按时完成")
    if days <= 0:
        return "red", _("逾期完成")
    text = ngettext("逾期 %(count)d 天完成", "逾期 %(count)d 天完成", days) % {"count": days}
    return "red", text

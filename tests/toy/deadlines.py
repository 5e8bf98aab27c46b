from django.utils.translation import gettext_lazy as _

from foundation.duties.declarations import EachDepartment, OneRole, RecurringDuty
from foundation.duties.periods import DayOfNextMonth, Every, LastDay
from foundation.people.models import Department
from foundation.people.roles import GM
from foundation.policies.declarations import Policy
from foundation.process.holders import HeadOf

FILING_DAY = Policy("toy.filing_day", _("便笺归档日"), "R99.3", int, 10, GM)
FILING_ALERTS = Policy(
    "toy.filing_alerts",
    _("便笺归档提醒"),
    "R99.3",
    list,
    [
        {"day": -3, "to": ["holder"]},
        {"day": 0, "to": ["holder"]},
        {"day": 1, "to": ["holder", "head", "gm"], "every": 1},
    ],
    GM,
)
FILING = RecurringDuty(
    code="toy.filing",
    label=_("归档上月便笺"),
    article="R99.3",
    who=EachDepartment(
        lambda period: Department.objects.filter(kind="store").select_related("head")
    ),
    due=DayOfNextMonth(FILING_DAY),
    alerts=FILING_ALERTS,
    empty_by=HeadOf(lambda duty: duty.department),
)
REVIEW_AHEAD = Policy("toy.review_ahead", _("便笺检查提前天数"), "R99.3", int, 20, GM)
REVIEW_ALERTS = Policy(
    "toy.review_alerts", _("便笺检查提醒"), "R99.3", list, [{"day": 1, "to": ["holder"]}], GM
)
REVIEW = RecurringDuty(
    code="toy.review",
    label=_("检查便笺"),
    article="R99.3",
    who=OneRole(GM),
    every=Every.YEAR,
    due=LastDay(REVIEW_AHEAD),
    alerts=REVIEW_ALERTS,
    by_hand=True,
)

"""What regulation 7, or a stated decision where it is silent, leaves to a dated value (R7.1.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.people.roles import GM
from foundation.policies.declarations import Policy, T
from visits.parts import Part
from visits.positions import Position
from visits.roles import SALES_HEAD


def value(
    code: str, label: Promise, article: str, kind: type[T], initial: T,
    unit: str | Promise = "", **more: Any,
) -> Policy[T]:  # fmt: skip
    """Drafted by the sales department, approved by the GM (R7.1.3)."""
    return Policy(
        f"visits.{code}", label, article, kind, initial, GM, unit, drafters=(SALES_HEAD,), **more
    )


QUOTAS = value(
    "quotas", _("各岗位每月拜访次数"), "R7.2.3", dict,
    {"representative": 20, "account_manager": 12, "supervisor": 8},
    _("次/月；没有列出的岗位不设次数"), labels=dict(Position.choices),
)  # fmt: skip
PLAN_AHEAD = value(
    "plan_ahead_days", _("拜访计划提前提醒"), "R7.3.1", int, 5, _("月底前的日历天数")
)
PLAN_ALERTS = value(
    "plan_alerts", _("拜访计划提醒与升级"), "R7.3.1", list,
    [
        {"day": -5, "to": ["holder"]},
        {"day": 0, "to": ["holder"], "at_once": True},
        {"day": 1, "to": ["holder", "supervisor"], "at_once": True},
        {"day": 3, "to": ["holder", "supervisor", "sales_head"]},
    ],
)  # fmt: skip
REVIEW_DAYS = value("review_days", _("主管审核期限"), "R7.3.1", int, 2, _("提交后的日历天数"))
STEP_ALERTS = value(
    "step_alerts", _("拜访待办提醒与升级"), "R7.3.1", list,
    [{"day": 0, "to": ["holder"]}, {"day": 1, "to": ["holder", "supervisor"]}],
)  # fmt: skip
REPORT_DAYS = value("report_days", _("拜访报告期限"), "R7.3.4.1", int, 2, _("拜访结束后的日历天数"))
REPORT_ALERTS = value(
    "report_alerts", _("拜访报告提醒与升级"), "R7.3.4.1", list,
    [
        {"day": -1, "to": ["holder"]},
        {"day": 0, "to": ["holder"], "at_once": True},
        {"day": 1, "to": ["holder", "supervisor"], "at_once": True},
        {"day": 3, "to": ["holder", "supervisor", "sales_head"]},
    ],
)  # fmt: skip
FOLLOW_UP_ALERTS = value(
    "follow_up_alerts", _("后续事项提醒与升级"), "R7.3.4.2", list,
    [
        {"day": -1, "to": ["holder"]},
        {"day": 1, "to": ["holder", "supervisor"], "at_once": True},
    ],
)  # fmt: skip
UNVISITED_DAYS = value(
    "unvisited_days", _("久未拜访的天数"), "R7.3.1", int, 90, _("日历天数；计划页上提示")
)
MONTHLY_GRADES = value(
    "monthly_grades", _("每月应拜访的客户等级"), "R7.3.1", list, ["A"], _("编制计划时列为候选")
)
GIFT_LIMIT = value(
    "gift_limit", _("礼品和应酬由总经理批准的起点"), "R7.3.3.3", Decimal, Decimal(500),
    _("元；超过此数的由总经理批准"),
)  # fmt: skip
CHECK_IN_DAYS = value(
    "check_in_days", _("签到记录保留天数"), "R7.3.4.1", int, 90, _("日历天数，其后删除")
)
REIMBURSE_DAYS = value("reimburse_days", _("报销期限"), "R7.3.3.3", int, 10, _("拜访后的日历天数"))
WEIGHTS = value(
    "assessment_weights", _("拜访考核各项权重"), "R7.3.4.3", dict,
    {Part.QUOTA: 25, Part.LINES: 25, Part.REPORTS: 25, Part.FOLLOW_UPS: 25},
    _("没有可计项目的一项不计，权重按比例分给其余各项"), labels=dict(Part.choices),
)  # fmt: skip

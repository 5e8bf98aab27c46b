"""What regulation 4, or a stated decision where it is silent, leaves to a dated value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.people.roles import GM
from foundation.policies.declarations import Policy, T
from health_forms import rules
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
STEP_ALERTS = value(
    "step_alerts", _("健康档案待办提醒与升级"), "R4.1.7", list,
    [{"day": 0, "to": ["holder"]}, {"day": 1, "to": ["holder", "supervisor"]}],
)  # fmt: skip
ALLOCATION_DAYS = value("allocation_days", _("分配期限"), "R4.1.7", int, 2, _("上交后的日历天数"))
SEALING_DAYS = value("sealing_days", _("封存期限"), "R4.1.10", int, 3, _("分配后的日历天数"))
OPENING_DAYS = value(
    "opening_days", _("查阅申请审批期限"), "R4.1.11", int, 2, _("申请后的日历天数")
)
OPENING_HOURS = value("opening_hours", _("批准后开放的时间"), "R4.1.11", int, 2, _("小时"))
NEWCOMER_DAYS = value(
    "newcomer_days", _("新员工的入职天数"), "R4.1.8", int, 90, _("日历天数；不满此数为新员工")
)
NEWCOMER_SHARE = value(
    "newcomer_share", _("分给新员工的比例"), "R4.1.8", Decimal, Decimal("0.2"),
    _("收集人之外的份数乘以此数，去尾"), check=rules.check_share,
)  # fmt: skip
LEAVE_DAYS = value("leave_days", _("收集人请假超过此数则另行分配"), "R4.1.8", int, 7, _("日历天数"))
LOAD_CAP = value("load_cap", _("每人跟踪的上限"), "R4.1.8", int, 300, _("份；收集人自己的不受限"))
WEIGHTS = value(
    "weights", _("能力、负荷与效率的权重"), "R4.1.8", dict,
    {"load": 50, "on_time": 30, "conversion": 20}, _("相对权重"),
    labels={"load": _("负荷轻"), "on_time": _("回访按时"), "conversion": _("转化")},
)  # fmt: skip
REQUEST_DAYS = value(
    "request_days", _("答复本人请求的期限"), "R4.2.13", int, 15, _("收到后的日历天数")
)  # fmt: skip
REQUEST_ALERTS = value(
    "request_alerts", _("本人请求的提醒与升级"), "R4.2.13", list,
    [
        {"day": -5, "to": ["holder"]},
        {"day": 0, "to": ["holder"], "at_once": True},
        {"day": 1, "to": ["holder", "gm"], "at_once": True, "every": 1},
    ],
)  # fmt: skip
HISTORY_DAYS = value(
    "history_days", _("回访按时和转化计算的天数"), "R4.1.8", int, 90, _("到昨天为止的日历天数")
)  # fmt: skip
FILE_DAYS = value("file_days", _("档案表上交和转交期限"), "R4.2.5", int, 1, _("日历天数"))
FILE_ALERTS = value(
    "file_alerts", _("档案表提醒与升级"), "R4.2.5", list,
    [
        {"day": 0, "to": ["holder"], "at_once": True},
        {"day": 1, "to": ["holder", "supervisor"], "at_once": True},
        {"day": 3, "to": ["holder", "supervisor", "health_sales_manager"]},
    ],
)  # fmt: skip
GIVE_BACK_ALERTS = value(
    "give_back_alerts", _("调用档案未归还的提醒与升级"), "R4.2.9", list,
    [{"day": 1, "to": ["holder", "supervisor", "service_doctor"], "at_once": True, "every": 1}],
)  # fmt: skip
REP_BUYER = value(
    "rep_buyer_days", _("代表回访购买顾客"), "R4.2.7", list, [3, 30, 60],
    _("建档或首次购买后的日历天数，三次"), check=rules.check_stages(3),
)  # fmt: skip
DOCTOR_BUYER = value(
    "doctor_buyer_days", _("医生回访购买顾客"), "R4.2.7", list, [15, 30, 60],
    _("建档或首次购买后的日历天数，三次"), check=rules.check_stages(3),
)  # fmt: skip
REP_NON_BUYER = value(
    "rep_non_buyer_days", _("代表回访未购买顾客"), "R4.2.7", list, [3, 15],
    _("建档后的日历天数，两次"), check=rules.check_stages(2),
)  # fmt: skip
REVISIT_ALERTS = value(
    "revisit_alerts", _("逾期回访的升级"), "R4.2.7", list,
    [{"day": 1, "to": ["supervisor"], "digest": True}],
)  # fmt: skip
CLAIMS = value(
    "claims", _("回访中不得出现的说法"), "R4.2.7", list,
    ["治愈", "根治", "包治", "药到病除", "不用吃药", "不用再吃药", "把药停"], _("每行一条"),
)  # fmt: skip
MORNING_HOUR = value("morning_hour", _("早晨提醒的时间"), "R4.2.7", int, 7, _("点；四小时内补发"))
AHEAD_DAYS = value("ahead_days", _("提前提醒的天数"), "R4.2.7", int, 3, _("日历天数"))
PENALTY_LEAST = value("penalty_least", _("处罚金额下限"), "R4.2.10", Decimal, Decimal(50), _("元"))
PENALTY_MOST = value("penalty_most", _("处罚金额上限"), "R4.2.10", Decimal, Decimal(500), _("元"))
PENALTY_DAYS = value("penalty_days", _("处罚陈述和审批期限"), "R4.2.10", int, 3, _("日历天数"))
MEETING_AHEAD = value(
    "meeting_ahead_days", _("月度服务会议提前提醒"), "R4.2.11", int, 7, _("月底前的日历天数")
)

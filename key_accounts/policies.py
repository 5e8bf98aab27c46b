"""What regulation 6 leaves to a dated value."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.people.roles import GM
from foundation.policies.declarations import Policy, T
from key_accounts import rules
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
SAMPLE_SHARE = value("sample_share", _("回访检查抽样比例"), "R6.6", int, 10, "%")
SAMPLE_LEAST = value("sample_least", _("回访检查最少抽样数"), "R6.6", int, 3, _("份"))
INSPECT_DAY = value("inspect_day", _("回访检查完成日"), "R6.6", int, 15, _("次月几日"))
MEND_DAYS = value("mend_days", _("回访记录补正期限"), "R6.6", int, 7, _("日历天数"))
RECHECK_DAYS = value("recheck_days", _("补正后复查期限"), "R6.6", int, 5, _("日历天数"))
AUTHORISE_DAYS = value("authorise_days", _("直接回访授权期限"), "R6.7", int, 3, _("日历天数"))
CONTACT_DAYS = value("contact_days", _("大客户最长未接触时间"), "R6.7", int, 60, _("日历天数"))
CONTACT_AHEAD = value("contact_ahead", _("未接触提前提醒"), "R6.7", int, 7, _("日历天数"))
CONTACT_ALERTS = value(
    "contact_alerts", _("大客户未接触提醒与升级"), "R6.7", list,
    [
        {"day": -7, "to": ["holder"]},
        {"day": 0, "to": ["holder"], "at_once": True},
        {"day": 1, "to": ["holder", "supervisor", "key_account_manager"], "at_once": True},
    ],
)  # fmt: skip
DECIDE_DAYS = value("decide_days", _("服务建议决定期限"), "R6.8", int, 10, _("日历天数"))
TRAINING_MONTHS = value("training_months", _("培训周期"), "R6.10", int, 12, _("个月"))
TRAINING_AHEAD = value("training_ahead", _("培训到期提前提醒"), "R6.10", int, 30, _("日历天数"))
PASS_SCORE = value("pass_score", _("培训测验合格分"), "R6.10", int, 60, _("分"))
INSPECT_ALERTS = value(
    "inspect_alerts", _("回访检查提醒与升级"), "R6.6", list,
    [
        {"day": -5, "to": ["holder"]},
        {"day": 0, "to": ["holder"], "at_once": True},
        {"day": 1, "to": ["holder", "gm"], "at_once": True},
    ],
)  # fmt: skip
MEND_ALERTS = value(
    "mend_alerts", _("回访记录补正提醒与升级"), "R6.6", list,
    [
        {"day": -1, "to": ["holder"]},
        {"day": 0, "to": ["holder"], "at_once": True},
        {"day": 1, "to": ["holder", "head", "key_account_manager"], "at_once": True},
    ],
)  # fmt: skip
USAGE_DAY = value("usage_day", _("用邮情况登记期限"), "R6.5", int, 5, _("次月的日期"))
USAGE_ALERTS = value(
    "usage_alerts", _("用邮登记提醒与升级"), "R6.5", list,
    [
        {"day": 0, "to": ["holder"]},
        {"day": 1, "to": ["holder", "key_account_manager"], "every": 1},
    ],
)  # fmt: skip
DROP_PERCENT = value(
    "drop_percent",
    _("收入下降提示的幅度"),
    "R6.5",
    int,
    30,
    _("%，比前三个月平均，超过才提示"),
    check=rules.within(1, 100),
)
DORMANT_MONTHS = value(
    "dormant_months",
    _("停止用邮提示的月数"),
    "R6.5",
    int,
    3,
    _("个月已知为零"),
    check=rules.within(1, 12),
)
CLASS_A = value(
    "class_a", _("A 类客户的累计收入界限"), "R6.5", int, 80, "%", check=rules.within(1, 100)
)
CLASS_B = value(
    "class_b", _("B 类客户的累计收入界限"), "R6.5", int, 95, "%", check=rules.within(1, 100)
)

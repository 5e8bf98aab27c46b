"""Every rate, tier and base of regulation 5, and what was decided where it is silent, as dated values."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from foundation.people.roles import GM
from foundation.policies.declarations import Policy

EFFECTIVE_FROM = Policy(
    "service_incentives.effective_from", _("施行日期"), "R5.12", date, date(2026, 4, 1), GM
)
MONTHLY_BASE = Policy(
    "service_incentives.monthly_base", _("每月点数基数"), "R5.4.1", Decimal, Decimal(17), GM,
    _("点；不足月不折算"),
)  # fmt: skip
POINT_RATE = Policy(
    "service_incentives.point_rate", _("超出点数单价"), "R5.4.1", Decimal, Decimal(270), GM,
    _("元/点"),
)  # fmt: skip
ACCIDENT_POINTS = Policy(
    "service_incentives.accident_points", _("每起安全事故扣减"), "R5.4.2", Decimal, Decimal(2), GM,
    _("点"),
)  # fmt: skip
PRAISE_RANGE = Policy(
    "service_incentives.praise_range", _("表扬信奖励范围"), "R5.9.1", dict,
    {"least": 200, "most": 500}, GM, _("元，含两端"),
)  # fmt: skip
SAVING_RANGE = Policy(
    "service_incentives.saving_range", _("节约成本奖励范围"), "R5.9.2", dict,
    {"least": 200, "most": 500}, GM, _("元，含两端"),
)  # fmt: skip
UNSIGNED_FINE = Policy(
    "service_incentives.unsigned_fine", _("未签服务记录单罚款"), "R5.9.5", Decimal, Decimal(100), GM,
    _("元/次"),
)  # fmt: skip
COMPLAINT_FINE = Policy(
    "service_incentives.complaint_fine", _("属个人原因的投诉罚款"), "R5.9.6", Decimal, Decimal(200),
    GM, _("元/次"),
)  # fmt: skip
FINES_APPLY = Policy(
    "service_incentives.fines_apply", _("罚款抵扣激励"), "R5.9.5", bool, True, GM,
    _("部分省市禁止用人单位罚款，可停用；不从基本工资扣款"),
)  # fmt: skip
PAYERS = Policy(
    "service_incentives.payers", _("各项激励的发放单位"), "R5.10", dict,
    {
        "points": "employer", "reward": "employer", "fine": "employer", "half_year": "employer",
        "annual": "employer", "quality": "employer", "ranking": "employer", "lasting": "employer",
        "service_product": "subsidiary", "commission": "subsidiary",
    },
    GM,
)  # fmt: skip
PAYER_NAMES = Policy(
    "service_incentives.payer_names", _("发放单位名称"), "R5.10", dict,
    {"employer": "华东启辰商贸有限公司", "subsidiary": "泰达公司"}, GM,
)  # fmt: skip
RUN_DAYS = Policy(
    "service_incentives.run_days", _("发放单各步骤期限"), "R5.10", dict,
    {"confirm": 5, "finance": 8, "hr": 10, "leader": 12, "pay": 15, "lock": 18},
    GM, _("期末之后的日历天数"),
)  # fmt: skip
FINDING_DAYS = Policy(
    "service_incentives.finding_days", _("奖惩认定期限"), "R5.10", int, 5, GM, _("提出后的日历天数")
)
OBJECTION_DAYS = Policy(
    "service_incentives.objection_days",
    _("答复异议期限"),
    "R5.10",
    int,
    3,
    GM,
    _("提出后的日历天数"),
)
ALERTS = Policy(
    "service_incentives.alerts", _("激励待办提醒与升级"), "R5.10", list,
    [
        {"day": -1, "to": ["holder"]},
        {"day": 1, "to": ["holder", "supervisor"], "at_once": True},
    ],
    GM,
)  # fmt: skip

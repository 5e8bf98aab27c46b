"""Every rate, tier and base of regulation 5, and what was decided where it is silent, as dated values."""

from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.people.roles import ADMIN_HR, GM
from foundation.policies.declarations import Policy, T
from service_incentives.roles import SERVICE_HEAD


def rate(
    code: str, label: Promise, article: str, kind: type[T], initial: T, unit: str | Promise = ""
) -> Policy[T]:
    """Drafted by the service department or HR (R5.13), approved by the GM."""
    return Policy(
        f"service_incentives.{code}", label, article, kind, initial, GM, unit,
        drafters=(SERVICE_HEAD, ADMIN_HR),
    )  # fmt: skip


EFFECTIVE_FROM = rate("effective_from", _("施行日期"), "R5.12", date, date(2026, 4, 1))
MONTHLY_BASE = rate(
    "monthly_base", _("每月点数基数"), "R5.4.1", Decimal, Decimal(17), 
    _("点；不足月不折算"),
)  # fmt: skip
POINT_RATE = rate(
    "point_rate", _("超出点数单价"), "R5.4.1", Decimal, Decimal(270), 
    _("元/点"),
)  # fmt: skip
ACCIDENT_POINTS = rate(
    "accident_points", _("每起安全事故扣减"), "R5.4.2", Decimal, Decimal(2), 
    _("点"),
)  # fmt: skip
PRAISE_RANGE = rate(
    "praise_range", _("表扬信奖励范围"), "R5.9.1", dict,
    {"least": 200, "most": 500}, _("元，含两端"),
)  # fmt: skip
SAVING_RANGE = rate(
    "saving_range", _("节约成本奖励范围"), "R5.9.2", dict,
    {"least": 200, "most": 500}, _("元，含两端"),
)  # fmt: skip
UNSIGNED_FINE = rate(
    "unsigned_fine", _("未签服务记录单罚款"), "R5.9.5", Decimal, Decimal(100), 
    _("元/次"),
)  # fmt: skip
COMPLAINT_FINE = rate(
    "complaint_fine", _("属个人原因的投诉罚款"), "R5.9.6", Decimal, Decimal(200),
    _("元/次"),
)  # fmt: skip
FINES_APPLY = rate(
    "fines_apply", _("罚款抵扣激励"), "R5.9.5", bool, True, 
    _("部分省市禁止用人单位罚款，可停用；不从基本工资扣款"),
)  # fmt: skip
PAYERS = rate(
    "payers", _("各项激励的发放单位"), "R5.10", dict,
    {
        "points": "employer", "reward": "employer", "fine": "employer", "half_year": "employer",
        "annual": "employer", "quality": "employer", "ranking": "employer", "lasting": "employer",
        "service_product": "subsidiary", "commission": "subsidiary",
    },
    
)  # fmt: skip
PAYER_NAMES = rate(
    "payer_names", _("发放单位名称"), "R5.10", dict,
    {"employer": "华东启辰商贸有限公司", "subsidiary": "泰达公司"}, 
)  # fmt: skip
RUN_DAYS = rate(
    "run_days", _("发放单各步骤期限"), "R5.10", dict,
    {
        "confirm": 5, "finance": 8, "hr": 10, "leader": 12, "pay": 15, "lock": 18, "gather": 5,
        "office": 8, "subsidiary": 12,
    },
    _("期末之后的日历天数"),
)  # fmt: skip
FINDING_DAYS = rate("finding_days", _("奖惩认定期限"), "R5.10", int, 5, _("提出后的日历天数"))
OBJECTION_DAYS = rate(
    "objection_days",
    _("答复异议期限"),
    "R5.10",
    int,
    3,
    _("提出后的日历天数"),
)
ALERTS = rate(
    "alerts", _("激励待办提醒与升级"), "R5.10", list,
    [
        {"day": -1, "to": ["holder"]},
        # Whoever supervises (R5.11): pay is not shown to somebody for being the holder's superior.
        {"day": 1, "to": ["holder", "admin_hr", "marketing_centre"], "at_once": True},
    ],
)  # fmt: skip
ASSESSMENT_WEIGHTS = rate(
    "assessment_weights", _("季度考核权重"), "R5.2", dict,
    {"quality": 60, "workload": 25, "cost": 15}, _("合计 100"),
)  # fmt: skip
PRIZES = rate(
    "prizes", _("季度评优奖励"), "R5.5.1", list,
    [{"first": 1, "last": 3, "amount": 1500}, {"first": 4, "last": 8, "amount": 1000}],
    _("元/人，按名次"),
)  # fmt: skip
RANKED_APART = rate("ranked_apart", _("工程师与客服管理部分别排名"), "R5.5.1", bool, False)
MARGIN_TIERS = rate(
    "margin_tiers", _("备件毛利分档"), "R5.8.2", list,
    [
        {"margin": "0.50", "rate": "0.05", "article": "R5.8.2"},
        {"margin": "0.35", "rate": "0.03", "article": "R5.8.1"},
    ],
    _("自高到低；毛利率不取整"),
)  # fmt: skip
FEE_A_DAY = rate(
    "fee_a_day", _("服务费标准"), "R5.8.1", Decimal, Decimal(1100), 
    _("元/人天"),
)  # fmt: skip
PERSONAL_SHARE = rate(
    "personal_share", _("提成个人比例"), "R5.8.3", Decimal, Decimal("0.8"), 
    _("其余作团队季度奖金"),
)  # fmt: skip
LASTING_REWARD = rate(
    "lasting_reward", _("半年无重复服务奖励"), "R5.9.3", Decimal, Decimal(30), 
    _("元/项目"),
)  # fmt: skip
LASTING_MONTHS = rate(
    "lasting_months", _("无重复服务的观察期"), "R5.9.3", int, 6, 
    _("正常通电后的月数"),
)  # fmt: skip
TAX_FREE = rate(
    "tax_free", _("个税每月减除费用"), "R5.10", Decimal, Decimal(5000), 
    _("元"),
)  # fmt: skip
TAX_BRACKETS = rate(
    "tax_brackets", _("个税年度税率表"), "R5.10", list,
    [
        {"up_to": "36000", "rate": "0.03", "quick": "0"},
        {"up_to": "144000", "rate": "0.10", "quick": "2520"},
        {"up_to": "300000", "rate": "0.20", "quick": "16920"},
        {"up_to": "420000", "rate": "0.25", "quick": "31920"},
        {"up_to": "660000", "rate": "0.30", "quick": "52920"},
        {"up_to": "960000", "rate": "0.35", "quick": "85920"},
        {"up_to": "", "rate": "0.45", "quick": "181920"},
    ],
    _("累计预扣法"),
)  # fmt: skip
BONUS_ALONE_UNTIL = rate(
    "bonus_alone_until", _("年度绩效单独计税截止"), "R5.10", date,
    date(2027, 12, 31), _("税法规定的最后一日"),
)  # fmt: skip

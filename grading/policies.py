"""What the regulation, or a stated decision where it is silent, leaves to a dated value."""

from django.utils.translation import gettext_lazy as _

from foundation.people.roles import GM
from foundation.policies.declarations import Policy
from foundation.process.workdays import Term
from grading import rules
from grading.roles import SALES_MANAGER

# One value, so that weights, windows and thresholds are only ever changed together (R3.B4).
RULES = Policy(
    "grading.rules", _("客户分级规则"), "R3.5", dict, rules.INITIAL, GM,
    _("权重合计 100，分数线依次降低"), drafters=(SALES_MANAGER,), labels=rules.LABELS,
    check=rules.check,
)  # fmt: skip
RUBRIC = Policy(
    "grading.rubric", _("发展前景评估表"), "R3.3", list,
    [
        {"code": "demand", "label": "潜在需求", "weight": "3", "maximum": "10"},
        {"code": "means", "label": "经营与资金实力", "weight": "3", "maximum": "10"},
        {"code": "fit", "label": "与我方产品的匹配", "weight": "2", "maximum": "10"},
        {"code": "will", "label": "合作意愿", "weight": "2", "maximum": "10"},
    ],
    GM, _("每项的权重和满分"), drafters=(SALES_MANAGER,), check=rules.check_rubric,
)  # fmt: skip
EFFECT_DAYS = Policy(
    "grading.effect_days", _("营销活动效果的观察期"), "R3.B2", int, 90, GM,
    _("首次接触后的天数"), drafters=(SALES_MANAGER,),
)  # fmt: skip
AT_RISK = Policy(
    "grading.at_risk_credit", _("列为有风险的信用得分"), "R3.B1", int, 60, GM,
    _("低于此分"), drafters=(SALES_MANAGER,),
)  # fmt: skip
CONCERNS = Policy(
    "grading.concerns", _("等级对其他业务的提醒和限制"), "R3.5", list,
    [{"occasion": "complaints.discount", "grades": "D", "effect": "warn"}], GM,
    _("effect 为 warn（提醒）或 block（不能办理），grades 为等级"), drafters=(SALES_MANAGER,),
    check=rules.check_concerns,
)  # fmt: skip
DECISION = Term(
    "grading.decision_days", _("拖延说明和等级调整的审批期限"), "R3.1", 3, GM,
    _("提出后的天数"),
)  # fmt: skip
ALERTS = Policy(
    "grading.alerts", _("分级待办提醒与升级"), "R3.1", list,
    [{"day": 0, "to": ["holder"]}, {"day": 1, "to": ["holder", "supervisor"]}], GM,
)  # fmt: skip

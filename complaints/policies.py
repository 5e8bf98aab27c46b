"""What the regulation, or a stated decision where it is silent, leaves to a dated value."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.customers.standing import Occasion
from foundation.people.roles import GM
from foundation.policies.declarations import Policy
from foundation.process.workdays import Term

# Before it is granted, whoever grades customers is asked.
DISCOUNT = Occasion("complaints.discount", _("投诉中的折价或赔偿"))

EFFECTIVE_FROM = Policy(
    "complaints.effective_from", _("施行日期"), "R2.28", date, date(2026, 7, 1), GM
)
CLOSING = Term("complaints.closing_days", _("结案期限"), "R2.26", 7, GM, _("收到之日后的天数"))
STEP_DAYS = Policy(
    "complaints.step_days",
    _("各步骤期限"),
    "R2.26",
    dict,
    {
        "grounds": 1,
        "ruling": 1,
        "naming": 1,
        "report": 3,
        "review": 3,
        "opinion": 4,
        "gm": 5,
        "disposal": 6,
        "approval": 6,
        "reply": 7,
    },
    GM,
    _("收到之日后的天数，与结案期限同样计算"),
)
DECLINED_REPLY = Term(
    "complaints.declined_reply_days",
    _("不受理的答复期限"),
    "R2.7",
    1,
    GM,
    _("裁定后的天数"),
)
REOPENING_DAYS = Policy(
    "complaints.reopening_days", _("可重新办理的期限"), "R2.26", int, 30, GM, _("结案后的日历天数")
)
EFFECT_CHECK_DAYS = Policy(
    "complaints.effect_check_days",
    _("防范措施效果检查"),
    "R2.4",
    int,
    30,
    GM,
    _("完成后的日历天数"),
)
RECURRENCE_DAYS = Policy(
    "complaints.recurrence_days", _("重复投诉的观察期"), "R2.4", int, 90, GM, _("此前的日历天数")
)
GROUNDS = Policy(
    "complaints.grounds",
    _("投诉理由"),
    "R2.2",
    dict,
    {
        "quality": "商品质量",
        "quantity": "数量短少",
        "packaging": "包装",
        "delivery": "交货",
        "price": "价格",
        "service": "服务",
        "other": "其他",
    },
    GM,
)
CHECKLISTS = Policy(
    "complaints.checklists",
    _("审核调查报告前的核对清单"),
    "R2.17",
    dict,
    {
        "quality": "已核对实物或照片；已查生产批次与质检记录",
        "quantity": "已核对出库单与客户签收单",
        "packaging": "已核对包装照片；已询问运输方",
        "delivery": "已核对订单约定的交货日期；已查物流记录",
        "price": "已核对当日价目与订单",
        "service": "已听取当事员工的说明；已听取客户的说明",
        "other": "无",
    },
    GM,
    _("每类投诉理由一行，各项以“；”分开；不需要的写“无”"),
)
CAUSES = Policy(
    "complaints.causes",
    _("原因分类"),
    "R2.17",
    dict,
    {
        "production": "生产加工",
        "storage": "仓储保管",
        "transport": "运输配送",
        "sales": "销售服务",
        "price": "价格与结算",
        "customer": "客户使用",
        "other": "其他",
    },
    GM,
)
STEP_ALERTS = Policy(
    "complaints.step_alerts",
    _("步骤期限提醒"),
    "R2.26",
    list,
    [{"day": 0, "to": ["holder"]}, {"day": 1, "to": ["holder"]}],
    GM,
)
CLOSING_ALERTS = Policy(
    "complaints.closing_alerts",
    _("结案期限提醒与升级"),
    "R2.26",
    list,
    [
        {"day": -2, "to": ["current"], "at_once": True},
        {"day": -1, "to": ["current"], "at_once": True},
        {"day": 1, "to": ["current", "supervisor", "admin_hr"], "at_once": True},
        {"day": 1, "to": ["gm"], "digest": True},
    ],
    GM,
)
PUBLIC_LIMITS = Policy(
    "complaints.public_limits",
    _("公开投诉页的次数上限"),
    "R2.15",
    dict,
    {"complaints": 10, "lookups": 60},
    GM,
    _("同一网络地址每小时次数"),
)


def checklist(complaint: Any) -> list[str]:
    """What the head has ticked off before passing the report of such a complaint on."""
    written = CHECKLISTS.value().get(complaint.ground, "")
    items = [item.strip() for item in written.replace(";", "；").split("；")]
    return [item for item in items if item and item != "无"]

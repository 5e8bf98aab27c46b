"""What regulation 8, or a stated decision where it is silent, leaves to a dated value."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.people.roles import GM
from foundation.policies.declarations import Policy, T
from power_projects import rules
from power_projects.roles import MARKETING_HEAD
from power_projects.supply import Load


def value(
    code: str, label: Promise, article: str, kind: type[T], initial: T,
    unit: str | Promise = "", **more: object,
) -> Policy[T]:  # fmt: skip
    """Drafted by the head of marketing, approved by the GM."""
    return Policy(
        f"power_projects.{code}", label, article, kind, initial, GM, unit,
        drafters=(MARKETING_HEAD,), **more,  # type: ignore[arg-type]
    )  # fmt: skip


STATION_LIMIT = value(
    "station_limit", _("供电所负责的低压容量上限"), "R8.14", Decimal, Decimal(10), _("kW，含本数")
)
CITY_FROM = value(
    "city_from", _("由市公司负责的高压容量起点"), "R8.16", Decimal, Decimal(1000), _("kVA，含本数")
)
DEDICATED_FROM = value(
    "dedicated_from", _("专线供电的容量起点"), "R8.9.1", Decimal, Decimal(3000), _("kVA，含本数")
)
STEPS: dict[str, str | Promise] = {
    "survey": _("现场勘察"), "plan": _("拟定供电方案"), "answer": _("答复供电方案"),
    "choice": _("客户选定单位"), "design": _("送审设计"), "review": _("审查设计"),
    "start": _("开工"), "construction": _("施工到中间检查"), "inspection": _("中间检查"),
    "completion": _("竣工报告"), "acceptance": _("竣工验收"), "supply": _("送电"),
    "closing": _("归档"), "consultation": _("部门会签"),
}  # fmt: skip
STEP_DAYS = value(
    "step_days", _("各步骤的服务时限"), "R8.34", dict,
    dict.fromkeys(STEPS, 0),
    _("日历天数；0 为未规定。制度没有规定这些时限，上级有规定的在此填写"),
    labels=STEPS,
)  # fmt: skip
FOLLOW_UP_DAYS = value(
    "follow_up_days", _("没有规定时限的步骤的跟进日"), "R8.3", int, 30,
    _("日历天数；只用于待办排序，不是制度的期限"),
)  # fmt: skip
STEP_ALERTS = value(
    "step_alerts", _("用电工程待办提醒与升级"), "R8.3", list,
    [{"day": -1, "to": ["holder"]}, {"day": 1, "to": ["holder", "supervisor"]}],
)  # fmt: skip
COMPLETION_DAYS = value(
    "completion_days", _("委托工程提出竣工报告"), "R8.27", int, 3, _("竣工后的日历天数")
)
METER_ORDER_DAYS = value(
    "meter_order_days", _("零星居民照明发出装表通知单"), "R8.29", int, 1, _("验收合格后的日历天数")
)
METERING_DAYS = value(
    "metering_days", _("零星居民照明装表供电"), "R8.29", int, 2, _("发出装表通知单后的日历天数")
)
DEADLINE_ALERTS = value(
    "deadline_alerts", _("用电工程期限提醒与升级"), "R8.29", list,
    [
        {"day": -1, "to": ["holder"], "at_once": True},
        {"day": 1, "to": ["holder", "supervisor", "power_marketing_head"], "at_once": True},
    ],
)  # fmt: skip
STANDARDS = value(
    "standards", _("认可的设备标准和认证"), "R8.18", dict,
    {"gb": "国家标准 GB", "dl": "电力行业标准 DL", "ccc": "强制性产品认证 CCC", "cqc": "自愿性产品认证 CQC"},
    _("原推荐目录及其发布机关已不存在，以此代替"),
)  # fmt: skip
RENEWAL_AHEAD = value("renewal_ahead", _("证照到期提醒"), "R8.20", int, 30, _("到期前的日历天数"))
RENEWAL_LAST = value(
    "renewal_last", _("证照换证的最后一天"), "R8.20", int, 0, _("到期前的日历天数，0 为到期当天")
)
RENEWAL_ALERTS = value(
    "renewal_alerts", _("证照到期提醒与升级"), "R8.20", list,
    [{"day": -30, "to": ["holder"]}, {"day": -7, "to": ["holder"]}, {"day": -1, "to": ["holder"]}],
)  # fmt: skip
LINK_DAYS = value(
    "link_days", _("外部链接的最长有效期"), "R8.4", int, 180, _("日历天数"),
)  # fmt: skip
PUBLIC_LIMITS = value(
    "public_limits", _("外部页面的次数上限"), "R8.4", dict,
    {"lookups": 30, "uploads": 60, "notices": 60}, _("同一网络地址每小时次数"),
    labels={"lookups": _("进度查询"), "uploads": _("上传资料"), "notices": _("下载通知")},
)  # fmt: skip
WAIVABLE = {
    f"{step}:{load.value}": f"{load.label} · {label}"
    for step, label in (("design_review", "设计审查"), ("inspection", "中间检查"))
    for load in Load
}
WAIVED = value(
    "waived_steps", _("按上级规定免除的步骤"), "R8.34", list, [],
    _("制度与国家和上级文件抵触时从其规定；修改理由中写明依据的文件"), choices=lambda: WAIVABLE,
)  # fmt: skip


def limits(on: date) -> rules.Limits:
    """Those in force on the day of the application."""
    return rules.Limits(
        station=rules.kw(STATION_LIMIT.value(on)),
        city=rules.kva(CITY_FROM.value(on)),
        dedicated=rules.kva(DEDICATED_FROM.value(on)),
    )


def due(step: str) -> date:
    """The service time of the step, if higher rules set one; else the day to follow it up."""
    days = STEP_DAYS.value().get(step) or FOLLOW_UP_DAYS.value()
    return clock.today() + timedelta(days=days)


def waives(step: str, load: str, on: date) -> bool:
    return f"{step}:{load}" in WAIVED.value(on)

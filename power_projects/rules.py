"""Judgements of regulation 8, each naming its article; no database, no clock.

Limits are exact: "from 1000 kVA" includes it, "under" does not, nothing is rounded.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.articles import Refusal
from power_projects.supply import LOW_VOLTAGES, UNIT_OF, Load, Mode, Office, Unit, Voltage

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Capacity:
    """kW at low voltage, kVA at high: never converted, and never compared with the other."""

    amount: Decimal
    unit: str

    def __add__(self, other: Capacity) -> Capacity:
        self._refuse_other_unit(other)
        return Capacity(self.amount + other.amount, self.unit)

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"

    def reaches(self, limit: Capacity) -> bool:
        self._refuse_other_unit(limit)
        return self.amount >= limit.amount

    def exceeds(self, limit: Capacity) -> bool:
        self._refuse_other_unit(limit)
        return self.amount > limit.amount

    def _refuse_other_unit(self, other: Capacity) -> None:
        if self.unit != other.unit:
            message = _("%(one)s 与 %(other)s 单位不同，不作换算，不能相比。")
            raise Refusal("R8.8", message % {"one": self, "other": other}, field="unit")


@dataclass(frozen=True, slots=True)
class Limits:
    """Up to ``station`` the supply station; from ``city`` the city company; from ``dedicated`` on
    a dedicated line."""

    station: Capacity
    city: Capacity
    dedicated: Capacity


def check_unit(load: str, unit: str) -> None:
    """Low voltage is applied for in kW, high voltage in kVA (R8.8)."""
    wanted = UNIT_OF[Load(load)]
    if unit != wanted:
        message = _("%(load)s以 %(unit)s 申请，不作换算。")
        words = {"load": Load(load).label, "unit": wanted.value}
        raise Refusal("R8.8", message % words, field="unit")


def governing(
    *, existing: Capacity | None, applied: Capacity, approved: Capacity | None
) -> Capacity:
    """What limits are compared with: the total after an increase, and of what was applied for
    and what was approved the higher."""
    new = approved if approved is not None and approved.exceeds(applied) else applied
    return existing + new if existing is not None else new


def who_answers(load: str, total: Capacity, limits: Limits) -> Office:
    """Capacity alone decides who answers the supply plan (R8.10)."""
    if load == Load.HIGH:
        return Office.CITY if total.reaches(limits.city) else Office.BRANCH
    return Office.BRANCH if total.exceeds(limits.station) else Office.STATION


def who_reviews(
    load: str, total: Capacity, limits: Limits, *, is_dual: bool, is_dedicated: bool
) -> Office:
    """Two sources or a dedicated line go to the city company whatever the voltage (R8.16); then
    capacity decides (R8.14, R8.15)."""
    if is_dual or is_dedicated:
        return Office.CITY
    return who_answers(load, total, limits)


REVIEW_ARTICLES = {Office.STATION: "R8.14", Office.BRANCH: "R8.15", Office.CITY: "R8.16"}


def needs_dedicated_line(load: str, total: Capacity, limits: Limits) -> bool:
    """From 3000 kVA on (R8.9.1)."""
    return load == Load.HIGH and total.reaches(limits.dedicated)


PLAN_PARTS: dict[str, Text] = {
    "capacity": gettext_lazy("批准受电容量"),
    "voltage": gettext_lazy("供电电压"),
    "mode": gettext_lazy("供电方式"),
    "metering": gettext_lazy("电能计量方式"),
    "economy": gettext_lazy("供电方案的经济性"),
}


def missing_in_plan(plan: Any) -> list[Text]:
    """Which of the five parts of R8.9.1 are not there."""
    return [
        label for name, label in PLAN_PARTS.items() if not str(getattr(plan, name) or "").strip()
    ]


def check_plan(plan: Any, load: str, total: Capacity, limits: Limits) -> None:
    """A dedicated line where it must be, appraisal where it is needed (R8.9.1), two circuits only
    by the nature of the load (R8.9.2)."""
    if (plan.voltage in LOW_VOLTAGES) != (load != Load.HIGH):
        raise Refusal("R8.9.1", _("供电电压与用电类别不符。"), field="voltage")
    if needs_dedicated_line(load, total, limits) and plan.mode != Mode.DEDICATED:
        message = _("容量 %(total)s 达到 %(limit)s，须采用专线供电。")
        words = {"total": total, "limit": limits.dedicated}
        raise Refusal("R8.9.1", message % words, field="mode")
    if plan.has_special_need and not plan.appraisal.strip():
        message = _("有特殊用电需求或电网难以满足的，须先论证并写明结论。")
        raise Refusal("R8.9.1", message, field="appraisal")
    if plan.is_dual and not (plan.load_nature.strip() and plan.dual_reason.strip()):
        message = _("双回路供电须写明负荷性质和理由。")
        raise Refusal("R8.9.2", message, field="dual_reason")


def fits(firm_voltage: str, plan_voltage: str) -> bool:
    """A firm may work up to the voltage of its grade (R8.11)."""
    order = Voltage.values
    return order.index(firm_voltage) >= order.index(plan_voltage)


CERTIFICATES: dict[str, Text] = {
    "qualification": gettext_lazy("资质证书"),
    "licence": gettext_lazy("营业执照"),
}


def lapsed_certificates(valid_until: dict[str, date], on: date) -> list[Text]:
    """Which of the two a firm must have is missing or no longer valid on the day (R8.20)."""
    lapsed: list[Text] = []
    for kind, label in CERTIFICATES.items():
        until = valid_until.get(kind)
        if until is None:
            lapsed.append(_("%(what)s未登记") % {"what": label})
        elif until < on:
            lapsed.append(_("%(what)s已于 %(day)s 到期") % {"what": label, "day": until})
    return lapsed


DESIGN_PAPERS: dict[str, Text] = {
    "design": gettext_lazy("受电工程设计及说明书"),
    "load_map": gettext_lazy("用电负荷分布图"),
    "load_nature": gettext_lazy("负荷组成、性质及保安负荷"),
    "disturbing": gettext_lazy("影响电能质量的用电设备清单"),
    "main_equipment": gettext_lazy("主要设备电气一览表"),
    "production": gettext_lazy("主要生产设备、生产工艺耗电及允许中断供电时间"),
    "diagrams": gettext_lazy("高压受电装置一、二次接线图与平面布置图"),
    "power_factor": gettext_lazy("用电功率因数计算及无功补偿方式"),
    "protection": gettext_lazy("继电保护、过电压保护及电能计量装置的方式"),
    "concealed": gettext_lazy("隐蔽工程设计资料"),
    "network": gettext_lazy("配电网络布置图"),
    "own_source": gettext_lazy("自备电源及接线方式"),
}


def missing_papers(load: str, papers: Iterable[Any]) -> list[Text]:
    """What of R8.12 a design still wants: the twelve at high voltage, the thirteenth if asked for.

    A paper counts when it is there or when a reason says why there is none.
    """
    kept = list(papers)
    there = {paper.kind for paper in kept if paper.is_settled}
    named = DESIGN_PAPERS.items() if load == Load.HIGH else ()
    missing = [label for kind, label in named if kind not in there]
    return missing + [paper.title for paper in kept if paper.title and not paper.is_settled]


INSPECTION_POINTS: dict[str, Text] = {
    "design": gettext_lazy("与批准的设计相符"),
    "equipment": gettext_lazy("电气设备"),
    "transformer": gettext_lazy("变压器容量"),
    "relay": gettext_lazy("继电保护"),
    "lightning": gettext_lazy("防雷设施"),
    "earthing": gettext_lazy("接地装置"),
}
USUAL_ROUNDS = 4  # a fifth needs the head of marketing (R8.25, decision)


def is_inspection_due(installed: int, units: int) -> bool:
    """From two thirds of the material list on (R8.25), without fractions."""
    return units > 0 and installed * 3 >= units * 2


def month_after(day: date) -> date:
    """The same day of the next month, or its last day when there is none (R8.31)."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def kva(amount: Decimal) -> Capacity:
    return Capacity(amount, Unit.KVA)


def kw(amount: Decimal) -> Capacity:
    return Capacity(amount, Unit.KW)

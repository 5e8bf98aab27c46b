"""What a policy says, and what follows from it: no database, no clock."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from foundation.articles import Refusal
from foundation.customers.standing import occasions

GRADES = ("A", "B", "C", "D")
INDICATORS: dict[str, tuple[Promise, str]] = {
    "credit": (_("信用状况"), "R3.1"),
    "orders": (_("下单金额"), "R3.2"),
    "prospects": (_("发展前景"), "R3.3"),
    "profit": (_("利润贡献"), "R3.4"),
}
BY_AMOUNT, BY_QUANTITY = "amount", "quantity"

# The policy as it is written, every figure the regulation's or a stated decision.
INITIAL = {
    "weight_credit": "25",
    "weight_orders": "30",
    "weight_prospects": "15",
    "weight_profit": "30",
    "credit_months": "12",
    "orders_months": "12",
    "prospects_months": "12",
    "profit_months": "12",
    "orders_by": BY_AMOUNT,
    "points_a_day": "2",
    "least_a": "80",
    "least_b": "60",
    "least_c": "40",
}
LABELS: dict[str, Promise] = {
    "weight_credit": _("信用权重"),
    "weight_orders": _("下单权重"),
    "weight_prospects": _("前景权重"),
    "weight_profit": _("利润权重"),
    "credit_months": _("信用统计月数"),
    "orders_months": _("下单统计月数"),
    "prospects_months": _("前景评估有效月数"),
    "profit_months": _("利润统计月数"),
    "orders_by": _("下单按金额（amount）或数量（quantity）"),
    "points_a_day": _("平均每拖延一天扣分"),
    "least_a": _("A 级最低分"),
    "least_b": _("B 级最低分"),
    "least_c": _("C 级最低分"),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """A grading policy, typed and found to make sense."""

    weights: dict[str, Decimal]
    months: dict[str, int]
    orders_by: str
    points_a_day: Decimal
    thresholds: tuple[Decimal, Decimal, Decimal]

    @classmethod
    def of(cls, written: Mapping[str, str]) -> Rules:
        """``Refusal`` (R3.5, field ``value``) says what is wrong with it."""
        unknown = sorted(set(written) - set(INITIAL))
        if unknown:
            raise _wrong(_now("没有这些代码：%(codes)s") % {"codes": "、".join(unknown)})
        rules = cls(
            weights={one: _number(written, f"weight_{one}") for one in INDICATORS},
            months={one: _months(written, f"{one}_months") for one in INDICATORS},
            orders_by=written["orders_by"],
            points_a_day=_number(written, "points_a_day"),
            thresholds=(
                _number(written, "least_a"),
                _number(written, "least_b"),
                _number(written, "least_c"),
            ),
        )
        rules._check()
        return rules

    def _check(self) -> None:
        if any(weight < 0 for weight in self.weights.values()):
            raise _wrong(_now("权重不能为负。"))
        if sum(self.weights.values()) != 100:
            raise _wrong(_now("四项权重合计应为 100。"))
        if self.orders_by not in (BY_AMOUNT, BY_QUANTITY):
            raise _wrong(_now("下单只能按 amount（金额）或 quantity（数量）考核。"))
        if self.points_a_day < 0:
            raise _wrong(_now("拖延扣分不能为负。"))
        a, b, c = self.thresholds
        if not 100 >= a > b > c > 0:
            raise _wrong(_now("等级分数线须在 0 到 100 之间，且 A、B、C 依次降低。"))

    def start_of(self, indicator: str, as_of: date) -> date:
        """The day after which facts count for the indicator."""
        return months_before(as_of, self.months[indicator])


def check(written: Mapping[str, str]) -> None:
    Rules.of(written)


def _wrong(message: str) -> Refusal:
    return Refusal("R3.5", message, field="value")


def _number(written: Mapping[str, str], code: str) -> Decimal:
    try:
        number = Decimal(written[code])
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > 1000 or -int(number.as_tuple().exponent) > 4:
        raise _wrong(_now("“%(label)s”应为数字，小数不超过四位。") % {"label": LABELS[code]})
    return number


def _months(written: Mapping[str, str], code: str) -> int:
    text = written[code]
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= 120 and len(text) < 4):
        raise _wrong(_now("“%(label)s”应为 1 到 120 的整数。") % {"label": LABELS[code]})
    return int(text)


def months_before(day: date, months: int) -> date:
    """A missing day of that month becomes its last one."""

    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_lower(grade: str, than: str) -> bool:
    """Whether a grade has dropped; no grade is neither higher nor lower."""
    return bool(grade and than) and grade > than


def check_rubric(rubric: list[dict[str, str]]) -> None:
    """Criteria with names of their own, weights and maxima above zero (R3.3)."""
    codes = [one["code"] for one in rubric]
    numbers = [one[name] for one in rubric for name in ("weight", "maximum")]
    if not rubric or len(set(codes)) != len(codes) or not all(codes):
        raise Refusal("R3.3", _now("至少一项评估内容，代码不能重复。"), field="value")
    if not all(_is_whole(number) for number in numbers):
        raise Refusal("R3.3", _now("权重和满分应为 1 到 1000 的整数。"), field="value")


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 1 <= int(text[:5]) <= 1000


def check_concerns(rows: list[dict[str, str]]) -> None:
    """Known occasions, grades and effects only."""
    for one in rows:
        known = occasions()
        if one["occasion"] not in known:
            told = {"known": "、".join(f"{code}（{of.label}）" for code, of in known.items())}
            raise Refusal("R3.5", _now("occasion 可用：%(known)s。") % told, field="value")
        if not one["grades"] or set(one["grades"]) - set(GRADES):
            raise Refusal("R3.5", _now("grades 应为 A、B、C、D 中的一个或几个。"), field="value")
        if one["effect"] not in ("warn", "block"):
            raise Refusal("R3.5", _now("effect 应为 warn 或 block。"), field="value")

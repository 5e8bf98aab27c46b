"""Why a customer has the grade: by what the run kept, so that old ones explain themselves too."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grading.models import CustomerGrade
from grading.rules import BY_QUANTITY, INDICATORS, Rules


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator: inputs (label, value) → score → weight → contribution. ``why`` it has none."""

    label: str | Promise
    article: str
    inputs: list[tuple[Any, Any]]
    score: Decimal | None
    weight: Decimal
    share: Decimal
    contribution: Decimal | None
    why: str | Promise = ""


def explain(grade: CustomerGrade, rules: Rules) -> list[Line]:
    """A line an indicator; the contributions add up to the composite but for their rounding."""
    counted = {
        one: weight for one, weight in rules.weights.items() if _counts(grade, one)
    }  # fmt: skip
    total = sum(counted.values())
    lines = []
    for one, (label, article) in INDICATORS.items():
        score = getattr(grade, f"{one}_score")
        share = 100 * counted[one] / total if one in counted and total else Decimal(0)
        lines.append(
            Line(
                label=label,
                article=article,
                inputs=_INPUTS[one](grade, rules),
                score=None if score is None else two_places(score),
                weight=rules.weights[one],
                share=two_places(share),
                contribution=two_places(score * share / 100) if one in counted else None,
                why=_why(grade, one),
            )
        )
    return lines


def two_places(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _counts(grade: CustomerGrade, indicator: str) -> bool:
    has_data = getattr(grade, f"{indicator}_score") is not None
    return has_data and (indicator == "prospects" or not grade.is_new)


def _why(grade: CustomerGrade, indicator: str) -> str | Promise:
    if grade.is_new and indicator != "prospects":
        return _("新客户只按发展前景评定，本项不计。")
    if getattr(grade, f"{indicator}_score") is None:
        return _("没有数据：不按零分计，权重由其余指标按比例分担。")
    if indicator in ("orders", "profit") and getattr(grade, f"{indicator}_place") is None:
        return _("从前有订单，统计期内没有：按零分计，不参加排名。")
    return ""


def _credit(grade: CustomerGrade, rules: Rules) -> list[tuple[Any, Any]]:
    if not grade.owed or grade.late is None:
        return [(_("应收笔数"), 0)]
    return [
        (_("应收笔数"), grade.receivables),
        (_("其中认可的拖延"), grade.excused),
        (_("应收金额"), _money(grade.owed)),
        (_("按金额加权的平均拖延天数"), two_places(grade.late / grade.owed)),
        (_("每天扣分"), plain(rules.points_a_day)),
    ]


def _orders(grade: CustomerGrade, rules: Rules) -> list[tuple[Any, Any]]:
    by_quantity = rules.orders_by == BY_QUANTITY
    label, total = _("下单金额"), _money(grade.order_total)
    if by_quantity and grade.order_total is not None:
        label, total = _("下单数量（折算）"), plain(grade.order_total)
    found: list[tuple[Any, Any]] = [
        (_("订单行数"), grade.order_lines),
        (label, total),
        (_("名次（自低到高）"), _place(grade.orders_place, grade.run.counts["orders_ranked"])),
    ]
    if grade.lines_without_factor:
        found.append((_("没有折算系数、不计的行"), grade.lines_without_factor))
    return found


def _prospects(grade: CustomerGrade, rules: Rules) -> list[tuple[Any, Any]]:
    if grade.assessment is None:
        return [(_("评估日期"), None)]
    return [
        (_("评估日期"), grade.assessment.assessed_on),
        (_("评估人"), grade.assessment.assessor.name),
    ]


def _profit(grade: CustomerGrade, rules: Rules) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = [
        (_("利润"), _money(grade.profit)),
        (_("名次（自低到高）"), _place(grade.profit_place, grade.run.counts["profit_ranked"])),
    ]
    if grade.lines_without_cost:
        found.append((_("没有成本、不计的行"), grade.lines_without_cost))
    return found


_INPUTS = {"credit": _credit, "orders": _orders, "prospects": _prospects, "profit": _profit}


def _place(place: int | None, among: int) -> str | None:
    return None if place is None else f"{place} / {among}"


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else f"¥{amount:,.2f}"


def plain(number: Decimal) -> str:
    """Without the zeros behind."""
    return f"{number.normalize():f}"

"""Judging what a customer may become, by the rubric of the day (R3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.articles import Refusal
from foundation.customers.models import Customer
from foundation.people.models import User
from foundation.process.rows import reasoned
from foundation.process.submissions import once
from grading import policies
from grading.actions.turn import not_ahead, only_of_account
from grading.models import Assessment, AssessmentLine
from grading.roles import SALES, SALES_MANAGER


def assess(
    customer: Customer, *, by: User, assessed_on: date, reason: str, points: Mapping[str, Decimal],
    key: str | None = None,
) -> Assessment:  # fmt: skip
    """``points`` by the codes of the rubric in force on that day, all of them."""

    def act() -> Assessment:
        only_of_account(by, customer, SALES, SALES_MANAGER, article="R3.3")
        not_ahead(assessed_on, article="R3.3", field="assessed_on")
        rubric = policies.RUBRIC.value(assessed_on)
        _check(rubric, points)
        made = Assessment.objects.create(
            customer=customer, assessed_on=assessed_on, reason=reasoned(reason), assessor=by
        )
        AssessmentLine.objects.bulk_create(
            AssessmentLine(
                assessment=made, criterion=one["label"], weight=int(one["weight"]),
                maximum=int(one["maximum"]), points=points[one["code"]],
            )
            for one in rubric
        )  # fmt: skip
        return made

    what = ["assess", customer, assessed_on, reason, *(f"{k}:{v}" for k, v in points.items())]
    return once(act, Assessment, key=key, by=by, what=what)


def _check(rubric: list[dict[str, str]], points: Mapping[str, Decimal]) -> None:
    if set(points) != {one["code"] for one in rubric}:
        raise Refusal("R3.3", _("评估表已变更，请重新打开页面后再评估。"))
    for one in rubric:
        if not 0 <= points[one["code"]] <= int(one["maximum"]):
            raise Refusal(
                "R3.3",
                _("“%(criterion)s”应在 0 到 %(maximum)s 之间。")
                % {"criterion": one["label"], "maximum": one["maximum"]},
                field=f"points_{one['code']}",
            )

"""The monthly assessment handed to the staff's appraisal (R7.3.4.3), and what visits were about.

Each person's score stands among the totals, so that what changes after the approval is shown as a
correction of that person's month.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from foundation.monthly.comparing import Measure, earlier, text, totals
from foundation.monthly.declarations import MonthlyStatistics
from visits import rules
from visits.assessment import Assessed, assess
from visits.parts import Part
from visits.roles import SALES_HEAD

# Per cent are shown as money is: with two places.
OVERALL: list[Measure] = [
    ("people", _("考核人数"), "count"),
    ("visits", _("计入次数的拜访"), "count"),
    ("mean", _("平均得分"), "money"),
]
COLUMNS: list[Measure] = [
    ("score", _("得分"), "money"),
    *((f"{part}_{what}", label, kind) for part in Part for what, label, kind in (
        ("done", part.label, "count"), ("due", _("应计"), "count"), ("percent", "%", "money")
    )),
]  # fmt: skip


def compute(month: date, until: datetime | None = None) -> dict[str, Any]:
    months = [assess(one, until) for one in (month, earlier(month, 1), earlier(month, 12))]
    people = [
        (_code(one), one.person.name, "money")
        for one in sorted(months[0], key=lambda one: one.person.pk)
    ]
    with translation.override("zh-hans"):  # a snapshot keeps the message ids
        return {
            "totals": totals([*OVERALL, *people], *(_whole(found) for found in months)),
            "columns": [{"code": code, "label": str(label)} for code, label, __ in COLUMNS],
            "tables": [
                {
                    "code": "person",
                    "label": str(_("按人员")),
                    "rows": [_line(one) for one in months[0]],
                }
            ],
        }


def _code(assessed: Assessed) -> str:
    return f"score:{assessed.person.pk}"


def _whole(found: list[Assessed]) -> dict[str, Any]:
    scores = [one.score for one in found if one.score is not None]
    mean = sum(scores, Decimal(0)) / len(scores) if scores else None
    return {
        "people": len(found),
        "visits": sum(one.done[Part.QUOTA] for one in found),
        "mean": mean and mean.quantize(Decimal("0.01"), ROUND_HALF_UP),
        **{_code(one): one.score for one in found},
    }


def _line(assessed: Assessed) -> dict[str, Any]:
    shares = assessed.shares()
    figures: dict[str, Any] = {"score": assessed.score}
    for part in Part:
        figures[f"{part}_done"] = assessed.done[part]
        figures[f"{part}_due"] = assessed.due[part]
        figures[f"{part}_percent"] = rules.percent(shares[part])
    return {
        "key": str(assessed.person.pk),
        "label": assessed.person.name,
        "values": [text(figures[code], kind) for code, __, kind in COLUMNS],
    }


STATISTICS = MonthlyStatistics(
    code="visits.assessment", label=_("拜访考核表"), article="R7.3.4.3", compute=compute,
    submit_role=SALES_HEAD, due_day=5, drawn=("score",),
)  # fmt: skip

"""The monthly key-account report (R6.5); its approval closes the month.

What is missing is shown and not counted as zero: a month that lacks something is not compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from foundation.monthly.comparing import Measure, change, earlier, text, totals
from foundation.monthly.declarations import MonthlyStatistics
from foundation.people.models import Department
from key_accounts.roles import MANAGER
from key_accounts.sheets import REPORT
from key_accounts.totals import branches_in

Figures = dict[str, Any]

MEASURES: list[Measure] = [
    ("revenue", _("收入（元）"), "money"),
    ("items", _("邮件数"), "count"),
    ("weight", _("重量（千克）"), "points"),
    ("owed", _("应登记"), "count"),
    ("missing", _("尚缺"), "count"),
]
COMPARED = ("revenue", "items", "weight")
SUMMED = ("owed", "missing", *COMPARED)


def compute(month: date, until: datetime | None = None) -> Figures:
    months = [month, earlier(month, 1), earlier(month, 12)]
    everywhere = Department.objects.values_list("pk", flat=True)
    found = [branches_in(one, everywhere) for one in months]
    now, before, year_ago = (_whole(rows) for rows in found)
    with translation.override("zh-hans"):  # a snapshot keeps the message ids
        rows = totals(MEASURES, now, before, year_ago)
        for row in rows:
            _compare_complete(row, now, before, year_ago)
        return {
            "totals": rows,
            "columns": [
                *({"code": code, "label": str(label)} for code, label, __ in MEASURES),
                {"code": "change", "label": str(_("收入环比"))},
                {"code": "year_change", "label": str(_("收入同比"))},
            ],
            "tables": [
                {"code": "branch", "label": str(_("按收寄单位")), "rows": _by_branch(found)}
            ],
        }


def _whole(rows: Sequence[Figures]) -> Figures:
    """Sums of what is known; nothing known is no zero."""
    return {
        name: sum(known)
        if (known := [one[name] for one in rows if one[name] is not None])
        else None
        for name in SUMMED
    }


def is_complete(figures: Figures | None) -> bool:
    return figures is not None and bool(figures["owed"]) and not figures["missing"]


def _compare_complete(row: Figures, now: Figures, before: Figures, year_ago: Figures) -> None:
    for name, then in (("change", before), ("year_change", year_ago)):
        if row["code"] not in COMPARED or not (is_complete(now) and is_complete(then)):
            row[name] = "—"


def _by_branch(found: Sequence[Sequence[Figures]]) -> list[Figures]:
    now, before, year_ago = ({one["id"]: one for one in rows} for rows in found)
    lines = []
    for key, one in now.items():
        compared = [
            change(one["revenue"], then["revenue"])
            if then and is_complete(one) and is_complete(then)
            else "—"
            for then in (before.get(key), year_ago.get(key))
        ]
        values = [text(one[code], kind) for code, __, kind in MEASURES]
        lines.append({"key": str(key), "label": one["name"], "values": [*values, *compared]})
    return lines


STATISTICS = MonthlyStatistics(
    code=REPORT, label=_("大客户月报"), article="R6.5", compute=compute, submit_role=MANAGER,
    drawn=("revenue",),
)  # fmt: skip

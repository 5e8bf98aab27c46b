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
from key_accounts import rules
from key_accounts.analysis import Analysis, Scope, analyse, trend
from key_accounts.models import Inspection, ProductLine
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
COVERAGE: Measure = ("coverage", _("回访检查覆盖率（%）"), "money")
OVERALL: list[Measure] = [
    *MEASURES,
    ("a", _("A 类客户数"), "count"),
    ("b", _("B 类客户数"), "count"),
    ("c", _("C 类客户数"), "count"),
    ("drops", _("收入下降的大客户"), "count"),
    ("dormant", _("停止用邮的大客户"), "count"),
    COVERAGE,
]
COMPARED = ("revenue", "items", "weight")
SUMMED = ("owed", "missing", *COMPARED)
LISTED = 20  # accounts of each kind on the report


def compute(month: date, until: datetime | None = None) -> Figures:
    months = [month, earlier(month, 1), earlier(month, 12)]
    everywhere = Department.objects.values_list("pk", flat=True)
    found = [branches_in(one, everywhere) for one in months]
    covered = [_coverage(one) for one in months]
    now, before, year_ago = (
        _whole(of_month, branches, coverage)
        for of_month, branches, coverage in zip(months, found, covered, strict=True)
    )
    with translation.override("zh-hans"):  # a snapshot keeps the message ids
        rows = totals(OVERALL, now, before, year_ago)
        for row in rows:
            _compare_complete(row, now, before, year_ago)
        return {
            "totals": rows,
            "columns": [
                *({"code": code, "label": str(label)} for code, label, __ in MEASURES),
                {"code": "change", "label": str(_("收入环比"))},
                {"code": "year_change", "label": str(_("收入同比"))},
                # Shorter than among the totals: the column is narrow.
                {"code": COVERAGE[0], "label": str(_("覆盖率（%）"))},
            ],
            "tables": _tables(month, found, covered[0]),
        }


def _tables(
    month: date, found: Sequence[Sequence[Figures]], coverage: dict[int | None, Any]
) -> list[Figures]:
    tables = [
        ("branch", _("按收寄单位"), _by_branch(found, coverage)),
        ("line", _("按产品"), _by_line(month)),
        ("largest", _("收入最多的大客户（近十二个月）"), _accounts(month, "")),
        ("drops", _("收入下降的大客户"), _accounts(month, "drop")),
        ("dormant", _("停止用邮的大客户"), _accounts(month, "dormant")),
    ]
    return [{"code": code, "label": str(label), "rows": rows} for code, label, rows in tables]


def _accounts(month: date, show: str) -> list[Figures]:
    return [
        _line(one["number"], f"{one['name']} {one['number']}", one)
        for one in analyse(month, Scope(), show=show, size=LISTED).accounts
    ]


def _whole(month: date, branches: Sequence[Figures], coverage: dict[int | None, Any]) -> Figures:
    """Sums of what is known; nothing known is no zero."""
    sums: Figures = {}
    for name in SUMMED:
        known = [one[name] for one in branches if one[name] is not None]
        sums[name] = sum(known) if known else None
    analysis = analyse(month, Scope(), size=1)
    return sums | {"coverage": coverage.get(None), **_judged(analysis)}


def _judged(analysis: Analysis) -> Figures:
    if not analysis.classes:
        return {}
    counts = {name: one["accounts"] for name, one in analysis.classes.items()}
    return {
        **{name.lower(): counts.get(name, 0) for name in "ABC"},
        "drops": analysis.count("drops"),
        "dormant": analysis.count("dormant"),
    }


def _coverage(month: date) -> dict[int | None, Any]:
    """What was inspected of the month's revisits, of each branch and of all."""
    rows = Inspection.objects.filter(month=month).with_figures()
    found = {one.branch_id: (one.inspected, one.logged) for one in rows}
    inspected, logged = (sum(pair[place] for pair in found.values()) for place in (0, 1))
    return {None: rules.per_cent(inspected, logged)} | {
        branch: rules.per_cent(*pair) for branch, pair in found.items()
    }


def is_complete(figures: Figures | None) -> bool:
    return figures is not None and bool(figures["owed"]) and not figures["missing"]


def _compare_complete(row: Figures, now: Figures, before: Figures, year_ago: Figures) -> None:
    for name, then in (("change", before), ("year_change", year_ago)):
        if row["code"] not in COMPARED or not (is_complete(now) and is_complete(then)):
            row[name] = "—"


def _by_branch(
    found: Sequence[Sequence[Figures]], coverage: dict[int | None, Any]
) -> list[Figures]:
    now, before, year_ago = ({one["id"]: one for one in rows} for rows in found)
    lines = []
    for key, one in now.items():
        for name, then in (("change", before.get(key)), ("year_change", year_ago.get(key))):
            both = then is not None and is_complete(one) and is_complete(then)
            one[name] = change(one["revenue"], then["revenue"]) if then and both else "—"
        lines.append(_line(str(key), one["name"], one | {"coverage": coverage.get(key)}))
    return lines


def _by_line(month: date) -> list[Figures]:
    found = ((line, trend(month, Scope(line=line.pk), 1)[0]) for line in ProductLine.objects.all())
    return [_line(line.code, line.name, one) for line, one in found if one["owed"]]


def _line(key: str, label: str, figures: Figures) -> Figures:
    values = [text(figures.get(code), kind) for code, __, kind in MEASURES]
    coverage = text(figures.get("coverage"), COVERAGE[2])
    compared = [figures["change"], figures["year_change"]]
    return {"key": key, "label": label, "values": [*values, *compared, coverage]}


STATISTICS = MonthlyStatistics(
    code=REPORT, label=_("大客户月报"), article="R6.5", compute=compute, submit_role=MANAGER,
    drawn=("revenue",),
)  # fmt: skip

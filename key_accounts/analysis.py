"""Analysis of what key accounts post, a statement each however many there are (R6.5).

A month of an account is known when every product owed for it is; what isn't known is never zero, is
not compared and raises no alert. Corrections count in the month they correct.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from foundation.monthly.comparing import change, earlier
from foundation.people.models import User
from key_accounts import policies
from key_accounts.models import Account
from key_accounts.scope import sees_all

MONTHS = 12
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Scope:
    """Of which accounts, at which branch, of which product; ``None``: of all."""

    accounts: list[int] | None = None
    branch: int | None = None
    line: int | None = None

    def given(self, first: date, month: date) -> dict[str, Any]:
        return {
            "accounts": self.accounts, "branch": self.branch, "line": self.line, "first": first,
            "month": month,
        }  # fmt: skip

    @property
    def posted(self) -> str:
        """Where a statement about what was posted begins: at the sums, if it is of all products."""
        return SUMS if self.line is None else LINES


def accounts_of(user: User) -> list[int] | None:
    if sees_all(user):
        return None
    return list(Account.objects.visible_to(user).values_list("pk", flat=True))


# What is owed, and what was posted of it: inlined, so that PostgreSQL works on it in parallel.
USES = """
WITH uses AS NOT MATERIALIZED (
    SELECT * FROM key_accounts_productuse
    WHERE (%(accounts)s::bigint[] IS NULL OR account_id = ANY (%(accounts)s::bigint[]))
        AND (%(branch)s::bigint IS NULL OR branch_id = %(branch)s::bigint)
        AND (%(line)s::bigint IS NULL OR line_id = %(line)s::bigint)
)
"""
# Of a product that was missing, the first correction makes the month known.
LINES = (
    USES
    + """
, posted AS NOT MATERIALIZED (
    SELECT account_id, branch_id, line_id, month, 1 AS known, items, weight, revenue
    FROM key_accounts_usage JOIN uses ON uses.id = use_id
    WHERE month BETWEEN %(first)s AND %(month)s
    UNION ALL
    SELECT account_id, branch_id, line_id, month, CASE WHEN EXISTS (
            SELECT FROM key_accounts_usage AS entered
            WHERE entered.use_id = corrected.use_id AND entered.month = corrected.month
        ) OR EXISTS (
            SELECT FROM key_accounts_correction AS before
            WHERE before.use_id = corrected.use_id AND before.month = corrected.month
                AND before.id < corrected.id
        ) THEN 0 ELSE 1 END, items, weight, revenue
    FROM key_accounts_correction AS corrected JOIN uses ON uses.id = use_id
    WHERE month BETWEEN %(first)s AND %(month)s
)
"""
)
SUMS = (
    USES
    + """
, posted AS NOT MATERIALIZED (
    SELECT account_id, branch_id, month, known, items, weight, revenue FROM key_accounts_monthsum
    WHERE month BETWEEN %(first)s AND %(month)s
        AND (%(accounts)s::bigint[] IS NULL OR account_id = ANY (%(accounts)s::bigint[]))
        AND (%(branch)s::bigint IS NULL OR branch_id = %(branch)s::bigint)
)
"""
)

# {paid}, {owed}: a column for each month that is judged; it is known when they are equal.
JUDGED = """
, paid AS (
    SELECT account_id, {paid}, sum(revenue) FILTER (WHERE month = %(month)s) AS now,
        sum(revenue) FILTER (WHERE month = %(previous)s) AS previous,
        sum(revenue) FILTER (WHERE month = %(first)s) AS year_ago,
        sum(revenue) FILTER (WHERE month BETWEEN %(quarter)s AND %(previous)s) AS before,
        sum(revenue) FILTER (WHERE month > %(first)s) AS year,
        sum(items + revenue) FILTER (WHERE month >= %(quiet)s) AS lately
    FROM posted GROUP BY account_id
), owed AS (
    SELECT account_id, {owed} FROM uses GROUP BY account_id
), figures AS (
    SELECT account_id, year, CASE WHEN {known_0} THEN now END AS revenue,
        CASE WHEN {known_1} THEN previous END AS previous,
        CASE WHEN {known_12} THEN year_ago END AS year_ago,
        CASE WHEN {known_1} AND {known_2} AND {known_3} THEN before END AS before,
        coalesce(lately = 0 AND {known_lately}, false) AS is_dormant,
        owed_0 > coalesce(paid_0, 0) AS is_unknown
    FROM owed LEFT JOIN paid USING (account_id)
    WHERE owed_0 > 0 OR year IS NOT NULL
), ranked AS (
    SELECT figures.*, matter.number, matter.title AS name, sum(year) OVER () AS whole,
        sum(year) OVER (
            ORDER BY year DESC NULLS LAST, matter.number ROWS UNBOUNDED PRECEDING) - year AS ahead
    FROM figures JOIN process_matter AS matter ON matter.id = account_id
), judged AS (
    SELECT account_id, number, name, year, revenue, previous, year_ago, before / 3 AS mean,
        is_dormant, is_unknown,
        coalesce(before > 0 AND revenue * 300 < before * (100 - %(drop)s), false) AS is_drop,
        CASE WHEN year IS NULL OR whole = 0 THEN ''
            WHEN ahead * 100 < whole * %(a)s THEN 'A'
            WHEN ahead * 100 < whole * %(b)s THEN 'B' ELSE 'C' END AS class
    FROM ranked
)
"""

# One row a class, then the accounts of the page.
ACCOUNTS = """
SELECT class, NULL AS account_id, NULL AS number, NULL AS name, sum(year) AS year, sum(revenue) AS revenue,
    NULL AS previous, NULL AS year_ago, NULL AS mean, count(*) FILTER (WHERE is_dormant) AS dormant,
    count(*) FILTER (WHERE is_drop) AS drops, count(*) AS accounts,
    count(*) FILTER (WHERE is_unknown) AS unknown
FROM judged GROUP BY class
UNION ALL (
    SELECT class, account_id, number, name, year, revenue, previous, year_ago, mean, is_dormant::int,
        is_drop::int, count(*) OVER (), is_unknown::int
    FROM judged
    WHERE CASE %(show)s WHEN 'drop' THEN is_drop WHEN 'dormant' THEN is_dormant
        WHEN 'unknown' THEN is_unknown WHEN '' THEN true ELSE class = %(show)s END
    ORDER BY year DESC NULLS LAST, number LIMIT %(size)s OFFSET %(skip)s
)
"""

TREND = """
, paid AS (
    SELECT month, sum(known) AS known, sum(items) AS items, sum(weight) AS weight,
        sum(revenue) AS revenue
    FROM posted GROUP BY month
), owed AS (
    SELECT month, coalesce(sum(lines), 0)::bigint AS owed
    FROM (
        SELECT month::date FROM generate_series(%(first)s::date, %(month)s::date, '1 month') AS month
    ) AS months
    LEFT JOIN (SELECT since, until, count(*) AS lines FROM uses GROUP BY 1, 2) AS alike
        ON since <= month AND (until IS NULL OR until >= month)
    GROUP BY month
)
SELECT month, owed, owed - coalesce(known, 0) AS missing, items, weight, revenue
FROM owed LEFT JOIN paid USING (month) ORDER BY month
"""

SHARES = """
, sums AS (
    SELECT line_id, branch_id, sum(items) AS items, sum(weight) AS weight, sum(revenue) AS revenue
    FROM posted GROUP BY line_id, branch_id
)
SELECT CASE WHEN grouping(line.id) = 0 THEN 'line' ELSE 'branch' END AS dimension,
    coalesce(line.name, place.name) AS name, sum(items) AS items, sum(weight) AS weight,
    sum(revenue) AS revenue
FROM sums
JOIN key_accounts_productline AS line ON line.id = line_id
JOIN people_department AS place ON place.id = branch_id
GROUP BY GROUPING SETS ((line.id, line.name), (place.id, place.name))
ORDER BY revenue DESC, name
"""


def rows(sql: str, given: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def limits(month: date) -> dict[str, Any]:
    """The months that are looked at, and the values of that time."""
    quiet_months = policies.DORMANT_MONTHS.value(month)
    return {
        "previous": earlier(month, 1),
        "quarter": earlier(month, 3),
        "quiet": earlier(month, quiet_months - 1),
        "quiet_months": quiet_months,
        "drop": policies.DROP_PERCENT.value(month),
        "a": policies.CLASS_A.value(month),
        "b": policies.CLASS_B.value(month),
    }


def judging(month: date, scope: Scope) -> str:
    """``judged``: a row for each account of the scope that owes something, or did."""
    lately = range(policies.DORMANT_MONTHS.value(month))
    months = {back: earlier(month, back) for back in sorted({0, 1, 2, 3, MONTHS, *lately})}
    known = {f"known_{back}": f"paid_{back} = owed_{back}" for back in months}
    paid = [
        f"sum(known) FILTER (WHERE month = '{one}') AS paid_{back}" for back, one in months.items()
    ]
    owed = [
        f"count(*) FILTER (WHERE since <= '{one}' AND (until IS NULL OR until >= '{one}'))"
        f" AS owed_{back}"
        for back, one in months.items()
    ]
    return scope.posted + JUDGED.format(
        paid=", ".join(paid), owed=", ".join(owed),
        known_lately=" AND ".join(known[f"known_{back}"] for back in lately), **known,
    )  # fmt: skip


@dataclass(slots=True)
class Analysis:
    """``classes``: accounts and revenue of A, B, C and of those without any; ``accounts``: a page."""

    classes: dict[str, dict[str, Any]] = field(default_factory=dict)
    accounts: list[dict[str, Any]] = field(default_factory=list)
    found: int = 0

    def count(self, what: str) -> int:
        return sum(one[what] for one in self.classes.values())


def analyse(
    month: date, scope: Scope, *, show: str = "", size: int = A_PAGE, skip: int = 0
) -> Analysis:
    given = scope.given(earlier(month, MONTHS), month) | limits(month)
    analysis = Analysis()
    for row in rows(
        judging(month, scope) + ACCOUNTS, given | {"show": show, "size": size, "skip": skip}
    ):
        if row["account_id"] is None:
            analysis.classes[row["class"]] = row
        else:
            analysis.accounts.append(row | _compared(row))
    analysis.accounts.sort(key=lambda one: (-(one["year"] or Decimal(-1)), one["number"]))
    analysis.found = analysis.accounts[0]["accounts"] if analysis.accounts else 0
    return analysis


def _compared(row: dict[str, Any]) -> dict[str, str]:
    return {
        "change": change(row["revenue"], row["previous"]),
        "year_change": change(row["revenue"], row["year_ago"]),
        "mean_change": change(row["revenue"], row["mean"]),
    }


def trend(month: date, scope: Scope, months: int = MONTHS) -> list[dict[str, Any]]:
    """The last months, each compared with the one before and the same of last year: only where
    nothing is missing in either."""
    found = rows(scope.posted + TREND, scope.given(earlier(month, months - 1 + MONTHS), month))
    for place, row in enumerate(found):
        row["is_known"] = bool(row["owed"]) and not row["missing"]
        for name, back in (("change", 1), ("year_change", MONTHS)):
            then = found[place - back] if place >= back else None
            both = then is not None and row["is_known"] and then["is_known"]
            row[name] = change(row["revenue"], then["revenue"]) if then and both else "—"
    return found[-months:]


def shares(first: date, month: date, scope: Scope) -> dict[str, list[dict[str, Any]]]:
    """By product and by branch, with their share of the revenue in per cent."""
    found = rows(LINES + SHARES, scope.given(first, month))
    by = {name: [one for one in found if one["dimension"] == name] for name in ("line", "branch")}
    for listed in by.values():
        _share(listed)
    return by


def _share(listed: Sequence[dict[str, Any]]) -> None:
    whole = sum(one["revenue"] for one in listed)
    for one in listed:
        one["share"] = round(100 * one["revenue"] / whole, 1) if whole else None


def usage_of(account: Account, month: date) -> dict[str, Any]:
    """The last twelve months of one account, and by what and where."""
    scope = Scope(accounts=[account.pk])
    months = trend(month, scope)
    known = [one["revenue"] for one in months if one["revenue"] is not None]
    return {
        "month": month,
        "months": months,
        "year": sum(known) if known else None,
        "shares": shares(earlier(month, MONTHS - 1), month, scope),
    }

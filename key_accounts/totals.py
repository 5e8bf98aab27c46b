"""What the branches have entered for a month, a statement for all of them (R6.5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from foundation.monthly.declarations import next_month
from foundation.people.models import Department, User
from key_accounts.analysis import rows
from key_accounts.models import Account, ProductUse
from key_accounts.scope import at_their_branches, sees_all

BRANCHES = """
WITH known AS (
    SELECT use_id, sum(items) AS items, sum(weight) AS weight, sum(revenue) AS revenue
    FROM (
        SELECT use_id, items, weight, revenue FROM key_accounts_usage WHERE month = %(month)s
        UNION ALL
        SELECT use_id, items, weight, revenue FROM key_accounts_correction WHERE month = %(month)s
    ) AS entered
    GROUP BY use_id
), bare AS (
    SELECT branch_id, count(*) AS accounts FROM key_accounts_account AS account
    WHERE confirmed_on < %(after)s AND state <> 'closed'
        AND NOT EXISTS (SELECT FROM key_accounts_productuse WHERE account_id = account.matter_id)
    GROUP BY branch_id
), used AS (
    SELECT branch_id, count(*) AS owed,
        count(*) FILTER (WHERE known.use_id IS NULL) AS missing, sum(known.items) AS items,
        sum(known.weight) AS weight, sum(known.revenue) AS revenue
    FROM key_accounts_productuse AS used LEFT JOIN known ON known.use_id = used.id
    WHERE known.use_id IS NOT NULL
        OR (since <= %(month)s AND (until IS NULL OR until >= %(month)s))
    GROUP BY branch_id
)
SELECT place.id, place.name, coalesce(used.owed, 0) + coalesce(bare.accounts, 0) AS owed,
    coalesce(used.missing, 0) + coalesce(bare.accounts, 0) AS missing, used.items, used.weight,
    used.revenue, sheet.saved_at
FROM people_department AS place
LEFT JOIN used ON used.branch_id = place.id
LEFT JOIN bare ON bare.branch_id = place.id
LEFT JOIN key_accounts_usagesheet AS sheet
    ON sheet.branch_id = place.id AND sheet.month = %(month)s
WHERE (used.branch_id IS NOT NULL OR bare.branch_id IS NOT NULL) AND place.id = ANY (%(places)s)
ORDER BY coalesce(used.missing, 0) + coalesce(bare.accounts, 0) = 0, place.path
"""


def branches_in(month: date, places: Any) -> list[dict[str, Any]]:
    """Each of the branches: lines owed and missing, what is known, when it was saved."""
    given: dict[str, Any] = {"month": month, "after": next_month(month), "places": list(places)}
    return rows(BRANCHES, given)


def places_of(user: User) -> Any:
    """The keys of the branches whose sheets the user sees."""
    if sees_all(user):
        return Department.objects.values_list("pk", flat=True)
    mine = at_their_branches(user)
    uses = ProductUse.objects.filter(mine).values_list("branch", flat=True)
    return uses.union(Account.objects.filter(mine).values_list("branch", flat=True))

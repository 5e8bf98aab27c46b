"""How the database keeps ``MonthSum`` with every row that is entered, changed or corrected.

A trigger, so that whoever writes a row can't forget its sum: an act, an import, its undoing.
"""

from __future__ import annotations

from typing import Any

import pgtrigger

# Reckoned anew, not by what was added: so a sum can't drift from its lines. Two who write other
# products of the same account wait for each other; whoever comes second sees the first one's rows,
# since each statement of the function looks anew.
_SUM_UP = """
PERFORM FROM key_accounts_productuse AS used WHERE EXISTS (
    SELECT FROM changed JOIN key_accounts_productuse AS own ON own.id = changed.use_id
    WHERE own.account_id = used.account_id AND own.branch_id = used.branch_id
) ORDER BY used.id FOR NO KEY UPDATE;
MERGE INTO key_accounts_monthsum AS kept USING (
    SELECT account_id, branch_id, touched.month, count(DISTINCT posted.use_id) AS known,
        sum(items) AS items, sum(weight) AS weight, sum(revenue) AS revenue
    FROM (
        SELECT DISTINCT account_id, branch_id, month
        FROM changed JOIN key_accounts_productuse AS used ON used.id = changed.use_id
    ) AS touched
    JOIN key_accounts_productuse AS used USING (account_id, branch_id)
    LEFT JOIN (
        SELECT use_id, month, items, weight, revenue FROM key_accounts_usage
        UNION ALL SELECT use_id, month, items, weight, revenue FROM key_accounts_correction
    ) AS posted ON posted.use_id = used.id AND posted.month = touched.month
    GROUP BY account_id, branch_id, touched.month
) AS fresh ON kept.month = fresh.month AND kept.account_id = fresh.account_id
    AND kept.branch_id = fresh.branch_id
WHEN MATCHED AND fresh.known = 0 THEN DELETE
WHEN MATCHED THEN UPDATE SET known = fresh.known, items = fresh.items, weight = fresh.weight,
    revenue = fresh.revenue
WHEN NOT MATCHED AND fresh.known > 0 THEN INSERT
    (account_id, branch_id, month, known, items, weight, revenue)
    VALUES (fresh.account_id, fresh.branch_id, fresh.month, fresh.known, fresh.items, fresh.weight,
        fresh.revenue);
RETURN NULL;
"""


def sums_up(*operations: pgtrigger.Operation) -> list[pgtrigger.Trigger]:
    """Once a statement, for rows of which neither ``use`` nor ``month`` ever changes."""
    referencing: Any = pgtrigger.Referencing
    return [
        pgtrigger.Trigger(
            name=f"sum_up_{operation}".lower(),
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=referencing(
                **{"old" if operation == pgtrigger.Delete else "new": "changed"}
            ),
            func=_SUM_UP,
        )
        for operation in operations
    ]

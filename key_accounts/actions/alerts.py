"""Telling the leads what the last months show: revenue that dropped, accounts that stopped (R6.5)."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.urls import reverse

from foundation import clock
from foundation.monthly.comparing import earlier
from foundation.monthly.declarations import previous_month
from foundation.notifications.outbox import post
from key_accounts.analysis import MONTHS, Scope, judging, limits

LOOKED_AT = 2  # the last month and the one before, for figures that come late

# A drop is told of each month; that an account posts nothing, when it begins.
_FOUND = """
, alerts AS (
    SELECT account_id, 'drop' AS kind, revenue, mean FROM judged WHERE is_drop
    UNION ALL
    SELECT account_id, 'dormant', revenue, coalesce(mean, 0) FROM judged WHERE is_dormant
        AND NOT EXISTS (
            SELECT FROM key_accounts_usagealert AS told WHERE told.account_id = judged.account_id
                AND told.month = %(previous)s AND told.kind = 'dormant')
)
INSERT INTO key_accounts_usagealert (account_id, month, kind, revenue, mean, at)
SELECT alerts.account_id, %(month)s, kind, alerts.revenue, round(mean, 2), %(now)s
FROM alerts JOIN key_accounts_account AS account ON account.matter_id = alerts.account_id
WHERE account.state <> 'closed'
ON CONFLICT DO NOTHING
RETURNING id
"""

# Each lead in one notice, with what is new.
_TOLD = """
SELECT account.lead_id AS recipient_id, 'key_accounts/usage_alerts' AS template,
    jsonb_build_object('month', to_char(%(month)s::date, 'YYYY-MM'), 'accounts', jsonb_agg(
        jsonb_build_object('number', matter.number, 'name', customer.name, 'kind', told.kind,
            'revenue', told.revenue::text, 'mean', told.mean::text)
        ORDER BY told.kind, matter.number)) AS context,
    %(url)s AS url, 'R6.5' AS article, false AS at_once, false AS as_digest,
    'usage_alerts:' || min(told.id) AS dedupe
FROM key_accounts_usagealert AS told
JOIN key_accounts_account AS account ON account.matter_id = told.account_id
JOIN process_matter AS matter ON matter.id = told.account_id
JOIN customers_customer AS customer ON customer.id = account.customer_id
WHERE told.id = ANY (%(alerts)s)
GROUP BY account.lead_id
"""


def alert_leads() -> int:
    """How many alerts are new; called again it does nothing."""
    last = previous_month(clock.today())
    return sum(_alert(earlier(last, back)) for back in reversed(range(LOOKED_AT)))


@transaction.atomic
def _alert(month: date) -> int:
    all_accounts = Scope()
    given = all_accounts.given(earlier(month, MONTHS), month) | limits(month)
    with connection.cursor() as cursor:
        cursor.execute(judging(month, all_accounts) + _FOUND, given | {"now": clock.now()})
        alerts = [key for (key,) in cursor.fetchall()]
    if alerts:
        post(
            _TOLD,
            month=month,
            alerts=alerts,
            url=f"{reverse('key_accounts:analysis')}?month={month:%Y-%m}",
        )
    return len(alerts)

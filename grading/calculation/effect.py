"""What came of a campaign: orders within some days of the first contact (R3.B2)."""

from __future__ import annotations

from typing import Any

from django.db import connection

# The window of each customer begins with the first contact and lasts so many days after it.
EFFECT = """
WITH touched AS (
    SELECT customer_id, min(touched_on) AS since, min(touched_on) + %(days)s AS until,
           count(*) AS contacts
    FROM grading_touchpoint
    WHERE campaign_id = %(campaign)s AND voided_at IS NULL GROUP BY customer_id
), bought AS (
    SELECT t.customer_id, min(l.dated_on) >= t.since AND min(l.dated_on) <= t.until AS is_new,
           count(DISTINCT l.order_no) FILTER (WHERE l.dated_on BETWEEN t.since AND t.until)
               AS orders,
           sum(l.amount) FILTER (WHERE l.dated_on BETWEEN t.since AND t.until) AS amount
    FROM touched t
    JOIN grading_orderline l ON l.customer_id = t.customer_id AND l.cancelled_at IS NULL
    GROUP BY t.customer_id, t.since, t.until
)
SELECT coalesce(sum(t.contacts), 0) AS contacts, count(t.customer_id) AS customers,
       count(*) FILTER (WHERE b.is_new) AS new_customers,
       count(*) FILTER (WHERE b.orders > 0) AS buyers,
       coalesce(sum(b.orders), 0) AS orders, coalesce(sum(b.amount), 0) AS amount
FROM touched t LEFT JOIN bought b USING (customer_id)
"""


def effect_of(campaign: int, days: int) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(EFFECT, {"campaign": campaign, "days": days})
        names = [column.name for column in cursor.description or ()]
        return dict(zip(names, cursor.fetchone() or (), strict=True))

"""The analysis of all key accounts' usage beside the bare sums it rests on."""

from __future__ import annotations

from django.test import Client

from foundation.people.models import User
from tests.bench.figures import FIGURES, Bench, Figure, Times, sql, taken
from tests.bench.scale import ACCOUNTS

# By hand, without asking what is missing, owed or corrected.
MONTHS = """
SELECT month, sum(items), sum(weight), sum(revenue) FROM key_accounts_usage
WHERE month BETWEEN '2024-11-01' AND '2026-10-01' GROUP BY month
"""
SHARES = """
SELECT line_id, branch_id, sum(items), sum(weight), sum(revenue)
FROM key_accounts_usage JOIN key_accounts_productuse AS used ON used.id = use_id
WHERE month = '2026-10-01' GROUP BY GROUPING SETS ((line_id), (branch_id))
"""
LARGEST = """
SELECT account_id, number, sum(revenue) AS year,
    sum(revenue) FILTER (WHERE month = '2026-10-01'),
    sum(revenue) FILTER (WHERE month = '2026-09-01'),
    sum(revenue) FILTER (WHERE month = '2025-10-01'),
    avg(revenue) FILTER (WHERE month BETWEEN '2026-07-01' AND '2026-09-01'),
    count(*) FILTER (WHERE month >= '2026-08-01' AND items = 0),
    sum(sum(revenue)) OVER (ORDER BY sum(revenue) DESC, number)
FROM key_accounts_usage JOIN key_accounts_productuse AS used ON used.id = use_id
JOIN process_matter ON process_matter.id = account_id
WHERE month BETWEEN '2025-10-01' AND '2026-10-01'
GROUP BY account_id, number ORDER BY year DESC LIMIT 50
"""


def bench_analysis(posted: Bench) -> None:
    def by_hand() -> Times:
        runs = [sql(statement) for statement in (MONTHS, SHARES, LARGEST)]
        return taken(lambda: [run() for run in runs], turns=3, warm=1)

    def page() -> Times:
        client = Client()
        client.force_login(
            User.objects.get(employee_number="kmgr"),
            backend="foundation.people.sign_in.PersonBackend",
        )

        def look() -> None:
            answer = client.get("/key-accounts/analysis/?month=2026-10")
            assert answer.status_code == 200 and "DKH-" in answer.content.decode()

        return taken(look, turns=3, warm=1)

    floor = posted.measured("large", by_hand)
    times = posted.measured("large", page)
    name = f"analysis of {ACCOUNTS:,} key accounts, 36 months, 5 products"
    met = times.median <= 3 * floor.median
    FIGURES.add(Figure(name, "3x by hand", met, times, floor))

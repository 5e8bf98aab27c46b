"""What other weights would do, by what the newest run found; nothing is written."""

from __future__ import annotations

from django.db import connection

from grading.calculation import statements
from grading.calculation.run import parameters
from grading.models import GradingRun
from grading.rules import Rules

# The run's own inputs and ranks, scored and weighed anew; windows stay those of the run.
WHAT_IF = f"""
SELECT was, now, count(*) FROM (
    SELECT scored.grade AS was, {statements.GRADE} AS now
    FROM (
        SELECT is_new, grade, {statements.CREDIT_SCORE} AS credit_score, orders_score,
               prospects_score, profit_score
        FROM grading_customergrade WHERE run_id = %(run)s
    ) AS scored {statements.WEIGHED}
) AS graded
GROUP BY was, now
"""


def what_if(run: GradingRun, rules: Rules) -> dict[tuple[str, str], int]:
    """How many customers would go from which grade to which."""
    with connection.cursor() as cursor:
        cursor.execute(WHAT_IF, {"run": run.pk, **parameters(rules, run.as_of)})
        return {(was, now): count for was, now, count in cursor.fetchall()}

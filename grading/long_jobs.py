"""What may take minutes: the monthly run over everybody."""

from celery import shared_task

from foundation.policies.reading import read_once
from grading import actions


@shared_task  # type: ignore[untyped-decorator]
def grade_last_month() -> bool:
    """Early every day: on the 1st last month's, later on only if downtime left it out."""
    with read_once():
        return actions.grade_last_month() is not None

from celery import shared_task

from foundation.monthly.actions import compute_due


@shared_task
def compute_statistics() -> int:
    """Early every day: on the 1st last month's forms, later on only what downtime left out."""
    return len(compute_due())

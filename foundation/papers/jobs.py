"""Celery jobs of the papers that take no time."""

from celery import shared_task

from foundation.papers import work


@shared_task
def resume_work() -> int:
    """Every few seconds: announce works no worker holds (lost message, dead worker)."""
    return work.announce_claimable()

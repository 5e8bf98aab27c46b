from celery import shared_task

from foundation.duties.generator import open_due


@shared_task
def open_duties() -> int:
    """What has become due to be dealt with since midnight; called again it does nothing."""
    return open_due()

from celery import shared_task

from foundation.operations import retention


@shared_task
def purge_notices_and_mails() -> int:
    """Daily: read notices and sent mails whose time is over."""
    return sum(retention.purge())

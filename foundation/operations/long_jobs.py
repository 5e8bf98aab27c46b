from celery import shared_task

from foundation.operations import backup_runs, retention


@shared_task
def purge() -> int:
    """Daily: read notices, sent mails and keys of forms whose time is over."""
    return sum(retention.purge())


@shared_task
def back_up() -> bool:
    """Every hour: the day's backup, once; again until it succeeds."""
    return backup_runs.run_if_due()

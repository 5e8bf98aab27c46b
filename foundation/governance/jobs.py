from celery import shared_task

from foundation.governance import leaving


@shared_task
def close_accounts() -> int:
    return leaving.close_accounts()

"""Celery jobs of the papers that may take long: run a work, rescan what is held, tidy up."""

from celery import shared_task

from foundation.papers import attachments, work


@shared_task
def run_work(work_id: int) -> bool:
    return work.perform(work_id)


@shared_task
def clear_results() -> int:
    """Daily: remove the files of works that ended long ago."""
    return work.clear_results()


@shared_task
def clear_orphans() -> int:
    """Daily: remove files that no attachment refers to."""
    return attachments.clear_orphans()


@shared_task
def rescan_held() -> int:
    """Every few minutes: scan what could not be scanned when it arrived."""
    return attachments.rescan()

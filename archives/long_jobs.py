"""Celery jobs of the archives that may take long."""

from celery import shared_task

from archives import originals


@shared_task  # type: ignore[untyped-decorator]
def read_originals() -> int:
    """Every minute: the text of electronic originals that came in."""
    return originals.read_all()

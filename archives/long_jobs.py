"""Celery jobs of the archives that may take long."""

from celery import shared_task

from archives import originals
from archives.actions.links_to_originals import end_links


@shared_task  # type: ignore[untyped-decorator]
def read_originals() -> int:
    """Every minute: the text of electronic originals that came in."""
    return originals.read_all()


@shared_task  # type: ignore[untyped-decorator]
def end_electronic_loans() -> int:
    """After midnight: those whose last day is over."""
    return end_links()

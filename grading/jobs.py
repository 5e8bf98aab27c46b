from celery import shared_task

from grading import actions


@shared_task  # type: ignore[untyped-decorator]
def end_overrides() -> int:
    """Every hour: grades set by hand whose last day is over."""
    return actions.end_overrides()

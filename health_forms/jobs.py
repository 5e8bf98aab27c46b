from celery import shared_task

from health_forms import actions


@shared_task  # type: ignore[untyped-decorator]
def remind() -> int:
    """Every few minutes of the morning: whom has not been told today what is due."""
    return actions.remind()


@shared_task  # type: ignore[untyped-decorator]
def list_owed() -> int:
    """Every quarter of an hour: visits that come due lie in the inbox."""
    return actions.list_owed()

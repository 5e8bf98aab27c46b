from celery import shared_task

from visits import actions


@shared_task  # type: ignore[untyped-decorator]
def delete_check_ins() -> int:
    """Daily: places whose time is over."""
    return actions.delete_old_check_ins()

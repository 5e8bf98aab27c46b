from celery import shared_task

from key_accounts import actions


@shared_task  # type: ignore[untyped-decorator]
def draw_samples() -> int:
    """Daily: the revisits to be inspected, of every branch for which that is not done."""
    return actions.draw_samples()


@shared_task  # type: ignore[untyped-decorator]
def watch_contacts() -> int:
    """Daily: accounts that nobody was in contact with for long."""
    return actions.watch_contacts()


@shared_task  # type: ignore[untyped-decorator]
def remind_of_training() -> int:
    """Daily: whose training will soon be a year ago."""
    return actions.remind_of_training()

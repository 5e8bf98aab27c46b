from celery import shared_task

from foundation import clock
from foundation.monthly.declarations import previous_month
from visits import actions
from visits.figures import STATISTICS


@shared_task  # type: ignore[untyped-decorator]
def delete_check_ins() -> int:
    """Daily: places whose time is over."""
    return actions.delete_old_check_ins()


@shared_task  # type: ignore[untyped-decorator]
def close_plans() -> int:
    """Daily: those of the months whose assessment was due yesterday or before."""
    month = previous_month(clock.today())
    if STATISTICS.submit_duty.due_on(month) >= clock.today():
        month = previous_month(month)
    return actions.close_assessed(month)

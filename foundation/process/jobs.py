from celery import shared_task

from foundation.process.sweep import sweep


@shared_task
def sweep_deadlines() -> int:
    """Every few minutes: reminders, escalation, violations."""
    return sweep().tasks

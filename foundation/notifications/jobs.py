"""What the worker does: every half minute (config/schedule.py), and on a hint after commit.

Every job may run twice and at the same time as itself; what it does it finds in the database.
"""

from celery import shared_task

from foundation.notifications import composing, sending


@shared_task
def compose_mails() -> None:
    if composing.compose_due():
        send_mails.delay()


@shared_task
def send_mails() -> None:
    sending.send_due()

"""What the worker does. ``SCHEDULE`` goes into config/schedule.py.

Every job may run twice and at the same time as itself; what it does it finds in the database.
"""

from celery import shared_task

from foundation.notifications import composing, sending

# Seconds. Hints after commit make mails quicker; this finds whatever a hint missed.
SCHEDULE = {
    "compose-mails": {
        "task": "notifications.compose_mails",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "send-mails": {
        "task": "notifications.send_mails",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
}


@shared_task(name="notifications.compose_mails", ignore_result=True)
def compose_mails() -> None:
    if composing.compose_due():
        send_mails.delay()


@shared_task(name="notifications.send_mails", ignore_result=True)
def send_mails() -> None:
    sending.send_due()

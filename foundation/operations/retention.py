"""Read notices, sent mails, keys of sent forms go when their time is over; what is unsent or
unread stays.

Batch by batch along the key, each in its own transaction: old rows have low keys, so a day's purge
reads the table once, and what another process holds is left for the next day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import connection, transaction

from foundation import clock
from foundation.operations import policies

BATCH = 5_000

# A mail may still tell of it as long as none went and one is due, or the one composed waits.
_READ_NOTICES = """
DELETE FROM notifications_notice WHERE id IN (
    SELECT notice.id FROM notifications_notice AS notice
    LEFT JOIN notifications_mail AS mail ON mail.id = notice.mail_id
    WHERE notice.id > %(after)s AND notice.created_at < %(before)s AND notice.read_at < %(before)s
        AND CASE WHEN mail.id IS NULL THEN notice.mail_after IS NULL ELSE mail.state = 'sent' END
    ORDER BY notice.id LIMIT %(batch)s FOR UPDATE OF notice SKIP LOCKED
) RETURNING id
"""
_SENT_MAILS = """
SELECT id FROM notifications_mail
WHERE id > %(after)s AND state = 'sent' AND sent_at < %(before)s
ORDER BY id LIMIT %(batch)s FOR UPDATE SKIP LOCKED
"""
# A letter has no reader in the system: it goes with its mail. An unread notice stays without it,
# and is told: were ``mail_after`` left, it would be due for a mail again.
_LETTERS = (
    "DELETE FROM notifications_notice WHERE mail_id = ANY(%(mails)s) AND recipient_id IS NULL"
)
_DETACH = """
UPDATE notifications_notice SET mail_id = NULL, mail_after = NULL WHERE mail_id = ANY(%(mails)s)
"""
# Only a form that lay open all this time could be sent again; its ``seen`` still stops it.
SUBMISSION_DAYS = 90
_SUBMISSIONS = """
DELETE FROM process_submission WHERE id IN (
    SELECT id FROM process_submission WHERE id > %(after)s AND created_at < %(before)s
    ORDER BY id LIMIT %(batch)s FOR UPDATE SKIP LOCKED
) RETURNING id
"""
_MAILS = "DELETE FROM notifications_mail WHERE id = ANY(%(mails)s)"


def purge() -> tuple[int, int, int]:
    """How many notices, mails and keys of forms went."""
    now = clock.now()
    read = now - timedelta(days=policies.READ_NOTICE_DAYS.value())
    sent = now - timedelta(days=policies.SENT_MAIL_DAYS.value())
    entered = now - timedelta(days=SUBMISSION_DAYS)
    return (
        _walk(partial(_purge_rows, _READ_NOTICES), read),
        _walk(_purge_mails, sent),
        _walk(partial(_purge_rows, _SUBMISSIONS), entered),
    )


def _walk(batch: Callable[[int, datetime], list[int]], before: datetime) -> int:
    total = after = 0
    while gone := batch(after, before):
        total, after = total + len(gone), max(gone)
    return total


@transaction.atomic
def _purge_rows(statement: str, after: int, before: datetime) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"after": after, "before": before, "batch": BATCH})
        return [key for (key,) in cursor.fetchall()]


@transaction.atomic
def _purge_mails(after: int, before: datetime) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_SENT_MAILS, {"after": after, "before": before, "batch": BATCH})
        mails = [key for (key,) in cursor.fetchall()]
        if mails:
            for statement in (_LETTERS, _DETACH, _MAILS):
                cursor.execute(statement, {"mails": mails})
    return mails

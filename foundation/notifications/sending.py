"""Mails are handed to the SMTP server, each at least once, always under its own Message-ID.

A sender claims a few mails with a lease, hands them over one connection, and commits each as sent
at once. If it is killed, the lease runs out and another sends what is left; only a mail whose
acceptance was not yet committed can go out twice, then under the same Message-ID.
"""

import logging
import smtplib
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.db.models import F, OuterRef, QuerySet, Subquery

from foundation import clock
from foundation.notifications.models import Mail
from foundation.people.models import User

log = logging.getLogger(__name__)

AT_A_TIME = 20
LEASE = timedelta(seconds=60)
# A mail is not begun when less than this is left of the lease: the server may be slow.
MARGIN = timedelta(seconds=30)
# One run gives its worker back after this, the next run goes on.
RUN_SECONDS = 25.0
# Senders at a time in all workers together; the number names their locks in PostgreSQL.
SENDERS = 2
_SENDING = 20260

FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=2)

_CLAIM = """
WITH due AS MATERIALIZED (
    SELECT id FROM notifications_mail
    WHERE state = 'waiting' AND next_try_at <= %(now)s
        AND (claimed_until IS NULL OR claimed_until <= %(now)s)
    ORDER BY next_try_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
UPDATE notifications_mail AS mail
SET claimed_until = %(until)s, attempts = attempts + 1
FROM due WHERE mail.id = due.id
RETURNING mail.*
"""


class ServerUnreachable(Exception):
    """Not this mail's fault: the server does not take any mail now."""


def send_due() -> int:
    """Send until nothing is due, the server is away, or the run's time is over; how many went."""
    sent = 0
    ends = time.monotonic() + RUN_SECONDS
    with _one_of_the_senders() as ours:
        while ours and time.monotonic() < ends and (mails := claim()):
            try:
                sent += send_batch(mails)
            except ServerUnreachable as error:
                log.warning("mail server unreachable, mails wait: %s", error)
                break
    return sent


@contextmanager
def _one_of_the_senders() -> Iterator[bool]:
    """Whether a place is free: a slow mail server must not take up every worker."""
    with connection.cursor() as cursor:
        for place in range(SENDERS):
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_SENDING, place])
            if cursor.fetchone() == (True,):
                break
        else:
            yield False
            return
    try:
        yield True
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_SENDING, place])


def claim() -> list[Mail]:
    """The next waiting mails, ours until the lease runs out; one statement."""
    now = clock.now()
    given = {"now": now, "until": now + LEASE, "limit": AT_A_TIME}
    return sorted(Mail.objects.raw(_CLAIM, given), key=lambda mail: mail.pk)


def send_batch(mails: Sequence[Mail]) -> int:
    """Hand claimed mails over on one connection; how many the server took."""
    line = get_connection(timeout=settings.EMAIL_TIMEOUT or 10)
    sent = 0
    for place, mail in enumerate(mails):
        if clock.now() > _lease_end(mail) - MARGIN:
            give_back(mails[place:])
            break
        try:
            _open(line)
        except ServerUnreachable as error:
            _put_off_all(mails[place:], error)
            raise
        sent += _send(mail, line)
    _hang_up(line)
    return sent


def _send(mail: Mail, line: BaseEmailBackend) -> bool:
    """Hand one mail over and commit what came of it. A failure costs no other mail anything."""
    try:
        line.send_messages([_message(mail)])
    except Exception as error:  # noqa: BLE001  one bad mail stops no other
        # After an error the server may have hung up; a new connection is certain.
        _hang_up(line)
        _note_failure(mail, error)
        return False
    # Whoever holds the lease by now: the server has it.
    Mail.objects.filter(pk=mail.pk).update(
        state=Mail.State.SENT, sent_at=clock.now(), claimed_until=None, last_error=""
    )
    return True


def retry(mails: QuerySet[Mail]) -> int:
    """Try unsent mails again now, at the address the person has today."""
    unsent = mails.exclude(state=Mail.State.SENT)
    address = User.objects.filter(pk=OuterRef("recipient")).values("email")
    unsent.filter(recipient__isnull=False).exclude(recipient__email="").update(
        address=Subquery(address)
    )
    return unsent.update(state=Mail.State.WAITING, next_try_at=clock.now())


def give_back(mails: Sequence[Mail]) -> None:
    """Unsent mails of a claim go back to the others, as if never tried."""
    _ours(mails).update(claimed_until=None, attempts=F("attempts") - 1)


def _message(mail: Mail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.address],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _open(line: BaseEmailBackend) -> None:
    try:
        line.open()
    except OSError as error:
        raise ServerUnreachable(f"{type(error).__name__}: {error}") from error


def _hang_up(line: BaseEmailBackend) -> None:
    try:
        line.close()
    except OSError as error:
        log.info("mail server hung up first: %s", error)


def _note_failure(mail: Mail, error: Exception) -> None:
    """Only an address the server refuses for good ends a mail; all else is tried again."""
    refused = _refused_for_good(error)
    _ours([mail]).update(
        state=Mail.State.FAILED if refused else Mail.State.WAITING,
        next_try_at=clock.now() + delay(mail.attempts),
        claimed_until=None,
        last_error=f"{type(error).__name__}: {error}",
    )
    log.warning("mail %s not sent (attempt %d): %s", mail.pk, mail.attempts, error)


def _refused_for_good(error: Exception) -> bool:
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(500 <= code < 600 for code, _reply in error.recipients.values())


def _put_off_all(mails: Sequence[Mail], error: Exception) -> None:
    """The server is away: all go as soon as it is back, so no back-off grows meanwhile."""
    _ours(mails).update(
        claimed_until=None, next_try_at=clock.now() + FIRST_DELAY, last_error=str(error)
    )


def delay(attempts: int) -> timedelta:
    """1, 2, 4 … minutes, two hours at most, without end."""
    doublings = min(attempts - 1, 10)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)


def _ours(claimed: Sequence[Mail]) -> QuerySet[Mail]:
    """Mails of one claim, as long as our lease on them is the one that counts."""
    keys = [mail.pk for mail in claimed]
    return Mail.objects.filter(pk__in=keys, claimed_until=_lease_end(claimed[0]))


def _lease_end(mail: Mail) -> datetime:
    assert mail.claimed_until, "only claimed mails are sent"
    return mail.claimed_until

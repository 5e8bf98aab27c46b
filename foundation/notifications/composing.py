"""Notices that are due become mails: everything due for one person in one mail, a letter alone.

Several workers may compose at once: the first due notice of a person stands for the person, and
whoever holds its row composes for them; the others leave them out.
"""

import hashlib
import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import translation

from foundation import clock
from foundation.notifications import rendering
from foundation.notifications.models import Mail, Notice
from foundation.notifications.rendering import CannotRender, Words
from foundation.people.models import User

log = logging.getLogger(__name__)

PEOPLE_AT_A_TIME = 200

_DUE = "mail_id IS NULL AND mail_after <= %(now)s"
_FIRST_OF_EACH_PERSON = f"""
WITH first AS MATERIALIZED (
    SELECT min(id) AS id FROM notifications_notice WHERE {_DUE}
    GROUP BY coalesce(recipient_id, -id) ORDER BY min(mail_after) LIMIT %(limit)s
)
SELECT notice.id, recipient_id FROM notifications_notice AS notice JOIN first USING (id)
WHERE {_DUE} FOR UPDATE OF notice SKIP LOCKED
"""
_ALL_OF_THESE = f"""
SELECT * FROM notifications_notice
WHERE {_DUE} AND (recipient_id = ANY(%(people)s) OR id = ANY(%(letters)s))
ORDER BY id FOR UPDATE SKIP LOCKED
"""


def compose_due() -> int:
    """Compose until nothing is due; how many mails came of it."""
    total = 0
    while True:
        taken, composed = compose_batch()
        total += composed
        if not taken:
            return total


@transaction.atomic
def compose_batch() -> tuple[int, int]:
    """Notices taken in hand and mails made of them, for the next few people."""
    groups = _take()
    people = User.objects.in_bulk({group[0].recipient_id for group in groups} - {None})
    mails: list[Mail] = []
    told: list[list[Notice]] = []
    for group in groups:
        recipient = people[group[0].recipient_id] if group[0].recipient_id else None
        if recipient and not _has_a_mailbox(recipient):
            _let_go(group)
            continue
        rendered, words = _words(group, recipient)
        if words:
            mails.append(_mail(rendered[0], recipient, words))
            told.append(rendered)
    _store(mails, told)
    return sum(len(group) for group in groups), len(mails)


def _take() -> list[list[Notice]]:
    """Due notices, locked: those of a person together, each letter by itself."""
    given: dict[str, Any] = {"now": clock.now(), "limit": PEOPLE_AT_A_TIME}
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_OF_EACH_PERSON, given)
        firsts = cursor.fetchall()
    given["people"] = [person for _id, person in firsts if person]
    given["letters"] = [id for id, person in firsts if not person]
    groups: dict[tuple[str, int], list[Notice]] = {}
    for notice in Notice.objects.raw(_ALL_OF_THESE, given):
        key = ("person", notice.recipient_id) if notice.recipient_id else ("letter", notice.pk)
        groups.setdefault(key, []).append(notice)
    return list(groups.values())


def _has_a_mailbox(person: User) -> bool:
    gone = person.left_on is not None and person.left_on < clock.today()
    return bool(person.email) and person.is_active and not gone


def _let_go(group: Iterable[Notice]) -> None:
    """No mail after all: the person has left, or has no address. The bell still shows it."""
    Notice.objects.filter(pk__in=[notice.pk for notice in group]).update(mail_after=None)


def _words(group: list[Notice], recipient: User | None) -> tuple[list[Notice], Words | None]:
    """The notices that could be rendered, and the mail about them in the reader's language."""
    language = recipient.language if recipient else group[0].language
    name = recipient.name if recipient else ""
    with translation.override(language):
        good: list[tuple[Notice, str]] = []
        for notice in group:
            try:
                good.append((notice, rendering.subject_of(notice)))
            except CannotRender as error:
                _put_off(notice, error)
        if len(good) > 1:
            return [notice for notice, _subject in good], rendering.words_for_several(
                good, name=name
            )
        for notice, _subject in good:
            try:
                return [notice], rendering.words_for(notice, name=name)
            except CannotRender as error:
                _put_off(notice, error)
    return [], None


def _put_off(notice: Notice, error: CannotRender) -> None:
    """A template fails: kept, shown to administrators, tried again; nothing else waits for it."""
    notice.attempts += 1
    notice.error = str(error)
    notice.mail_after = clock.now() + timedelta(minutes=min(2**notice.attempts, 60))
    notice.save(update_fields=["attempts", "error", "mail_after"])
    log.error("notice %s cannot be rendered: %s", notice.pk, error)


def retry(notices: QuerySet[Notice]) -> int:
    """Render notices again now whose templates had failed."""
    return notices.exclude(error="").filter(mail=None).update(mail_after=clock.now())


def _mail(first: Notice, recipient: User | None, words: Words) -> Mail:
    return Mail(
        message_id=_message_id(first),
        recipient=recipient,
        address=recipient.email if recipient else first.address,
        subject=words.subject,
        text=words.text,
        html=words.html,
    )


def _message_id(first: Notice) -> str:
    """The same whenever this notice leads a mail, another for every other notice, ever.

    A notice leads one mail at most: were it composed twice, the second would be refused. The time
    is part of it since ids begin anew in a new database.
    """
    facts = f"{first.pk} {first.created_at.timestamp()} {first.recipient_id} {first.dedupe}"
    digest = hashlib.sha256(facts.encode()).hexdigest()[:40]
    return f"<{digest}@{urlsplit(settings.SITE_URL).hostname}>"


def _store(mails: list[Mail], told: list[list[Notice]]) -> None:
    Mail.objects.bulk_create(mails)
    pairs = [
        (notice.pk, mail.pk)
        for mail, notices in zip(mails, told, strict=True)
        for notice in notices
    ]
    if pairs:
        notices, mail_ids = zip(*pairs, strict=True)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE notifications_notice SET mail_id = told.mail, error = ''"
                " FROM unnest(%s::bigint[], %s::bigint[]) AS told(notice, mail)"
                " WHERE id = told.notice",
                [list(notices), list(mail_ids)],
            )

"""The one way to tell somebody something: rows written in the caller's own transaction.

``notify`` serves acts that hold the people in hand; ``post`` serves set-wise writers (the sweep of
deadlines) that have a SELECT instead. Both are one INSERT however many people there are, and both
leave out whoever no longer works here, the system account and the public account.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import translation

from foundation import clock
from foundation.notifications import hints
from foundation.people.models import User

# When a mail about a notice is due; null means none. ``found`` is the row to be told, ``person``
# its people_user row, ``preference`` their notifications_preference row (all null when none).
MAIL_AFTER_SQL = """
CASE WHEN person.email <> '' THEN notifications_mail_after(
    found.at_once,
    CASE WHEN found.as_digest THEN 'digest'
        WHEN substring(found.article from '^R([0-9]+)')::int = ANY (preference.muted_regulations)
        THEN 'none' ELSE preference.mail_mode END,
    coalesce(preference.digest_hour, 8), preference.quiet_from, preference.quiet_until,
    %(now)s, %(zone)s
) END
"""

_POST = """
INSERT INTO notifications_notice
    (recipient_id, template, context, url, article, at_once, as_digest, dedupe, created_at,
    mail_after)
SELECT found.recipient_id, found.template, found.context, found.url, found.article, found.at_once,
    found.as_digest, found.dedupe, %(now)s, {mail_after}
FROM ({found}) AS found
JOIN people_user AS person ON person.id = found.recipient_id
    AND person.account = 'person' AND person.is_active
    AND (person.left_on IS NULL OR person.left_on >= %(today)s)
LEFT JOIN notifications_preference AS preference ON preference.user_id = person.id
ORDER BY found.at_once DESC
ON CONFLICT DO NOTHING
"""

_FOUND_PEOPLE = """
SELECT unnest(%(people)s::bigint[]) AS recipient_id, %(template)s::text AS template,
    %(context)s::jsonb AS context, %(url)s::text AS url, %(article)s::text AS article,
    %(at_once)s::boolean AS at_once, false AS as_digest, %(dedupe)s::text AS dedupe
"""


def notify(
    recipients: Iterable[User],
    *,
    template: str,
    context: Mapping[str, Any],
    url: str,
    dedupe: str,
    article: str = "",
    at_once: bool = False,
) -> None:
    """Tell people. A second call with the same ``dedupe`` tells nobody twice.

    ``template`` "complaints/ruling_due" stands for templates/complaints/mail/ruling_due.*, which
    are rendered later in each reader's language; ``context`` therefore holds plain values: dates
    and moments go through the filters ``day`` and ``moment``, labels through {% translate %}.
    ``at_once`` is for what a regulation orders to be sent at once: no preference holds it back.
    """
    people = [person.pk for person in recipients]
    if people:
        post(
            _FOUND_PEOPLE,
            people=people,
            template=template,
            context=as_json(context),
            url=url,
            article=article,
            at_once=at_once,
            dedupe=dedupe,
        )


def post(select: str, **params: Any) -> int:
    """Write a notice for every row of ``select``; how many were new.

    ``select`` yields recipient_id, template, context (jsonb), url, article, at_once, as_digest
    (told in the daily mail, whatever the preference), dedupe. It may use the parameters %(now)s, %(today)s and %(zone)s besides its own. Where it gives a person the
    same ``dedupe`` twice, the row to be sent at once wins.
    """
    now = clock.now()
    params |= {"now": now, "today": clock.today(), "zone": settings.TIME_ZONE}
    with connection.cursor() as cursor:
        cursor.execute(_POST.format(found=select, mail_after=MAIL_AFTER_SQL), params)
        written: int = cursor.rowcount
    if written:
        transaction.on_commit(hints.mail_may_be_due, robust=True)
    return written


def write_letter(
    address: str,
    *,
    template: str,
    context: Mapping[str, Any],
    language: str,
    dedupe: str,
    url: str = "",
) -> None:
    """Mail to somebody outside, at once and by itself, in the language they used."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO notifications_notice (address, language, template, context, url, dedupe,"
            " created_at, mail_after)"
            " VALUES (%s, %s, %s, %s::jsonb, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [
                *(address, language, template, as_json(context), url, dedupe),
                *(clock.now(), clock.now()),
            ],
        )
    transaction.on_commit(hints.mail_may_be_due, robust=True)


def as_json(context: Mapping[str, Any]) -> str:
    """Lazy labels are kept as their message ids, so that a template can still translate them."""
    with translation.override(settings.LANGUAGE_CODE):
        return json.dumps(dict(context), cls=DjangoJSONEncoder, ensure_ascii=False)

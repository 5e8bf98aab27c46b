from collections.abc import Sequence
from datetime import time

from django.conf import settings
from django.db import connection, transaction

from foundation import clock
from foundation.notifications.models import Preference
from foundation.notifications.outbox import MAIL_AFTER_SQL
from foundation.people.models import User

# Mail that was held back or never due stays as it is; what still waits follows the new wish.
_FOLLOW = f"""
UPDATE notifications_notice AS found SET mail_after = {MAIL_AFTER_SQL}
FROM people_user AS person
LEFT JOIN notifications_preference AS preference ON preference.user_id = person.id
WHERE person.id = %(user)s AND found.recipient_id = person.id
    AND found.mail_id IS NULL AND found.mail_after IS NOT NULL
"""


def preference_of(user: User) -> Preference:
    """The stored wishes, or those of somebody who never said any (not saved)."""
    return Preference.objects.filter(user=user).first() or Preference(user=user)


@transaction.atomic
def choose(
    user: User,
    *,
    mail_mode: str,
    digest_hour: int,
    quiet_from: time | None,
    quiet_until: time | None,
    muted_regulations: Sequence[int],
) -> None:
    """Store how the person wants ordinary mail; mails not yet composed follow the new wish."""
    Preference.objects.update_or_create(
        user=user,
        defaults={
            "mail_mode": mail_mode,
            "digest_hour": digest_hour,
            "quiet_from": quiet_from,
            "quiet_until": quiet_until,
            "muted_regulations": list(muted_regulations),
        },
    )
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOW, {"user": user.pk, "now": clock.now(), "zone": settings.TIME_ZONE})

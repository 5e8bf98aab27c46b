"""One's own calendar address: a new one takes the place of the old, which answers no more."""

from __future__ import annotations

from django.db import IntegrityError

from foundation import clock
from foundation.people.models import User
from foundation.process.submissions import once
from visits.models import Feed


def make_feed(*, by: User, key: str | None = None) -> Feed:
    def act() -> Feed:
        _revoke(by)
        made: Feed = Feed.objects.create(person=by)
        return made

    try:
        return once(act, Feed, key=key, by=by, what=["make_feed"])
    except IntegrityError:  # made on another page at the same moment
        found: Feed = Feed.objects.valid().get(person=by)
        return found


def revoke_feed(*, by: User, key: str | None = None) -> User:
    def act() -> User:
        _revoke(by)
        return by

    return once(act, User, key=key, by=by, what=["revoke_feed"])


def _revoke(person: User) -> None:
    Feed.objects.valid().filter(person=person).update(revoked_at=clock.now())

"""When a mail is due, by the wishes of the reader: one rule, in the database."""

from datetime import datetime, time
from typing import Any

import pytest

from foundation.notifications.models import Notice, Preference
from foundation.notifications.preferences import choose
from foundation.people.models import User
from tests.harness.frozen import ZONE, Clock

pytestmark = pytest.mark.django_db

MONDAY = "2026-11-02"
TUESDAY = "2026-11-03"


def wish(user: User, **wishes: Any) -> None:
    Preference.objects.update_or_create(user=user, defaults=wishes)


def due(user: User) -> datetime | None:
    return Notice.objects.get(recipient=user).mail_after


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ZONE)


NIGHT = {"quiet_from": time(21), "quiet_until": time(7, 30)}
NOON = {"quiet_from": time(12), "quiet_until": time(13, 30)}


@pytest.mark.parametrize(
    ("wishes", "told_at", "due_at"),
    [
        ({}, f"{MONDAY} 09:00", f"{MONDAY} 09:00"),
        (NIGHT, f"{MONDAY} 20:59", f"{MONDAY} 20:59"),
        (NIGHT, f"{MONDAY} 21:00", f"{TUESDAY} 07:30"),
        (NIGHT, f"{MONDAY} 23:59", f"{TUESDAY} 07:30"),
        (NIGHT, f"{TUESDAY} 00:00", f"{TUESDAY} 07:30"),
        (NIGHT, f"{TUESDAY} 07:29", f"{TUESDAY} 07:30"),
        (NIGHT, f"{TUESDAY} 07:30", f"{TUESDAY} 07:30"),
        (NOON, f"{MONDAY} 12:10", f"{MONDAY} 13:30"),
        (NOON, f"{MONDAY} 11:59", f"{MONDAY} 11:59"),
        (NOON, f"{MONDAY} 13:30", f"{MONDAY} 13:30"),
        ({"mail_mode": "digest", "digest_hour": 8}, f"{MONDAY} 07:59", f"{MONDAY} 08:00"),
        ({"mail_mode": "digest", "digest_hour": 8}, f"{MONDAY} 08:00", f"{MONDAY} 08:00"),
        ({"mail_mode": "digest", "digest_hour": 8}, f"{MONDAY} 08:01", f"{TUESDAY} 08:00"),
        ({"mail_mode": "digest", "digest_hour": 0}, f"{MONDAY} 23:30", f"{TUESDAY} 00:00"),
        ({"mail_mode": "digest", "digest_hour": 6} | NIGHT, f"{MONDAY} 9:00", f"{TUESDAY} 07:30"),
        ({"mail_mode": "none"}, f"{MONDAY} 09:00", None),
    ],
)
def test_ordinary_mail_follows_the_wishes(
    person: User, tell: Any, clock: Clock, wishes: dict[str, Any], told_at: str, due_at: str | None
) -> None:
    clock.set(told_at.replace(" 9:", " 09:"))
    wish(person, **wishes)
    tell([person])
    assert due(person) == (at(due_at) if due_at else None)


@pytest.mark.parametrize("wishes", [{"mail_mode": "none"}, {"mail_mode": "digest"}, NIGHT])
def test_what_a_regulation_orders_at_once_disregards_every_wish(
    person: User, tell: Any, clock: Clock, wishes: dict[str, Any]
) -> None:
    now = clock.set(f"{MONDAY} 23:00")
    wish(person, **wishes, muted_regulations=[2])
    tell([person], at_once=True, article="R2.26")
    assert due(person) == now


def test_a_muted_regulation_sends_no_ordinary_mail(person: User, tell: Any, clock: Clock) -> None:
    wish(person, muted_regulations=[2])
    tell([person], "two", article="R2.26")
    tell([person], "twenty", article="R20.2")
    tell([person], "none")
    mailed = Notice.objects.exclude(mail_after=None).values_list("dedupe", flat=True)
    assert set(mailed) == {"twenty", "none"}


def test_hours_are_the_companys_whatever_the_servers_zone(
    person: User, tell: Any, clock: Clock, settings: Any
) -> None:
    clock.set(f"{MONDAY} 09:00")
    wish(person, mail_mode="digest", digest_hour=8)
    settings.TIME_ZONE = "Europe/Berlin"  # 02:00 there
    tell([person])
    assert due(person) == at(f"{MONDAY} 15:00")


def test_mail_not_yet_composed_follows_a_new_wish(person: User, tell: Any, clock: Clock) -> None:
    wish(person, mail_mode="digest", digest_hour=8)
    tell([person], "ordinary")
    tell([person], "ordered", at_once=True)
    clock.move(minutes=5)
    choose(
        person,
        mail_mode=Preference.Mode.AT_ONCE,
        digest_hour=8,
        quiet_from=time(9),
        quiet_until=time(10),
        muted_regulations=[],
    )
    due_by_name = dict(Notice.objects.values_list("dedupe", "mail_after"))
    assert due_by_name == {"ordinary": at(f"{MONDAY} 10:00"), "ordered": clock.now()}

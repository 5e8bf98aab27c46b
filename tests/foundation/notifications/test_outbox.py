from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy

from foundation.notifications.models import Notice
from foundation.notifications.outbox import notify, post, write_letter
from foundation.people.models import User
from tests.harness.frozen import Clock

pytestmark = pytest.mark.django_db


def test_telling_twice_tells_once(people: Any, tell: Any) -> None:
    told = people(3)
    tell(told)
    tell([*told, told[0]])
    assert Notice.objects.count() == 3


def test_another_dedupe_is_another_notice(person: User, tell: Any) -> None:
    tell([person], "due:1")
    tell([person], "due:2")
    assert Notice.objects.filter(recipient=person).count() == 2


def test_what_is_rolled_back_was_never_told(person: User, tell: Any) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell([person])
        write_letter(
            "someone@example.org", template="trial/due", context={}, language="en", dedupe="due:1"
        )
        raise ZeroDivisionError
    assert not Notice.objects.exists()


def test_five_hundred_people_cost_as_many_queries_as_one(people: Any, tell: Any) -> None:
    with CaptureQueriesContext(connection) as one:
        tell(people(1), "one")
    many_people = people(500)
    with CaptureQueriesContext(connection) as many:
        tell(many_people, "many")
    inserts = [query for query in many.captured_queries if "INSERT" in query["sql"]]
    assert len(inserts) == 1
    assert len(many) == 1 <= len(one)
    assert Notice.objects.filter(dedupe="many").count() == 500


def test_only_people_who_work_here_are_told(people: Any, tell: Any, clock: Clock) -> None:
    (working,) = people(1)
    (gone,) = people(1, left_on=date(2026, 11, 1))
    (last_day,) = people(1, left_on=date(2026, 11, 2))
    (closed,) = people(1, is_active=False)
    no_person = User.objects.exclude(account=User.Account.PERSON)
    no_person.update(is_active=True, email="robot@example.com")
    tell([working, gone, last_day, closed, User.objects.system(), User.objects.public()])
    told = set(Notice.objects.values_list("recipient", flat=True))
    assert told == {working.pk, last_day.pk}


def test_without_an_address_only_the_bell_rings(people: Any, tell: Any) -> None:
    (person,) = people(1, email="")
    tell([person], at_once=True)
    assert Notice.objects.get().mail_after is None


def test_labels_are_kept_for_translation_in_the_readers_language(person: User) -> None:
    with_label = {"label": gettext_lazy("邮件"), "on": date(2026, 11, 9)}
    notify([person], template="trial/due", context=with_label, url="", dedupe="x")
    assert Notice.objects.get().context == {"label": "邮件", "on": "2026-11-09"}


def test_a_letter_is_written_once(clock: Clock) -> None:
    for _ in range(2):
        write_letter(
            "lin@example.org",
            template="trial/due",
            context={"number": "TS-1"},
            language="zh-hant",
            dedupe="answer:1",
        )
    letter = Notice.objects.get()
    assert (letter.recipient, letter.address, letter.mail_after) == (
        None,
        "lin@example.org",
        clock.now(),
    )


def test_of_two_rows_for_one_person_the_one_ordered_at_once_wins(person: User) -> None:
    select = """
        SELECT %(person)s::bigint AS recipient_id, 'trial/due' AS template, '{}'::jsonb AS context,
            '' AS url, '' AS article, at_once, false AS as_digest, 'same' AS dedupe
        FROM (VALUES (false), (true)) AS rows(at_once)
    """
    assert post(select, person=person.pk) == 1
    assert Notice.objects.get().at_once

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from foundation.notifications import composing, rendering
from foundation.notifications.composing import compose_due
from foundation.notifications.models import Mail, Notice, Preference
from foundation.notifications.outbox import write_letter
from foundation.people.models import User
from tests.harness.frozen import Clock

pytestmark = pytest.mark.django_db


def test_one_notice_is_a_mail_of_its_own(
    person: User, tell: Any, clock: Clock, settings: Any
) -> None:
    settings.SITE_URL = "https://oa.example.com/"
    tell([person], article="R0.urging")
    compose_due()
    mail = Mail.objects.get()
    assert mail.subject == "[zh-hans] 编号 TS-202611-0001 待办"
    assert mail.address == person.email
    assert "请于 2026-11-09 前办理 TS-202611-0001。" in mail.text
    for body in (mail.text, mail.html):
        assert person.name in body
        assert "https://oa.example.com/m/1/" in body
        assert "R0.urging 同一待办每小时至多催办一次。" in body
        assert "https://oa.example.com/notifications/preferences/" in body
    assert mail.message_id.endswith("@oa.example.com>")


def test_all_that_is_due_for_a_person_is_one_mail(people: Any, tell: Any, clock: Clock) -> None:
    first, second = people(2)
    for number in (1, 2, 3):
        about = {"number": f"TS-{number}", "due_on": "2026-11-09"}
        tell([first], f"due:{number}", context=about, url=f"/m/{number}/", article="R0.urging")
    tell([second])
    compose_due()
    listing = Mail.objects.get(recipient=first)
    assert listing.subject == "您有 3 项提醒"
    for number in (1, 2, 3):
        for body in (listing.text, listing.html):
            assert f"编号 TS-{number} 待办" in body
            assert f"/m/{number}/" in body
    assert listing.text.count("R0.urging") == 3
    assert listing.notices.count() == 3
    assert Mail.objects.get(recipient=second).subject.startswith("[zh-hans] 编号")


def test_a_long_list_is_cut_and_counted(
    person: User, tell: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "LISTED", 3)
    for number in range(5):
        tell([person], f"due:{number}")
    compose_due()
    mail = Mail.objects.get()
    assert mail.subject == "您有 5 项提醒"
    assert mail.text.count("待办") == 3
    assert "另有 2 项" in mail.text
    assert "另有 2 项" in mail.html


def test_a_digest_waits_for_its_hour_and_is_one_mail(person: User, tell: Any, clock: Clock) -> None:
    Preference.objects.create(user=person, mail_mode="digest", digest_hour=8)
    tell([person], "one")
    clock.move(hours=5)
    tell([person], "two")
    tell([person], "ordered", at_once=True)
    compose_due()
    assert [mail.notices.get().dedupe for mail in Mail.objects.all()] == ["ordered"]
    clock.set("2026-11-03 07:59")
    assert compose_due() == 0
    clock.set("2026-11-03 08:00")
    assert compose_due() == 1
    assert {notice.dedupe for notice in Mail.objects.first().notices.all()} == {"one", "two"}


def test_each_reads_it_in_their_own_language(people: Any, tell: Any) -> None:
    readers = [people(1, language=language)[0] for language in ("zh-hans", "zh-hant", "en")]
    tell(readers)
    readers[0].language = "en"  # chosen after the notice: what counts is when it is composed
    readers[0].save()
    compose_due()
    subjects = dict(Mail.objects.values_list("recipient", "subject"))
    languages = [subjects[reader.pk].split("]")[0].strip("[") for reader in readers]
    assert languages == ["en", "zh-hant", "en"]
    assert "9 Nov 2026" in Mail.objects.get(recipient=readers[2]).text
    assert 'lang="zh-hant"' in Mail.objects.get(recipient=readers[1]).html


def test_letters_go_alone_in_the_language_asked_for() -> None:
    for number in (1, 2):
        write_letter(
            "lin@example.org",
            template="trial/due",
            context={"number": f"TS-{number}", "due_on": "2026-11-09"},
            language="en",
            dedupe=f"answer:{number}",
        )
    compose_due()
    assert sorted(Mail.objects.values_list("address", "subject")) == [
        ("lin@example.org", "[en] 编号 TS-1 待办"),
        ("lin@example.org", "[en] 编号 TS-2 待办"),
    ]
    assert "/notifications/preferences/" not in Mail.objects.first().text


def test_what_people_wrote_is_escaped_in_html_and_plain_in_text(person: User, tell: Any) -> None:
    evil = {"number": "<b>R&D</b>\nBcc: all@example.com", "due_on": "2026-11-09"}
    tell([person], context=evil)
    compose_due()
    mail = Mail.objects.get()
    assert "<b>R&D</b>" in mail.text
    assert "<b>R&D</b>" not in mail.html
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in mail.html
    assert "\n" not in mail.subject
    tell([person], "second", context=evil)
    tell([person], "third", context=evil)
    compose_due()
    assert "<b>" not in Mail.objects.first().html


@pytest.mark.parametrize("template", ["trial/broken", "trial/late_breaking", "trial/missing"])
def test_a_failing_template_holds_back_nothing_else(
    people: Any, tell: Any, clock: Clock, template: str
) -> None:
    unlucky, other = people(2)
    tell([unlucky], "bad", template=template)
    tell([other], "good")
    compose_due()
    tell([unlucky], "good")
    compose_due()
    assert {mail.recipient for mail in Mail.objects.all()} == {unlucky, other}
    failing = Notice.objects.get(dedupe="bad")
    assert failing.mail is None
    assert template.split("/")[1] in failing.error
    assert failing.mail_after > clock.now()


def test_a_failing_template_is_tried_again(person: User, tell: Any, clock: Clock) -> None:
    tell([person], template="trial/broken")
    for _ in range(12):
        compose_due()
        clock.move(hours=1)
    assert Notice.objects.get().attempts == 12
    Notice.objects.update(template="trial/due")
    compose_due()
    notice = Notice.objects.get()
    assert (notice.mail is not None, notice.error) == (True, "")


def test_an_administrator_can_have_it_tried_at_once(person: User, tell: Any, clock: Clock) -> None:
    tell([person], template="trial/broken")
    compose_due()
    Notice.objects.update(template="trial/due")
    assert compose_due() == 0
    assert composing.retry(Notice.objects.all()) == 1
    assert compose_due() == 1


def test_who_left_meanwhile_gets_no_mail(person: User, tell: Any) -> None:
    tell([person])
    person.is_active = False
    person.save()
    compose_due()
    assert not Mail.objects.exists()
    assert Notice.objects.get().mail_after is None


def test_composing_again_makes_no_second_mail(people: Any, tell: Any) -> None:
    tell(people(5))
    assert compose_due() == 5
    assert compose_due() == 0
    assert Mail.objects.count() == 5


def test_composing_for_a_hundred_people_costs_as_many_queries_as_for_one(
    people: Any, tell: Any
) -> None:
    counts = []
    for number in (1, 100):
        told = people(number)
        tell(told, "one")
        tell(told, "two")
        with CaptureQueriesContext(connection) as queries:
            compose_due()
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


@pytest.mark.django_db(transaction=True)
def test_two_composers_at_once_make_one_mail_of_each_persons_notices(
    people: Any, tell: Any, at_the_same_time: Any
) -> None:
    told = people(400)
    for number in range(3):
        tell(told, f"due:{number}")
    at_the_same_time(compose_due, times=3)
    compose_due()
    assert Mail.objects.count() == 400
    assert set(Mail.objects.values_list("subject", flat=True)) == {"您有 3 项提醒"}


@pytest.mark.django_db(transaction=True)
def test_who_is_being_composed_for_is_left_out_by_the_others(
    people: Any, tell: Any, at_the_same_time: Any
) -> None:
    held, free = people(2)
    for number in range(3):
        tell([held, free], f"due:{number}")
    with transaction.atomic():
        first = Notice.objects.filter(recipient=held).order_by("pk")[:1]
        list(first.select_for_update())  # as another composer would
        assert at_the_same_time(compose_due, times=1) == [1]
    assert compose_due() == 1
    assert set(Mail.objects.values_list("subject", flat=True)) == {"您有 3 项提醒"}

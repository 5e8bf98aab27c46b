"""The doctor finds what is wrong, and only that."""

from datetime import timedelta

import pytest
from django.db import connection

from foundation.notifications.models import Mail
from foundation.operations import doctor, grants
from foundation.operations.doctor import Grade
from foundation.operations.models import Heartbeat
from foundation.operations.owner import as_owner


def grades(examination) -> list[Grade]:
    return [finding.grade for finding in examination()]


def test_the_applications_own_role_is_in_order(db) -> None:
    assert grades(doctor.database) == [Grade.GOOD, Grade.GOOD]


def test_too_many_rights_are_named(transactional_db) -> None:
    table = sorted(grants.append_only_tables())[0]
    role = connection.settings_dict["USER"]
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f'GRANT UPDATE ON "{table}" TO "{role}"')
    found = list(doctor.database())
    assert found[1].grade is Grade.BAD
    assert f"UPDATE: {table}" in found[1].text


def test_an_owner_as_the_running_role_is_named(transactional_db) -> None:
    with as_owner():
        assert grades(doctor.database)[1] is Grade.BAD


def test_a_silent_beat_is_found_and_a_living_one_is_not(db, clock) -> None:
    assert grades(doctor.beat) == [Grade.BAD]
    Heartbeat.objects.create(process="beat", seen_at=clock.now())
    assert grades(doctor.beat) == [Grade.GOOD]
    clock.move(minutes=6)
    assert grades(doctor.beat) == [Grade.BAD]


def test_mails_that_wait_too_long_are_counted(db, clock) -> None:
    assert grades(doctor.late_work) == [Grade.GOOD]
    Mail.objects.create(
        message_id="<a@b>", address="a@b.cn", next_try_at=clock.now() - timedelta(hours=1)
    )
    assert [finding.text[:1] for finding in doctor.late_work()] == ["1"]


def test_the_mail_server_is_tried(smtp_sink, settings) -> None:
    settings.MAIL_SINK = ""
    assert grades(doctor.mail) == [Grade.GOOD]
    settings.EMAIL_PORT = 1
    assert grades(doctor.mail) == [Grade.BAD]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [("2026-11-02T09:00", [Grade.GOOD]), ("2026-12-02T09:00", [Grade.GOOD, Grade.WARNING])],
)
def test_a_missing_holiday_calendar_is_told_from_december_on(db, clock, moment, expected) -> None:
    clock.set(moment)
    assert grades(doctor.calendar) == expected


def test_a_scanner_is_missed_and_its_silence_is_bad(settings) -> None:
    settings.CLAMD_URL = ""
    assert grades(doctor.virus_scanner) == [Grade.WARNING]
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    assert grades(doctor.virus_scanner) == [Grade.BAD]

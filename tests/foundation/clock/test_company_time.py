"""Days are the company's, whatever zone a moment comes in."""

from datetime import UTC, date, datetime

from foundation import clock as time
from tests.harness.frozen import Clock


def test_today_begins_at_midnight_in_shanghai(clock: Clock) -> None:
    clock.set(datetime(2026, 11, 24, 15, 59, 59, tzinfo=UTC))
    assert time.today() == date(2026, 11, 24)
    clock.set(datetime(2026, 11, 24, 16, 0, tzinfo=UTC))
    assert time.today() == date(2026, 11, 25)
    assert time.now().utcoffset() is not None


def test_the_end_of_a_day_is_the_first_moment_too_late() -> None:
    end = time.end_of_day(date(2026, 12, 31))
    assert time.local_date(end) == date(2027, 1, 1)
    assert end.astimezone(UTC) == datetime(2026, 12, 31, 16, tzinfo=UTC)


def test_a_moment_belongs_to_the_companys_day() -> None:
    assert time.local_date(datetime(2026, 6, 30, 17, tzinfo=UTC)) == date(2026, 7, 1)

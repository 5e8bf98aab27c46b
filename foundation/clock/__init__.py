"""The one source of time. Dates are in the company's time zone (setting ``TIME_ZONE``)."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings


def zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def now() -> datetime:
    """The present moment, aware, in the company's zone.

    Under test settings ``CLOCK_FILE`` names a file with an ISO moment, so that a real worker and
    a real server live in the same time as the test that moves it.
    """
    if settings.CLOCK_FILE:
        file = Path(settings.CLOCK_FILE)
        if file.exists():
            return datetime.fromisoformat(file.read_text().strip()).astimezone(zone())
    return datetime.now(zone())


def today() -> date:
    return now().date()


def local_date(moment: datetime) -> date:
    return moment.astimezone(zone()).date()


def end_of_day(day: date) -> datetime:
    """24:00 of ``day``: the first moment that is too late."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone())

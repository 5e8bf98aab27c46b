"""Numbers follow each other without a gap, also when acts fail and when many act at once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from foundation.numbering.allotment import allot
from foundation.numbering.series import Series

pytestmark = pytest.mark.article("R0.numbers")
SERIES = Series("SY", "SY-{period}-{number:04d}", "%Y%m")
DAY = date(2026, 11, 24)


@pytest.mark.django_db
def test_a_number_of_an_act_that_fails_goes_back() -> None:
    with transaction.atomic():
        first = SERIES.allot(DAY)
    with pytest.raises(RuntimeError), transaction.atomic():
        assert SERIES.allot(DAY) == "SY-202611-0002"
        raise RuntimeError
    with transaction.atomic():
        assert (first, SERIES.allot(DAY)) == ("SY-202611-0001", "SY-202611-0002")


@pytest.mark.django_db
def test_each_period_and_each_series_begins_at_one() -> None:
    with transaction.atomic():
        SERIES.allot(DAY)
        assert SERIES.allot(date(2026, 12, 1)) == "SY-202612-0001"
        assert Series("SZ", "SZ-{number}").allot(DAY) == "SZ-1"
        assert Series("SZ", "SZ-{number}").allot(date(2030, 1, 1)) == "SZ-2"


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_allotted() -> None:
    with pytest.raises(AssertionError):
        allot("SY", pattern="{number}")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_with_failures_among_them_leave_no_gap() -> None:
    numbers: list[str] = []

    def act(turn: int) -> None:
        try:
            with transaction.atomic():
                number = SERIES.allot(DAY)
                if turn % 3 == 0:
                    raise RuntimeError
            numbers.append(number)
        except RuntimeError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(turn,)) for turn in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [f"SY-202611-{number:04d}" for number in range(1, 9)]

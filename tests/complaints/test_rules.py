from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from complaints import rules

AT = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.article("R2.26")
@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 11, 2), date(2026, 11, 9)),
        (date(2026, 11, 27), date(2026, 12, 4)),
        (date(2026, 12, 28), date(2027, 1, 4)),
        (date(2028, 2, 24), date(2028, 3, 2)),  # leap year
        (date(2026, 9, 28), date(2026, 10, 5)),  # in the holidays: not extended
    ],
)
def test_a_complaint_is_due_at_the_end_of_the_seventh_day(received: date, due: date) -> None:
    assert rules.closing_due(received, 7) == due
    assert rules.is_closed_in_time(due, due)
    assert not rules.is_closed_in_time(due + timedelta(days=1), due)


@pytest.mark.article("R2.15")
def test_only_entries_later_than_a_day_need_a_reason() -> None:
    assert not rules.needs_late_entry_reason(AT, AT + timedelta(days=1))
    assert rules.needs_late_entry_reason(AT, AT + timedelta(days=1, seconds=1))


@pytest.mark.article("R2.18")
@pytest.mark.parametrize(
    ("discount", "compensation", "rule", "needed"),
    [
        ("0", "0", "", False),
        ("0.01", "0", "", True),
        ("0", "5", " ", True),
        ("5", "5", "第五条", False),
    ],
)
def test_amounts_cite_the_sales_rule(
    discount: str, compensation: str, rule: str, needed: bool
) -> None:
    assert rules.needs_sales_rule(Decimal(discount), Decimal(compensation), rule) is needed


@pytest.mark.article("R2.14")
@pytest.mark.parametrize(
    ("attempts", "counts"),
    [
        ([], False),
        ([(0, True)], True),
        ([(0, False), (1, False)], False),
        ([(0, False), (0, False), (0, False)], False),
        ([(0, False), (0, False), (1, False)], True),
        ([(0, False), (5, True)], True),
    ],
)
def test_what_counts_as_a_reply(attempts: list[tuple[int, bool]], counts: bool) -> None:
    replies = [SimpleNamespace(at=AT + timedelta(days=day), reached=ok) for day, ok in attempts]
    assert rules.counts_as_reply(replies) is counts

from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from complaints import rules

AT = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


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

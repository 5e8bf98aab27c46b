"""A year of usage of the demo company's key accounts: one drops, one falls silent, one is late."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from foundation import clock
from foundation.monthly import actions as monthly
from foundation.monthly.comparing import earlier
from foundation.monthly.declarations import next_month, previous_month
from foundation.people.models import User
from key_accounts import actions, sheets
from key_accounts.figures import STATISTICS
from key_accounts.models import Account, ProductLine

LINES = [("01", "一体化物流"), ("02", "城际配送"), ("03", "冷链运输")]
MONTHS = 14
# Usual revenue of a month by account, and of each of its products.
USUAL = [
    (186_000, ("01", "02")),
    (142_500, ("01", "03")),
    (61_200, ("02",)),
    (38_900, ("01", "02")),
]
SEASON = (96, 82, 101, 99, 103, 104, 98, 97, 106, 109, 121, 112)


def load(stage: Any, accounts: list[Account], manager: User, leader: User) -> None:
    """``accounts``: those in use; the manager enters, each branch says itself what was nothing."""
    lines = {
        code: actions.keep_line(ProductLine(code=code, name=name), by=manager)
        for code, name in LINES
    }
    last = previous_month(stage.today)
    for back in reversed(range(MONTHS)):
        month = earlier(last, back)
        day = stage.today if back == 0 else next_month(month) + timedelta(days=3)
        with stage.at(datetime.combine(min(day, stage.today), time(11), tzinfo=clock.zone())):
            _month(stage, month, back, accounts, lines, manager)
            if back == 1:
                _close(month, manager, leader)
    with stage.at(datetime.combine(stage.today, time(14), tzinfo=clock.zone())):
        _correct(earlier(last, 1), accounts[0], lines["01"], manager)
        actions.alert_leads()


def _month(
    stage: Any, month: date, back: int, accounts: list[Account], lines: dict[str, ProductLine],
    manager: User,
) -> None:  # fmt: skip
    by_branch: dict[Any, list[actions.Entry]] = {}
    for place, account in enumerate(accounts):
        usual, codes = USUAL[place % len(USUAL)]
        for code in codes:
            if back == 0 and place == len(accounts) - 1 and code == codes[-1]:
                continue  # still missing
            share = Decimal(SEASON[month.month - 1]) * stage.random.randint(93, 107) / 10_000
            if place == 1 and back == 0:
                share *= Decimal("0.45")
            revenue = (usual * share / len(codes)).quantize(Decimal("0.01"))
            items = int(revenue / 21)
            weight = (items * Decimal(stage.random.randint(1800, 5200)) / 1000).quantize(
                Decimal("0.001")
            )
            entry = actions.Entry(account, lines[code], items, weight, revenue)
            silent = place == 2 and back < 3
            by_branch.setdefault(account.branch, []).append(_nothing(entry) if silent else entry)
    for branch, entries in by_branch.items():
        own = branch.head or manager
        by = own if sheets.is_branchs_own(own, branch) else manager
        actions.record(branch, month, entries, by=by)


def _nothing(entry: actions.Entry) -> actions.Entry:
    return actions.Entry(entry.account, entry.line, 0, Decimal(0), Decimal(0))


def _close(month: date, manager: User, leader: User) -> None:
    report = monthly.compute_month(STATISTICS, month)
    monthly.submit(report, by=manager, seen=report.matter.version)
    monthly.approve(report, by=leader, seen=report.matter.version)


def _correct(month: date, account: Account, line: ProductLine, manager: User) -> None:
    missed = actions.Entry(account, line, 40, Decimal("96.500"), Decimal("1260.00"))
    actions.correct(account.branch, month, missed, by=manager, reason="月末一批漏计")

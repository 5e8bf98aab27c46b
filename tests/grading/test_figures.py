"""The monthly statistics of grading, counted by hand, and their way to the GM."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from foundation import clock as company_clock
from foundation.history.reading import newest_version
from foundation.monthly import actions as monthly
from foundation.monthly.models import MonthlyReport
from foundation.people.roles import GM
from foundation.process.models import open_tasks
from grading import actions, figures
from grading.models import GradingRun, Touchpoint
from tests.grading.conftest import (
    Desk,
    new_assessment,
    new_customer,
    new_line,
    new_payment,
    new_receivable,
)
from tests.harness.frozen import Clock

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def totals(month: date, until: Any = None) -> dict[str, str]:
    return {row["code"]: row["value"] for row in figures.compute(month, until)["totals"]}


def table(code: str, month: date) -> dict[str, dict[str, str]]:
    found: Any = next(one for one in figures.compute(month)["tables"] if one["code"] == code)
    codes = [measure[0] for measure in figures.COLUMNS]
    return {row["label"]: dict(zip(codes, row["values"], strict=True)) for row in found["rows"]}


def bought(desk: Desk, customer: Any, day: date, amount: int, **facts: Any) -> Any:
    return new_line(desk, customer, dated_on=day, amount=Decimal(amount), **facts)


@pytest.mark.article("R3.B4", "R3.B1", "R3.B3")
def test_orders_payments_and_contacts_count_in_the_month_of_their_day(
    desk: Desk, clock: Clock
) -> None:
    old = new_customer(desk, name="老客户")
    new = new_customer(desk, name="新客户", owner=None, kind="organisation")
    bought(desk, old, date(2026, 9, 30), 500)
    line = bought(desk, old, date(2026, 10, 1), 1000, cost=Decimal(700))
    bought(desk, old, date(2026, 10, 2), 100, order_no=line.order_no, line_no=2, cost=None)
    returned = {"quantity": Decimal(-1), "cost": Decimal(-30)}
    bought(desk, old, date(2026, 10, 31), -40, order_no=line.order_no, line_no=3, **returned)
    bought(desk, new, date(2026, 10, 31), 2000, cost=Decimal(2500))
    cancelled = bought(desk, new, date(2026, 10, 9), 9999)
    seen = newest_version(cancelled)
    actions.cancel_order(cancelled, by=desk.sales, seen=seen, reason="重复登记")
    late = new_receivable(desk, old, due_on=date(2026, 10, 10), amount=Decimal(900))
    new_payment(desk, late, date(2026, 10, 10), 300)
    new_payment(desk, late, date(2026, 10, 11), 200)
    new_payment(desk, late, date(2026, 11, 1), 100)
    new_receivable(desk, old, due_on=date(2026, 10, 31))
    new_assessment(desk, new, assessed_on=date(2026, 10, 5))
    touched = Touchpoint(customer=new, channel="online", touched_on=date(2026, 10, 6))
    actions.record_touchpoint(touched, by=desk.sales)
    until = company_clock.now()
    clock.move(minutes=5)
    bought(desk, new, date(2026, 10, 20), 1)
    found = totals(OCTOBER, until)
    assert {code: found[code] for code in list(found)[:13]} == {
        "orders": "2", "buyers": "2", "first_buyers": "1", "amount": "3060.00",
        "returns": "40.00", "profit": "-210.00", "fell_due": "1900.00", "paid": "500.00",
        "paid_late": "200.00", "overdue": "400.00", "excuses": "0", "assessments": "1",
        "contacts": "1",
    }  # fmt: skip
    assert (totals(OCTOBER)["orders"], totals(NOVEMBER)["paid_late"]) == ("3", "100.00")
    assert totals(NOVEMBER)["orders"] == "0" and totals(NOVEMBER)["a"] == "—", "not graded yet"
    owners, kinds = table("owner", OCTOBER), table("kind", OCTOBER)
    assert (owners[desk.owner.name]["amount"], owners["无归属人"]["amount"]) == (
        "1060.00",
        "2001.00",
    )
    assert (kinds["代理商"]["overdue"], kinds["单位客户"]["buyers"]) == ("400.00", "1")


@pytest.mark.article("R3.B4", "R0.months")
def test_the_form_counts_grades_and_goes_from_sales_to_the_gm_where_it_is_frozen(
    desk: Desk, clock: Clock, client: Client
) -> None:
    low, high = new_customer(desk), new_customer(desk)
    for customer, amount in ((low, 10), (high, 90)):
        bought(desk, customer, date(2026, 9, 15), amount)
    monthly_run = GradingRun.Kind.MONTHLY
    actions.grade_everybody(by=desk.manager, as_of=date(2026, 9, 30), kind=monthly_run)
    bought(desk, low, date(2026, 10, 15), 1000, cost=Decimal(0))
    new_customer(desk)
    actions.grade_everybody(by=desk.manager, as_of=date(2026, 10, 31), kind=monthly_run)
    ends = date(2026, 12, 31)
    override = actions.propose_override(high, by=desk.sales, grade="B", reason="签约", ends_on=ends)
    actions.approve_override(override, by=desk.manager, seen=override.matter.version)
    report = monthly.compute_month(figures.STATISTICS, OCTOBER)
    graded = {row["code"]: row["value"] for row in report.figures["totals"]}
    assert [graded[code] for code in "abcd"] == ["1", "0", "0", "1"]
    assert (graded["ungraded"], graded["risen"], graded["fallen"]) == ("1", "1", "1")
    assert totals(NOVEMBER)["overrides"] == "1", "it was approved in November"
    client.force_login(desk.sales)
    assert client.get(report.get_absolute_url()).status_code == 404
    monthly.submit(report, by=desk.manager, seen=report.matter.version)
    assert open_tasks(report.matter).get().role.name == GM.code
    bought(desk, high, date(2026, 10, 16), 5)
    report = MonthlyReport.objects.select_related("matter").get(pk=report.pk)
    monthly.approve(report, by=desk.gm, seen=report.matter.version)
    client.force_login(desk.gm)
    page = client.get(report.get_absolute_url()).content.decode()
    assert (
        "已批准并冻结" in page
        and "1,000.00" in page
        and "1,005.00" not in page
        and "按归属人" in page
    )
    changed = {one["code"]: (one["was"], one["now"]) for one in report.changes()}
    assert changed["amount"] == ("1000.00", "1005.00"), "what the next month's form corrects"

"""Campaigns and their effect; the lists of customers to look after."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from foundation.articles import Refusal
from foundation.customers.models import Customer
from foundation.history.reading import newest_version
from foundation.process.steps import Stale
from grading import actions, policies
from grading.calculation.effect import effect_of
from grading.models import Campaign, Touchpoint
from tests.grading.conftest import (
    AS_OF,
    Desk,
    new_assessment,
    new_customer,
    new_line,
    new_payment,
    new_receivable,
)
from tests.grading.test_records import client_of
from tests.harness.frozen import Clock

FIRST = date(2026, 7, 1)


def campaign(desk: Desk, **facts: Any) -> Campaign:
    given = {
        "name": "夏季电话回访", "channel": "telephone", "starts_on": FIRST,
        "ends_on": FIRST + timedelta(days=30),
    }  # fmt: skip
    return actions.plan_campaign(Campaign(**(given | facts)), by=desk.sales)


def touch(desk: Desk, one: Campaign | None, customer: Customer, on: date = FIRST) -> Touchpoint:
    touchpoint = Touchpoint(
        customer=customer, campaign=one, channel="telephone", touched_on=on, note="问候"
    )
    return actions.record_touchpoint(touchpoint, by=desk.sales)


@pytest.mark.article("R3.B2")
def test_the_effect_counts_orders_from_the_first_contact_through_the_last_day(desk: Desk) -> None:
    one, days = campaign(desk), policies.EFFECT_DAYS.value()
    old, new, late, never = (new_customer(desk) for __ in range(4))
    for customer in (old, new, late, never):
        touch(desk, one, customer)
    touch(desk, one, old, FIRST + timedelta(days=20))
    new_line(desk, old, dated_on=FIRST - timedelta(days=1), amount=Decimal(9999))
    line = new_line(desk, old, dated_on=FIRST, amount=Decimal(100))
    new_line(desk, old, order_no=line.order_no, line_no=2, dated_on=FIRST, amount=Decimal(50))
    new_line(desk, new, dated_on=FIRST + timedelta(days=days), amount=Decimal(1000))
    new_line(desk, late, dated_on=FIRST + timedelta(days=days + 1), amount=Decimal(7))
    gone = new_line(desk, never, dated_on=FIRST, amount=Decimal(5))
    actions.cancel_order(gone, by=desk.sales, seen=newest_version(gone), reason="撤单")
    assert effect_of(one.pk, days) == {
        "contacts": 5, "customers": 4, "new_customers": 1, "buyers": 2, "orders": 2,
        "amount": Decimal(1150),
    }  # fmt: skip
    page = client_of(desk.sales).get(one.get_absolute_url()).content.decode()
    assert "1,150.00" in page and "R3.B2" in page


@pytest.mark.article("R3.B2")
def test_a_contact_goes_by_the_channel_of_its_campaign(desk: Desk) -> None:
    one = campaign(desk, channel="online")
    with pytest.raises(Refusal) as refused:
        touch(desk, one, new_customer(desk))
    assert refused.value.field == "channel"
    with pytest.raises(Refusal):
        campaign(desk, name="倒着", ends_on=FIRST - timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        campaign(desk)
        campaign(desk)
    assert refused.value.field == "name"


@pytest.mark.article("R3.B2")
def test_a_contact_is_corrected_and_voided_by_sales_or_the_accounts_owner_and_says_so(
    desk: Desk,
) -> None:
    one = campaign(desk)
    found = touch(desk, one, new_customer(desk))
    new_line(desk, found.customer, dated_on=FIRST + timedelta(days=1), amount=Decimal(100))
    seen, later = newest_version(found), {"touched_on": FIRST + timedelta(days=2)}
    with pytest.raises(Refusal):
        actions.change_touchpoint(found, by=desk.stranger, seen=seen, given=later)
    with pytest.raises(Refusal) as refused:
        given = {"channel": "online"}
        actions.change_touchpoint(found, by=desk.owner, seen=seen, given=given)
    assert refused.value.field == "channel", "it is of a campaign by telephone"
    other = {"customer": new_customer(desk, owner=None)}
    with pytest.raises(Refusal):  # nor handed to a customer that is not theirs
        actions.change_touchpoint(found, by=desk.owner, seen=seen, given=other)
    actions.change_touchpoint(found, by=desk.owner, seen=seen, given=later)
    assert effect_of(one.pk, 90)["orders"] == 0, "bought the day before the contact"
    with pytest.raises(Stale):
        actions.void_touchpoint(found, by=desk.sales, seen=seen, reason="重复")
    seen = newest_version(found)
    actions.void_touchpoint(found, by=desk.sales, seen=seen, reason="重复登记")
    assert effect_of(one.pk, 90)["contacts"] == 0
    page = client_of(desk.owner).get(found.get_absolute_url()).content.decode()
    assert (
        "重复登记" in page and "<del>2026-07-01</del>" in page and f"{found.pk}/change/" not in page
    )
    assert (
        found.customer.name
        not in client_of(desk.sales).get(reverse("grading:touchpoints")).content.decode()
    )
    with pytest.raises(Refusal):
        actions.change_touchpoint(found, by=desk.sales, seen=newest_version(found), given=later)


@pytest.mark.article("R3.B2")
def test_contacts_show_on_the_customers_page_with_their_department(desk: Desk) -> None:
    customer = new_customer(desk)
    found = touch(desk, None, customer)
    assert found.department == desk.department
    page = client_of(desk.owner).get(reverse("grading:customer", args=[customer.pk]))
    assert "电话营销" in page.content.decode()
    assert "销售部" in client_of(desk.sales).get(reverse("grading:touchpoints")).content.decode()


@pytest.mark.article("R3.B1")
def test_high_value_customers_are_listed_and_so_are_those_at_risk(desk: Desk, clock: Clock) -> None:
    best, fallen, lapsed, slow, plain = (
        new_customer(desk, name=name) for name in ("优质", "下滑", "流失", "拖欠", "普通")
    )
    new_assessment(desk, best, 9)
    new_assessment(desk, fallen, 9)
    new_assessment(desk, plain, 7)
    new_line(desk, lapsed, dated_on=date(2025, 3, 1))
    new_line(desk, slow)
    owed = new_receivable(desk, slow)
    new_payment(desk, owed, date(2026, 10, 1), 1000)
    clock.set("2026-11-01 00:45")
    actions.grade_last_month()
    clock.set("2026-11-20 09:00")
    new_assessment(desk, fallen, 5, date(2026, 11, 20))
    actions.grade_everybody(by=desk.manager, as_of=date(2026, 11, 20))
    client = client_of(desk.manager)
    page = client.get(reverse("grading:high_value")).content.decode()
    assert "优质" in page and "下滑" not in page and "普通" not in page
    page = client.get(reverse("grading:at_risk")).content.decode()
    assert "下滑" in page and "A → C" in page and "流失" in page and "拖欠" in page
    assert "信用得分低" in page and "优质" not in page and "普通" not in page and AS_OF

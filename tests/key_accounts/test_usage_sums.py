"""The sums that the database keeps, while two people write at once."""

from __future__ import annotations

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction

from key_accounts.models import ProductUse, Usage
from tests.complaints.test_concurrency import until_somebody_waits
from tests.harness.frozen import Clock
from tests.key_accounts.conftest import confirmed, lines, make_desk, sums

OCTOBER = date(2026, 10, 1)


@pytest.mark.article("R6.5")
@pytest.mark.django_db(transaction=True)
def test_two_products_of_an_account_entered_at_once_are_both_in_its_sum(clock: Clock) -> None:
    desk = make_desk()
    account = confirmed(desk)
    parcel, freight = (
        ProductUse.objects.create(account=account, branch=desk.branch, line=line, since=OCTOBER)
        for line in lines()
    )

    def enter(use: ProductUse) -> None:
        Usage.objects.create(
            use=use, month=OCTOBER, items=1, weight=Decimal(2), revenue=Decimal(30),
            entered_by=desk.manager,
        )  # fmt: skip

    def beside() -> None:
        try:
            enter(freight)
        finally:
            connection.close()

    other = threading.Thread(target=beside)
    with transaction.atomic():
        enter(parcel)
        other.start()
        until_somebody_waits()
    other.join()
    assert [row[3:] for row in sums()] == [(2, 2, Decimal(4), Decimal(60))]

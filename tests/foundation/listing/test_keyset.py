import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.customers.models import Customer
from foundation.listing import keyset
from foundation.listing.keyset import Order, page
from foundation.people.models import Department, User

pytestmark = pytest.mark.django_db

DAYS = st.sampled_from([None, date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)])


def walk(queryset: models.QuerySet[Any], order: Order, size: int) -> list[list[int]]:
    """All pages by following the links forth; going back on every step gives the page before."""
    pages, shown = [], page(queryset, order, size=size)
    while True:
        pages.append([row.pk for row in shown.rows])
        if len(pages) > 1:
            assert shown.before
            back = page(queryset, order, size=size, before=shown.before)
            assert [row.pk for row in back.rows] == pages[-2]
            assert bool(back.before) == (len(pages) > 2)
        else:
            assert not shown.before
        if not shown.after:
            return pages
        shown = page(queryset, order, size=size, after=shown.after)


def expected(rows: list[tuple[int, Any]], descending: bool) -> list[int]:
    filled = sorted((value, pk) for pk, value in rows if value is not None)
    empty = sorted(pk for pk, value in rows if value is None)
    upwards = [pk for _value, pk in filled] + empty
    return upwards[::-1] if descending else upwards


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(days=st.lists(DAYS, max_size=12), size=st.integers(1, 4), descending=st.booleans())
def test_pages_never_skip_or_repeat_a_row_with_ties_and_empty_values(
    days: list[date | None], size: int, descending: bool
) -> None:
    with transaction.atomic():
        made = User.objects.bulk_create(
            User(employee_number=f"K{place}", name="甲", name_pinyin="jia", hired_on=day)
            for place, day in enumerate(days)
        )
        people = User.objects.filter(pk__in=[user.pk for user in made])
        pages = walk(people, Order("hired_on", "hired_on", descending), size)
        transaction.set_rollback(True)
    flat = [pk for one in pages for pk in one]
    assert flat == expected([(user.pk, user.hired_on) for user in made], descending)
    assert all(len(one) == size for one in pages[:-1])


@pytest.mark.parametrize("descending", [False, True])
def test_moments_keep_their_microseconds_in_a_cursor(descending: bool) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    made = Customer.objects.bulk_create(
        Customer(name="甲", kind="agent", created_at=start + timedelta(microseconds=step // 2))
        for step in range(9)
    )
    pages = walk(Customer.objects.all(), Order("created_at", "created_at", descending), 2)
    pks = [customer.pk for customer in made]
    assert [pk for one in pages for pk in one] == (pks[::-1] if descending else pks)


def test_a_path_over_an_empty_relation_sorts_like_an_empty_value() -> None:
    department = Department.objects.create(code="D", name="部", path="/1/")
    made = [
        User.objects.create_user(f"P{place}", "甲", department=(place % 2 and department) or None)
        for place in range(5)
    ]
    people = User.objects.filter(pk__in=[user.pk for user in made])
    pages = walk(people, Order("d", "department__name", False), 2)
    assert [pk for one in pages for pk in one] == [made[n].pk for n in (1, 3, 0, 2, 4)]


@pytest.mark.parametrize("descending", [False, True])
def test_a_page_by_key_is_read_from_the_index(descending: bool) -> None:
    """Neither sorted nor read from the start: one index on (column, id) leads to the place."""
    order = Order("kind", "kind", descending)
    customer = Customer.objects.create(name="甲", kind="agent")
    first = keyset.in_order(Customer.objects.all(), order)[0]
    position = keyset.read_cursor(keyset.cursor(first, order), order, Customer)
    assert position == ("agent", customer.pk)
    rows = keyset.in_order(Customer.objects.all(), order)
    [stretch] = keyset._beyond(rows, position, descending, may_be_empty=False)
    plan = plan_on_many(keyset._sorted(stretch, descending)[:26])
    assert "Sort" not in plan
    assert re.search(r"Index Cond: \(ROW\(", plan)


def plan_on_many(queryset: models.QuerySet[Any]) -> str:
    """The plan of the same statement on a copy of the table with many rows and the index."""
    sql, given = queryset.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE keyed AS SELECT * FROM customers_customer")
        cursor.execute(
            "INSERT INTO keyed (id, kind) SELECT n, (ARRAY['agent', 'consumer'])[n % 2 + 1]"
            " FROM generate_series(1, 20000) n"
        )
        cursor.execute("CREATE INDEX ON keyed (kind, id)")
        cursor.execute("ANALYZE keyed")
        cursor.execute("EXPLAIN " + sql.replace("customers_customer", "keyed"), given)
        return "\n".join(line for (line,) in cursor.fetchall())

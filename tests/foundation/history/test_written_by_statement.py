"""Row history is written once a statement, and without the errors that made imports quadratic."""

import time

import pghistory
import pytest
from django.apps import apps
from django.db import connection

from foundation.customers.models import Customer

pytestmark = pytest.mark.django_db

CustomerEvent = apps.get_model("customers", "CustomerEvent")


def customers(*names: str) -> list[Customer]:
    made = [Customer(kind="consumer", name=name, name_pinyin=name) for name in names]
    return Customer.objects.bulk_create(made)


def rows_of(sql: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_one_statement_over_many_rows_leaves_a_version_of_each_under_one_context() -> None:
    with pghistory.context(user=7):
        customers("甲", "乙", "丙")
    versions = CustomerEvent.objects.filter(pgh_label="insert").select_related("pgh_context")
    assert sorted(version.name for version in versions) == ["丙", "乙", "甲"]
    assert {version.pgh_context_id for version in versions} == {versions[0].pgh_context_id}
    assert versions[0].pgh_context.metadata == {"user": 7}


def test_without_a_context_versions_are_kept_all_the_same() -> None:
    customers("甲", "乙")
    assert list(CustomerEvent.objects.values_list("pgh_context", flat=True)) == [None, None]


def test_only_rows_that_changed_get_a_new_version() -> None:
    customers("甲", "乙")
    Customer.objects.filter(name__in=["甲", "乙"]).update(name="甲")
    changed = CustomerEvent.objects.filter(pgh_label="update")
    assert [version.name for version in changed] == ["甲"]
    assert changed[0].pgh_obj.name_pinyin == "乙"


def test_every_history_trigger_runs_once_a_statement() -> None:
    by_row = rows_of(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
        " WHERE tgname ~ '(insert_insert|update_update)' AND tgtype & 1 = 1"
    )
    assert by_row == []


def test_no_trigger_function_catches_an_error() -> None:
    """A caught error scans all foreign key checks that wait for the commit, at every row."""
    functions = rows_of(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        " AND prosrc ~* 'EXCEPTION\\s+WHEN'"
    )
    assert functions == []


def test_a_comparison_planned_for_one_row_is_no_loop_over_all_pairs_of_many() -> None:
    """A session keeps the plan of a trigger's first call: here half a minute instead of a moment."""
    first, *others = customers(*(f"客户{number}" for number in range(3_000)))
    Customer.objects.filter(pk=first.pk).update(name="甲")
    began = time.perf_counter()
    Customer.objects.filter(pk__in=[one.pk for one in others]).update(note="改")
    assert time.perf_counter() - began < 1.5
    assert CustomerEvent.objects.filter(pgh_label="update").count() == 3_000

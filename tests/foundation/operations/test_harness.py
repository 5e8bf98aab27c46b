"""The ground the other tests stand on: roles, fresh databases, clock, mail, worker, browser."""

from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from django.core import mail
from django.db import connection, models, transaction
from django.db.utils import ProgrammingError

from foundation import clock as product_clock
from foundation.numbering.models import Counter
from foundation.operations import grants
from foundation.operations.owner import as_owner
from tests.harness.work import in_another_process


def _role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_the_application_owns_nothing_and_is_no_superuser() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
        cursor.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE nspname = 'public' AND pg_get_userbyid(relowner) = current_user"
        )
        assert cursor.fetchone() == (0,)
    assert grants.excess_rights(_role()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE", "DELETE", "TRUNCATE"])
def test_append_only_tables_refuse_the_application(statement: str) -> None:
    tables = sorted(grants.append_only_tables())
    assert tables
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                "SELECT has_table_privilege(%s, 'INSERT'), has_table_privilege(%s, %s)",
                [table, table, statement],
            )
            assert cursor.fetchone() == (True, False), table


@pytest.mark.django_db
def test_the_application_may_not_truncate_or_alter_an_ordinary_table() -> None:
    for statement in ("TRUNCATE numbering_counter", "ALTER TABLE numbering_counter ADD x int"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    Counter.objects.create(series="harness", period="", last=1)
    Counter.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_as_owner_switches_the_role_and_back() -> None:
    ours = _role()
    with as_owner():
        assert _role() != ours
    assert _role() == ours


def test_a_model_says_itself_that_it_is_append_only() -> None:
    from django.apps import apps

    declared = [model for model in apps.get_models() if getattr(model, "append_only", False)]
    assert {model._meta.db_table for model in declared} <= grants.append_only_tables()
    assert all(issubclass(model, models.Model) for model in declared)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_leaves_nothing_behind(turn: int) -> None:
    assert not Counter.objects.filter(series="harness").exists()
    Counter.objects.create(series="harness", period="", last=turn)


@pytest.mark.django_db(transaction=True)
def test_a_forgotten_connection_does_not_hold_the_next_test_up() -> None:
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    forgotten = psycopg.connect(**parameters)
    forgotten.execute("SELECT 1 FROM numbering_counter")


def tell_the_time(file: Path) -> None:
    file.write_text(product_clock.now().isoformat())


def test_the_clock_stands_still_and_is_the_same_in_another_process(clock, tmp_path) -> None:
    moment = clock.set("2026-11-24T08:30")
    assert product_clock.now() == moment == product_clock.now()
    clock.move(days=2)
    in_another_process(tell_the_time, tmp_path / "told").join()
    assert datetime.fromisoformat((tmp_path / "told").read_text()) == product_clock.now()
    assert product_clock.today().isoformat() == "2026-11-26"


def test_mail_really_goes_through_smtp_and_can_be_refused(smtp_sink) -> None:
    mail.send_mail("标题", "正文", "oa@example.com", ["li@example.com"])
    assert [message["Subject"] for message in smtp_sink.to("li@example.com")] == ["标题"]
    smtp_sink.refuse_with = "451 4.3.0 later"
    with pytest.raises(Exception, match="later"):
        mail.send_mail("标题", "正文", "oa@example.com", ["li@example.com"])
    assert len(smtp_sink.messages) == 1


def test_a_real_worker_runs_a_job_in_the_time_and_database_of_the_test(
    celery_worker, clock
) -> None:
    from foundation.operations.jobs import record_heartbeat
    from foundation.operations.models import Heartbeat
    from tests.harness.work import wait_until

    record_heartbeat.delay("harness")
    wait_until(Heartbeat.objects.filter(process="harness", seen_at=clock.now()).exists)


@pytest.mark.browser
def test_a_browser_opens_the_live_server(live) -> None:
    live.open("/accounts/login/")
    assert live.page.locator("input[type=password]").count() == 1

"""Test databases: migrated once by the owner, copied for each worker, used by the application.

Django's own set-up would need an owner everywhere, and its flush after a transactional test is a
TRUNCATE, which events and row history refuse. So a worker's database is a copy of the migrated
template, and after a transactional test it is put back as it was, or thrown away and copied anew.
"""

import os

import psycopg
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase
from psycopg import sql

from foundation.operations.owner import as_owner
from tests.harness.restoring import Original, put_back, remember
from tests.harness.servers import drop, with_database

LOCK = 20_261_124  # any number: one worker builds the template, the others wait for it


def _owner(database: str | None = None) -> psycopg.Connection:
    url = os.environ["TESTS_OWNER_URL"]
    return psycopg.connect(with_database(url, database) if database else url, autocommit=True)


def _run_name() -> str:
    return f"test_{os.environ['TESTS_RUN']}"


def _database_name() -> str:
    return str(connection.settings_dict["NAME"])


def template_name() -> str:
    return f"{_run_name()}_template"


def make_template() -> None:
    """Migrate this worker's database as the owner and keep it as the template, once per run."""
    with _owner() as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        known = owner.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [template_name()]
        ).fetchone()
        if known:
            return
        # C.UTF-8 wherever the suite runs, so that sorting and letters are the same there.
        owner.execute(
            sql.SQL(
                "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'"
                " LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
            ).format(sql.Identifier(_database_name()))
        )
        call_command("migrate", verbosity=0, interactive=False)
        _log_in_by_password_alone()
        with as_owner():
            connections.close_all()
        owner.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(_database_name()), sql.Identifier(template_name())
            )
        )


def _log_in_by_password_alone() -> None:
    """The people of the tests set up no second factor; its own tests ask for it."""
    from foundation.operations.policies import SECOND_FACTOR_ROLES
    from foundation.policies.models import PolicyValue

    with as_owner():
        PolicyValue.objects.filter(key=SECOND_FACTOR_ROLES.key).update(value=[])


def copy_template() -> None:
    """Give this worker a fresh copy; whoever is still connected to the old one is cut off."""
    connections.close_all()
    name, template = sql.Identifier(_database_name()), sql.Identifier(template_name())
    with _owner() as owner:
        # A copy is refused while another worker copies: take turns.
        owner.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        drop(owner, _database_name())
        owner.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, template))


def drop_database() -> None:
    connections.close_all()
    with _owner() as owner:
        drop(owner, _database_name())


_originals: dict[str, Original] = {}


def _renew_after_test(self: TransactionTestCase) -> None:
    connections.close_all()
    superuser, name = os.environ.get("TESTS_SUPERUSER_URL"), _database_name()
    if superuser is None or name not in _originals or not put_back(_originals[name]):
        copy_template()
    if superuser is not None and name not in _originals:
        _originals[name] = remember(with_database(superuser, name), name)


def replace_flush() -> None:
    # TestCase has a tear-down of its own (a rollback), so only transactional tests come here.
    TransactionTestCase._fixture_teardown = _renew_after_test  # type: ignore[attr-defined]

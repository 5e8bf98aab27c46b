"""One PostgreSQL and one Redis-compatible server for a whole test run.

The controlling pytest process starts them and hands their addresses to its xdist workers through
the environment. With DATABASE_OWNER_URL, DATABASE_URL and REDIS_URL set, those servers are used
instead; the run then makes databases of its own there and drops them at the end.
"""

import os
import secrets
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from foundation.operations import embedded

OWNER, APPLICATION = "test_owner", "test_app"
FAST_AND_FORGETFUL = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
)


class Servers:
    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dealer-tests-", dir="/tmp"))
        self.folder.chmod(0o755)  # PostgreSQL's own account passes through
        self.postgres: embedded.Postgres | None = None
        self.valkey: embedded.Valkey | None = None

    def start(self) -> None:
        os.environ["TESTS_FOLDER"] = str(self.folder)
        os.environ["TESTS_RUN"] = secrets.token_hex(3)
        given = [os.environ.get(name) for name in ("DATABASE_OWNER_URL", "DATABASE_URL")]
        if all(given):
            os.environ["TESTS_OWNER_URL"], os.environ["TESTS_APP_URL"] = map(str, given)
        elif any(given):
            raise pytest.UsageError("DATABASE_OWNER_URL and DATABASE_URL: set both or neither")
        else:
            self._start_postgres()
        if os.environ.get("REDIS_URL"):
            os.environ["TESTS_REDIS_URL"] = os.environ["REDIS_URL"]
        else:
            self.valkey = embedded.Valkey(self.folder / "valkey")
            self.valkey.start()
            os.environ["TESTS_REDIS_URL"] = self.valkey.url()

    def _start_postgres(self) -> None:
        self.postgres = embedded.Postgres(self.folder / "postgresql", options=FAST_AND_FORGETFUL)
        self.postgres.start()
        with self.postgres.superuser() as connection:
            connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
            connection.execute(f"CREATE ROLE {APPLICATION} LOGIN")
            connection.execute(f"GRANT {APPLICATION} TO {OWNER}")
            # So that a test may ANALYZE what it made in its own transaction, see crowd.py.
            connection.execute(f"GRANT pg_maintain TO {APPLICATION}")
        os.environ["TESTS_OWNER_URL"] = self.postgres.url(user=OWNER, database="postgres")
        os.environ["TESTS_APP_URL"] = self.postgres.url(user=APPLICATION, database="postgres")
        superuser = self.postgres.url(user=embedded.SUPERUSER, database="postgres")
        os.environ["TESTS_SUPERUSER_URL"] = superuser

    def stop(self) -> None:
        if self.postgres is None and "TESTS_OWNER_URL" in os.environ:
            drop_databases_of_this_run()
        for server in (self.valkey, self.postgres):
            if server is not None:
                server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def point_this_process_at(worker: str) -> None:
    """Set what Django's settings will read: a database, a broker prefix, a folder per worker."""
    folder = Path(os.environ["TESTS_FOLDER"]) / worker
    (folder / "var" / "staticfiles").mkdir(parents=True, exist_ok=True)
    name = f"test_{os.environ['TESTS_RUN']}_{worker}"
    os.environ.update(
        {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright keeps an event loop in our thread
            "READ_DOT_ENV": "0",
            "DATABASE_OWNER_URL": with_database(os.environ["TESTS_OWNER_URL"], name),
            "DATABASE_URL": with_database(os.environ["TESTS_APP_URL"], name),
            "REDIS_URL": os.environ["TESTS_REDIS_URL"],
            "BROKER_PREFIX": f"{name}:",
            "EMAIL_URL": f"smtp://127.0.0.1:{embedded.free_port()}",
            "CLOCK_FILE": str(folder / "clock"),
            "VAR_DIR": str(folder / "var"),
        }
    )


def drop_databases_of_this_run() -> None:
    """Leave nothing behind on a server that is not ours."""
    run = f"test_{os.environ['TESTS_RUN']}_"
    with psycopg.connect(os.environ["TESTS_OWNER_URL"], autocommit=True) as owner:
        query = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        for (name,) in owner.execute(query, [run]).fetchall():
            drop(owner, name)


def drop(owner: psycopg.Connection, name: str) -> None:
    """Cut off who is connected, then drop. DROP … FORCE would stumble over an autovacuum worker,
    which an owner may not terminate; without it PostgreSQL sends that away by itself."""
    cut_off(owner, name)
    owner.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def cut_off(connection: psycopg.Connection, name: str) -> None:
    """End all connections to a database but this one."""
    connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = %s AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
        [name],
    )


def with_database(url: str, name: str) -> str:
    parts = urlsplit(url)
    # urlunsplit would drop the "//" of an address without a host
    return urlunsplit(parts._replace(path=f"/{name}", netloc=parts.netloc or "localhost"))

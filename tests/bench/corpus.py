"""The databases that are measured: loaded once, kept outside of the project, worked on as copies.

They are built again when a migration or what loads them has changed.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from foundation.operations import embedded, grants
from tests.bench.scale import FOLDER, LENT
from tests.harness import databases, servers

lender = servers if LENT else grants
OWNER, APPLICATION = lender.OWNER, lender.APPLICATION
ROOT = Path(__file__).resolve().parents[2]

PICK = """
CREATE FUNCTION pick(list anyarray, place double precision) RETURNS anyelement
LANGUAGE sql IMMUTABLE AS $$ SELECT list[1 + floor(place * 0.999999 * cardinality(list))::int] $$
"""


def process_environment(url: str) -> dict[str, str]:
    """Of another process that works on the measured database, under the same clock."""
    return os.environ | {"DATABASE_URL": url, "PYTHONPATH": str(ROOT)}


def fingerprint(script: str = "") -> str:
    """Of everything that a kept database is made by; without a script, of the migrations."""
    made_by = sorted(ROOT.glob("*/migrations/*.py")) + sorted(ROOT.glob("*/*/migrations/*.py"))
    if script:
        made_by += sorted(ROOT.glob("tests/*/conftest.py"))
        loader = ("corpus.py", "words.py", "company.py", "scale.py", script)
        made_by += [Path(__file__).with_name(name) for name in loader]
    digest = hashlib.sha256()
    for file in made_by:
        digest.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:16]


class Corpus:
    """The server with the kept databases; ``copy`` gives one to work on."""

    def __init__(self) -> None:
        self.postgres = embedded.Postgres(FOLDER / "postgresql", options=["max_connections=100"])

    def start(self) -> None:
        if not LENT:
            FOLDER.mkdir(parents=True, exist_ok=True)
            self.postgres.start()
        with self.postgres.superuser() as connection:
            grants.make_roles(connection)
            self._drop(connection, "bench_copy%")

    def stop(self) -> None:
        with self.postgres.superuser() as connection:
            self._drop(connection, "bench_copy%")
        if not LENT:
            self.postgres.stop()

    def _drop(self, connection: psycopg.Connection, pattern: str) -> None:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern]
        )
        for (name,) in found.fetchall():
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def has(self, kept: str) -> bool:
        with self.postgres.superuser() as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            return connection.execute(query, [kept]).fetchone() is not None

    def copy(self, kept: str) -> str:
        name = f"bench_copy_{kept.rpartition('_')[0]}"
        with self.postgres.superuser() as connection:
            self._drop(connection, name)
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy").format(
                    sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(kept)
                )
            )
            connection.execute("CHECKPOINT")
        return name

    def url(self, database: str, user: str = APPLICATION) -> str:
        return self.postgres.url(user=user, database=database)

    def begin(self, kept: str, template: str) -> str:
        """A database to migrate or load; it gets its kept name when it is complete."""
        name = "bench_copy_new"
        with self.postgres.superuser() as connection:
            # A copy is refused while a worker of the suite copies the same.
            connection.execute("SELECT pg_advisory_lock(%s)", [databases.LOCK])
            self._drop(connection, f"{kept.rpartition('_')[0]}_%")
            self._drop(connection, name)
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template)
                )
            )
        return name

    def keep(self, name: str, kept: str) -> None:
        with self.postgres.superuser() as connection:
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(name), sql.Identifier(kept)
                )
            )

    def load(self, database: str, script: str, given: dict[str, Any]) -> float:
        """Fill the migrated database; seconds it took."""
        began = time.perf_counter()
        with self.postgres.superuser(database) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute("SET maintenance_work_mem = '512MB'")
            connection.execute("SET synchronous_commit = off")
            connection.execute("SELECT setseed(0.2)")
            connection.execute(PICK)
            indexes = _drop_indexes(connection)
            for statement in _statements(script):
                connection.execute(statement, given)
            for definition in indexes:
                connection.execute(definition)
            _set_sequences(connection)
            connection.execute("DROP FUNCTION pick")
            connection.execute("VACUUM (ANALYZE, FREEZE)")
        return time.perf_counter() - began


def _statements(script: str) -> list[str]:
    text = Path(__file__).with_name(script).read_text()
    return [part for part in text.split(";\n") if part.strip()]


def _drop_indexes(connection: psycopg.Connection) -> list[str]:
    """Indexes that no constraint needs are built at the end, in one go each."""
    found = connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " JOIN pg_class ON pg_class.oid = indexrelid"
        " WHERE relnamespace = 'public'::regnamespace AND NOT EXISTS"
        " (SELECT FROM pg_constraint WHERE conindid = indexrelid)"
    ).fetchall()
    for name, __ in found:
        connection.execute(f"DROP INDEX {name}")
    return [definition for __, definition in found]


def _set_sequences(connection: psycopg.Connection) -> None:
    found = connection.execute(
        "SELECT format('%I.%I', table_schema, table_name), column_name"
        " FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES'"
    ).fetchall()
    for table, column in found:
        connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'),"
            f" coalesce((SELECT max({column}) FROM {table}), 0) + 1, false)"
        )

"""The databases that are measured: 10,000 and 1,000,000 complaints, loaded once and kept.

Two copies of the same company outside of the project, so that a figure can be told for both sizes. They
are built again when the migrations or this loader have changed, and never written to: a run works
on copies and drops them.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from foundation.operations import embedded
from foundation.operations.grants import APPLICATION, OWNER, make_roles
from tests.bench import words
from tests.bench.scale import FOLDER, TINY

OPTIONS = ["max_connections=100", *(["fsync=off"] if TINY else [])]
ROOT = Path(__file__).resolve().parents[2]
OPEN_STATES = [
    "registered", "awaiting_ruling", "awaiting_naming", "investigating", "under_review",
    "awaiting_opinion", "awaiting_gm", "disposing", "awaiting_approval", "awaiting_reply",
]  # fmt: skip
STORES, DEPARTMENTS = 100, 20

PICK = """
CREATE FUNCTION pick(list anyarray, place double precision) RETURNS anyelement
LANGUAGE sql IMMUTABLE AS $$ SELECT list[1 + floor(place * 0.999999 * cardinality(list))::int] $$
"""
CUSTOMERS = """
INSERT INTO customers_customer (id, kind, name, name_pinyin, credit_code, phone, email, district,
    address, grade, note, created_at)
SELECT id, CASE WHEN company < 0.02 THEN 'agent' ELSE 'consumer' END,
    CASE WHEN company < 0.02 THEN pick(%(districts)s::text[], second) || pick(%(companies)s::text[], first)
        ELSE pick(%(surnames)s::text[], power(first, 1.5)) || pick(%(given)s::text[], power(second, 1.5)) END,
    lpad(id::text, 7, '0'), '', '139' || lpad(id::text, 8, '0'), '', '', '', '', '', %(now)s::timestamptz
FROM (SELECT id, random() AS company, random() AS first, random() AS second
      FROM generate_series(1, %(customers)s) AS id) AS drawn
"""


def process_environment(url: str) -> dict[str, str]:
    """Of another process that works on the measured database, under the same clock."""
    return os.environ | {"DATABASE_URL": url, "PYTHONPATH": str(ROOT)}


def fingerprint() -> str:
    """Of everything that the kept databases are made by."""
    made_by = sorted(ROOT.glob("*/migrations/*.py")) + sorted(ROOT.glob("*/*/migrations/*.py"))
    loader = ("corpus.py", "corpus.sql", "words.py", "company.py", "scale.py")
    made_by += [ROOT / "tests" / "complaints" / "conftest.py"]
    made_by += [Path(__file__).with_name(name) for name in loader]
    digest = hashlib.sha256()
    for file in made_by:
        digest.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:16]


class Corpus:
    """The server with the kept databases; ``copy`` gives one to work on."""

    def __init__(self) -> None:
        self.postgres = embedded.Postgres(FOLDER / "postgresql", options=OPTIONS)

    def start(self) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        self.postgres.start()
        with self.postgres.superuser() as connection:
            make_roles(connection)
            self._drop(connection, "bench_copy%")

    def stop(self) -> None:
        with self.postgres.superuser() as connection:
            self._drop(connection, "bench_copy%")
        self.postgres.stop()

    def _drop(self, connection: psycopg.Connection, pattern: str) -> None:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern]
        )
        for (name,) in found.fetchall():
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def kept(self, rows: int) -> str:
        return f"bench_{rows}_{fingerprint()}"

    def has(self, rows: int) -> bool:
        with self.postgres.superuser() as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            return connection.execute(query, [self.kept(rows)]).fetchone() is not None

    def copy(self, rows: int) -> str:
        name = f"bench_copy_{rows}"
        with self.postgres.superuser() as connection:
            self._drop(connection, name)
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy").format(
                    sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(self.kept(rows))
                )
            )
            connection.execute("CHECKPOINT")
        return name

    def url(self, database: str, user: str = APPLICATION) -> str:
        return self.postgres.url(user=user, database=database)

    def begin(self, rows: int) -> str:
        """An empty database to migrate and load; it gets its kept name when it is complete."""
        name = f"bench_copy_new_{rows}"
        with self.postgres.superuser() as connection:
            self._drop(connection, f"bench_{rows}_%")
            self._drop(connection, name)
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(name), sql.Identifier(OWNER)
                )
            )
        return name

    def keep(self, name: str, rows: int) -> None:
        with self.postgres.superuser() as connection:
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(name), sql.Identifier(self.kept(rows))
                )
            )

    def load(self, database: str, rows: int, people: dict[str, Any]) -> float:
        """Fill the migrated database; seconds it took."""
        began = time.perf_counter()
        with self.postgres.superuser(database) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute("SET maintenance_work_mem = '512MB'")
            connection.execute("SET synchronous_commit = off")
            connection.execute("SELECT setseed(0.2)")
            connection.execute(PICK)
            given = _given(rows) | people
            indexes = _drop_indexes(connection)
            connection.execute(CUSTOMERS, given)
            for statement in _statements():
                connection.execute(statement, given)
            for definition in indexes:
                connection.execute(definition)
            _set_sequences(connection)
            connection.execute("DROP FUNCTION pick")
            connection.execute("VACUUM (ANALYZE, FREEZE)")
        return time.perf_counter() - began


def _given(rows: int) -> dict[str, Any]:
    return {
        "rows": rows, "customers": max(rows // 5, 100), "surnames": list(words.SURNAMES),
        "given": words.GIVEN, "companies": words.COMPANIES, "goods": words.GOODS,
        "openings": words.OPENINGS, "troubles": words.TROUBLES, "wishes": words.WISHES,
        "districts": words.DISTRICTS, "streets": words.STREETS,
        "rare_first": list(words.RARE_FIRST), "rare_second": list(words.RARE_SECOND),
        "open_states": OPEN_STATES,
    }  # fmt: skip


def _statements() -> list[str]:
    text = Path(__file__).with_name("corpus.sql").read_text()
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

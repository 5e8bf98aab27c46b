"""A worker's database put back as it was when it was copied.

A copy takes more than a second of processor time, undoing what one test wrote a tenth of that. It
needs a superuser, since row history and events refuse to be deleted by anybody else: elsewhere
than on the suite's own server, and after a test that changed tables, functions, triggers or
rights or wrote very much, the database is copied anew.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql

from tests.harness.servers import cut_off

MUCH = 40_000_000  # bytes

# Every change of a catalogue row writes it anew, under the transaction that did.
_SHAPE = """
SELECT md5(string_agg(which || oid || xmin, ',' ORDER BY which, oid)) FROM (
    SELECT 'class' AS which, oid, xmin FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'function', oid, xmin FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'trigger', oid, xmin FROM pg_trigger
    UNION ALL SELECT 'constraint', oid, xmin FROM pg_constraint
) AS rows
"""
_TABLES = """
SELECT oid::regclass::text FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1
"""
_SEQUENCES = "SELECT sequencename, start_value, last_value FROM pg_sequences"


@dataclass(frozen=True)
class Original:
    """What a fresh copy holds."""

    name: str
    url: str
    shape: str
    size: int
    rows: dict[str, bytes]
    sequences: dict[str, tuple[int, int | None]]


def remember(url: str, name: str) -> Original:
    with psycopg.connect(url, autocommit=True) as superuser:
        rows = {}
        for table in _with_rows(superuser):
            with superuser.cursor().copy(_copy(table, "TO STDOUT")) as copy:
                rows[table] = b"".join(copy)
        return Original(name, url, _shape(superuser), _size(superuser), rows, _sequences(superuser))


def put_back(original: Original) -> bool:
    """Whether it could be; whoever is still connected is cut off."""
    with psycopg.connect(original.url, autocommit=True) as superuser:
        cut_off(superuser, original.name)
        if _shape(superuser) != original.shape or _size(superuser) > original.size + MUCH:
            return False
        superuser.execute("SET session_replication_role = replica")  # no trigger, no foreign key
        with superuser.transaction():
            for table in _with_rows(superuser):
                superuser.execute(sql.SQL("DELETE FROM {}").format(sql.SQL(table)))
            for table, rows in original.rows.items():
                with superuser.cursor().copy(_copy(table, "FROM STDIN")) as copy:
                    copy.write(rows)
            for name, (start, last) in _sequences(superuser).items():
                known = original.sequences[name][1]
                if last != known:
                    args = [name, known or start, known is not None]
                    superuser.execute("SELECT setval(%s::regclass, %s, %s)", args)
    return True


def _with_rows(superuser: psycopg.Connection) -> list[str]:
    tables = [table for (table,) in superuser.execute(_TABLES)]
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables)
    return [table for (table,) in superuser.execute(sql.SQL(" UNION ALL ".join(asked)))]


def _copy(table: str, where: str) -> sql.SQL:
    return sql.SQL(f"COPY {table} {where}")


def _shape(superuser: psycopg.Connection) -> str:
    return str(superuser.execute(_SHAPE).fetchone()[0])  # type: ignore[index]


def _size(superuser: psycopg.Connection) -> int:
    return int(superuser.execute("SELECT pg_database_size(current_database())").fetchone()[0])  # type: ignore[index]


def _sequences(superuser: psycopg.Connection) -> dict[str, tuple[int, int | None]]:
    return {name: (start, last) for name, start, last in superuser.execute(_SEQUENCES)}

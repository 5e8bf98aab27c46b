"""What the application's database role may do, derived from the models.

Append-only are the row histories (pghistory event models) and every model that says
`append_only = True`: there the role may only SELECT and INSERT. The triggers refuse changes too,
but any connection can switch a trigger off; a missing right it cannot.
"""

from collections.abc import Iterator

import pghistory.models
import psycopg
from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

OWNER = "dealer_owner"
APPLICATION = "dealer_app"
DATABASE = "dealer"


def append_only_tables() -> set[str]:
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if getattr(model, "append_only", False) or issubclass(model, pghistory.models.Event)
    }


def _rights_by_table() -> Iterator[tuple[str, str]]:
    append_only = append_only_tables()
    read_only = {MigrationRecorder.Migration._meta.db_table}
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor, include_views=True)
    for table in tables:
        if table in read_only:
            yield table, "SELECT"
        elif table in append_only:
            yield table, "SELECT, INSERT"
        else:
            yield table, "SELECT, INSERT, UPDATE, DELETE"


def grant_to(role: str) -> None:
    """Give the role exactly its rights on every table; run as the owner after migrating."""
    name = sql.Identifier(role)
    with transaction.atomic(), connection.cursor() as cursor:
        for words in (
            "GRANT USAGE ON SCHEMA public TO {role}",
            "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        ):
            cursor.execute(sql.SQL(words).format(role=name))
        for table, rights in _rights_by_table():
            statement = sql.SQL("GRANT {rights} ON {table} TO {role}").format(
                rights=sql.SQL(rights), table=sql.Identifier(table), role=name
            )
            cursor.execute(statement)


def make_roles(superuser: psycopg.Connection) -> None:
    """On a server of our own: the owner, and the application that owns nothing.

    The owner is a member of the application's role so that it may end its connections.
    """
    known = {row[0] for row in superuser.execute("SELECT rolname FROM pg_roles")}
    for role, extra in ((OWNER, "CREATEDB"), (APPLICATION, "NOCREATEDB")):
        if role not in known:
            statement = sql.SQL("CREATE ROLE {role} LOGIN NOSUPERUSER " + extra)
            superuser.execute(statement.format(role=sql.Identifier(role)))
    statement = sql.SQL("GRANT {application} TO {owner}")
    superuser.execute(
        statement.format(application=sql.Identifier(APPLICATION), owner=sql.Identifier(OWNER))
    )


def make_database(superuser: psycopg.Connection) -> None:
    known = superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
    if not known:
        statement = sql.SQL("CREATE DATABASE {database} OWNER {owner}")
        superuser.execute(
            statement.format(database=sql.Identifier(DATABASE), owner=sql.Identifier(OWNER))
        )


def excess_rights(role: str) -> list[str]:
    """Rights the running role has beyond `grant_to`, each in a few words for `doctor`."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = %s", [role]
        )
        row = cursor.fetchone()
        if row and any(row):
            found.append("SUPERUSER/CREATEROLE/BYPASSRLS")
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND pg_has_role(%s, c.relowner, 'MEMBER')",
            [role],
        )
        owned = [name for (name,) in cursor.fetchall()]
        if owned:
            found.append(f"OWNER: {', '.join(sorted(owned)[:5])}")
        for table in sorted(append_only_tables()):
            cursor.execute(
                "SELECT right_name FROM unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) right_name"
                " WHERE to_regclass(%s) IS NOT NULL"
                " AND has_table_privilege(%s, to_regclass(%s), right_name)",
                [f'"{table}"', role, f'"{table}"'],
            )
            found += [f"{right}: {table}" for (right,) in cursor.fetchall()]
    return found

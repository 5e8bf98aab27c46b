"""What the history triggers run, so that many rows at once take no more time each than one.

The two functions that every trigger calls look for a session variable; the libraries' own catch
the error when there is none. Each caught error rolls back a subtransaction, and PostgreSQL then
looks through all foreign key checks still waiting for the commit: the time of an import grew with
the square of its rows.

A trigger's own function compares the rows before and after. A session keeps the plan it made at
the first call: for one row it is a nested loop, by which ten thousand took half a minute.
"""

from django.db import connection

_FUNCTIONS = """
CREATE OR REPLACE FUNCTION "public"._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        trigger_name = ANY (nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false)
$$;

CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    context uuid := nullif(current_setting('pghistory.context_id', true), '');
    told jsonb := nullif(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF context IS NULL OR told IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context AS kept (id, metadata, created_at, updated_at)
        VALUES (context, told, now(), now())
        ON CONFLICT (id) DO UPDATE SET metadata = told, updated_at = now()
        WHERE kept.metadata <> told;
    RETURN context;
END
$$;
"""

# A cost as high as that of a loop which is switched off would have every call compiled.
_JOINS = """
DO $$
DECLARE
    found regprocedure;
BEGIN
    FOR found IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND prosrc LIKE '%FROM old_values JOIN new_values%'
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET enable_nestloop = off SET jit = off', found);
    END LOOP;
END
$$;
"""


def install() -> None:
    """After every migration, since each one that adds a trigger brings the library's own back."""
    with connection.cursor() as cursor:
        cursor.execute(_FUNCTIONS)
        cursor.execute(_JOINS)

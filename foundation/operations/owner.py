"""The second database role: owns the tables, migrates, backs up and restores."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection

CREDENTIALS = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


def application_role() -> str | None:
    """The role the product runs as, when it is another than the owner.

    To be asked outside of `as_owner`, which changes the very settings read here.
    """
    if settings.DATABASE_OWNER is None:
        return None
    role = str(settings.DATABASES["default"]["USER"])
    return None if role == settings.DATABASE_OWNER["USER"] else role


@contextmanager
def as_owner() -> Iterator[None]:
    """Let Django's connection be the owner's inside the block (DATABASE_OWNER_URL when given)."""
    if settings.DATABASE_OWNER is None:
        yield
        return
    ours: dict[str, Any] = {key: connection.settings_dict[key] for key in CREDENTIALS}
    _reconnect(settings.DATABASE_OWNER)
    try:
        yield
    finally:
        _reconnect(ours)


def _reconnect(credentials: dict[str, Any]) -> None:
    connection.close()
    # A pool is kept per alias, not per role: it must not hand out the other role's connections.
    connection.close_pool()  # type: ignore[attr-defined]
    for key in CREDENTIALS:
        if key in credentials:
            connection.settings_dict[key] = credentials[key]

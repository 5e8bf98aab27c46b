"""Reading the environment: a wrong value stops the start and names its variable."""

import hashlib
import os
import secrets
import sys
from pathlib import Path
from typing import Any

import environ
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[1]
TRUE, FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")

env = environ.Env()
# The tests set everything themselves and must not pick up a developer's file.
READ_FILES = os.environ.get("READ_DOT_ENV", "1") != "0"
if READ_FILES:
    environ.Env.read_env(ROOT / ".env")


def flag(name: str, *, default: bool = False) -> bool:
    """django-environ takes any unknown word for false; a misspelt `ture` must not pass."""
    value = env.str(name, default=str(default)).strip().lower()
    if value not in TRUE + FALSE:
        raise ImproperlyConfigured(f"{name}={value!r}: {' or '.join((TRUE[1], FALSE[1]))}")
    return value in TRUE


def number(name: str, *, default: int, minimum: int = 0) -> int:
    value = env.str(name, default=str(default))
    if not value.isdigit() or int(value) < minimum:
        raise ImproperlyConfigured(f"{name}={value!r}: a whole number from {minimum}")
    return int(value)


def database(name: str, *, default: str = "") -> dict[str, Any] | None:
    """A PostgreSQL address; `?host=/folder` names a Unix socket."""
    url = env.str(name, default=default)
    if not url:
        return None
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(f"{name}: must start with postgresql://")
    found: dict[str, Any] = dict(env.db_url_config(url))
    if not found["NAME"] or not found["USER"]:
        raise ImproperlyConfigured(f"{name}: must name a role and a database")
    return found


def broker(name: str, *, default: str) -> str:
    url = str(env.str(name, default=default))
    if not url.startswith(("redis://", "rediss://", "redis+socket://")):
        raise ImproperlyConfigured(f"{name}: must start with redis:// or rediss://")
    return url


def for_redis(url: str) -> str:
    """The broker's address as Redis's own client writes it: Celery has its own way for sockets."""
    if not url.startswith("redis+socket://"):
        return url
    return url.replace("redis+socket://", "unix://", 1).replace("virtual_host=", "db=", 1)


def var_dir() -> Path:
    """Where all data of an installation of its own lies.

    PostgreSQL started by root runs under another account, which must be able to reach its data:
    below a closed folder such as root's home it cannot, then the data goes to /var/tmp.
    """
    named = env.str("VAR_DIR", default="")
    if named:
        return Path(named).resolve()
    if os.geteuid() == 0 and not all(
        parent.stat().st_mode & 0o001 for parent in (ROOT, *ROOT.parents)
    ):
        return Path("/var/tmp") / f"dealer-{hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12]}"
    return ROOT / "var"


def secret_key(folder: Path) -> str:
    """SECRET_KEY, else one made for this machine and kept beside its data."""
    given = str(env.str("SECRET_KEY", default=""))
    return given or _kept(folder / "secret_key", secrets.token_urlsafe(64))


def health_keys(folder: Path) -> list[str]:
    """HEALTH_KEYS, newest first: the first encrypts, all of them decrypt. Else one of this machine."""
    given = [key.strip() for key in env.list("HEALTH_KEYS", default=[]) if key.strip()]
    keys = given or [_kept(folder / "health_key", Fernet.generate_key().decode())]
    for place, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError:
            # Without the cause, which would tell the key.
            message = f"HEALTH_KEYS: key {place} is not 32 bytes in URL-safe base64"
            raise ImproperlyConfigured(message) from None
    return keys


def _kept(file: Path, new: str) -> str:
    """What the file says; made of ``new`` by whoever comes first."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(new)
    except FileExistsError:
        pass
    return file.read_text()


# While `manage.py up` runs, its servers' addresses lie here: backup, doctor and shell find them.
# `up` itself starts its own and must not take a killed run's addresses for somebody's servers.
if READ_FILES and sys.argv[1:2] != ["up"]:
    environ.Env.read_env(var_dir() / "up.env")

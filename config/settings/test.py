"""What the tests change; the servers' addresses come from tests/harness/servers.py."""

from config.settings.base import *  # noqa: F403
from config.settings.base import env

CLOCK_FILE = env.str("CLOCK_FILE", default="")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

"""What the tests change; the servers' addresses come from tests/harness/servers.py."""

from config.settings.base import *
from config.settings.base import INSTALLED_APPS, ROOT, TEMPLATES, VAR_DIR, env

CLOCK_FILE = env.str("CLOCK_FILE", default="")
MAIL_SINK = str(VAR_DIR / "mails")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The ninth regulation, which only the tests have.
INSTALLED_APPS.append("tests.toy")
ROOT_URLCONF = "tests.toy.urlconf"
# Mails and pages that only tests know; real workers of a test read them too.
TEMPLATES[0]["DIRS"].append(ROOT / "tests" / "templates")  # type: ignore[attr-defined]

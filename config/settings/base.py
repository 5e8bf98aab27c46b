from pathlib import Path

import django_stubs_ext
import environ
from django.utils.translation import gettext_lazy as _

from config.regulations import REGULATIONS

django_stubs_ext.monkeypatch()

ROOT = Path(__file__).resolve().parents[2]
env = environ.Env()
if env.bool("READ_DOT_ENV", default=True):
    environ.Env.read_env(ROOT / ".env")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-this-machine-until-PLATFORM-does-it")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
VAR_DIR = Path(env.str("VAR_DIR", default=str(ROOT / "var")))

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "pgtrigger",
    "pghistory",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "import_export",
    "rules",
    *[
        f"foundation.{name}"
        for name in (
            "articles",
            "numbering",
            "people",
            "customers",
            "policies",
            "notifications",
            "process",
            "papers",
            "listing",
            "governance",
            "monthly",
            "desk",
            "operations",
        )
        if (ROOT / "foundation" / name / "__init__.py").exists()
        and name not in env.list("LEAVE_OUT", default=[])
    ],
    *[name for name in REGULATIONS if (ROOT / name / "__init__.py").exists()],
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": env.db("DATABASE_URL", default="postgres://postgres@127.0.0.1:55432/dev"),
}
# The owner migrates, backs up and restores; everything else runs as the role of DATABASE_URL.
DATABASE_OWNER = env.db("DATABASE_OWNER_URL") if env.str("DATABASE_OWNER_URL", default="") else None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("zh-hant", _("繁体中文")), ("en", _("英文"))]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Shanghai")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "staticfiles"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_ROOT = VAR_DIR / "files"

CLOCK_FILE = None  # only the tests move the clock

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "global_keyprefix": env.str("BROKER_PREFIX", default=""),
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

vars().update(env.email("EMAIL_URL", default="smtp://127.0.0.1:2525"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="oa@example.com")
PGHISTORY_APPEND_ONLY = True

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
ACCOUNT_ADAPTER = "config.sign_in.ClosedAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "employee_number"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Links in mails are absolute; a mail server that is slow must not hold a worker.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
EMAIL_TIMEOUT = 10

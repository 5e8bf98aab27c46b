"""Settings of a machine of one's own (`make run`); production.py and test.py change the rest."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy

from config import environment, logs
from config.environment import ROOT, env
from config.regulations import REGULATIONS
from config.schedule import SCHEDULE

django_stubs_ext.monkeypatch()  # Field[...] and the like can be written in type hints

VERSION = "0.1.0"
DEBUG = environment.flag("DEBUG")
VAR_DIR = environment.var_dir()
SECRET_KEY = environment.secret_key(VAR_DIR)
HEALTH_KEYS = environment.health_keys(VAR_DIR)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
COMPANY_NAME = env.str("COMPANY_NAME", default="华东启辰商贸有限公司")

INSTALLED_APPS = [
    "foundation.articles",
    "foundation.numbering",
    "foundation.people",
    "foundation.customers",
    "foundation.policies",
    "foundation.notifications",
    "foundation.process",
    "foundation.papers",
    "foundation.listing",
    "foundation.duties",
    "foundation.governance",
    "foundation.monthly",
    "foundation.desk",
    "foundation.operations",
    *REGULATIONS,
    "config.admin.KeepersConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
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
    "rules",
]

MIDDLEWARE = [
    "config.logs.RequestLogMiddleware",
    "config.proxies.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "foundation.operations.sessions.SessionLimitMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "foundation.people.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "foundation.process.requests.ClientAddressMiddleware",
    "foundation.process.drafts.DraftMiddleware",
    "foundation.policies.reading.PolicyMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "foundation.operations.second_factor.SecondFactorMiddleware",
    "foundation.people.middleware.AccessMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it answers for a refused login
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
                "foundation.desk.context.installation",
                "foundation.desk.navigation.navigation",
            ],
        },
    },
]
FORM_RENDERER = "foundation.desk.forms.Renderer"

# Data ---------------------------------------------------------------------------------------
DATABASES = {
    "default": {
        **(environment.database("DATABASE_URL", default="postgresql://dealer_app@/dealer") or {}),
        # The door opens its own transaction and repeats it after a deadlock.
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
    }
}
# pghistory writes its context in front of statements: parameters are bound on the client.
DATABASES["default"].setdefault("OPTIONS", {})["server_side_binding"] = False
DATABASE_POOL = environment.number("DATABASE_POOL", default=0)
if DATABASE_POOL:
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": DATABASE_POOL}
# The owner migrates, backs up and restores; everything else runs as the role of DATABASE_URL.
DATABASE_OWNER = environment.database("DATABASE_OWNER_URL")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
BROKER_URL = environment.broker("REDIS_URL", default="redis://127.0.0.1:6379/0")
REDIS_URL = environment.for_redis(BROKER_URL)
REDIS_PREFIX = env.str("BROKER_PREFIX", default="")
CACHES = {
    # In the database, so that logging in does not depend on the broker being up.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "operations_cache",
    },
    # Counted by many processes at once: an increment must be one operation.
    "counters": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": f"{REDIS_PREFIX}counter",
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    },
}
MEDIA_ROOT = VAR_DIR / "files"
BACKUP_DIR = env.str("BACKUP_DIR", default=str(VAR_DIR / "backups"))
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000  # a sheet of 200 lines with 400 pasted below
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
CLAMD_URL = env.str("CLAMD_URL", default="")
PGHISTORY_APPEND_ONLY = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# Language and time --------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = ZoneInfo(env.str("TIME_ZONE", default="Asia/Shanghai")).key
USE_TZ = True
CLOCK_FILE = ""  # only the tests move the clock
FILTERS_EMPTY_CHOICE_LABEL = gettext_lazy("全部")

# Static files -------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "staticfiles"
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Logging in ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "foundation.people.sign_in.PersonBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("employee_number", "name", "email", "phone")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_FORMS = {"login": "config.login_form.LoginForm"}
ACCOUNT_ADAPTER = "config.sign_in.ClosedAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "employee_number"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# One throttle for wrong passwords, the one that keeps a register of them (axes).
ACCOUNT_RATE_LIMITS = {"login_failed": None}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "config.sign_in.SecondFactorAdapter"
MFA_TOTP_ISSUER = "制度通"
MFA_TOTP_TOLERANCE = 1  # periods of half a minute that a phone may be ahead or behind
AXES_FAILURE_LIMIT = environment.number("LOGIN_FAILURE_LIMIT", default=5, minimum=1)
AXES_COOLOFF_TIME = timedelta(minutes=environment.number("LOGIN_COOLOFF_MINUTES", default=15))
AXES_USERNAME_FORM_FIELD = "username"  # as allauth and the admin site hand it on
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/lockout.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "config.proxies.client_address"
SESSION_COOKIE_AGE = 60 * environment.number("SESSION_IDLE_MINUTES", default=120, minimum=5)
SESSION_LONGEST_SECONDS = 3600 * environment.number("SESSION_LONGEST_HOURS", default=12, minimum=1)
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = 0  # ProxyMiddleware has settled the address before allauth looks

# Browser ------------------------------------------------------------------------------------
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],  # Tabler's own icons, the TOTP code
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# Mail ---------------------------------------------------------------------------------------
vars().update(env.email("EMAIL_URL", default="smtp://127.0.0.1:2525"))
EMAIL_TIMEOUT = environment.number("EMAIL_TIMEOUT", default=10, minimum=1)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="oa@example.com")
# Set by `manage.py up` when it receives the mails itself: then /mails/ shows them.
MAIL_SINK = env.str("MAIL_SINK", default="")

# Background work ----------------------------------------------------------------------------
CELERY_BROKER_URL = BROKER_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_connect_timeout": 3,
    "global_keyprefix": REDIS_PREFIX,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False  # a page does not wait for a broker that is down
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Prints, exports, imports, statistics and backups wait for one another on "long"; mail and the
# sweep, on the usual queue, never wait for them. A job is there whose module is `long_jobs`.
CELERY_TASK_ROUTES = {"*.long_jobs.*": {"queue": "long"}}
JOB_QUEUES = ("celery", "long")
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 700_000  # KiB: long prints leave their memory behind
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = SCHEDULE
# Rows of a list, workbook or print a page waits for; above that a worker does it.
EXPORT_AT_ONCE = environment.number("EXPORT_AT_ONCE", default=10_000)
IMPORT_AT_ONCE = environment.number("IMPORT_AT_ONCE", default=500)
PRINT_AT_ONCE = environment.number("PRINT_AT_ONCE", default=500)

LOGGING = logs.configuration(env.str("LOG_LEVEL", default="INFO"))

# The demo company: `manage.py up` sets DEMO once it has loaded it.
DEMO = environment.flag("DEMO")
DEMO_LOGINS = env.json("DEMO_LOGINS", default=[])
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="yanshi-2026")

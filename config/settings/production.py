"""A company's own servers: everything that protects is on, everything secret must be given."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *
from config.settings.base import ALLOWED_HOSTS, SITE_URL, env, environment

REQUIRED = (
    "SECRET_KEY", "HEALTH_KEYS", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SITE_URL",
)  # fmt: skip
absent = [name for name in REQUIRED if not env.str(name, default="")]
if absent:
    raise ImproperlyConfigured(f"not set: {', '.join(absent)} (see .env.example)")
if not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("SITE_URL: must start with https://")

DEBUG = False
DEMO = False
SECRET_KEY = env.str("SECRET_KEY")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_TRUSTED_ORIGINS = [SITE_URL, *(f"https://{host}" for host in ALLOWED_HOSTS if host != "*")]
# Probes of a load balancer come without TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
if environment.number("TRUSTED_PROXIES", default=0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

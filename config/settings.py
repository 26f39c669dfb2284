"""All settings, flat. Production differs from a working copy only by its environment."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.env import read_bool, read_int, read_list, read_secret, read_text

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(read_text("VAR_DIR") or BASE_DIR / "var")

# --- Who we are ---------------------------------------------------------------------------------
DEBUG = read_bool("DEBUG", default=False)
SECRET_KEY = read_secret("SECRET_KEY")
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS", default="localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = read_list("CSRF_TRUSTED_ORIGINS")
# Stands under the product's name on every page: "Thanh tra tỉnh …".
OFFICE_NAME = read_text("OFFICE_NAME")
SITE_URL = read_text("SITE_URL", "http://localhost:8000")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_prose_editor",
    "import_export",
    "tree_queries",
    "office",
    "accounts",
    "inspections",
    "findings",
    "recommendations",
    "reports",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.TellProblems",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "office.context.office",
                "config.context.frame",
                "accounts.context.person",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# --- Where things are kept ----------------------------------------------------------------------


def database(url: str) -> dict:
    """Django's form of postgresql://user:password@host:port/name; host may be a socket folder."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgresql://user:password@host:5432/name."
        )
    socket = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(socket.get("host", "")) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # What is asked for lies in memory or on a disk without arms: with the price of 1995 for a
        # page out of order, rare words are looked for by reading a whole table.
        "OPTIONS": {"options": "-c random_page_cost=1.1 -c jit=off"},
    }


# `make run`, `make demo` and `make test` start embedded servers and set both addresses.
DATABASE_URL = read_secret("DATABASE_URL")
REDIS_URL = read_secret("REDIS_URL")
DATABASES = {"default": database(DATABASE_URL or "postgresql:///minh_bach")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL or "redis://localhost:6379/0",
        "KEY_PREFIX": "mb",
    },
    # The frame of a page, which is the same for a person as long as his rights are: kept by each
    # process for itself, and never while templates are being written.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends."
        + ("dummy.DummyCache" if DEBUG else "locmem.LocMemCache"),
        "LOCATION": "fragments",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 60 * 60
MEDIA_ROOT = Path(read_text("MEDIA_ROOT") or VAR_DIR / "files")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Fonts for papers and maps for debugging are big and hardly asked for.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    "jpg",
    "png",
    "gif",
    "webp",
    "woff",
    "woff2",
    "ttf",
    "map",
    "br",
    "gz",
)
STATIC_URL = "/static/"
STATIC_ROOT = Path(read_text("STATIC_ROOT") or BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
# One upload; a court would rather see ten readable scans than one of 200 MB.
UPLOAD_MAX_MB = read_int("UPLOAD_MAX_MB", default=50)
# Where clamd listens (host:port or unix:/path); empty: uploads are not scanned, and screens say so.
CLAMD_ADDRESS = read_text("CLAMD_ADDRESS")
FILE_UPLOAD_HANDLERS = [
    "office.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# A name that begins with "=" must not run as a formula in somebody's Excel.
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- Workers ------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL or "redis://localhost:6379/0"
# Celery is not to close the connection after each task: config.celery looks after it.
CELERY_DB_REUSE_MAX = 1_000_000
CELERY_TASK_IGNORE_RESULT = True  # office.Job is what people wait for
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True  # office.jobs stops a poison task after three attempts
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A new child costs a third of a second; the next line is what holds its memory down.
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # KiB
CELERY_TASK_DEFAULT_QUEUE = "batch"
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The row of office.Job is the truth and a message only a wake-up, so redelivery by the broker may
# be late: longer than any job, because a shorter one starts the same job several times.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}

# --- People -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- Language and time --------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
# Never: a template would print the key 3810 of a unit as 3.810. Amounts say `intcomma`.
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["config.formats"]

# --- Trust --------------------------------------------------------------------------------------
SECURE_COOKIES = read_bool("SECURE_COOKIES", default=not DEBUG)
SESSION_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = read_bool("SECURE_SSL_REDIRECT", default=SECURE_COOKIES)
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/"]
SECURE_HSTS_SECONDS = read_int("SECURE_HSTS_SECONDS", default=31_536_000 if SECURE_COOKIES else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_COOKIES
SECURE_HSTS_PRELOAD = SECURE_COOKIES
BEHIND_PROXY = read_bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Failed sign-ins are counted by the address of the person, not of the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "config.views.errors.csrf_failed"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the paper is shown in a frame beside its form
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # asks for DENY; frame-ancestors below is as narrow
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
    }
}

# --- What is told -------------------------------------------------------------------------------
# smtp sends; console prints to the worker's log; locmem keeps in memory, for tests.
EMAIL_BACKEND = "django.core.mail.backends." + read_text("EMAIL_BACKEND", "smtp") + ".EmailBackend"
EMAIL_HOST = read_text("EMAIL_HOST", "localhost")
EMAIL_PORT = read_int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = read_text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = read_secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = read_bool("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = read_int("EMAIL_TIMEOUT", default=20)
DEFAULT_FROM_EMAIL = read_text("DEFAULT_FROM_EMAIL", "minh-bach@localhost")
# One mail to each person each morning, in the hour of Vietnam.
DIGEST_HOUR = read_int("DIGEST_HOUR", default=7)
DIGEST_ON_WORKING_DAYS = read_bool("DIGEST_ON_WORKING_DAYS", default=True)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": read_text("LOG_LEVEL", "INFO")},
}

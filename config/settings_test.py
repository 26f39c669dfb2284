"""Settings of the tests: the same house with real servers, quick passwords and files that go away."""

import os
import tempfile
import uuid
from pathlib import Path
from typing import Any

from config.settings import *  # noqa: F403 -- one flat file, and this is its variant
from config.settings import CACHES, REDIS_URL, TEMPLATES
from tests.template_trap import UndefinedVariable

SECRET_KEY = "only-for-tests-" + "x" * 50
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

# Of this process alone, whatever MEDIA_ROOT says: tests/conftest.py takes the folder away at the end.
MEDIA_ROOT = Path(tempfile.gettempdir()) / f"minh-bach-files-{uuid.uuid4().hex}"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Nobody collects static files before a test; WhiteNoise looks for them when they are asked for.
WHITENOISE_AUTOREFRESH = True

# Parallel test processes must not take each other's tasks: each has its own numbered database.
_PROCESS = int(os.environ.get("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw")) + 1
REDIS_URL = (REDIS_URL or "redis://localhost:6379/0").rsplit("/", 1)[0] + f"/{_PROCESS}"
CACHES = CACHES | {"default": CACHES["default"] | {"LOCATION": REDIS_URL}}
CELERY_BROKER_URL = REDIS_URL

_DJANGO: dict[str, Any] = TEMPLATES[0]
TEMPLATES = [_DJANGO | {"OPTIONS": _DJANGO["OPTIONS"] | {"string_if_invalid": UndefinedVariable()}}]

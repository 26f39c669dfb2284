"""Settings of the bench: the house as it is, with an empty page to compare with and tasks to count.

Static files are served without their manifest, so that nothing has to be compressed first.
"""

from config.settings import *  # noqa: F403 -- one flat file, and this is its variant
from config.settings import ALLOWED_HOSTS as HOUSE_HOSTS
from config.settings import STORAGES as HOUSE_STORAGES

ROOT_URLCONF = "config.bench.urls"
ALLOWED_HOSTS = [*HOUSE_HOSTS, "testserver"]
STORAGES = HOUSE_STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
CELERY_IMPORTS = ["config.bench.tasks"]

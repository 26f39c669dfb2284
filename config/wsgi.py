"""The door for gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# Every page is imported now, and what was imported lives as long as the process: the collector of
# garbage, which else walks over it every few pages, leaves it alone (`make bench` does the same).
len(get_resolver().url_patterns)
gc.collect()
gc.freeze()

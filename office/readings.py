"""Who opened what only few may see: a line each, apart from the journal of acts."""

import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from office.journal import about_key
from office.models import Reading

# A page that shows the same draft again while it is read is one reading.
SAME_READING = datetime.timedelta(minutes=10)


def note_reading(person: Any, thing: models.Model, *, chain: str, label: str) -> None:
    """Write down that this person opened this thing."""
    about = about_key(thing)
    since = timezone.now() - SAME_READING
    lately = Reading.objects.filter(person=person, about=about, chain=chain, at__gte=since)
    with transaction.atomic():
        if not lately.exists():
            Reading.objects.create(person=person, chain=chain, about=about, label=label[:500])

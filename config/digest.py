"""One mail to each person each morning: what waits, what is due, what was told since yesterday."""

import datetime
import logging
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from config.views.home import Pile, piles_for
from office import mails
from office.calendar import calendar_of
from office.desk import Section
from office.models import Mail, Notice
from office.notices import settings_of

logger = logging.getLogger(__name__)

KIND = "digest"
NOTICES_TOLD = 15
# A person who was away gets the last week, not the last year.
LOOK_BACK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Digest:
    """What one person is told this morning."""

    person: Any
    today: datetime.date
    piles: list[Pile]
    notices: list[Notice]

    @property
    def count(self) -> int:
        return sum(len(pile.items) for pile in self.piles)

    @property
    def late(self) -> int:
        return sum(len(pile.items) for pile in self.piles if pile.section == Section.LATE)

    @property
    def subject(self) -> str:
        late = f", {self.late} việc quá hạn" if self.late else ""
        return f"Minh Bạch ngày {self.today:%d/%m/%Y}: {self.count} việc của bạn{late}"

    def __bool__(self) -> bool:
        return bool(self.piles or self.notices)


def is_day_for_digest(day: datetime.date) -> bool:
    """Working days of the office's calendar, unless the setting says every day."""
    return not settings.DIGEST_ON_WORKING_DAYS or calendar_of([day.year]).is_working(day)


def keep_digests(now: datetime.datetime) -> int:
    """Put the digest of today into the box for everybody who wants one and has none; how many.

    The row of the mail is unique for a person and day: called twice, or cut off in the middle and
    called again, nobody gets two.
    """
    today = timezone.localdate(now)
    if timezone.localtime(now).hour < settings.DIGEST_HOUR or not is_day_for_digest(today):
        return 0
    has_one = Mail.objects.filter(kind=KIND, day=today).values("person")
    people = User.objects.filter(is_active=True).exclude(email="").exclude(pk__in=has_one)
    wanted = people.exclude(notice_settings__has_digest=False).order_by("pk")
    return sum(_keep(person, today, now) for person in wanted.prefetch_related("role_grants"))


def _keep(person: Any, today: datetime.date, now: datetime.datetime) -> bool:
    try:
        with transaction.atomic():
            digest = digest_for(person, today, now)
            return bool(digest) and mails.keep(
                person,
                kind=KIND,
                day=today,
                subject=digest.subject,
                text=written(digest, "mail/digest.txt"),
                html=written(digest, "mail/digest.html"),
            )
    except Exception:
        # One person's broken row must not keep the others from their mail.
        logger.exception("The digest of %s could not be made.", person.pk)
        return False


def digest_for(person: Any, today: datetime.date, now: datetime.datetime) -> Digest:
    """What lies on the desk, without what others do, and what was told and not read."""
    unmailed = set(settings_of(person).unmailed)
    without = {Section.WAITING}
    if Notice.Kind.DEADLINE in unmailed:
        without |= {Section.DUE_SOON, Section.LATE}
    piles = [pile for pile in piles_for(person, today) if pile.section not in without]
    told = Notice.objects.filter(person=person, read_at=None, created_at__gte=_since(person, now))
    notices = told.exclude(kind__in=unmailed).order_by("-pk")[:NOTICES_TOLD]
    return Digest(person, today, piles, list(notices))


def _since(person: Any, now: datetime.datetime) -> datetime.datetime:
    last = Mail.objects.filter(person=person, kind=KIND).order_by("-pk").first()
    return max(last.asked_at, now - LOOK_BACK) if last else now - LOOK_BACK


def written(digest: Digest, template: str) -> str:
    context = {"digest": digest, "site": settings.SITE_URL.rstrip("/")}
    return render_to_string(template, context)

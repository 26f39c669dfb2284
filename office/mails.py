"""Mails to people: a row each, sent at most once.

Claimed before it is sent, and the claim is committed: a worker killed in between leaves a mail of
which nobody knows whether it went out. It is not sent again by itself; the administrator sees it.
"""

import datetime
import logging
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import QuerySet
from django.utils import timezone

from office.models import Mail

logger = logging.getLogger(__name__)

State = Mail.State
AT_ONCE = 200
# Longer than any mail server takes to answer.
CUT_OFF_AFTER = datetime.timedelta(minutes=10)
CUT_OFF = (
    "Máy gửi thư dừng giữa chừng: chưa rõ thư đã đi hay chưa, nên không tự gửi lại. Quản trị có thể"
    " cho gửi lại."
)


def keep(
    person: Any, *, kind: str, day: datetime.date, subject: str, text: str, html: str = ""
) -> bool:
    """Put a mail into the box; False when this person has one of this kind and day."""
    _, created = Mail.objects.get_or_create(
        person=person,
        kind=kind,
        day=day,
        defaults={"subject": subject[:200], "text": text, "html": html},
    )
    return created


def send_waiting() -> int:
    """Send what waits, oldest first; how many went out. An absent server leaves all waiting."""
    tell_cut_off()
    waiting = list(
        Mail.objects.filter(state=State.WAITING).select_related("person").order_by("pk")[:AT_ONCE]
    )
    if not waiting:
        return 0
    server = get_connection(timeout=settings.EMAIL_TIMEOUT)
    try:
        # Before anything is claimed: what cannot be tried is tried again later.
        server.open()
    except OSError as error:
        logger.warning("The mail server does not answer (%s); %d mails wait.", error, len(waiting))
        return 0
    try:
        return sum(_send(mail, server) for mail in waiting)
    finally:
        server.close()


def _send(mail: Mail, server: Any) -> bool:
    """Claim, send, say how it went. False when another worker has it or it failed."""
    mine = Mail.objects.filter(pk=mail.pk, state=State.WAITING)
    if not mine.update(state=State.SENDING, claimed_at=timezone.now()):
        return False
    try:
        message_of(mail, server).send()
    except Exception as error:
        logger.exception("Mail %s failed.", mail.pk)
        said = f"Máy chủ thư từ chối: {type(error).__name__}: {error}"[:500]
        Mail.objects.filter(pk=mail.pk).update(state=State.FAILED, error=said)
        return False
    Mail.objects.filter(pk=mail.pk).update(state=State.SENT, sent_at=timezone.now(), error="")
    return True


def message_of(mail: Mail, server: Any) -> EmailMultiAlternatives:
    """Plain text with a simple HTML twin; the identity lets a mail server drop a double."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.person.email],
        connection=server,
        headers={
            "Message-ID": f"<{mail.kind}-{mail.person_id}-{mail.day:%Y%m%d}-{mail.pk}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def tell_cut_off() -> int:
    """Mails whose worker was killed: said so, not sent again."""
    lost = Mail.objects.filter(state=State.SENDING, claimed_at__lt=timezone.now() - CUT_OFF_AFTER)
    return lost.update(state=State.FAILED, error=CUT_OFF)


def send_again(mails: QuerySet[Mail]) -> int:
    """The administrator's word: what failed goes back into the box."""
    return mails.filter(state=State.FAILED).update(state=State.WAITING, error="")

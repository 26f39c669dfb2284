"""What every page knows."""

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from office.models import Notice
from office.questions import AN_INTEGER, Question
from office.views.readers import can_read_books, can_read_journal

UNREAD_BY = Question(
    lambda person: (
        Notice.objects.filter(person=person, read_at=None)
        .order_by()
        .values("person")
        .values_list(Count("pk"))
    ),
    AN_INTEGER,
)


def office(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {
            "office_name": settings.OFFICE_NAME,
            "unread_notices": 0,
            "may_read_books": False,
            "may_read_journal": False,
        }
    return {
        "office_name": settings.OFFICE_NAME,
        "unread_notices": LazyCount(user.pk),
        "may_read_books": SimpleLazyObject(lambda: can_read_books(user)),
        "may_read_journal": SimpleLazyObject(lambda: can_read_journal(user)),
    }


class LazyCount:
    """Counted when a template prints it, so partial pages do not pay for it."""

    def __init__(self, user_id: int):
        self.user_id = user_id
        self.count: int | None = None

    def __int__(self) -> int:
        if self.count is None:
            self.count = sum(number for (number,) in UNREAD_BY(self.user_id))
        return self.count

    def __bool__(self) -> bool:
        return int(self) > 0

    def __str__(self) -> str:
        return str(int(self))

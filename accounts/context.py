"""What every page knows of the person who looks at it."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.permissions import can_see_delegations
from office.administering import may_administer


def person(request: HttpRequest) -> dict[str, object]:
    """Asked only when a template prints it, so partial pages do not pay for it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"may_administer": False, "is_of_office": False}
    return {
        "may_administer": SimpleLazyObject(lambda: may_administer(request)),
        "is_of_office": SimpleLazyObject(lambda: can_see_delegations(user)),
    }

"""What the frame of every page asks of the rooms."""

from django.http import HttpRequest

from inspections.permissions import can_see_plans


def frame(request: HttpRequest) -> dict[str, object]:
    """Asked only where a template prints it: partial pages have no navigation."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"may_see_plans": False}
    return {"may_see_plans": lambda: can_see_plans(user)}

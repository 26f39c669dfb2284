"""Two people edit the same row: one wins, the other is told."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from office.workflow import Overtaken


def save_if_unchanged(thing: Any, fields: Iterable[str], *, revision: int) -> None:
    """Write `fields` of `thing` if its row still has the `revision` the person began with.

    The revision goes up by one, in the row and on `thing`. Raises Overtaken when somebody saved
    in between; nothing is written then.
    """
    values = {name: getattr(thing, name) for name in fields}
    rows = type(thing)._default_manager.filter(pk=thing.pk, revision=revision)
    if not rows.update(**values, revision=F("revision") + 1):
        raise Overtaken(f"Trong lúc bạn viết, người khác đã sửa {thing}.")
    thing.revision = revision + 1

"""What of this room lies on a person's desk."""

from typing import Any

from office.desk import DeskItem


def items_for(user: Any) -> list[DeskItem]:
    return []

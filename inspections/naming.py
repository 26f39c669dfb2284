"""A unit as it was called on a day, and who answers for it today.

Khoản 2 Điều 64 Luật Thanh tra 2025: what a body owed passes to who came after it.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from inspections.models import Unit
from inspections.units import successor_on

INHERITS = "khoản 2 Điều 64 Luật Thanh tra số 84/2025/QH15"
ENDED = "đã kết thúc hoạt động, chưa ghi đơn vị kế thừa"


@dataclass(frozen=True)
class Named:
    """The name of the day, and what became of the unit since; `now` is empty when nothing did."""

    name: str
    now: str = ""
    heir: Unit | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.now})" if self.now else self.name

    @property
    def has_heir(self) -> bool:
        return self.heir is not None


def named(unit: Unit, *, on: datetime.date, today: datetime.date | None = None) -> Named:
    """“Phòng Lao động quận A (nay là Sở Nội vụ thành phố B)”.

    Lists prefetch `names` and select `successor`; a longer line of successors costs a query each.
    """
    today = today or timezone.localdate()
    then = unit.name_on(on).name
    answers = successor_on(unit, today)
    if answers is None:
        return Named(then, ENDED)
    if answers.pk != unit.pk:
        return Named(then, f"nay là {answers.name}", answers)
    return Named(then, f"nay là {unit.name}" if unit.name != then else "")

"""How far a case is in this room."""

from typing import Any

from inspections.models import Inspection
from office.desk import Step


def steps_of(inspection: Inspection, user: Any) -> list[Step]:
    return []

"""What a room tells the pages that look into every room (config): home, case page, search.

Each case room has `desk.items_for(user)`, `steps.steps_of(inspection, user)` and
`finds.found_by(look, user)` made of these.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from office.search import Piece
from office.workflow import Problem


class Section(IntEnum):
    """The sections of “Việc của tôi”, in the order of urgency."""

    SENT_BACK = 1
    TO_DECIDE = 2
    TO_NUMBER = 3
    LATE = 4
    DUE_SOON = 5
    IN_HAND = 6
    WAITING = 7

    @property
    def label(self) -> str:
        return {
            Section.SENT_BACK: "Bị trả lại",
            Section.TO_DECIDE: "Chờ tôi duyệt",
            Section.TO_NUMBER: "Chờ cấp số, ban hành",
            Section.LATE: "Quá hạn",
            Section.DUE_SOON: "Sắp đến hạn",
            Section.IN_HAND: "Đang làm",
            Section.WAITING: "Đang chờ người khác",
        }[self]


@dataclass(frozen=True)
class DeskItem:
    """One row of “Việc của tôi” with its one main action."""

    section: Section
    case_code: str
    case_name: str
    text: str
    action: str
    url: str
    due_on: datetime.date | None = None
    # Why it is this person's turn, in words.
    why: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a case: is it done, what is missing, where it is mended."""

    order: int
    label: str
    url: str
    is_done: bool
    note: str = ""
    missing: Sequence[Problem] = ()


@dataclass(frozen=True)
class Find:
    """One thing that was looked for and found."""

    title: str
    url: str
    # What it is and where it belongs, in words.
    about: str
    # The place of the words, marked.
    excerpt: Sequence[Piece] = ()


@dataclass(frozen=True)
class Found:
    """What one room found of one kind, best first; `more_url` leads to the list of all."""

    label: str
    icon: str
    finds: Sequence[Find]
    more_url: str = ""

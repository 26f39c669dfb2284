"""The words in which a case is told: what the demo and the journeys feed to the rules."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class ToldCitation:
    """A cited document, as its own header says."""

    kind: str
    number: str
    dated_on: date
    issuer: str
    subject: str


@dataclass(frozen=True)
class ToldTopic:
    """A heading of the outline; `parent` is the key of the heading above."""

    key: str
    title: str
    parent: str = ""


@dataclass(frozen=True)
class ToldFinding:
    """A finding; `units` are keys of the audited units, none meaning all of them.

    `provision` is (number of the document, article, clause) in the law library.
    """

    key: str
    topic: str
    kind: str
    text: str
    summary: str = ""
    cause: str = ""
    units: tuple[str, ...] = ()
    provision: tuple[str, str, str] | None = None
    citations: tuple[ToldCitation, ...] = ()
    by: str = "lan"
    is_confirmed: bool = True
    # Who answers for it: (name, post, key of the unit).
    officials: tuple[tuple[str, str, str], ...] = ()
    # What was seen at one unit alone, by its key.
    notes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ToldIndicator:
    """An indicator of a topic; `figures` are (whole, part) by the key of the unit."""

    name: str
    topic: str
    whole_name: str
    part_name: str
    period: str
    figures: dict[str, tuple[int, int]]
    measured_in: str = "hồ sơ"
    target: int | None = None
    target_basis: str = ""
    is_in_annex: bool = False


@dataclass(frozen=True)
class ToldRecommendation:
    """A recommendation `to` a unit by its key ("all": every audited unit), or to its head.

    `report_to` and `via` are keys of units: where its result is reported, and through whom.
    """

    kind: str
    text: str
    to: str
    person: str = ""
    findings: tuple[str, ...] = ()
    due_on: date | None = None
    due_days: int | None = None
    report_to: str = ""
    via: str = ""

"""Records of what was found, where, by which rule, and the proof of it."""

from findings.models.citation import Citation
from findings.models.evidence import Evidence
from findings.models.finding import MONEY, Finding, FindingUnit, Responsibility
from findings.models.indicator import Indicator, Measurement
from findings.models.library import LibraryEntry
from findings.models.minutes import Minutes, MinutesFile, MinutesParty
from findings.models.request import (
    Explanation,
    RequestExtension,
    RequestFile,
    UnitRequest,
)
from findings.models.topic import Topic

__all__ = [
    "MONEY",
    "Citation",
    "Evidence",
    "Explanation",
    "Finding",
    "FindingUnit",
    "Indicator",
    "LibraryEntry",
    "Measurement",
    "Minutes",
    "MinutesFile",
    "MinutesParty",
    "RequestExtension",
    "RequestFile",
    "Responsibility",
    "Topic",
    "UnitRequest",
]

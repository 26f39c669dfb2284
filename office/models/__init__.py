"""Records of what the agency has before any inspection is open."""

from office.models.calendar import Holiday
from office.models.file import StoredFile
from office.models.ground import LegalGround
from office.models.job import Job
from office.models.journal import JournalEntry
from office.models.law import LegalDocument, LegalProvision
from office.models.notice import Notice
from office.models.regime import CompetentBody, LegalEvent, LegalStep, Regime, TimeLimit
from office.models.register import NumberSeries, Register, RegisterEntry

__all__ = [
    "CompetentBody",
    "Holiday",
    "Job",
    "JournalEntry",
    "LegalDocument",
    "LegalEvent",
    "LegalGround",
    "LegalProvision",
    "LegalStep",
    "Notice",
    "NumberSeries",
    "Regime",
    "Register",
    "RegisterEntry",
    "StoredFile",
    "TimeLimit",
]

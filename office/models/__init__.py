"""Records of what the agency has before any inspection is open."""

from office.models.calendar import Holiday
from office.models.file import StoredFile
from office.models.ground import LegalGround
from office.models.job import Job
from office.models.journal import JournalEntry
from office.models.law import LegalDocument, LegalProvision, Regime, TimeLimit
from office.models.notice import Notice
from office.models.register import NumberSeries, Register, RegisterEntry
from office.models.saved import SavedFilter

__all__ = [
    "Holiday",
    "Job",
    "JournalEntry",
    "LegalDocument",
    "LegalGround",
    "LegalProvision",
    "Notice",
    "NumberSeries",
    "Regime",
    "Register",
    "RegisterEntry",
    "SavedFilter",
    "StoredFile",
    "TimeLimit",
]

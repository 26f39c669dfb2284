"""Records of what the agency has before any inspection is open."""

from office.models.calendar import Holiday
from office.models.change import RowChange
from office.models.file import StoredFile
from office.models.ground import LegalGround
from office.models.job import Job
from office.models.journal import JournalEntry
from office.models.law import LegalDocument, LegalProvision, Regime, TimeLimit
from office.models.notice import Mail, Notice, NoticeSettings, Reminder, Snooze
from office.models.reading import Reading
from office.models.register import NumberSeries, Register, RegisterEntry

__all__ = [
    "Holiday",
    "Job",
    "JournalEntry",
    "LegalDocument",
    "LegalGround",
    "LegalProvision",
    "Mail",
    "Notice",
    "NoticeSettings",
    "NumberSeries",
    "Reading",
    "Regime",
    "Register",
    "RegisterEntry",
    "Reminder",
    "RowChange",
    "Snooze",
    "StoredFile",
    "TimeLimit",
]

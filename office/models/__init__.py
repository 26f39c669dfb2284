"""Records of what the agency has before any inspection is open."""

from office.models.appraisal import AppraisalRule
from office.models.calendar import Holiday
from office.models.change import RowChange
from office.models.file import StoredFile
from office.models.ground import LegalGround
from office.models.job import Job
from office.models.journal import JournalEntry
from office.models.law import LegalDocument, LegalProvision
from office.models.notice import Mail, Notice, NoticeSettings, Reminder, Snooze
from office.models.reading import Reading
from office.models.regime import CompetentBody, LegalEvent, LegalStep, Regime, TimeLimit
from office.models.register import NumberSeries, Register, RegisterEntry
from office.models.saved import SavedFilter

__all__ = [
    "AppraisalRule",
    "CompetentBody",
    "Holiday",
    "Job",
    "JournalEntry",
    "LegalDocument",
    "LegalEvent",
    "LegalGround",
    "LegalProvision",
    "LegalStep",
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
    "SavedFilter",
    "Snooze",
    "StoredFile",
    "TimeLimit",
]

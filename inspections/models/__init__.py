"""Records of a case: its units, decision, team and dated facts."""

from inspections.models.case_file import (
    CaseFile,
    CaseFileItem,
    HandOver,
    HandOverRule,
    PaperWaiver,
    RequiredPaper,
    RetentionRule,
    SheetCount,
)
from inspections.models.decision import Decision, DecisionBasis, DecisionUnit, MemberChange
from inspections.models.diary import DiaryEntry, DiaryKeeper, DiarySignature
from inspections.models.inspection import Inspection, Milestone, sees_every_case
from inspections.models.team import AuditedUnit, SubTeam, TeamMember
from inspections.models.unit import Unit, UnitContact, UnitName

__all__ = [
    "AuditedUnit",
    "CaseFile",
    "CaseFileItem",
    "Decision",
    "DecisionBasis",
    "DecisionUnit",
    "DiaryEntry",
    "DiaryKeeper",
    "DiarySignature",
    "HandOver",
    "HandOverRule",
    "Inspection",
    "MemberChange",
    "Milestone",
    "PaperWaiver",
    "RequiredPaper",
    "RetentionRule",
    "SheetCount",
    "SubTeam",
    "TeamMember",
    "Unit",
    "UnitContact",
    "UnitName",
    "sees_every_case",
]

"""Records of a case: its units, decision, team and dated facts."""

from inspections.models.decision import Decision, DecisionBasis, DecisionUnit, MemberChange
from inspections.models.diary import DiaryEntry, DiaryKeeper, DiarySignature
from inspections.models.inspection import Inspection, sees_every_case
from inspections.models.milestone import DelayReason, Milestone
from inspections.models.team import AuditedUnit, SubTeam, TeamMember
from inspections.models.unit import Unit, UnitContact, UnitName

__all__ = [
    "AuditedUnit",
    "Decision",
    "DecisionBasis",
    "DecisionUnit",
    "DelayReason",
    "DiaryEntry",
    "DiaryKeeper",
    "DiarySignature",
    "Inspection",
    "MemberChange",
    "Milestone",
    "SubTeam",
    "TeamMember",
    "Unit",
    "UnitContact",
    "UnitName",
    "sees_every_case",
]

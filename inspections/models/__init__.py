"""Records of a case: its units, decision, team and dated facts."""

from inspections.models.decision import Decision, DecisionBasis, DecisionUnit, MemberChange
from inspections.models.diary import DiaryEntry, DiaryKeeper, DiarySignature
from inspections.models.inspection import Inspection, Milestone, sees_every_case
from inspections.models.interest import InterestDeclaration
from inspections.models.secret import SecretStub
from inspections.models.team import AuditedUnit, SubTeam, TeamMember
from inspections.models.unit import Unit, UnitContact, UnitName

__all__ = [
    "AuditedUnit",
    "Decision",
    "DecisionBasis",
    "DecisionUnit",
    "DiaryEntry",
    "DiaryKeeper",
    "DiarySignature",
    "Inspection",
    "InterestDeclaration",
    "MemberChange",
    "Milestone",
    "SecretStub",
    "SubTeam",
    "TeamMember",
    "Unit",
    "UnitContact",
    "UnitName",
    "sees_every_case",
]

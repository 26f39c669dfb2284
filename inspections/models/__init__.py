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
from inspections.models.inspection import Inspection, sees_every_case
from inspections.models.interest import InterestDeclaration
from inspections.models.milestone import DelayReason, Milestone
from inspections.models.overlap import (
    OutsideItem,
    OutsidePlan,
    OverlapRule,
    OverlapSettlement,
)
from inspections.models.plan import Plan, PlanItem
from inspections.models.secret import SecretStub
from inspections.models.team import AuditedUnit, SubTeam, TeamMember
from inspections.models.unit import Unit, UnitContact, UnitName

__all__ = [
    "AuditedUnit",
    "CaseFile",
    "CaseFileItem",
    "Decision",
    "DecisionBasis",
    "DecisionUnit",
    "DelayReason",
    "DiaryEntry",
    "DiaryKeeper",
    "DiarySignature",
    "HandOver",
    "HandOverRule",
    "Inspection",
    "InterestDeclaration",
    "MemberChange",
    "Milestone",
    "OutsideItem",
    "OutsidePlan",
    "OverlapRule",
    "OverlapSettlement",
    "PaperWaiver",
    "Plan",
    "PlanItem",
    "RequiredPaper",
    "RetentionRule",
    "SecretStub",
    "SheetCount",
    "SubTeam",
    "TeamMember",
    "Unit",
    "UnitContact",
    "UnitName",
    "sees_every_case",
]

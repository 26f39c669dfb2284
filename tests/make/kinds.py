"""One paper of every kind, each composed from a case or plan that has what it speaks of."""

import datetime
from collections.abc import Callable

import time_machine
from django.utils import timezone

from findings import minutes as writing
from findings.choices import MinutesKind
from inspections import amending
from inspections.amending import Change
from inspections.choices import CaseState, MemberAct, MilestoneKind, TeamRole
from inspections.models import Inspection
from recommendations.urging import arrears
from reports import appraising, composing, issuing
from reports.choices import AppraisalVerdict, DocumentKind
from reports.models import Document
from tests.cast import make_person
from tests.make.findings import make_minutes, make_recommendation, make_request
from tests.make.inspections import (
    make_amendment,
    make_decision,
    make_inspection,
    make_milestone,
    make_running_inspection,
    make_unit,
)
from tests.make.plans import make_item, make_plan
from tests.make.reports import (
    CONCLUDED_ON,
    REPORTED_ON,
    make_full_case,
    make_issued,
    make_report,
    make_submitted,
)

# Past the due date of the request, before the conclusion is issued.
TODAY = datetime.datetime(2024, 3, 1, 9, tzinfo=datetime.UTC)
URGED_ON = datetime.date(2024, 3, 20)
ASKED_ON = datetime.datetime(2024, 2, 1, 9, tzinfo=datetime.UTC)
AMENDED_ON = datetime.date(2024, 2, 20)


def make_written_minutes(inspection, **facts):
    """Minutes whose text is fixed, as people sign them."""
    minutes = make_minutes(inspection, **facts)
    writing.finish(minutes, actor=make_person("lan"))
    minutes.refresh_from_db()
    return minutes


def make_appraised(conclusion: Document) -> Document:
    """The draft conclusion with the opinion of Thảo."""
    appraisal = appraising.assign(
        conclusion,
        appraiser=make_person("thao"),
        assignment="Công văn số 15/TTr-NV ngày 04/3/2024",
        due_on=timezone.localdate() + datetime.timedelta(days=7),
        actor=make_person("son"),
    )
    appraising.give(
        appraisal,
        sha256=issuing.current_version(conclusion).sha256,
        verdict=AppraisalVerdict.MENDS,
        opinion="- Dự thảo đúng căn cứ, đủ chứng cứ.\n- Đề nghị ghi rõ thời hạn của kiến nghị 1.",
        actor=make_person("thao"),
    )
    return conclusion


def make_one_of_each() -> dict[str, Document]:
    """By the word of the kind, in a world that stands still on the first of March 2024."""
    with time_machine.travel(ASKED_ON, tick=False):
        case = make_full_case()
        asked = make_request(case, due_on=datetime.date(2024, 2, 15))
        minutes = make_written_minutes(case, kind=MinutesKind.WORKING)
    with time_machine.travel(TODAY, tick=False):
        lan, minh = make_person("lan"), make_person("minh")

        def composed(kind: str, **more) -> Document:
            planned_on = more.pop("planned_on", REPORTED_ON)
            return composing.compose(
                case, kind, actor=more.pop("actor", lan), planned_on=planned_on, **more
            )

        made = [
            composed(DocumentKind.TEAM_PLAN),
            composed(DocumentKind.LETTER, about=asked),
            composed(DocumentKind.URGE, about=asked, planned_on=TODAY.date()),
            composed(DocumentKind.MINUTES, about=minutes),
            make_issued(make_report(case)),
        ]
        conclusion = composed(DocumentKind.CONCLUSION, planned_on=CONCLUDED_ON)
        make_appraised(make_submitted(conclusion).document)
        made += [
            conclusion,
            composed(DocumentKind.APPRAISAL, actor=make_person("thao"), planned_on=CONCLUDED_ON),
            composed(DocumentKind.SUBMISSION, planned_on=CONCLUDED_ON),
            composed(DocumentKind.OFFICE_REPORT, planned_on=CONCLUDED_ON),
        ]
        prepared = make_inspection("2024-002")
        make_decision(prepared, signed=False)
        made.append(
            composing.compose(prepared, DocumentKind.DECISION, actor=minh, planned_on=REPORTED_ON)
        )
        made += _amending_papers()
        made.append(composed_urging())
        plan = make_plan()
        make_item(plan)
        made.append(composing.compose(plan, DocumentKind.PLAN, actor=minh, planned_on=REPORTED_ON))
    assert {paper.kind for paper in made} == set(DocumentKind.values)
    return {paper.kind: paper for paper in made}


def composed_urging(code: str = "2024-009") -> Document:
    """The letter about two things of a concluded case that were due weeks ago."""
    case = make_running_inspection(code)
    make_milestone(case, MilestoneKind.CONCLUDED, datetime.date(2024, 2, 5))
    Inspection.objects.filter(pk=case.pk).update(state=CaseState.CONCLUDED)
    for text in ("Mở sổ theo dõi đơn thư.", "Niêm yết lịch tiếp công dân tại trụ sở."):
        make_recommendation(case, text, due_kind="after_issue", due_days=10)
    case = Inspection.objects.get(pk=case.pk)
    (owed,) = arrears(case, URGED_ON)
    return composing.compose(
        case,
        DocumentKind.URGE_DUTIES,
        actor=make_person("lan"),
        about=owed,
        planned_on=URGED_ON,
    )


def _amending_papers() -> list[Document]:
    """A case for each, because one that is suspended is neither extended nor resumed twice."""
    minh, quan = make_person("minh"), make_person("quan")
    unit = make_unit("Phòng Y tế quận Hải Tân")
    draft: dict[str, Callable[[Inspection], object]] = {
        DocumentKind.EXTEND: lambda case: amending.extend(
            case, days=15, reason="Khối lượng hồ sơ lớn.", actor=minh
        ),
        DocumentKind.SUSPEND: lambda case: amending.suspend(
            case,
            first_day=AMENDED_ON,
            last_day=AMENDED_ON + datetime.timedelta(days=5),
            reason="Bão số 3.",
            actor=minh,
        ),
        DocumentKind.RESUME: lambda case: amending.resume(case, first_day=AMENDED_ON, actor=minh),
        DocumentKind.STOP: lambda case: amending.stop(case, reason="Đơn vị giải thể.", actor=minh),
        DocumentKind.CHANGE_MEMBERS: lambda case: amending.change_members(
            case,
            changes=[Change(quan, MemberAct.IN, TeamRole.MEMBER)],
            reason="Tăng cường.",
            actor=minh,
        ),
        DocumentKind.ADD_UNITS: lambda case: amending.add_units(
            case, units=[unit], reason="Có liên quan.", actor=minh
        ),
    }
    made = []
    for place, (kind, write) in enumerate(draft.items(), 3):
        case = make_running_inspection(f"2024-{place:03d}")
        if kind == DocumentKind.RESUME:
            first = datetime.date(2024, 2, 1)
            make_amendment(case, "suspend", signed_on=first, number="90", reason="Bão.")
        write(case)
        made.append(composing.compose(case, kind, actor=minh, planned_on=AMENDED_ON))
    return made

"""Builders of papers: each on the road as far as the test needs, without walking it."""

import datetime

from accounts.models import User
from findings.choices import FindingKind
from inspections.choices import CaseState, MilestoneKind
from inspections.models import Inspection
from reports import composing, issuing
from reports.choices import DocumentKind, DocumentState, VersionReason
from reports.drafts import tree
from reports.models import Document, Version
from tests.cast import make_person
from tests.make.findings import make_finding, make_recommendation, make_topic
from tests.make.inspections import ON_SITE_ENDED_ON, make_milestone, make_running_inspection

REPORTED_ON = datetime.date(2024, 2, 15)
CONCLUDED_ON = datetime.date(2024, 3, 5)
APPROVED_ON = datetime.date(2024, 2, 14)


def make_full_case(code: str = "2024-001") -> Inspection:
    """On-site work is over; two topics, praise, a shortcoming and what is asked for it."""
    make_person("son")
    inspection = make_running_inspection(code)
    make_milestone(inspection, MilestoneKind.ON_SITE_ENDED, ON_SITE_ENDED_ON)
    Inspection.objects.filter(pk=inspection.pk).update(state=CaseState.REPORTING)
    inspection.state = CaseState.REPORTING
    duty = make_topic(inspection, "Kết quả thực hiện nhiệm vụ, công vụ")
    letters = make_topic(inspection, "Việc tiếp nhận, giải quyết đơn", parent=duty)
    make_finding(
        inspection,
        "Phòng hoàn thành 04/04 nhiệm vụ được giao.",
        kind=FindingKind.STRENGTH,
        topic=duty,
    )
    fault = make_finding(
        inspection,
        "Có 03 đơn chưa vào sổ theo dõi.",
        topic=letters,
        summary="Chưa mở sổ theo dõi đơn",
        cause="Công chức kiêm nhiệm.",
    )
    make_recommendation(inspection, "Mở sổ theo dõi đơn", findings=[fault])
    return inspection


def make_report(inspection: Inspection | None = None, *, by: str = "lan") -> Document:
    """A draft BC of a full case."""
    inspection = inspection or make_full_case()
    return composing.compose(inspection, DocumentKind.RESULT_REPORT, actor=make_person(by))


def make_submitted(document: Document | None = None, *, by: str = "minh") -> Version:
    document = document or make_report()
    return issuing.submit(document, actor=make_person(by), acknowledged=True)


def make_approved(document: Document | None = None) -> Document:
    version = make_submitted(document)
    issuing.approve(
        version.document, sha256=version.sha256, actor=make_person("son"), approved_on=APPROVED_ON
    )
    return version.document


def make_conclusion(code: str = "2024-001", *, submitted: bool = True) -> Document:
    """A draft KL that goes on from the issued report; handed in unless the test says otherwise."""
    report = make_issued(make_report(make_full_case(code)))
    document = composing.compose(
        report.inspection,
        DocumentKind.CONCLUSION,
        actor=make_person("lan"),
        planned_on=CONCLUDED_ON,
    )
    return make_submitted(document).document if submitted else document


def make_issued(document: Document | None = None, *, on: datetime.date = REPORTED_ON) -> Document:
    document = make_approved(document)
    issuing.issue(document, issued_on=on, actor=make_person("ha"))
    return document


def make_approved_in_bulk(inspection: Inspection, how_many: int, chief: User) -> list[Document]:
    """Approved papers of one series, put in place directly: what is tested is their numbers."""
    made = []
    for place in range(how_many):
        document = Document.objects.create(
            inspection=inspection,
            kind=DocumentKind.RESULT_REPORT,
            state=DocumentState.APPROVED,
            issuer=inspection.issuer,
            issuer_name="ĐOÀN THANH TRA",
            series="test/BC-ĐTTr",
            symbol="BC-ĐTTr",
            place="Hải Tân",
            title="BÁO CÁO",
            subject=f"Kết quả lần {place + 1}",
            signer=make_person("minh"),
            signer_authority="TRƯỞNG ĐOÀN",
            signer_name="Trần Văn Minh",
            recipients="Như trên",
            archive="HSTT",
            created_by=make_person("lan"),
            approved_by=chief,
            approved_on=APPROVED_ON,
        )
        issuing.freeze(document, tree(document), VersionReason.SUBMITTED, actor=chief)
        made.append(document)
    return made

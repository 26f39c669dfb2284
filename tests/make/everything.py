"""One office with a case in every state, so that a walk finds every page and every form."""

import datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from findings import citations, evidence, minutes
from findings.choices import FindingKind, FindingState
from findings.models import Finding
from inspections import cases, diary, teams
from inspections.choices import CaseState
from inspections.models import Inspection, SubTeam, UnitContact
from office import notices, numbering
from office.models import Job, Snooze
from reports import composing, editing, issuing, markup
from reports.choices import BlockKind, DocumentKind
from reports.content import blocks_to_json
from reports.models import Block, Document, Rendition
from tests.cast import PEOPLE, make_person
from tests.make.findings import make_finding, make_minutes, make_topic
from tests.make.inspections import (
    make_audited_unit,
    make_entry,
    make_inspection,
    make_running_inspection,
    make_unit,
)
from tests.make.office import make_provision, make_register
from tests.make.reports import make_approved, make_full_case, make_issued, make_report
from tests.make.reports import make_submitted as submitted

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
PREPARED, BARE, ANNOUNCED = "2024-010", "2024-011", "2024-015"
WRITTEN, SUBMITTED, APPROVED, ISSUED, SENT_BACK = (f"2024-0{n}0" for n in range(2, 7))


def make_everything() -> dict[str, Inspection]:
    """Every case by its code; the constants above say what is special about each."""
    for username in PEOPLE:
        make_person(username)
    UnitContact.objects.get_or_create(unit=make_unit(), person=make_person("binh"))
    make_prepared()
    make_inspection(BARE, with_team=False)
    make_file_in_the_making(make_running_inspection(ANNOUNCED))
    make_written()
    submitted(make_report(make_full_case(SUBMITTED)))
    make_approved(make_report(make_full_case(APPROVED)))
    make_issued(make_report(make_full_case(ISSUED)))
    make_sent_back()
    make_failed_jobs()
    make_book()
    for person in PEOPLE:
        notices.notify([make_person(person)], "Có việc chờ bạn.", url="/thanh-tra/")
    minh, today = make_person("minh"), timezone.localdate()
    notices.notify([minh], "Sắp đến hạn.", url="/thanh-tra/", kind="deadline", about="x:y")
    Snooze.objects.create(person=minh, key="x:z", text="Hoãn", until=today + datetime.timedelta(3))
    return {case.code: case for case in Inspection.objects.all()}


def make_prepared() -> Inspection:
    """The decision is being written, as text and as paper; the team has a sub-team."""
    inspection = make_inspection(PREPARED)
    SubTeam.objects.create(inspection=inspection, name="Tổ 1")
    cases.draft_decision(
        inspection,
        content="Việc thực hiện nhiệm vụ, công vụ",
        limit_days=30,
        planned_from=datetime.date(2024, 1, 29),
        bases=[cases.Basis("Căn cứ Luật Thanh tra ngày 14 tháng 11 năm 2022")],
        actor=make_person("minh"),
    )
    composing.compose(inspection, DocumentKind.DECISION, actor=make_person("minh"))
    return inspection


def make_file_in_the_making(inspection: Inspection) -> None:
    """A diary to sign, minutes that are being written, and others that wait for signatures."""
    make_entry(inspection)
    make_entry(inspection, datetime.date(2024, 1, 30))
    minh, lan = make_person("minh"), make_person("lan")
    diary.name_keeper(inspection, person=lan, may_sign=False, actor=minh)
    make_minutes(inspection)
    waiting = make_minutes(inspection)
    minutes.attach(waiting, [ContentFile(PDF, "so-theo-doi.pdf")], is_signed_scan=False, actor=lan)
    minutes.finish(waiting, actor=lan)


def make_written() -> Inspection:
    """Findings in every state, proof, a cited document, and a report that is being edited."""
    inspection = make_full_case(WRITTEN)
    lan = make_person("lan")
    breach = make_finding(
        inspection,
        "Thu phí không đúng mức.",
        kind=FindingKind.VIOLATION,
        state=FindingState.NOTED,
        amount=1_250_000,
    )
    breach.provisions.add(make_provision())
    make_finding(inspection, "Bỏ vì trùng.", state=FindingState.DROPPED)
    fact = citations.recognise("Công văn số 73/UBND-TTr ngày 12/7/2023 của UBND quận về rà soát")
    cited = citations.keep(inspection, fact, actor=lan)
    breach.citations.add(cited)
    loose = citations.recognise("Kế hoạch số 12/KH-UBND ngày 05/01/2023 của UBND quận về kiểm tra")
    citations.keep(inspection, loose, actor=lan)
    evidence.attach(breach, [ContentFile(PDF, "bien-ban.pdf")], title="Biên bản", actor=lan)
    aside = make_audited_unit(inspection, make_unit("Phòng Kinh tế quận Hải Tân"))
    teams.exclude_unit(aside, reason="Đã kiểm toán năm 2023.", actor=make_person("minh"))
    document = make_report(inspection)
    make_finding(inspection, "Ghi sau khi soạn.", topic=make_topic(inspection, "Nội dung mới"))
    edit_what_follows_the_case(document)
    section = editing.add(document, BlockKind.SECTION, actor=lan, heading="Mục thêm")
    editing.add(document, BlockKind.TEXT, actor=lan, under=section, blocks=[])
    editing.add(document, BlockKind.ANNEX, actor=lan, title="Danh sách", landscape=False)
    Finding.objects.filter(pk=breach.pk).update(summary="Thu sai mức")
    return inspection


def edit_what_follows_the_case(document: Document) -> None:
    """A part taken from the case was edited by hand, and then the case changed."""
    rows = Block.objects.filter(document=document, kind=BlockKind.BOUND, data__source="findings")
    for row in rows.order_by("pk"):
        blocks = blocks_to_json(markup.parse("Viết lại bằng tay."))
        editing.change(row, revision=row.revision, actor=make_person("lan"), blocks=blocks)
    Finding.objects.filter(inspection=document.inspection).update(text="Hồ sơ nay nói khác.")


def make_sent_back() -> Document:
    version = submitted(make_report(make_full_case(SENT_BACK)))
    issuing.send_back(
        version.document,
        sha256=version.sha256,
        reason="Cần nêu rõ căn cứ.",
        actor=make_person("son"),
    )
    return version.document


def make_failed_jobs() -> None:
    """The PDF of the issued paper, and a preview, were given up by the worker."""
    document = Document.objects.get(inspection__code=WRITTEN)
    issuing.ask_for_preview(document, actor=make_person("lan"))
    wanted = {"state": Job.State.FAILED, "error": "Máy xử lý dừng.", "ended_at": timezone.now()}
    Job.objects.update(**wanted)
    assert Rendition.objects.filter(job__state=Job.State.FAILED).exists()
    assert Inspection.objects.filter(state=CaseState.REPORTING).exists()


def make_book() -> None:
    """The book of a year with a number that is kept, one from elsewhere, and one that is struck."""
    ha, today = make_person("ha"), timezone.localdate()
    register = make_register("unit-0/QĐ-VP", year=today.year)
    kept = {"symbol": "QĐ-VP", "taken_for": "Quyết định cử công chức", "until": today}
    numbering.reserve_number(register, **kept, actor=ha)
    struck = numbering.reserve_number(register, **kept, actor=ha)
    numbering.void_number(struck, reason="Không ban hành.", actor=ha)
    numbering.enter_number(
        "5",
        series=register.series.key,
        name=register.name,
        symbol="QĐ-VP",
        dated_on=today,
        line=numbering.Line("Quyết định nghỉ hưu", recipients="Như trên"),
        acknowledged=True,
        actor=ha,
    )

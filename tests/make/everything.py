"""One office with a case in every state, so that a walk finds every page and every form."""

import datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts import delegating
from config import case_file
from findings import citations, evidence, library, minutes, requests
from findings.choices import EntryKind, FindingKind, FindingState
from findings.library import EntryFacts
from findings.models import Finding
from inspections import (
    amending,
    archiving,
    cases,
    diary,
    filing,
    interests,
    secrets,
    settling,
    teams,
)
from inspections.choices import BodyKind, CaseState, DecisionKind, MilestoneKind
from inspections.models import Inspection, SubTeam, UnitContact
from office import files, notices, numbering
from office.models import Job, SavedFilter, Snooze, TimeLimit
from recommendations import urging
from reports import (
    appraising,
    commenting,
    composing,
    editing,
    issuing,
    markup,
    records,
    taking_in,
)
from reports.choices import BlockKind, DocumentKind
from reports.content import blocks_to_json
from reports.models import Block, Document, Rendition
from tests.cast import PEOPLE, make_person
from tests.make.findings import (
    make_finding,
    make_indicator,
    make_minutes,
    make_recommendation,
    make_request,
    make_topic,
)
from tests.make.inspections import (
    make_amendment,
    make_audited_unit,
    make_entry,
    make_inspection,
    make_milestone,
    make_running_inspection,
    make_unit,
)
from tests.make.office import make_provision, make_register, make_time_limit
from tests.make.plans import make_item, make_plan
from tests.make.reports import (
    make_approved,
    make_conclusion,
    make_full_case,
    make_issued,
    make_report,
)
from tests.make.reports import make_submitted as submitted

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
CONCLUDED_ON = datetime.date(2024, 3, 15)
PREPARED, BARE, ANNOUNCED, SUSPENDED = "2024-010", "2024-011", "2024-015", "2024-016"
# One plan still overlaps with another, one is issued, one lacks nothing but its number.
DRAFTED_PLAN, ISSUED_PLAN, READY_PLAN = "KH2024-01", "KH2025-01", "KH2026-01"
WRITTEN, SUBMITTED, APPROVED, ISSUED, SENT_BACK = (f"2024-0{n}0" for n in range(2, 7))
CONCLUDING, APPRAISED = "2024-070", "2024-080"
# Its conclusion came from a file, and asks for more than the case has yet.
IMPORTED = "2024-120"
CONCLUSION = """\
KẾT LUẬN THANH TRA

Việc tiếp công dân

I. KẾT LUẬN

Đã mở sổ.

II. KIẾN NGHỊ

- Đề nghị Phòng Lao động quận Hải Tân niêm yết lịch tiếp công dân trước ngày 30/4/2024./.
"""
# Concluded, with nothing missing in its file; one whose file is closed; and one whose keeper has it.
TO_CLOSE, CLOSED, KEPT = "2024-110", "2024-091", "2024-090"


NEWS = """Công khai kết luận thanh tra tại Phòng Lao động quận Hải Tân

Thanh tra quận vừa công bố Kết luận thanh tra số 15/KL-TTr ngày 05/3/2024 về việc tiếp công dân.

Từ ngày 29/01 đến 05/02/2024, Đoàn đã làm việc tại Phòng Lao động quận Hải Tân.

Phòng Lao động quận Hải Tân chưa niêm yết lịch tiếp công dân.

Chánh Thanh tra yêu cầu Trưởng phòng Phòng Lao động quận Hải Tân niêm yết lịch trước ngày 30/4/2024.
"""


def make_imported() -> Document:
    """A conclusion that was written elsewhere, and the record of one that is not at hand."""
    case = make_issued(make_report(make_full_case(IMPORTED))).inspection
    upload = ContentFile(CONCLUSION.encode(), name="ket-luan.txt")
    news = ContentFile(NEWS.encode(), name="bai-dang.txt")
    records.take_record(case, upload=news, actor=make_person("minh"))
    return taking_in.take_in(
        case, DocumentKind.CONCLUSION, upload=upload, actor=make_person("minh")
    )


def make_everything() -> dict[str, Inspection]:
    """Every case by its code; the constants above say what is special about each."""
    for username in PEOPLE:
        make_person(username)
    UnitContact.objects.get_or_create(unit=make_unit(), person=make_person("binh"))
    make_prepared()
    make_inspection(BARE, with_team=False)
    announced = make_amended()
    make_file_in_the_making(announced)
    # Nothing was measured yet, so it may still be removed.
    make_indicator(announced, "Tỷ lệ lịch tiếp dân niêm yết")
    make_suspended()
    # Its limit is long over, so the page that asks for the reason of a delay can be walked.
    make_time_limit(
        announced.regime,
        TimeLimit.Step.ON_SITE,
        30,
        counted_from=TimeLimit.Event.ANNOUNCED,
        provision=make_provision("47"),
    )
    make_people_in_order(announced)
    make_written()
    submitted(make_report(make_full_case(SUBMITTED)))
    make_approved(make_report(make_full_case(APPROVED)))
    make_issued(make_report(make_full_case(ISSUED)))
    make_sent_back()
    make_plans()
    make_outside_plan()
    make_conclusion(CONCLUDING)
    make_imported()
    make_appraised()
    make_failed_jobs()
    make_book()
    make_urged(make_complete_file(TO_CLOSE))
    make_closed_file(CLOSED)
    make_kept_file()
    for person in PEOPLE:
        notices.notify([make_person(person)], "Có việc chờ bạn.", url="/thanh-tra/")
    minh, today = make_person("minh"), timezone.localdate()
    notices.notify([minh], "Sắp đến hạn.", url="/thanh-tra/", kind="deadline", about="x:y")
    Snooze.objects.create(person=minh, key="x:z", text="Hoãn", until=today + datetime.timedelta(3))
    make_filters()
    make_library()
    return {case.code: case for case in Inspection.objects.all()}


def make_library() -> None:
    """A text of each kind for all, and one of Minh's that is no longer offered."""
    minh, case = make_person("minh"), Inspection.objects.get(code=WRITTEN)
    for kind in EntryKind:
        facts = EntryFacts(kind, f"Mẫu {kind.label.lower()}", "Chưa mở sổ theo dõi.", "Sổ sách")
        library.save(facts, case, actor=minh)
    old = library.save(EntryFacts(EntryKind.PHRASE, "Mẫu cũ", "Câu cũ."), case, actor=minh)
    library.retire(old, reason="Đã có mẫu mới.", actor=minh)


def make_filters() -> None:
    """One that Minh keeps for himself, and one that all may use and he has pinned."""
    minh = make_person("minh")
    facts = {"person": minh, "listing": "findings", "query": "loai=violation"}
    SavedFilter.objects.create(name="Vi phạm", **facts)
    shared = SavedFilter.objects.create(name="Vi phạm chung", is_shared=True, **facts)
    shared.pinned_by.add(minh)


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
    make_requests(inspection)


def make_requests(inspection: Inspection) -> None:
    """A request in each state that has a form; the unit of the second asks for more time."""
    binh = make_person("binh")
    make_request(inspection, sent=False)
    asking = make_request(inspection)
    until = asking.due_on + datetime.timedelta(days=5)
    requests.ask_extension(asking, until=until, reason="Cần đối chiếu sổ.", actor=binh)
    facts = requests.AnswerFacts("Phòng đã mở sổ.", timezone.localdate())
    requests.answer(make_request(inspection), facts, [ContentFile(PDF, "so.pdf")], actor=binh)
    make_request(inspection)


def make_closed_file(code: str) -> Inspection:
    inspection = make_complete_file(code)
    case_file.close(inspection, on=CONCLUDED_ON, actor=make_person("minh"))
    return inspection


def make_kept_file() -> None:
    """A closed file that was handed to its keeper."""
    inspection, minh = make_closed_file(KEPT), make_person("minh")
    people = {"receiver_name": "Vũ Thị Hà", "giver_name": "Trần Văn Minh"}
    facts = archiving.HandOverFacts("keeper", CONCLUDED_ON, "Văn phòng", **people)
    archiving.hand_over(inspection, facts, actor=minh)


def make_complete_file(code: str) -> Inspection:
    """A concluded case: one paper was put in by hand, the others are not needed."""
    inspection = make_running_inspection(code)
    make_milestone(inspection, MilestoneKind.CONCLUDED, CONCLUDED_ON)
    Inspection.objects.filter(pk=inspection.pk).update(state=CaseState.CONCLUDED)
    inspection.refresh_from_db()
    lan = make_person("lan")
    facts = filing.PaperFacts("Quyết định thanh tra", kept_at="Tủ 3", number="01/QĐ-TTr")
    filing.file_paper(inspection, facts, None, actor=lan)
    for row in case_file.checklist(inspection):
        if row.is_fault:
            why = {"reason": "Lưu ở hồ sơ giấy.", "actor": lan}
            filing.waive_paper(inspection, row.required, row.unit, **why)
    return inspection


def make_urged(inspection: Inspection) -> None:
    """Two things are late there; a letter of one is issued elsewhere, none is being written."""
    make_recommendation(inspection, "Mở sổ theo dõi.", due_kind="date", due_on=CONCLUDED_ON)
    late = make_recommendation(inspection, "Tập huấn.", due_kind="after_issue", due_days=30)
    urging.cite_letter(
        list(late.obligations.all()),
        paper="Công văn số 05/TTr",
        dated_on=CONCLUDED_ON + datetime.timedelta(days=60),
        url=inspection.get_absolute_url(),
        actor=make_person("minh"),
    )


def make_amended() -> Inspection:
    """On site, extended once; a suspension is being drafted."""
    inspection = make_running_inspection(ANNOUNCED)
    signed_on = datetime.date(2024, 2, 20)
    make_amendment(inspection, DecisionKind.EXTEND, signed_on=signed_on, limit_days=10)
    amending.suspend(inspection, reason="Bão.", actor=make_person("minh"))
    return inspection


def make_suspended() -> None:
    """Work at the units rests until it is resumed."""
    inspection = make_running_inspection(SUSPENDED)
    signed_on = datetime.date(2024, 2, 20)
    make_amendment(inspection, DecisionKind.SUSPEND, signed_on=signed_on, first_day=signed_on)


def make_appraised() -> None:
    """A draft conclusion that lies with the appraiser."""
    appraising.assign(
        make_conclusion(APPRAISED),
        appraiser=make_person("thao"),
        assignment="Công văn số 15/TTr-NV",
        due_on=timezone.localdate(),
        actor=make_person("son"),
    )


def make_people_in_order(inspection: Inspection) -> None:
    """A member has declared a conflict of interest, and the deputy may sign."""
    lan = make_person("lan")
    interests.declare_conflict(
        inspection.members.get(person=lan), details="Em ruột làm ở đơn vị.", actor=lan
    )
    secrets.record_stub(
        inspection,
        level="secret",
        number="05/BC",
        dated_on=datetime.date(2024, 1, 5),
        issuer="Sở Nội vụ",
        kept_where="Tủ số 2, văn thư",
        actor=make_person("minh"),
    )
    delegating.give(
        signer=make_person("huong"),
        authority="KT",
        on_behalf_of="Chánh Thanh tra",
        signer_post="",
        valid_from=timezone.localdate(),
        actor=make_person("son"),
    )


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
    shares = {"Phòng Lao động quận Hải Tân": (3, 5)}
    letters = {"whole_name": "Đơn nhận", "part_name": "Đơn vào sổ"}
    make_indicator(inspection, "Tỷ lệ đơn", shares=shares, **letters)
    document = make_report(inspection)
    make_finding(inspection, "Ghi sau khi soạn.", topic=make_topic(inspection, "Nội dung mới"))
    edit_what_follows_the_case(document)
    edited = Block.objects.filter(document=document, data__is_edited=True).order_by("pk").first()
    pasted = blocks_to_json(markup.parse("**Tiêu đề dán vào**\n\nPhòng đã niêm yết."))
    editing.add(document, BlockKind.TEXT, actor=lan, after=edited, blocks=pasted)
    section = editing.add(document, BlockKind.SECTION, actor=lan, heading="Mục thêm")
    doubtful = markup.parse("Ban hành 30 văn bản, trong đó có 15 quyết định; 08 công văn.")
    editing.add(document, BlockKind.TEXT, actor=lan, under=section, blocks=blocks_to_json(doubtful))
    editing.add(document, BlockKind.ANNEX, actor=lan, title="Danh sách", landscape=False)
    row = Block.objects.filter(document=document, kind=BlockKind.TEXT).order_by("pk").last()
    minh = make_person("minh")
    root = commenting.comment_on(document, row, text="Nhờ @lan đối chiếu sổ.", actor=minh)
    commenting.answer(root, text="Đang đối chiếu.", actor=lan)
    settled = commenting.comment_on(document, row, text="Thiếu ngày.", actor=minh)
    commenting.resolve(settled, actor=minh)
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


def make_plans() -> None:
    """One plan is being drafted, one is issued; a case of each is given up."""
    for code, approved in ((DRAFTED_PLAN, False), (ISSUED_PLAN, True)):
        plan = make_plan(code, approved=approved)
        make_item(plan)
        make_item(plan, dropped_reason="Trùng với kế hoạch của Kiểm toán.", quarter=3)
        if not approved:
            composing.compose(plan, DocumentKind.PLAN, actor=make_person("minh"))
    alone = make_unit("Phòng Tư pháp quận Hải Tân")
    make_item(make_plan(READY_PLAN), units=[alone], content="Việc chứng thực")


def make_outside_plan() -> None:
    """The plan of the State Audit, with a unit of ours and one that nobody knows."""
    rows = [
        settling.OutsideFacts(
            2, make_unit().name, "Việc giải quyết thủ tục hành chính", make_unit()
        ),
        settling.OutsideFacts(3, "Công ty Cổ phần Nam Hải", "Thuế"),
    ]
    settling.keep_outside_plan(
        body="Kiểm toán nhà nước khu vực VI",
        body_kind=BodyKind.AUDIT,
        year=2024,
        file=files.put_bytes(PDF, "application/pdf"),
        rows=rows,
        actor=make_person("minh"),
    )


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

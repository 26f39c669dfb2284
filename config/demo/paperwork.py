"""The papers beside the findings: diary, minutes, requests, the appraiser's task, the closed file."""

import datetime
from datetime import date, timedelta

from django.utils import timezone

from config import case_file
from config.demo.story import Story
from findings import minutes, requests
from findings.choices import MinutesKind, RequestKind, Side
from findings.models import Minutes
from inspections import archiving, diary, filing
from inspections.choices import Receiver
from recommendations.urging import arrears
from reports import appraising, composing, issuing
from reports.choices import AppraisalVerdict, DocumentKind
from reports.models import Document

# The first days at the departments: work, whom the team met, what stood in the way.
DAYS_ON_SITE = (
    ("Công bố quyết định tại 04 sở; thống nhất lịch làm việc.", "Giám đốc 04 sở", ""),
    (
        "Kiểm tra số hóa tại Sở Nông nghiệp và Môi trường: 1.250 hồ sơ tiếp nhận, 10 đã số hóa.",
        "Bộ phận tiếp nhận và trả kết quả",
        "Máy quét hỏng, chưa có biên bản bàn giao thiết bị.",
    ),
    ("Đối chiếu số liệu hồ sơ trực tuyến của Sở Nội vụ trên Hệ thống.", "Văn phòng Sở", ""),
)
FACES = {
    "home": ("Hoàng Văn Bình", "Phó Trưởng phòng"),
    "farming": ("Phan Thị Mai", "Chánh Văn phòng Sở"),
}
UNSCANNED = "Giải trình việc chỉ số hóa 10/1.250 hồ sơ và kế hoạch khắc phục."
ANSWER = (
    "Sở chưa phân công công chức chuyên trách; máy quét hỏng từ tháng 01. Sở cam kết hoàn thành số"
    " hóa trong 60 ngày."
)
ONLINE_RATE = (
    "Cung cấp danh sách thủ tục chưa phát sinh hồ sơ trực tuyến và lý do của từng thủ tục."
)
ASSIGNMENT = "Phiếu giao thẩm định ngày trình dự thảo"
# The file of 2024: papers that lie in the cabinet, by the code of what the checklist asks for.
IN_THE_CABINET = {
    "team_plan": ("Kế hoạch tiến hành thanh tra", "02/KH-ĐTTr", date(2024, 1, 25)),
    "outline_request": ("Công văn gửi đề cương báo cáo", "03/TTr", date(2024, 1, 25)),
    "notice": ("Thông báo công bố quyết định thanh tra", "04/TB-TTr", date(2024, 1, 26)),
    "unit_report": ("Báo cáo của Phòng theo đề cương", "11/BC-LĐTBXH", date(2024, 1, 29)),
    "ending_notice": ("Thông báo kết thúc thanh tra trực tiếp", "05/TB-TTr", date(2024, 2, 5)),
    "minutes_conclusion": ("Biên bản công bố kết luận", "", date(2024, 3, 12)),
    "direction": ("Công văn chỉ đạo thực hiện kết luận", "210/UBND-TTr", date(2024, 3, 22)),
}
CABINET = "Tủ hồ sơ số 2, ngăn 2024"
CLOSED_ON = date(2024, 4, 12)


def on_site(story: Story, announced_on: date) -> Document:
    """Three days of the diary, of which the leader has signed the first, and two minutes.

    The paper of the first, which both sides have signed, comes back.
    """
    inspection, leader = story.inspection, story.leader
    entries = [
        diary.write_entry(
            inspection,
            day=announced_on + timedelta(days=place),
            facts=diary.DayFacts(work, met=met, difficulties=difficulties),
            actor=leader,
        )
        for place, (work, met, difficulties) in enumerate(DAYS_ON_SITE)
    ]
    diary.sign_entries(inspection, [entries[0].pk], actor=leader)
    chair = ("Trần Văn Minh", "Trưởng đoàn")
    opening = _meet(story, MinutesKind.ANNOUNCEMENT, announced_on, "home", chair)
    _sign(story, opening, announced_on)
    talk = _meet(story, MinutesKind.WORKING, announced_on + timedelta(days=1), "farming", chair)
    minutes.finish(talk, actor=leader)
    return story.issue(story.compose(DocumentKind.MINUTES, announced_on, opening), announced_on)


def _meet(story: Story, kind: str, day: date, unit: str, chair: tuple[str, str]) -> Minutes:
    opened_at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(8, 30)))
    facts = minutes.MinutesFacts(
        kind=kind,
        place=f"Trụ sở {story.units[unit].short_name or story.units[unit]}",
        opened_at=opened_at,
        closed_at=opened_at + timedelta(hours=2, minutes=30),
        unit=story.audited[unit],
        content="- Đoàn nêu nội dung, phạm vi, thời hạn thanh tra.\n"
        "- Đơn vị cung cấp sổ theo dõi và báo cáo theo đề cương.",
        parties=[
            minutes.PartyFacts(Side.TEAM, *chair),
            minutes.PartyFacts(Side.UNIT, *FACES[unit]),
        ],
    )
    return minutes.record_minutes(story.inspection, facts, actor=story.leader)


def _sign(story: Story, written: Minutes, on: date) -> None:
    minutes.finish(written, actor=story.leader)
    written.refresh_from_db()
    signed = [minutes.SignatureFacts(party.pk, signed_on=on) for party in written.parties.all()]
    minutes.record_signatures(written, signed, revision=written.revision, actor=story.leader)


def ask_units(story: Story) -> list[Document]:
    """One explanation that came on paper and was weighed, one request that the unit still owes.

    The letters that asked for them come back.
    """
    today, leader = timezone.localdate(), story.leader
    facts = requests.RequestFacts(
        RequestKind.EXPLANATION,
        unit=story.audited["farming"],
        text=UNSCANNED,
        due_on=today + timedelta(days=3),
        findings=[story.findings["unscanned"]],
    )
    asked = requests.draft_request(story.inspection, facts, actor=leader)
    letters = [story.issue(story.compose(DocumentKind.LETTER, today, asked), today)]
    requests.send(asked, actor=leader)
    said = requests.answer(asked, requests.AnswerFacts(ANSWER, today), actor=leader)
    requests.weigh(said, view="accepted", text="", actor=leader)
    facts = requests.RequestFacts(
        RequestKind.INFORMATION,
        unit=story.audited["home"],
        text=ONLINE_RATE,
        due_on=today + timedelta(days=5),
        findings=[story.findings["below_target"]],
    )
    owed = requests.draft_request(story.inspection, facts, actor=leader)
    letters.append(story.issue(story.compose(DocumentKind.LETTER, today, owed), today))
    requests.send(owed, actor=leader)
    return letters


def give_to_appraiser(story: Story, conclusion: Document) -> None:
    """The draft conclusion lies with the appraiser for a week."""
    appraising.assign(
        conclusion,
        appraiser=story.people["thao"],
        assignment=ASSIGNMENT,
        due_on=timezone.localdate() + timedelta(days=7),
        actor=story.people["son"],
    )


def urge(story: Story, on: date) -> Document:
    """The letter of that day about what the first unit that is late has not done."""
    story.again()
    owed = arrears(story.inspection, on)[0]
    return story.issue(story.compose(DocumentKind.URGE_DUTIES, on, owed), on)


def appraise(story: Story, conclusion: Document, assignment: str, opinion: str) -> Document:
    """The appraiser agrees to the draft, and his report of it is issued today."""
    today, thao, chief = timezone.localdate(), story.people["thao"], story.people["son"]
    version = issuing.current_version(conclusion)
    assert version is not None  # noqa: S101 -- the draft was handed in
    task = appraising.assign(
        conclusion,
        appraiser=thao,
        assignment=f"{assignment} ngày {today:%d/%m/%Y}",
        due_on=today + timedelta(days=7),
        actor=chief,
    )
    appraising.give(
        task, sha256=version.sha256, verdict=AppraisalVerdict.AGREES, opinion=opinion, actor=thao
    )
    report = composing.compose(
        story.inspection, DocumentKind.APPRAISAL, actor=thao, planned_on=today
    )
    submitted = issuing.submit(report, actor=thao, acknowledged=True)
    issuing.approve(report, sha256=submitted.sha256, actor=chief, approved_on=today)
    issuing.issue(report, issued_on=today, actor=story.people["ha"])
    return report


def close_file(story: Story) -> None:
    """What lies on paper is listed, the rest is not needed with a reason; closed and handed over."""
    inspection, clerk = story.inspection, story.leader
    for row in case_file.checklist(inspection):
        told = IN_THE_CABINET.get(row.required.code)
        if told and row.is_fault:
            title, number, dated_on = told
            facts = filing.PaperFacts(
                title,
                required=row.required,
                unit=row.unit,
                number=number,
                dated_on=dated_on,
                kept_at=CABINET,
            )
            filing.file_paper(inspection, facts, None, actor=clerk)
    for row in case_file.checklist(inspection):
        if row.is_fault:
            why = f"Bản giấy đã ký để tại {CABINET}, không số hóa."
            filing.waive_paper(inspection, row.required, row.unit, reason=why, actor=clerk)
    archiving.describe_file(
        inspection,
        is_serious=False,
        symbol="01/2024/HSTT",
        revision=archiving.file_of(inspection).revision,
        actor=clerk,
    )
    case_file.close(inspection, on=CLOSED_ON, actor=clerk)
    given = archiving.HandOverFacts(
        Receiver.KEEPER,
        CLOSED_ON,
        "Văn phòng Thanh tra quận Hải Tân",
        receiver_name="Vũ Thị Hà",
        receiver_post="Văn thư",
        giver_name="Trần Văn Minh",
        giver_post="Trưởng đoàn",
    )
    archiving.hand_over(inspection, given, actor=clerk)

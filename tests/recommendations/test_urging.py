"""What is past its day after the conclusion: told by unit, urged by a letter, written down."""

import datetime

import pytest
import time_machine

from inspections.choices import CaseState, MilestoneKind, Secrecy
from inspections.models import Inspection, Unit
from office.models import JournalEntry
from recommendations.models import Obligation, Urging
from recommendations.urging import arrears, arrears_of
from reports import composing, issuing
from reports.choices import DocumentKind, DocumentState
from reports.composing import problems_before_composing
from reports.content import lines_of
from reports.drafts import tree
from reports.models import Document
from tests.cast import make_person, signed_in
from tests.make.findings import make_recommendation
from tests.make.inspections import (
    make_audited_unit,
    make_milestone,
    make_running_inspection,
    make_unit,
)
from tests.make.reports import CONCLUDED_ON

pytestmark = pytest.mark.django_db
CASE = "/thanh-tra/2024-001/"
TODAY = datetime.date(2024, 5, 20)
DUE_ON = datetime.date(2024, 4, 30)


@pytest.fixture(autouse=True)
def _on_the_day(cast):
    with time_machine.travel(datetime.datetime(2024, 5, 20, 9, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def case(cast) -> Inspection:
    """Concluded on the 5th of March; one unit, two things late and two that are not."""
    inspection = make_running_inspection()
    make_recommendation(inspection, "Mở sổ theo dõi đơn", due_kind="date", due_on=DUE_ON)
    make_recommendation(
        inspection, "- Rà soát quy trình tiếp dân;", due_kind="after_issue", due_days=30
    )
    make_recommendation(inspection, "Rút kinh nghiệm.")
    make_recommendation(inspection, "Tập huấn.", due_kind="date", due_on=TODAY)
    return concluded(inspection)


def concluded(inspection: Inspection) -> Inspection:
    make_milestone(inspection, MilestoneKind.CONCLUDED, CONCLUDED_ON)
    Inspection.objects.filter(pk=inspection.pk).update(state=CaseState.CONCLUDED)
    return Inspection.objects.get(pk=inspection.pk)


def letter_page(owed) -> str:
    return f"{CASE}van-ban/soan/don-doc-thuc-hien/{owed.number}/"


def words_in(letter: Document) -> str:
    """Every line and cell; what must not be torn apart is written with another blank."""
    return "\n".join(lines_of(tree(letter))).replace("\u00a0", " ")


def issue(letter: Document, on: datetime.date = TODAY) -> Document:
    version = issuing.submit(letter, actor=make_person("minh"), acknowledged=True)
    issuing.approve(letter, sha256=version.sha256, actor=make_person("son"), approved_on=on)
    issuing.issue(letter, issued_on=on, actor=make_person("ha"))
    return letter


def test_what_is_past_its_day_is_counted_by_unit_from_the_conclusion_on(case):
    (owed,) = arrears(case)
    assert str(owed) == "02 kiến nghị quá hạn của Phòng Lao động quận Hải Tân"
    # The oldest first: thirty days after the conclusion, then the written day.
    assert [(str(row.recommendation), row.due_on, row.days_late) for row in owed.obligations] == [
        ("Kiến nghị số 2", datetime.date(2024, 4, 4), 46),
        ("Kiến nghị số 1", DUE_ON, 20),
    ]
    assert arrears(case, datetime.date(2024, 4, 4)) == []
    assert arrears_of(case, owed.number + 1000) is None
    Inspection.objects.update(state=CaseState.REPORTING)
    assert arrears(Inspection.objects.get()) == []


def test_who_came_after_a_unit_answers_for_what_it_owed(case):
    heir = make_unit("Phòng Nội vụ quận Hải Tân")
    Unit.objects.filter(name__startswith="Phòng Lao động").update(
        successor=heir, valid_to=datetime.date(2024, 4, 1)
    )
    (owed,) = arrears(case)
    assert owed.unit == heir
    page = signed_in(make_person("lan")).get(f"{CASE}kien-nghi/qua-han/").content.decode()
    assert "kiến nghị với Phòng Lao động quận Hải Tân" in page
    made = composing.compose(case, DocumentKind.URGE_DUTIES, actor=make_person("lan"), about=owed)
    assert made.addressees == "Phòng Nội vụ quận Hải Tân"
    assert "Mở sổ theo dõi đơn." in str(tree(made))


def test_the_letter_goes_from_the_list_to_its_number_and_back_to_the_obligation(case):
    make_audited_unit(case, make_unit("Phòng Y tế quận Hải Tân"))
    other = make_recommendation(case, "Bố trí nơi tiếp dân.", due_kind="date", due_on=DUE_ON)
    case = Inspection.objects.get(pk=case.pk)
    labour, health = sorted(arrears(case), key=lambda owed: owed.number)
    lan, client = make_person("lan"), signed_in(make_person("lan"))

    # From every page that tells of it to the form.
    page = letter_page(labour)
    for path in (f"{CASE}kien-nghi/qua-han/", CASE, f"{CASE}van-ban/"):
        shown = client.get(path).content.decode()
        assert f'href="{page}"' in shown, path
        assert f'href="{letter_page(health)}"' in shown, path
    assert f'href="{CASE}kien-nghi/qua-han/"' in client.get(f"{CASE}kien-nghi/").content.decode()
    everywhere = client.get("/kien-nghi/?han=da-qua").content.decode()
    assert everywhere.count(f'href="{CASE}kien-nghi/qua-han/"') == 3

    # What the unit has done meanwhile is left out.
    form = client.get(page).context["form"]
    ticked = form["obligations"].value()
    assert len(ticked) == 3
    left_out = str(Obligation.objects.get(recommendation=other, unit=labour.unit).pk)
    kept = [key for key in ticked if key != left_out]
    for typed, told in (
        ({"obligations": []}, "Hãy chọn ít nhất một kiến nghị quá hạn."),
        ({"obligations": ["1; DROP", "999999"]}, "không quá hạn hoặc không của đơn vị"),
        ({"obligations": kept, "planned_on": "10/04/2024"}, "chưa quá hạn hết"),
    ):
        answer = client.post(page, typed)
        assert answer.status_code == 422
        assert told in answer.content.decode()
    assert "10/04/2024" in answer.content.decode()
    made = client.post(page, {"obligations": kept})
    letter = Document.objects.get()
    assert made.url == f"{letter.get_absolute_url()}sua/"
    assert client.get(made.url).status_code == 200

    # It says what is late, since when, and which paper asked for it.
    assert (letter.addressees, letter.issuer_name) == (
        "Phòng Lao động quận Hải Tân",
        "THANH TRA QUẬN HẢI TÂN",
    )
    said = words_in(letter)
    for words in (
        "Kết luận thanh tra ngày 05/3/2024",
        "Mở sổ theo dõi đơn.",
        "30/4/2024",
        "20",
        "Rà soát quy trình tiếp dân.",
    ):
        assert words in said, words
    assert "Bố trí nơi tiếp dân" not in said

    # While it is written there is no second one; a day too early is told before it is handed in.
    assert client.get(page).url == letter.get_absolute_url()
    (problem,) = problems_before_composing(case, DocumentKind.URGE_DUTIES, labour)
    assert problem.mend == letter.get_absolute_url()
    Document.objects.update(planned_on=datetime.date(2024, 4, 10))
    letter.refresh_from_db()
    leader = signed_in(make_person("minh"))
    submit = leader.get(f"{letter.get_absolute_url()}trinh/").content.decode()
    assert "có kiến nghị trong công văn chưa quá hạn" in submit
    Document.objects.update(planned_on=None)

    issue(Document.objects.get())
    letter.refresh_from_db()
    assert (str(letter), letter.state) == ("Công văn 01/TTr", DocumentState.ISSUED)
    assert letter.register_entry.register.name.startswith("Sổ công văn đi")
    assert [str(row) for row in Urging.objects.all()] == ["Công văn số 01/TTr ngày 20/05/2024"] * 2
    line = JournalEntry.objects.filter(verb="urge").earliest("pk")
    assert "Đôn đốc Phòng Lao động quận Hải Tân thực hiện Kiến nghị số" in line.sentence
    for path in (f"{CASE}kien-nghi/", f"{CASE}kien-nghi/qua-han/"):
        shown = signed_in(make_person("thao")).get(path).content.decode()
        assert f'ngày 20/05/2024, <a href="{letter.get_absolute_url()}">Công văn số 01/TTr' in shown

    # Urged again weeks later, the letter says so.
    with time_machine.travel(datetime.datetime(2024, 7, 1, 9, tzinfo=datetime.UTC), tick=False):
        again = arrears_of(Inspection.objects.get(pk=case.pk), labour.number)
        second = composing.compose(case, DocumentKind.URGE_DUTIES, actor=lan, about=again)
        assert "đã đôn đốc tại Công văn số 01/TTr ngày 20/5/2024" in words_in(second)


def test_a_letter_of_urging_cites_the_issued_conclusion_and_names_who_answers(case):
    Obligation.objects.update(person="Trưởng phòng")
    Document.objects.create(
        inspection=case,
        kind=DocumentKind.CONCLUSION,
        state=DocumentState.ISSUED,
        issuer=case.issuer,
        issuer_name="THANH TRA QUẬN HẢI TÂN",
        series="x",
        symbol="KL-TTr",
        number="07",
        issued_on=CONCLUDED_ON,
        approved_by=make_person("son"),
        created_by=make_person("lan"),
        signer_authority="CHÁNH THANH TRA",
        signer_name="Lê Hồng Sơn",
    )
    (owed,) = arrears(case)
    made = composing.compose(case, DocumentKind.URGE_DUTIES, actor=make_person("lan"), about=owed)
    said = words_in(made)
    assert "số 07/KL-TTr ngày 05/3/2024" in said
    assert "(Trách nhiệm: Trưởng phòng)" in said


def test_who_is_not_of_the_team_reads_what_is_overdue_and_writes_no_letter(case):
    (owed,) = arrears(case)
    thao = signed_in(make_person("thao"))
    shown = thao.get(f"{CASE}kien-nghi/qua-han/").content.decode()
    assert "Chưa đôn đốc" in shown
    assert letter_page(owed) not in shown
    assert thao.get(letter_page(owed)).status_code == 403
    assert (
        signed_in(make_person("lan"))
        .get(f"{CASE}van-ban/soan/don-doc-thuc-hien/999999/")
        .status_code
        == 404
    )
    Inspection.objects.update(secrecy=Secrecy.INTERNAL)
    for path in (f"{CASE}kien-nghi/qua-han/", letter_page(owed)):
        assert thao.get(path).status_code == 404


def test_nothing_is_overdue_before_the_conclusion(cast):
    case = make_running_inspection()
    make_recommendation(case, due_kind="date", due_on=DUE_ON)
    client = signed_in(cast["lan"])
    assert "Cuộc chưa có kết luận." in client.get(f"{CASE}kien-nghi/qua-han/").content.decode()
    shown = client.get("/kien-nghi/").content.decode()
    assert "due-late" in shown
    assert "kien-nghi/qua-han/" not in shown
    concluded(case)
    Obligation.objects.all().delete()
    assert (
        "Không có kiến nghị nào quá hạn."
        in client.get(f"{CASE}kien-nghi/qua-han/").content.decode()
    )

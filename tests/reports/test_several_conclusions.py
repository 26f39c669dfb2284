"""One case, several conclusions: each tells of its units, and the case ends with the last."""

import datetime

import pytest

from findings.choices import FindingKind
from findings.models import Finding
from inspections.choices import CaseState
from inspections.models import AuditedUnit, Inspection
from office.workflow import Problems
from recommendations.models import Obligation
from recommendations.urging import arrears
from reports import appraising, composing, content, drafts, problems
from reports.choices import AppraisalVerdict, DocumentKind
from reports.models import Document
from reports.steps import steps_of
from tests.cast import make_person, signed_in
from tests.make.findings import make_finding, make_recommendation, make_topic
from tests.make.inspections import make_audited_unit, make_unit
from tests.make.reports import (
    CONCLUDED_ON,
    make_full_case,
    make_issued,
    make_report,
    make_submitted,
)

pytestmark = pytest.mark.django_db
LATER = datetime.date(2024, 3, 15)
COMPOSE = "/thanh-tra/2024-001/van-ban/soan/ket-luan/"


@pytest.fixture
def case(cast) -> Inspection:
    """One team at two units, the report issued; some of it concerns one of them alone."""
    inspection = make_full_case()
    first = inspection.audited_units.get()
    second = make_audited_unit(inspection, make_unit("Phòng Kinh tế"))
    for finding in Finding.objects.filter(inspection=inspection):
        finding.units.create(unit=second)
    for asked in inspection.recommendations.all():
        Obligation.objects.create(recommendation=asked, unit=second.unit)
    of_one(inspection, first, "Sổ tiếp dân thiếu 02 chữ ký.", "Ký đủ sổ tiếp dân.")
    fees = make_topic(inspection, "Thu, chi phí, lệ phí")
    of_one(inspection, second, "Thu thiếu 12 biên lai.", "Truy thu phí.", topic=fees, amount=500000)
    both = make_finding(inspection, "Chi sai nguồn.", amount=9000000)
    make_recommendation(inspection, "Hoàn trả ngân sách.", findings=[both])
    make_issued(make_report(inspection))
    return inspection


def of_one(case: Inspection, unit: AuditedUnit, fault: str, demand: str, **facts) -> None:
    """A shortcoming of one unit with what it is asked to do, and what a third office is asked."""
    finding = make_finding(case, fault, **facts)
    finding.units.exclude(unit=unit).delete()
    asked = make_recommendation(case, demand, findings=[finding])
    asked.obligations.exclude(unit=unit.unit).delete()
    general = make_recommendation(case, f"Theo dõi việc {demand.lower()}", findings=[finding])
    general.obligations.all().delete()


def units_of(case: Inspection) -> list[AuditedUnit]:
    return list(case.audited_units.order_by("position"))


def conclude(case: Inspection, *units: AuditedUnit) -> Document:
    return composing.compose(
        case,
        DocumentKind.CONCLUSION,
        actor=make_person("lan"),
        planned_on=CONCLUDED_ON,
        units=units,
    )


def said_in(document: Document) -> str:
    return " ".join(content.words(drafts.tree(document))).replace("\u00a0", " ")


def test_a_conclusion_tells_of_its_own_units_and_of_what_holds_for_all(case):
    first = units_of(case)[0]

    said = said_in(conclude(case, first))

    assert f"đối với {first.unit}" in said
    assert "Sổ tiếp dân thiếu 02 chữ ký" in said
    assert "Có 03 đơn chưa vào sổ theo dõi" in said
    assert "Ký đủ sổ tiếp dân" in said
    assert "Theo dõi việc ký đủ sổ" in said
    assert f"Đối với {first.unit}:" in said
    for of_the_other in ("biên lai", "Truy thu", "truy thu", "Phòng Kinh tế", "Thu, chi phí"):
        assert of_the_other not in said, of_the_other


def test_a_sum_found_at_units_of_another_conclusion_too_is_told_as_shared(case):
    first, second = units_of(case)

    assert "số tiền chung của 02 đơn vị: 9.000.000 đồng" in said_in(conclude(case, first))
    assert "số tiền: 500.000 đồng" in said_in(conclude(case, second))


def test_what_was_noted_at_the_only_unit_is_told(case):
    first, second = units_of(case)
    shared = Finding.objects.get(inspection=case, text="Chi sai nguồn.")
    shared.units.filter(unit=first).update(note="chi sai 4.000.000 đồng.")
    shared.units.filter(unit=second).update(note="chi sai 5.000.000 đồng")

    said = said_in(conclude(case, first))

    assert "Chi sai nguồn (chi sai 4.000.000 đồng; số tiền chung" in said
    assert "5.000.000" not in said


def test_an_official_of_another_unit_is_not_named(case):
    first, second = units_of(case)
    shared = Finding.objects.get(inspection=case, text="Chi sai nguồn.")
    shared.responsibilities.create(unit=first, official="Ông Lê Văn Tá", post="Trưởng phòng")
    shared.responsibilities.create(unit=second, official="Bà Vũ Thị Nụ", post="Trưởng phòng")

    said = said_in(conclude(case, second))

    assert "Bà Vũ Thị Nụ" in said
    assert "Ông Lê Văn Tá" not in said


def test_all_units_chosen_are_the_whole_case(case):
    document = conclude(case, *units_of(case))

    assert not document.units.exists()
    assert "đối với" not in document.subject


def test_two_drafts_on_different_units_stand_side_by_side_and_never_on_the_same(case):
    first, second = units_of(case)
    conclude(case, first)

    with pytest.raises(Problems, match=f"đã có kết luận thanh tra về {first.unit}"):
        conclude(case, first)
    with pytest.raises(Problems, match="đã có kết luận thanh tra"):
        conclude(case)
    conclude(case, second)
    with pytest.raises(Problems, match="đã có kết luận thanh tra"):
        conclude(case, second)
    assert composing.living_paper(case, DocumentKind.CONCLUSION) is not None


def test_a_draft_on_the_case_stands_in_the_way_of_one_on_a_unit(case):
    conclude(case)

    with pytest.raises(Problems, match="đã có kết luận thanh tra"):
        conclude(case, units_of(case)[0])


def test_the_case_is_concluded_with_the_last_of_them_and_its_step_counts_the_units(case):
    first, second = units_of(case)
    make_issued(conclude(case, first), on=CONCLUDED_ON)
    case.refresh_from_db()
    assert case.state == CaseState.REPORTING
    (step,) = [step for step in steps_of(case, make_person("lan")) if step.order == 70]
    assert not step.is_done
    assert step.note == "1/2 đơn vị đã có kết luận."

    make_issued(conclude(case, second), on=LATER)
    case = Inspection.objects.get(pk=case.pk)
    assert case.state == CaseState.CONCLUDED
    assert case.concluded_on == LATER
    (step,) = [step for step in steps_of(case, make_person("lan")) if step.order == 70]
    assert step.is_done


def test_each_unit_has_its_days_from_the_conclusion_that_asked_it(case):
    first, second = units_of(case)
    case.recommendations.update(due_kind="after_issue", due_days=10)
    make_issued(conclude(case, first), on=CONCLUDED_ON)
    case = Inspection.objects.get(pk=case.pk)

    (owed,) = arrears(case, datetime.date(2024, 3, 20))
    assert owed.unit == first.unit
    assert {each.due_on for each in owed.obligations} == {datetime.date(2024, 3, 15)}

    make_issued(conclude(case, second), on=LATER)
    case = Inspection.objects.get(pk=case.pk)
    late = {each.unit: each for each in arrears(case, datetime.date(2024, 4, 1))}
    assert {each.due_on for each in late[second.unit].obligations} == {datetime.date(2024, 3, 25)}
    letter = composing.compose(
        case, DocumentKind.URGE_DUTIES, actor=make_person("lan"), about=late[first.unit]
    )
    assert "số 01/KL-TTr ngày 05/3/2024" in said_in(letter)


def test_who_answers_for_a_unit_today_is_urged_with_the_conclusion_that_asked_it(case):
    first, second = units_of(case)
    case.recommendations.update(due_kind="after_issue", due_days=10)
    make_issued(conclude(case, first), on=CONCLUDED_ON)
    make_issued(conclude(case, second), on=LATER)
    heir = make_unit("Phòng Nội vụ và Lao động")
    first.unit.successor, first.unit.valid_to = heir, LATER
    first.unit.save()
    case = Inspection.objects.get(pk=case.pk)
    late = {each.unit: each for each in arrears(case, datetime.date(2024, 4, 1))}

    letter = composing.compose(
        case,
        DocumentKind.URGE_DUTIES,
        actor=make_person("lan"),
        about=late[heir],
        planned_on=datetime.date(2024, 4, 1),
    )

    assert "số 01/KL-TTr ngày 05/3/2024" in said_in(letter)


def test_a_submission_and_an_appraisal_speak_of_their_own_draft(case, cast):
    first, second = units_of(case)
    one, other = conclude(case, first), conclude(case, second)
    lan = make_person("lan")
    submission = composing.compose(case, DocumentKind.SUBMISSION, actor=lan)
    assert submission.based_on == one
    second_one = composing.compose(case, DocumentKind.SUBMISSION, actor=lan)
    assert second_one.based_on == other
    assert f"đối với {second.unit}" in second_one.subject
    with pytest.raises(Problems):
        composing.compose(case, DocumentKind.SUBMISSION, actor=lan)
    # In what is asked of the first: the shared two, and two of its own.
    assert "Kiến nghị: 04" in said_in(submission)

    appraiser = make_person("thao")
    version = make_submitted(other)
    order = appraising.assign(
        other,
        appraiser=appraiser,
        assignment="Văn bản số 5",
        due_on=datetime.date(2999, 1, 1),
        actor=make_person("son"),
    )
    appraising.give(
        order,
        sha256=version.sha256,
        verdict=AppraisalVerdict.AGREES,
        opinion="Đúng.",
        actor=appraiser,
    )
    report = composing.compose(case, DocumentKind.APPRAISAL, actor=appraiser)
    assert report.based_on == other


def test_what_the_paper_leaves_out_is_asked_of_its_own_units(case):
    first, second = units_of(case)
    document = conclude(case, first)
    assert not [each for each in problems.left_out(document) if "phí" in each.text]
    letters = make_topic(case, "Việc lưu trữ")
    finding = make_finding(case, "Kho ẩm.", topic=letters, kind=FindingKind.SHORTCOMING)
    finding.units.exclude(unit=second).delete()
    assert not problems.left_out(document)
    finding.units.create(unit=first)
    assert "“Việc lưu trữ”" in problems.left_out(document)[0].text


# --- Pages ----------------------------------------------------------------------------------------


def test_the_page_asks_on_which_units_and_offers_those_without_one(case):
    first = units_of(case)[0]
    lan = signed_in(make_person("lan"))
    page = lan.get(COMPOSE).content.decode()
    assert page.count("checked") == 2

    answer = lan.post(COMPOSE, {"units": [first.pk], "planned_on": "05/3/2024"})
    document = Document.objects.get(kind=DocumentKind.CONCLUSION)
    assert answer.status_code == 302
    assert list(document.units.all()) == [first]

    page = lan.get(COMPOSE).content.decode()
    assert page.count("checked") == 1
    assert f"{first.unit} (Kết luận thanh tra …/KL-TTr: đang soạn)" in page
    shown = lan.get(document.get_absolute_url()).content.decode()
    assert "Kết luận về" in shown
    assert str(first.unit) in shown


@pytest.mark.parametrize("wrong", [[], ["0"], ["x"]])
def test_a_choice_that_is_none_is_told_at_the_field(case, wrong):
    answer = signed_in(make_person("lan")).post(
        COMPOSE, {"units": wrong, "planned_on": "05/3/2024"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy chọn ít nhất một đơn vị." in page or "hãy chọn lại" in page
    assert "05/3/2024" in page


def test_a_unit_of_which_one_is_being_written_is_told_and_the_choice_is_kept(case):
    first, second = units_of(case)
    conclude(case, first)

    answer = signed_in(make_person("lan")).post(
        COMPOSE, {"units": [first.pk, second.pk], "planned_on": ""}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"đã có kết luận thanh tra về {first.unit}" in page
    assert page.count("checked") == 2


def test_a_case_of_one_unit_is_not_asked(cast):
    make_issued(make_report(make_full_case("2024-001")))

    assert "Kết luận về" not in signed_in(make_person("lan")).get(COMPOSE).content.decode()


def test_papers_may_be_begun_while_a_unit_is_left(case):
    first, second = units_of(case)
    index = "/thanh-tra/2024-001/van-ban/"
    lan = signed_in(make_person("lan"))
    conclude(case, first)
    assert COMPOSE in lan.get(index).content.decode()
    conclude(case, second)
    assert COMPOSE not in lan.get(index).content.decode()

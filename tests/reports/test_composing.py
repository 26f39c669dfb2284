"""Papers come out of the case."""

import datetime

import pytest

from findings.choices import FindingKind
from inspections.choices import CaseKind, CaseState
from inspections.models import DecisionBasis, UnitName
from office.workflow import Problems, Refused
from recommendations.choices import DueKind
from reports import composing, problems
from reports.choices import DocumentKind, DocumentState
from reports.composing.words import span
from reports.content import Bound, Numbered, Table, block_lines, blocks_to_json, plain, walk, words
from reports.drafts import tree
from reports.models import Document
from tests.make.findings import make_finding, make_recommendation
from tests.make.inspections import make_audited_unit, make_decision, make_inspection, make_unit
from tests.make.reports import (
    CONCLUDED_ON,
    REPORTED_ON,
    make_conclusion,
    make_full_case,
    make_report,
)

pytestmark = pytest.mark.django_db


def said(paper) -> str:
    return " ".join(words(paper))


def compose_decision(**facts):
    inspection = make_inspection(**facts)
    decision = make_decision(inspection, signed=False)
    DecisionBasis.objects.create(
        decision=decision, position=1, text="Luật Thanh tra ngày 14/11/2022"
    )
    DecisionBasis.objects.create(
        decision=decision, position=2, text="Theo đề nghị của Trưởng phòng Nghiệp vụ;"
    )
    return composing.compose(inspection, DocumentKind.DECISION, actor=inspection.opened_by)


def test_a_decision_says_what_the_case_says(son):
    paper = tree(compose_decision())

    articles = [block for block in walk(paper.body) if isinstance(block, Numbered)]
    assert paper.order == "QUYẾT ĐỊNH:"
    assert paper.deciding == "CHÁNH THANH TRA QUẬN HẢI TÂN"
    assert paper.symbol == "QĐ-TTr"
    assert [plain(block.text) for block in paper.preamble] == [
        "Căn cứ Luật Thanh tra ngày 14/11/2022",
        "Theo đề nghị của Trưởng phòng Nghiệp vụ",
    ]
    assert len(list(paper.body)) == 5
    assert "Thanh tra việc thực hiện nhiệm vụ" in plain(articles[0].text)
    assert "từ ngày 01/01/2022 đến ngày 10/01/2024" in said(paper)
    assert "30 ngày" in said(paper)
    assert "Trần Văn Minh, Thanh tra viên chính - Trưởng đoàn;" in said(paper)
    assert paper.signer.authority == ("CHÁNH THANH TRA",)
    assert paper.signer.name == "Phạm Hồng Sơn"


def test_the_words_of_a_check_never_mix_with_those_of_an_inspection(son):
    paper = tree(compose_decision(kind=CaseKind.CHECK))

    body = " ".join(block_lines(paper.body)).lower()
    assert "đoàn kiểm tra" in body
    assert "thanh tra viên" in body
    assert "thanh tra" not in body.replace("thanh tra viên", "").replace("thanh tra quận", "")


def test_a_large_team_is_a_table(son, cast):
    inspection = make_inspection()
    make_decision(inspection, signed=False)
    for name in ("quan", "thao", "duc", "ha", "huong", "an"):
        inspection.members.create(person=cast[name], role="member", position=9)

    paper = tree(composing.compose(inspection, DocumentKind.DECISION, actor=inspection.opened_by))

    (table,) = [block for block in walk(paper.body) if type(block).__name__ == "Table"]
    assert len(table.rows) == 8


def test_the_report_follows_the_outline_of_the_case():
    paper = tree(make_report())

    assert [plain(block.heading) for block in paper.body[:4]] == [
        "KHÁI QUÁT CHUNG",
        "KẾT QUẢ KIỂM TRA, XÁC MINH",
        "KẾT LUẬN",
        "KIẾN NGHỊ",
    ]
    (duty,) = paper.body[1].children
    assert plain(duty.heading) == "Kết quả thực hiện nhiệm vụ, công vụ"
    assert plain(duty.children[1].heading) == "Việc tiếp nhận, giải quyết đơn"
    assert list(block_lines(duty.children[1].children)) == [
        "Có 03 đơn chưa vào sổ theo dõi.",
        "Nguyên nhân: Công chức kiêm nhiệm.",
    ]
    assert paper.symbol == "BC-ĐTTr"
    assert paper.addressees == ("Chánh Thanh tra quận Hải Tân",)
    assert "Quyết định số 01/QĐ-TTr ngày 24/01/2024" in said(paper)
    assert "từ ngày 29/01/2024 đến ngày 05/02/2024" in said(paper)


def test_the_conclusion_part_praises_first_and_then_lists_what_falls_short():
    paper = tree(make_report())

    lines = list(block_lines(paper.body[2].children))
    assert lines[0].endswith("Phòng hoàn thành 04/04 nhiệm vụ được giao.")
    assert lines[1].startswith("Tuy nhiên")
    assert lines[2] == "Chưa mở sổ theo dõi đơn."


def test_recommendations_are_grouped_by_whom_they_address():
    inspection = make_full_case()
    office = inspection.issuer
    make_recommendation(
        inspection,
        "Kiểm điểm người phụ trách.",
        due_kind=DueKind.DATE,
        due_on=datetime.date(2024, 8, 30),
        report_to=office,
    )
    to_chair = make_recommendation(inspection, "Chỉ đạo thực hiện Kết luận.")
    to_chair.obligations.update(person="Chủ tịch UBND quận Hải Tân")

    paper = tree(make_report(inspection))

    groups = [block for block in walk(paper.body[3].children) if isinstance(block, Numbered)]
    assert [plain(group.text) for group in groups] == [
        "Đối với Phòng Lao động quận Hải Tân:",
        "Đối với Chủ tịch UBND quận Hải Tân:",
    ]
    assert [plain(item.text) for item in groups[0].children] == [
        "Mở sổ theo dõi đơn.",
        (
            "Kiểm điểm người phụ trách (hoàn thành trước ngày 30/8/2024;"
            " báo cáo kết quả về Thanh tra quận Hải Tân)."
        ),
    ]


def test_a_finding_at_some_units_names_them():
    inspection = make_full_case()
    make_audited_unit(inspection, make_unit("Phòng Y tế quận Hải Tân"))

    paper = tree(make_report(inspection))

    assert "tại: Phòng Lao động quận Hải Tân" in said(paper)


def test_an_unconfirmed_finding_stays_out_of_the_paper():
    inspection = make_full_case()
    make_finding(inspection, "Chưa ai xác nhận điều này.", state="noted")

    assert "Chưa ai xác nhận" not in said(tree(make_report(inspection)))


def test_violations_are_called_so_only_where_there_are_any():
    inspection = make_full_case()
    assert "hạn chế, thiếu sót" in said(tree(make_report(inspection)))

    make_finding(inspection, "Chi sai chế độ.", kind=FindingKind.VIOLATION)

    assert "hạn chế, vi phạm" in said(tree(Document.objects.get()))


def test_bound_blocks_follow_the_case_while_nobody_edits_them():
    document = make_report()
    finding = document.inspection.findings.get(number=2)
    finding.text = "Có 05 đơn chưa vào sổ theo dõi."
    finding.save()

    assert "05 đơn" in said(tree(Document.objects.get()))


def test_a_paper_prints_the_names_of_its_day():
    inspection = make_full_case()
    UnitName.objects.create(
        unit=inspection.issuer,
        name="Thanh tra huyện Hải Tân",
        letterhead_name="THANH TRA HUYỆN HẢI TÂN",
        place_name="Hải Tân cũ",
        valid_to=datetime.date(2024, 6, 30),
    )

    document = composing.compose(
        inspection,
        DocumentKind.RESULT_REPORT,
        actor=inspection.opened_by,
        planned_on=REPORTED_ON,
    )

    assert document.issuer_parent_name == "THANH TRA HUYỆN HẢI TÂN"
    assert document.place == "Hải Tân cũ"
    assert tree(document).addressees == ("Chánh Thanh tra huyện Hải Tân",)


def test_only_the_team_composes(quan):
    with pytest.raises(Refused):
        composing.compose(make_full_case(), DocumentKind.RESULT_REPORT, actor=quan)


def test_a_second_report_is_refused_with_a_link_to_the_first(minh):
    document = make_report()

    with pytest.raises(Problems) as refused:
        composing.compose(document.inspection, DocumentKind.RESULT_REPORT, actor=minh)

    (problem,) = refused.value.problems
    assert problem.text == "Cuộc này đã có báo cáo kết quả thanh tra (đang soạn)."
    assert problem.mend == document.get_absolute_url()


def test_after_a_discarded_draft_a_new_one_may_be_composed(minh):
    document = make_report()
    Document.objects.update(state=DocumentState.DISCARDED)

    composing.compose(document.inspection, DocumentKind.RESULT_REPORT, actor=minh)

    assert Document.objects.living().count() == 1


def test_a_report_waits_for_the_decision_and_the_outline(minh):
    inspection = make_inspection(state=CaseState.PREPARING)

    found = composing.problems_before_composing(inspection, DocumentKind.RESULT_REPORT)

    assert [problem.text for problem in found] == [
        "Quyết định thanh tra chưa ban hành.",
        "Đề cương thanh tra chưa có nội dung nào.",
    ]


def test_the_conclusion_waits_for_the_issued_report():
    document = make_report()

    found = composing.problems_before_composing(document.inspection, DocumentKind.CONCLUSION)

    assert "chưa ban hành" in found[0].text


def test_the_queries_of_a_tree_do_not_grow_with_the_findings(django_assert_max_num_queries):
    inspection = make_full_case()
    document = make_report(inspection)
    for place in range(20):
        make_finding(inspection, f"Phát hiện thêm {place}.")
        make_recommendation(inspection, f"Kiến nghị thêm {place}.")

    with django_assert_max_num_queries(20):
        tree(Document.objects.select_related("inspection", "issuer").get(pk=document.pk))


def test_bound_content_is_kept_as_plain_json():
    paper = tree(make_report())
    bound = [block for block in walk(paper.body) if isinstance(block, Bound)]

    assert {block.source for block in bound} == {
        "course",
        "findings",
        "strengths",
        "shortcomings",
        "recommendations",
    }
    assert blocks_to_json(bound)


LONG = """Phòng giải quyết hồ sơ như sau:
- Trực tuyến: 132 hồ sơ
+ toàn trình 120
| Năm | Hồ sơ |
| :--: | --: |
| 2022 | 474 |"""


def test_praise_of_several_lines_becomes_items_never_one_long_paragraph():
    inspection = make_full_case()
    make_finding(inspection, LONG, kind=FindingKind.STRENGTH)

    (praise,) = [
        block
        for block in walk(tree(make_report(inspection)).body)
        if isinstance(block, Bound) and block.source == "strengths"
    ]

    opening, first, second, third, table = praise.children
    assert "kết quả. Phòng hoàn thành" in plain(opening.text)
    assert plain(opening.text).endswith("Phòng hoàn thành 04/04 nhiệm vụ được giao.")
    assert (plain(first.text), first.level) == ("Phòng giải quyết hồ sơ như sau:", 1)
    assert (plain(second.text), second.level) == ("Trực tuyến: 132 hồ sơ", 2)
    assert (plain(third.text), third.level) == ("toàn trình 120", 2)
    assert isinstance(table, Table)


def test_a_finding_with_a_summary_is_concluded_in_its_words():
    inspection = make_full_case()
    make_finding(inspection, LONG, kind=FindingKind.STRENGTH, summary="Giải quyết 474 hồ sơ")
    make_finding(inspection, LONG, summary="Còn chậm 5 hồ sơ")

    lines = list(block_lines(tree(make_report(inspection)).body[2].children))

    assert lines[0].endswith("Giải quyết 474 hồ sơ.")
    assert "Còn chậm 5 hồ sơ." in lines


def test_a_table_in_a_finding_is_a_table_in_the_report():
    inspection = make_full_case()
    make_finding(inspection, LONG)

    body = tree(make_report(inspection)).body[1]

    assert any(isinstance(block, Table) for block in walk((body,)))
    assert not any(line.startswith("|") for line in block_lines((body,)))


def test_a_long_finding_without_summary_is_told_before_submitting():
    inspection = make_full_case()
    make_finding(inspection, LONG)

    found = problems.before_submitting(make_report(inspection)).warnings

    (told,) = [each for each in found if "tóm tắt khi kết luận" in each.text]
    assert told.mend == f"/thanh-tra/{inspection.code}/phat-hien/3/sua/#id_summary"


def test_praise_that_is_only_items_is_announced():
    inspection = make_full_case()
    inspection.findings.filter(kind=FindingKind.STRENGTH).update(text=LONG)

    lines = list(block_lines(tree(make_report(inspection)).body[2].children))

    assert lines[0].endswith("đã đạt được một số kết quả sau:")


def test_work_of_one_day_is_said_to_be_of_that_day():
    day = datetime.date(2024, 2, 5)
    assert span(day, day) == "ngày 05/02/2024"
    assert span(day, None) == "từ ngày 05/02/2024"


def test_one_case_has_several_conclusions_one_after_the_other(minh):
    """Khoản 3 Điều 36 Luật Thanh tra 2025."""
    document = make_conclusion(submitted=False)
    inspection = document.case
    with pytest.raises(Problems, match="đã có"):
        composing.compose(inspection, DocumentKind.CONCLUSION, actor=minh)
    Document.objects.filter(pk=document.pk).update(
        state=DocumentState.ISSUED, number="09", issued_on=CONCLUDED_ON, approved_by=minh
    )
    second = composing.compose(inspection, DocumentKind.CONCLUSION, actor=minh)
    assert second.pk != document.pk
    assert second.state == DocumentState.DRAFT

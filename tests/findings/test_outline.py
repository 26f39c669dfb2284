"""The outline: pasted, moved, indented, removed."""

import pytest

from findings import outline
from findings.models import Topic
from inspections.choices import CaseState
from office.models import JournalEntry
from office.workflow import Overtaken, Problems, Refused
from tests.make.findings import make_finding, make_topic
from tests.make.inspections import make_decision, make_inspection, make_running_inspection

PASTED = """1. Kết quả thực hiện nhiệm vụ
2. Thủ tục hành chính
2.1. Việc quán triệt
2.2 Việc rà soát
a) Rà soát năm 2022
b) Rà soát năm 2023
3. Giải quyết hồ sơ"""


def read(inspection):
    return [f"{row.number} {row.topic.title}" for row in outline.rows_of(inspection)]


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        (PASTED, [1, 1, 2, 2, 3, 3, 1]),
        ("Một\n\tHai\n\t\tBa\nBốn", [1, 2, 3, 1]),
        ("Một\n    Hai\n        Ba", [1, 2, 3]),
        ("Một\n  - Hai\n  - Ba", [1, 2, 2]),
        ("I. Một\n1. Hai\n1.1. Ba\nII. Bốn", [1, 2, 3, 1]),
        ("1. Một\na) Hai\nb) Ba\n2. Bốn", [1, 2, 2, 1]),
        ("1.1.1 Sâu ngay từ đầu", [1]),
        ("- Một\n- Hai", [1, 1]),
        ("2023 là năm đầu", [1]),
    ],
)
def test_depth_is_read_from_numbers_or_from_the_indent(text, depths):
    assert [line.depth for line in outline.parse(text)] == depths


def test_marks_are_dropped_because_numbers_are_computed():
    titles = [line.title for line in outline.parse("1. Một việc\n  a) Hai việc\n• Ba  việc")]
    assert titles == ["Một việc", "Hai việc", "Ba việc"]


def test_several_pasted_lines_become_several_topics(minh):
    inspection = make_inspection()
    outline.add_topics(inspection, PASTED, actor=minh)
    assert read(inspection) == [
        "1 Kết quả thực hiện nhiệm vụ",
        "2 Thủ tục hành chính",
        "2.1 Việc quán triệt",
        "2.2 Việc rà soát",
        "2.2.1 Rà soát năm 2022",
        "2.2.2 Rà soát năm 2023",
        "3 Giải quyết hồ sơ",
    ]
    assert JournalEntry.objects.filter(verb="add_topics", actor=minh).count() == 1


def test_topics_added_under_a_topic_stand_after_its_parts(minh):
    inspection = make_inspection()
    first, _ = outline.add_topics(inspection, "Một\nHai", actor=minh)
    outline.add_topics(inspection, "Phần a\nPhần b", actor=minh, under=first)
    assert read(inspection) == ["1 Một", "1.1 Phần a", "1.2 Phần b", "2 Hai"]


def test_the_position_is_the_order_of_reading(minh):
    inspection = make_inspection()
    outline.add_topics(inspection, PASTED, actor=minh)
    in_order = [topic.title for topic in Topic.objects.filter(inspection=inspection)]
    assert in_order == [row.topic.title for row in outline.rows_of(inspection)]


def test_the_decision_gives_a_quick_start(minh):
    inspection = make_inspection()
    make_decision(inspection)
    outline.start_from_decision(inspection, actor=minh)
    assert read(inspection) == [
        "1 Việc thực hiện nhiệm vụ, công vụ",
        "2 Việc giải quyết thủ tục hành chính",
    ]
    with pytest.raises(Problems, match="đã có nội dung"):
        outline.start_from_decision(inspection, actor=minh)


def test_without_a_decision_there_is_nothing_to_start_from(minh):
    with pytest.raises(Problems, match="chưa ghi nội dung"):
        outline.start_from_decision(make_inspection(), actor=minh)


@pytest.mark.parametrize("text", ["", "  \n \t\n", "x" * 501, "\n".join(["dòng"] * 201)])
def test_an_empty_or_too_long_outline_is_refused_in_words(minh, text):
    inspection = make_inspection()
    with pytest.raises(Problems):
        outline.add_topics(inspection, text, actor=minh)
    assert not inspection.topics.exists()


def test_a_topic_moves_with_its_parts(minh):
    inspection = make_inspection()
    outline.add_topics(inspection, PASTED, actor=minh)
    second = inspection.topics.get(title="Thủ tục hành chính")
    outline.move_topic(second, up=True, actor=minh)
    assert read(inspection)[:4] == [
        "1 Thủ tục hành chính",
        "1.1 Việc quán triệt",
        "1.2 Việc rà soát",
        "1.2.1 Rà soát năm 2022",
    ]
    second.refresh_from_db()
    outline.move_topic(second, up=True, actor=minh)
    assert read(inspection)[0] == "1 Thủ tục hành chính"


def test_indent_and_outdent_are_each_other_s_way_back(minh):
    inspection = make_inspection()
    outline.add_topics(inspection, "Một\nHai\nBa", actor=minh)
    second = inspection.topics.get(title="Hai")
    outline.indent_topic(second, actor=minh)
    assert read(inspection) == ["1 Một", "1.1 Hai", "2 Ba"]
    outline.outdent_topic(second, actor=minh)
    assert read(inspection) == ["1 Một", "2 Hai", "3 Ba"]


def test_the_first_topic_has_nothing_to_be_indented_into(minh):
    inspection = make_inspection()
    (first,) = outline.add_topics(inspection, "Một", actor=minh)
    with pytest.raises(Problems, match="lùi vào"):
        outline.indent_topic(first, actor=minh)
    with pytest.raises(Problems, match="ngoài cùng"):
        outline.outdent_topic(first, actor=minh)


def test_an_outline_has_three_levels_at_most(minh):
    inspection = make_inspection()
    outline.add_topics(inspection, "Một\n\tHai\n\t\tBa\n\t\tBốn", actor=minh)
    with pytest.raises(Problems, match="tối đa 3 cấp"):
        outline.indent_topic(inspection.topics.get(title="Bốn"), actor=minh)


def test_a_topic_with_findings_or_parts_is_not_removed(minh):
    inspection = make_running_inspection()
    outline.add_topics(inspection, "Một\n\tHai\nBa", actor=minh)
    first, third = (inspection.topics.get(title=title) for title in ("Một", "Ba"))
    make_finding(inspection, topic=third)
    with pytest.raises(Problems, match="nội dung con"):
        outline.remove_topic(first, actor=minh)
    with pytest.raises(Problems, match="còn 1 phát hiện"):
        outline.remove_topic(third, actor=minh)
    outline.remove_topic(inspection.topics.get(title="Hai"), actor=minh)
    assert read(inspection) == ["1 Một", "2 Ba"]


def test_of_two_who_rename_one_is_told(minh, lan):
    inspection = make_inspection()
    topic = make_topic(inspection, "Tên cũ")
    outline.rename_topic(topic, "Tên của Lan", seen="Tên cũ", actor=lan)
    with pytest.raises(Overtaken, match="Tên của Lan"):
        outline.rename_topic(topic, "Tên của Minh", seen="Tên cũ", actor=minh)


def test_strangers_and_closed_cases_are_refused(quan, lan):
    inspection = make_inspection()
    with pytest.raises(Refused):
        outline.add_topics(inspection, "Một", actor=quan)
    inspection = make_running_inspection("2024-002")
    inspection.state = CaseState.CONCLUDED
    inspection.save()
    with pytest.raises(Refused):
        outline.add_topics(inspection, "Một", actor=lan)

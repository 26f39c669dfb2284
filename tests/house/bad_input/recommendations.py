"""Recommendations."""

from tests.house.bad_input.findings import OF_ONE_CASE, into_the_library
from tests.house.bad_input.rows import (
    Bad,
    Row,
    empty,
    invented,
    option,
    row,
    stale,
    too_long,
    wrong,
)


def of_a_recommendation(good: dict, *more) -> Row:
    return row(
        good,
        empty("kind", "Hãy chọn loại kiến nghị."),
        empty("text", "Hãy viết nội dung kiến nghị."),
        wrong("Hãy chọn ít nhất một nơi thực hiện.", "units", units=[]),
        too_long("text", 10_000),
        too_long("unit_words", 200),
        too_long("library_words", 200),
        Bad("too long", {"person_*": "Đ" * 201}, "tối đa 200 ký tự", "units"),
        wrong("Hãy nhập ngày phải hoàn thành.", "due_on", due_kind="date", due_on=""),
        wrong("không có trong lịch", "due_on", due_kind="date", due_on="31/02/2024"),
        wrong(
            "Hãy nhập số ngày sau khi ban hành.", "due_days", due_kind="after_issue", due_days=""
        ),
        wrong("ít nhất là 1", "due_days", due_kind="after_issue", due_days="0"),
        wrong("bằng chữ số", "due_days", due_kind="after_issue", due_days="ba mươi"),
        invented("kind", "Loại kiến nghị này không có", value="vua"),
        invented("due_kind", "Cách nêu thời hạn này không có", value="vua"),
        invented("units", "Có đơn vị không còn trong danh mục"),
        invented("findings", "Có phát hiện không thuộc cuộc này"),
        invented("report_to", "Đơn vị này không chọn được"),
        invented("report_via", "Đơn vị này không chọn được"),
        *more,
    )


ROWS: dict[str, Row] = {
    "recommendations:save_to_library": into_the_library(OF_ONE_CASE),
    "recommendations:draft": of_a_recommendation(
        {
            "kind": "correct",
            "text": "Mở sổ theo dõi đơn.",
            "units": [option("Phòng Lao động")],
            "is_general": "on",
        }
    ),
    "recommendations:revise": of_a_recommendation(
        {"text": "Mở sổ theo dõi."}, stale(text="Mở sổ theo dõi đơn, báo cáo.")
    ),
}

"""The plan of a year, the plans of other bodies, overlaps."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tests.house.bad_input.inspections import UNIT_GONE
from tests.house.bad_input.rows import (
    Bad,
    Row,
    empty,
    invented,
    no_such_day,
    option,
    row,
    stale,
    too_long,
    wrong,
    wrong_day,
    wrong_file,
)
from tests.make.everything import READY_PLAN

NO_TABLE = "Hãy chọn tệp Excel (.xlsx)."


def table(*lines: tuple[str, ...]) -> SimpleUploadedFile:
    """What somebody filled in with Excel."""
    book = Workbook()
    for line in lines:
        book.active.append(line)
    kept = io.BytesIO()
    book.save(kept)
    return SimpleUploadedFile("ke-hoach.xlsx", kept.getvalue())


def why(*more: Bad, **facts) -> Row:
    return row(
        {"reason": "Trùng với Kiểm toán nhà nước."},
        empty("reason", "Cần ghi lý do."),
        too_long("reason", 500),
        *more,
        **facts,
    )


def of_an_item(good: dict, *more: Bad, **facts) -> Row:
    """The same fields, whether the case is put into the plan or changed there."""
    return row(
        good,
        empty("subject", "Hãy ghi nội dung cuộc."),
        too_long("subject", 500),
        too_long("content", 4000),
        too_long("reason", 500),
        no_such_day("period_from"),
        no_such_day("period_to"),
        wrong_day(
            "Thời kỳ phải kết thúc sau ngày bắt đầu.",
            "period_to",
            period_from="01/01/2022",
            period_to="31/12/2021",
        ),
        wrong("không thuộc quý", "month", quarter="1", month="7"),
        wrong("bằng chữ số", "expected_days", expected_days="ba mươi"),
        wrong("không thể âm", "expected_days", expected_days="-3"),
        invented("kind", "vua", value="vua"),
        invented("quarter", "vua", value="vua"),
        invented("month", "13", value="13"),
        invented("department", "Không có phòng này trong danh sách"),
        invented("leader", "Không có người này"),
        *more,
        **facts,
    )


def of_an_overlap() -> Row:
    return row(
        {"reason": "Nội dung khác nhau.", "document": "Công văn số 12/KTNN-TH"},
        empty("reason", "Cần ghi lý do vẫn tiến hành."),
        too_long("reason", 1000),
        too_long("document", 300),
    )


ROWS: dict[str, Row] = {
    "inspections:open_plan": row(
        {"year": "2031", "issuer": option("Thanh tra quận Hải Tân")},
        empty("year", "Hãy ghi năm của kế hoạch."),
        empty("issuer", "Hãy chọn cơ quan ban hành."),
        wrong("bằng chữ số", "year", year="hai nghìn"),
        wrong("Năm sớm nhất là 2000.", "year", year="1999"),
        wrong("Năm muộn nhất là 2100.", "year", year="2101"),
        wrong("đã có kế hoạch năm 2024", "issuer", year="2024"),
        invented("issuer", UNIT_GONE),
    ),
    "inspections:add_item": of_an_item({"subject": "việc quản lý đất đai", "quarter": "3"}),
    "inspections:edit_item": of_an_item(
        {"subject": "việc quản lý đất đai"}, stale(subject="việc quản lý nhà")
    ),
    "inspections:edit_item of an issued plan": of_an_item(
        {"subject": "việc quản lý đất đai", "adjustment": "Theo chỉ đạo của UBND."},
        empty("adjustment", "hãy ghi lý do điều chỉnh"),
        too_long("adjustment", 500),
        stale(subject="việc quản lý nhà", adjustment="Theo đề nghị của phòng."),
    ),
    "inspections:drop_item": why(),
    "inspections:drop_plan": why(),
    "inspections:record_plan": row(
        {"number": "60", "signed_on": "20/12/2023"},
        empty("number", "Hãy ghi số của kế hoạch."),
        empty("symbol", "Hãy ghi ký hiệu"),
        empty("signed_on", "Hãy ghi ngày ký kế hoạch."),
        too_long("number", 20),
        too_long("symbol", 60),
        no_such_day("signed_on"),
        wrong_day("chưa tới", "signed_on", signed_on="20/12/2099"),
        who="ha",
        page=f"/thanh-tra/ke-hoach/{READY_PLAN}/ghi-nhan/",
    ),
    "inspections:put_unit": row(
        {"unit": option("Phòng Kinh tế")},
        invented("unit", UNIT_GONE, at=None),
    ),
    "inspections:put_unit of an issued plan": row(
        {"adjustment": "Theo chỉ đạo của UBND.", "unit": option("Phòng Kinh tế")},
        empty("adjustment", "phải ghi lý do"),
        too_long("adjustment", 500),
        invented("unit", UNIT_GONE, at=None),
    ),
    "inspections:take_unit": row(
        {"adjustment": "Theo chỉ đạo của UBND."},
        empty("adjustment", "phải ghi lý do"),
        too_long("adjustment", 500),
    ),
    "inspections:import_items": row(
        {
            "table": table(
                ("Loại cuộc", "Nội dung cuộc", "Đơn vị"),
                ("Thanh tra", "việc quản lý đất đai", "Phòng Lao động quận Hải Tân"),
            )
        },
        empty("table", NO_TABLE),
        wrong_file("table", "xlsx"),
        wrong("Loại cuộc", "table", table=table(("Một", "Hai"), ("ba", "bốn"))),
        accepted=200,
    ),
    "inspections:import_outside": row(
        {
            "body": "Kiểm toán nhà nước khu vực VI",
            "body_kind": option("Kiểm toán"),
            "year": "2026",
            "table": table(("Đơn vị", "Nội dung"), ("Phòng Kinh tế quận Hải Tân", "Thu chi")),
        },
        empty("body", "Hãy ghi tên cơ quan."),
        empty("body_kind", "Hãy chọn loại cơ quan."),
        empty("year", "Hãy ghi năm của kế hoạch."),
        empty("table", NO_TABLE),
        too_long("body", 200),
        too_long("number", 80),
        no_such_day("dated_on"),
        wrong("Năm sớm nhất là 2000.", "year", year="1999"),
        wrong("Đơn vị", "table", table=table(("Một", "Hai"), ("ba", "bốn"))),
        invented("body_kind", "vua", value="vua"),
        wrong_file("table", "xlsx"),
        accepted=200,
    ),
    "inspections:overlaps": of_an_overlap(),
    "inspections:item_overlaps": of_an_overlap(),
}

"""Minutes and the diary of the team."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.house.bad_input.findings import reason
from tests.house.bad_input.rows import (
    PDF,
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
from tests.make.everything import ANNOUNCED

CASE = f"/thanh-tra/{ANNOUNCED}/"
WAITING = f"{CASE}bien-ban/2/"


def of_minutes(*more, **facts) -> Row:
    return row(
        {"place": "Trụ sở Phòng", "opened_on": "30/01/2024", "opened_time": "8h30"},
        empty("place", "Hãy ghi địa điểm lập biên bản."),
        empty("opened_on", "Hãy ghi ngày."),
        empty("opened_time", "Hãy ghi giờ."),
        empty("copies", "Hãy ghi số bản."),
        too_long("place", 300),
        too_long("content", 50_000),
        too_long("p-0-name", 150),
        too_long("p-0-post", 200),
        no_such_day("opened_on"),
        no_such_day("closed_on"),
        wrong("giờ:phút", "opened_time", opened_time="25:99"),
        wrong("Hãy ghi giờ kết thúc.", "closed_time", closed_on="30/01/2024", closed_time=""),
        wrong("ít nhất 1 bản", "copies", copies="0"),
        wrong("Hãy ghi họ và tên.", "p-0-name", **{"p-0-name": "", "p-0-post": "Trưởng phòng"}),
        invented("kind", "Không có loại biên bản này.", value="vua"),
        invented("unit", "Đơn vị này không thuộc cuộc"),
        invented("p-0-side", "Không có bên này", value="vua"),
        *more,
        **facts,
    )


ROWS: dict[str, Row] = {
    "findings:record_minutes": of_minutes(),
    "findings:revise_minutes": of_minutes(stale(place="Trụ sở Đoàn")),
    "findings:drop_minutes": reason(),
    "findings:reopen_minutes": reason(),
    "findings:sign_minutes": row(
        {"s*-signed_on": "30/01/2024"},
        no_such_day("s*-signed_on"),
        too_long("s*-refused_reason", 500),
        wrong(
            "Hoặc ghi ngày ký, hoặc ghi lý do không ký.",
            "s*-refused_reason",
            **{"s*-refused_reason": "Vắng mặt."},
        ),
        stale("vừa được người khác ghi"),
        # Lan declared a conflict of interest and is kept away until the chief decides.
        who="minh",
        page=WAITING,
    ),
    "findings:add_witness": row(
        {"name": "Đỗ Văn Kha", "post": "Tổ trưởng tổ dân phố"},
        empty("name", "Hãy ghi họ và tên."),
        too_long("name", 150),
        too_long("post", 200),
        invented("side", "Không có tư cách này.", value="vua"),
        # Lan declared a conflict of interest and is kept away until the chief decides.
        who="minh",
        page=WAITING,
    ),
    "findings:attach_to_minutes": row(
        {"uploads": SimpleUploadedFile("so.pdf", PDF + b"y")},
        empty("uploads", "Hãy chọn ít nhất một tệp."),
        wrong_file("uploads", "không thuộc loại được nhận"),
        # Lan declared a conflict of interest and is kept away until the chief decides.
        who="minh",
        page=WAITING,
    ),
    "inspections:write_diary": row(
        {"day": "31/01/2024", "work": "Làm việc tại Phòng."},
        empty("day", "Hãy ghi ngày của trang nhật ký."),
        empty("work", "Hãy ghi công việc đã làm trong ngày."),
        too_long("work", 10_000),
        too_long("met", 10_000),
        too_long("directions", 10_000),
        too_long("difficulties", 10_000),
        no_such_day("day"),
        wrong_day("chưa tới", "day", day="31/01/2099"),
    ),
    "inspections:correct_diary": row(
        {"work": "Công bố quyết định tại Phòng."},
        empty("work", "Hãy ghi công việc đã làm trong ngày."),
        too_long("work", 10_000),
        too_long("met", 10_000),
    ),
    "inspections:name_keeper": row(
        {"person": option("Trần Văn Minh")},
        empty("person", "Hãy chọn người được giao ghi nhật ký."),
        invented("person", "Không có người này"),
    ),
}

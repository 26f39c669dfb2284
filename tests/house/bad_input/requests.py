"""Requests to units: as the team sees them, and as the unit does."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.house.bad_input.findings import reason
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

TODAY = timezone.localdate()
SOON = f"{TODAY + datetime.timedelta(days=30):%d/%m/%Y}"
NOT_TAKEN = "không thuộc loại được nhận"


def of_a_request(good: dict, *more: Bad) -> Row:
    """The same fields, whether the request is drafted or revised."""
    return row(
        good,
        empty("unit", "Hãy chọn đơn vị."),
        empty("due_on", "Hãy ghi hạn trả lời."),
        empty("text", "Hãy ghi nội dung yêu cầu."),
        too_long("paper", 200),
        too_long("text", 20_000),
        no_such_day("due_on"),
        wrong_file("uploads", NOT_TAKEN),
        invented("kind", "Không có loại yêu cầu này.", value="vua"),
        invented("unit", "Đơn vị này không thuộc cuộc"),
        *more,
    )


def of_an_answer() -> Row:
    return row(
        {"text": "Phòng đã mở sổ theo dõi.", "dated_on": f"{TODAY:%d/%m/%Y}"},
        empty("text", "Hãy ghi nội dung trả lời."),
        empty("dated_on", "Hãy ghi ngày trả lời."),
        too_long("text", 20_000),
        too_long("paper", 200),
        no_such_day("dated_on"),
        wrong_day("chưa tới", "dated_on", dated_on="15/02/2099"),
        wrong_file("uploads", NOT_TAKEN),
        wrong("“rong.pdf” rỗng", "uploads", uploads=SimpleUploadedFile("rong.pdf", b"")),
    )


ROWS: dict[str, Row] = {
    "findings:draft_request": of_a_request(
        {
            "unit": option("Phòng Lao động"),
            "due_on": SOON,
            "text": "Đề nghị gửi sổ theo dõi hồ sơ.",
        },
        invented("findings", "Phát hiện này không thuộc cuộc"),
    ),
    "findings:revise_request": of_a_request(
        {"text": "Đề nghị gửi sổ theo dõi."}, stale(text="Đề nghị gửi sổ.")
    ),
    "findings:withdraw_request": reason(),
    "findings:ask_again": row(
        {"reason": "Thiếu sổ quý II.", "due_on": SOON},
        empty("reason", "Hãy ghi cần bổ sung gì."),
        empty("due_on", "Hãy ghi hạn trả lời bổ sung."),
        too_long("reason", 1000),
        no_such_day("due_on"),
        wrong_day("phải sau hôm nay", "due_on", due_on="15/02/2024"),
    ),
    "findings:decide_extension": row(
        {"granted": "yes", "note": "Đồng ý."},
        too_long("note", 1000),
        invented("granted", "Hãy chọn đồng ý hay không.", value="vua"),
        wrong("Cần ghi lý do không đồng ý lùi hạn.", "note", granted="no", note=""),
    ),
    "findings:answer_on_behalf": of_an_answer(),
    "findings:weigh": row(
        {"view": "accepted", "view_text": "Đúng như sổ."},
        too_long("view_text", 20_000),
        invented("view", "Hãy chọn ý kiến của đoàn.", value="vua"),
        wrong("Cần ghi vì sao không chấp nhận.", "view_text", view="rejected", view_text=""),
    ),
    "unit_side:answer": of_an_answer(),
    "unit_side:ask_extension": row(
        {"until": SOON, "reason": "Cần đối chiếu sổ."},
        empty("until", "Hãy ghi ngày xin lùi đến."),
        empty("reason", "Hãy ghi lý do xin lùi hạn."),
        too_long("reason", 1000),
        no_such_day("until"),
        wrong_day("phải sau hạn hiện nay", "until", until="15/02/2024"),
        stale("đang chờ đoàn trả lời", reason="Vắng cán bộ."),
    ),
}

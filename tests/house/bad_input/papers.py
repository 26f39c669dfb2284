"""The file of a case: its papers, index, closing and handing over; a case that is brought in."""

from django.core.files.uploadedfile import SimpleUploadedFile

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


def why() -> Row:
    return row(
        {"reason": "Lưu ở hồ sơ giấy."},
        empty("reason", "Cần ghi lý do."),
        too_long("reason", 500),
    )


ROWS: dict[str, Row] = {
    "inspections:file_items": row(
        {
            "title": "Biên bản kiểm kê",
            "dated_on": "30/01/2024",
            "upload": SimpleUploadedFile("bien-ban.pdf", PDF + b"w"),
        },
        empty("title", "Hãy ghi tên loại, trích yếu."),
        too_long("title", 300),
        too_long("number", 80),
        too_long("author", 200),
        too_long("kept_at", 200),
        no_such_day("dated_on"),
        wrong_day("chưa tới", "dated_on", dated_on="30/01/2099"),
        empty("upload", "bản quét"),
        wrong_file("upload", "không thuộc loại được nhận"),
        wrong("Tệp này rỗng.", "upload", upload=SimpleUploadedFile("rong.pdf", b"")),
        invented("required", "Giấy tờ này không thuộc cuộc"),
        invented("unit", "Đơn vị này không thuộc cuộc"),
    ),
    "inspections:withdraw_item": why(),
    "inspections:waive_paper": why(),
    "findings:mark_evidence": row(
        {"fills": ""},
        invented("fills", "Giấy tờ này không thuộc cuộc"),
        invented("fills_for", "Đơn vị này không thuộc cuộc"),
    ),
    "count_sheets": row(
        {"to-*": "3"},
        wrong("không phải số tờ từ 1 đến 9999", "to-*", **{"to-*": "ba"}),
        wrong("không phải số tờ từ 1 đến 9999", "to-*", **{"to-*": "0"}),
        wrong("không phải số tờ từ 1 đến 9999", "to-*", **{"to-*": "10000"}),
    ),
    "describe_file": row(
        {"symbol": "HS-01/2024", "is_serious": "on"},
        too_long("symbol", 60),
        stale("vừa được người khác sửa", symbol="HS-02/2024"),
    ),
    "close_file": row(
        {"on": "20/03/2024"},
        empty("on", "Hãy ghi ngày."),
        no_such_day("on"),
        wrong_day("chưa tới", "on", on="20/03/2099"),
        wrong_day("không thể kết thúc trước ngày ký kết luận", "on", on="01/03/2024"),
    ),
    "reopen_file": why(),
    "hand_over": row(
        {
            "receiver": option("Lưu trữ cơ quan"),
            "happened_on": "20/04/2024",
            "office": "Lưu trữ quận",
            "receiver_name": "Vũ Thị Hà",
            "giver_name": "Trần Văn Minh",
        },
        empty("happened_on", "Hãy ghi ngày bàn giao."),
        empty("office", "Hãy ghi nơi nhận hồ sơ."),
        empty("receiver_name", "Hãy ghi người nhận."),
        empty("giver_name", "Hãy ghi người giao."),
        empty("copies", "Hãy ghi số bản."),
        too_long("office", 200),
        too_long("receiver_name", 150),
        too_long("receiver_post", 200),
        too_long("giver_name", 150),
        too_long("giver_post", 200),
        too_long("note", 1000),
        no_such_day("happened_on"),
        wrong_day("chưa tới", "happened_on", happened_on="20/04/2099"),
        wrong("ít nhất 02 bản", "copies", copies="1"),
        invented("receiver", "Không có bên nhận này.", value="vua"),
        stale("đã ghi trước đó", note="Đủ 12 tờ."),
    ),
    "import_case": row(
        {"upload": SimpleUploadedFile("ho-so.zip", b"PK\x05\x06" + b"\x00" * 18)},
        empty("upload", "Hãy chọn tệp hồ sơ .zip."),
        wrong("Tệp này rỗng.", "upload", upload=SimpleUploadedFile("rong.zip", b"")),
        wrong_file("upload", "không thuộc loại được nhận"),
    ),
}

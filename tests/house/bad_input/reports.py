"""Papers: composing, editing, submitting, reviewing, issuing."""

import io

import docx
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.house.bad_input.findings import OF_ONE_CASE, into_the_library
from tests.house.bad_input.rows import (
    Row,
    empty,
    invented,
    no_such_day,
    row,
    stale,
    too_long,
    wrong,
    wrong_day,
    wrong_file,
)
from tests.make.everything import ANNOUNCED, PDF

CONCLUSION = (
    """Số: /KL-TTr\n\nKẾT LUẬN THANH TRA\n\nViệc tiếp công dân\n\nI. KẾT LUẬN\n\nĐúng./.\n"""
)


def word_file() -> SimpleUploadedFile:
    """A small Word file that somebody wrote."""
    document, made = docx.Document(), io.BytesIO()
    document.add_paragraph("Phòng đã mở sổ theo dõi.")
    document.save(made)
    return SimpleUploadedFile("phan.docx", made.getvalue())


ROWS: dict[str, Row] = {
    "reports:compose": row(
        {"planned_on": "15/02/2024"},
        no_such_day("planned_on"),
        wrong("ngày/tháng/năm", "planned_on", planned_on="hôm nay"),
        who="lan",
        page="/thanh-tra/2024-050/van-ban/soan/ket-luan/",
    ),
    "reports:compose_about": row(
        {"planned_on": "15/02/2024"},
        no_such_day("planned_on"),
        who="minh",
        page=f"/thanh-tra/{ANNOUNCED}/van-ban/soan/cong-van/2/",
    ),
    "reports:part_back": row(
        {"upload": word_file()},
        empty("upload", "Hãy chọn tệp Word."),
        wrong_file("upload", "không thuộc loại được nhận"),
        accepted=200,
    ),
    "reports:take_in": row(
        {"kind": "KL", "upload": SimpleUploadedFile("ket-luan.txt", CONCLUSION.encode())},
        empty("upload", "Hãy chọn tệp văn bản."),
        wrong_file("upload", "không thuộc loại được nhận"),
        wrong("Tệp PDF này hỏng", "upload", upload=SimpleUploadedFile("bc.pdf", PDF)),
        wrong("Không thấy nội dung", "upload", upload=SimpleUploadedFile("rong.txt", b" \n\n")),
        invented("kind", "Loại văn bản này", value="vua"),
        who="minh",
        page="/thanh-tra/2024-050/van-ban/nhap/",
    ),
    "reports:adopt": row(
        {"keep_*": "on"},
        wrong("Hãy chọn nơi thực hiện.", "units_*", **{"units_*": []}),
        invented("kind_*", "Loại kiến nghị này không có", value="vua"),
        invented("units_*", "Đơn vị này không chọn được"),
    ),
    "reports:hand_in": row(
        {"part": "ca-van-ban", "note": "Còn chờ số liệu."},
        empty("part", "Hãy chọn phần đã soạn xong."),
        invented("part", "Phần này không có trong dự thảo", value="vua"),
        too_long("note", 3000),
    ),
    "reports:revise_record": row(
        {"label": "16/KL-TTr"},
        empty("kind", "Hãy nhập tên loại."),
        too_long("kind", 60),
        too_long("label", 80),
        too_long("issuer", 200),
        too_long("subject", 1000),
        too_long("source", 500),
        no_such_day("dated_on"),
        no_such_day("on_site_from"),
        no_such_day("on_site_to"),
        no_such_day("published_on"),
        wrong("Ngày kết thúc", None, on_site_from="06/02/2024", on_site_to="05/02/2024"),
        stale(label="17/KL-TTr"),
    ),
    "reports:find_from_record": row(
        {"keep_*": "on"},
        wrong("Hãy chọn đơn vị.", "units_*", **{"units_*": []}),
        invented("kind_*", "Loại phát hiện này không có", value="vua"),
        invented("topic_*", "Nội dung này không có trong đề cương", value="vua"),
        invented("units_*", "Đơn vị này không thuộc cuộc"),
    ),
    "reports:adopt_from_record": row(
        {"keep_*": "on"},
        wrong("Hãy chọn nơi thực hiện.", "units_*", **{"units_*": []}),
        invented("kind_*", "Loại kiến nghị này không có", value="vua"),
        invented("units_*", "Đơn vị này không chọn được"),
    ),
    "reports:change heading": row(
        {"heading": "Kết quả"},
        empty("heading", "Hãy nhập tiêu đề mục."),
        too_long("heading", 500),
        stale("vừa được người khác sửa", heading="Kết quả thực hiện"),
        also_htmx=True,
    ),
    "reports:change text": row(
        {"text": "Phòng đã mở sổ theo dõi."},
        too_long("text", 200_000, "Đoạn này quá dài"),
        wrong("Khối lấy từ hồ sơ không gõ tay được", "text", text="{{findings|1}}"),
        stale("vừa được người khác sửa", text="Phòng chưa mở sổ theo dõi."),
        also_htmx=True,
    ),
    "reports:save_phrase": into_the_library(OF_ONE_CASE),
    "reports:add": row(
        {"heading": "Mục thêm nữa", "kind": "section"},
        empty("heading", "Hãy ghi tiêu đề."),
        too_long("heading", 500),
        invented("kind", "vua", at=None, value="vua"),
    ),
    "reports:header": row(
        {"place": "Hải Tân", "planned_on": "15/02/2024"},
        too_long("place", 100),
        too_long("title", 100),
        too_long("subject", 3000),
        too_long("addressees", 3000),
        too_long("recipients", 3000),
        too_long("signer_other_post", 150),
        too_long("archive", 150),
        no_such_day("planned_on"),
        invented("signing", "vua", value="vua"),
        stale(place="Hải Phòng"),
    ),
    "reports:acknowledge": row(
        {"reason": "Các văn bản còn lại không thuộc hai loại này."},
        empty("reason", "Hãy ghi lý do giữ nguyên."),
        too_long("reason", 500),
    ),
    "reports:write_comment": row(
        {"text": "Cần nêu rõ số đơn."},
        empty("text", "Hãy ghi góp ý."),
        too_long("text", 3000),
        too_long("quote", 1000),
        wrong("Không thấy những chữ này", "quote", quote="chữ không có trong đoạn"),
        wrong("Không nhắc được @khong-co", "text", text="Nhờ @khong-co xem."),
    ),
    "reports:answer_comment": row(
        {"text": "Đã bổ sung."},
        empty("text", "Hãy ghi câu trả lời."),
        too_long("text", 3000),
        wrong("Không nhắc được @khong-co", "text", text="Nhờ @khong-co xem."),
    ),
    "reports:reserve": row(
        {"about": "Trách nhiệm của Trưởng phòng", "text": "Chưa đủ căn cứ."},
        empty("about", "Hãy ghi nội dung được bảo lưu."),
        empty("text", "Hãy ghi ý kiến bảo lưu."),
        too_long("about", 300),
        too_long("text", 20_000),
    ),
    "reports:submit": row(
        {"note": "Kính trình.", "acknowledged": "on"},
        too_long("note", 3000),
        wrong("Còn cảnh báo", "acknowledged", acknowledged=[]),
        who="minh",
        page="",
    ),
    "reports:review": row(
        {"note": "Đồng ý.", "approved_on": "15/02/2024"},
        too_long("note", 3000),
        no_such_day("approved_on"),
        wrong_day("chưa tới", "approved_on", approved_on="15/02/2099"),
        stale("đang ở trạng thái", note="Đồng ý."),
    ),
    "reports:send_back": row(
        {"reason": "Cần nêu rõ căn cứ."},
        empty("reason", "Hãy ghi lý do để người soạn biết phải sửa gì."),
        too_long("reason", 3000),
        stale("đang ở trạng thái", reason="Cần nêu rõ hơn."),
    ),
    "reports:issue": row(
        {"issued_on": "15/02/2024"},
        empty("issued_on", "Hãy nhập ngày ban hành."),
        no_such_day("issued_on"),
        wrong_day("chưa tới", "issued_on", issued_on="15/02/2099"),
        wrong_day("không thể trước ngày ký quyết định", "issued_on", issued_on="20/01/2024"),
        stale("đang ở trạng thái", issued_on="16/02/2024"),
    ),
    "reports:discard": row(
        {"reason": "Soạn lại."},
        empty("reason", "Hãy ghi lý do hủy dự thảo."),
        too_long("reason", 3000),
    ),
}

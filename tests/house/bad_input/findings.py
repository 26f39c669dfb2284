"""Outline, findings, responsibility, cited documents, evidence."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.house.bad_input.rows import (
    PDF,
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
    wrong_file,
)

LINE = "Công văn số 81/UBND-TTr ngày 15/7/2023 của UBND quận về báo cáo"


def reason(*more: Bad) -> Row:
    return row(
        {"reason": "Đã khắc phục xong."},
        empty("reason", "Cần ghi lý do."),
        too_long("reason", 500),
        *more,
    )


def of_a_finding(good: dict, *more) -> Row:
    """The same fields and the same bad inputs, whether it is recorded or revised."""
    return row(
        good,
        empty("topic", "Hãy chọn nội dung đề cương."),
        empty("kind", "Hãy chọn loại phát hiện."),
        empty("text", "Hãy viết nội dung phát hiện."),
        too_long("text", 20_000),
        too_long("summary", 1000),
        too_long("cause", 5000),
        too_long("consequence", 5000),
        too_long("law_words", 200),
        too_long("library_words", 200),
        too_long("note_*", 500),
        too_long("r-0-official", 150),
        too_long("r-0-post", 150),
        too_long("new_citations", 10_000),
        wrong("bằng chữ số theo đồng", "amount", amount="một triệu"),
        wrong("không được nhỏ hơn", "amount", amount="-5"),
        wrong("Hãy nêu đơn vị hoặc cá nhân", "r-0-unit", **{"r-0-post": "Trưởng phòng"}),
        wrong("Chưa nhận ra văn bản", "new_citations", new_citations="chữ không phải văn bản"),
        invented("topic", "Nội dung đề cương đã chọn không còn"),
        invented("kind", "Loại phát hiện này không có", value="vua"),
        invented("severity", "Mức độ này không có", value="vua"),
        invented("units", "Có đơn vị không thuộc cuộc này"),
        invented("citations", "Có văn bản viện dẫn không thuộc cuộc này"),
        invented("provisions", "Có điều khoản không có trong thư viện"),
        invented("r-0-unit", "Đơn vị này không thuộc cuộc"),
        invented("r-0-head_grade", "Mức này không có", value="vua"),
        *more,
    )


def of_an_indicator(good: dict, *more) -> Row:
    return row(
        good,
        empty("topic", "Hãy chọn nội dung đề cương."),
        empty("name", "Hãy ghi tên chỉ tiêu."),
        too_long("name", 200),
        too_long("whole_name", 80),
        too_long("part_name", 80),
        too_long("measured_in", 40),
        too_long("target_basis", 300),
        wrong("không đọc được là số", "target", target="một nửa"),
        wrong("Hãy ghi văn bản giao mức", "target_basis", target="55", target_basis=""),
        wrong("không thể quá 100%", "target", target="155", target_basis="Công văn"),
        wrong("Hãy ghi tên cột tổng số", "whole_name", kind="share", whole_name=""),
        invented("topic", "Nội dung đề cương đã chọn không còn"),
        invented("kind", "Cách tính này không có", value="vua"),
        invented("target_side", "Cách so này không có", value="vua"),
        *more,
    )


def into_the_library(*more: Bad) -> Row:
    """A text of a case, whether a finding, a recommendation or a phrase, on its way to others."""
    return row(
        {"title": "Chưa mở sổ theo dõi", "text": "Đơn vị chưa mở sổ theo dõi."},
        empty("title", "Hãy đặt tên gọi để sau này tìm được."),
        empty("text", "Hãy viết nội dung."),
        too_long("title", 200),
        too_long("topic", 200),
        too_long("text", 20_000),
        *more,
    )


OF_ONE_CASE = wrong("chữ của riêng cuộc này", None, text="Theo Công văn số 12/UBND-TTr.")

ROWS: dict[str, Row] = {
    "findings:save_finding": into_the_library(OF_ONE_CASE),
    "findings:library_entry": into_the_library(stale(title="Chưa mở sổ")),
    "findings:retire_entry": reason(stale("thôi dùng trước đó", reason="Đã có mẫu mới.")),
    "findings:add_topics": row(
        {"text": "Việc lập dự toán\nViệc mua sắm"},
        empty("text", "Hãy nhập ít nhất một nội dung."),
        too_long("text", 50_000),
        wrong("500", "text", text="Đ" * 501),
        invented("under", "Nội dung này không còn"),
    ),
    "findings:rename_topic": row(
        {"title": "Việc thu phí"},
        empty("title", "Nội dung không thể để trống."),
        too_long("title", 500),
        stale("sửa", title="Việc thu lệ phí"),
    ),
    "findings:add_citations": row(
        {"text": LINE},
        empty("text", "Hãy nhập ít nhất một văn bản."),
        too_long("text", 20_000),
        wrong("Chưa nhận ra văn bản", "text", text="chữ không phải văn bản"),
    ),
    "findings:recognise_citations": row(
        {"new_citations": LINE},
        wrong("Chưa nhận ra văn bản", None, new_citations="chữ không phải văn bản"),
        who="lan",
        page="/thanh-tra/2024-020/phat-hien/ghi/",
        accepted=200,
        is_lookup=True,
    ),
    "findings:correct_citation": row(
        {"subject": "Rà soát xung đột lợi ích"},
        empty("kind", "Hãy ghi loại văn bản."),
        too_long("kind", 60),
        too_long("number", 80),
        too_long("issuer", 200),
        too_long("subject", 500),
        no_such_day("dated_on"),
        stale("sửa", subject="Rà soát"),
    ),
    "findings:record": of_a_finding(
        {"topic": option("Việc tiếp nhận"), "kind": "shortcoming", "text": "Chưa mở sổ."}
    ),
    "findings:revise": of_a_finding({"text": "Thu phí sai mức."}, stale(text="Thu phí sai.")),
    "findings:reopen": reason(stale("đang ở trạng thái", reason="Ghi thiếu.")),
    "findings:drop": reason(stale("chưa bị bỏ", 403, reason="Ghi thiếu.")),
    "findings:restore": reason(stale("đang ở trạng thái", reason="Ghi thiếu.")),
    "findings:waive": reason(),
    "findings:withdraw_evidence": reason(stale("chưa bị rút", 403, reason="Bản mờ.")),
    "findings:attach": row(
        {"title": "Biên bản làm việc", "uploads": SimpleUploadedFile("so.pdf", PDF + b"x")},
        empty("uploads", "Hãy chọn ít nhất một tệp."),
        too_long("title", 300),
        too_long("note", 500),
        wrong_file("uploads", "không thuộc loại được nhận"),
        wrong("“rong.pdf” rỗng", "uploads", uploads=SimpleUploadedFile("rong.pdf", b"")),
        invented("sentence", "Câu này không còn"),
    ),
    "findings:replace_evidence": row(
        {"note": "Bản có đóng dấu.", "uploads": SimpleUploadedFile("so.pdf", PDF + b"z")},
        empty("uploads", "Hãy chọn tệp của bản mới."),
        too_long("note", 500),
        wrong_file("uploads", "không thuộc loại được nhận"),
    ),
    "findings:point_evidence": row({"sentence": ""}, invented("sentence", "Câu này không còn")),
    "findings:define_indicator": of_an_indicator(
        {"topic": option("Việc tiếp nhận"), "name": "Tỷ lệ ký số", "kind": "percent"}
    ),
    "findings:revise_indicator": of_an_indicator(
        {"name": "Tỷ lệ đơn vào sổ"}, stale(name="Tỷ lệ đơn")
    ),
    "findings:enter_figures": row(
        {"part_*": "4", "whole_*": "1.250"},
        empty("period", "Hãy ghi kỳ số liệu"),
        too_long("period", 60),
        wrong("không đọc được là số", "part_*", **{"part_*": "bốn"}),
        wrong("lớn hơn tổng số", "part_*", **{"part_*": "1.251"}),
        wrong("Thiếu đơn nhận", "whole_*", **{"whole_*": ""}),
        stale(**{"part_*": "5"}),
    ),
    "findings:paste_figures": row(
        {"pasted": "Phòng Lao động quận Hải Tân\t1.250\t10\t0,8%"},
        empty("pasted", "Hãy dán các ô"),
        too_long("pasted", 50_000),
        wrong("Dòng 1, cột 1: không có đơn vị", "pasted", pasted="Sở Lạ\t1\t1"),
        accepted=200,
        is_lookup=True,
    ),
}

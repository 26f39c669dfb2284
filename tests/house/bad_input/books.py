"""The clerk's books of outgoing papers."""

from django.utils import timezone

from tests.house.bad_input.rows import (
    Row,
    empty,
    no_such_day,
    row,
    stale,
    too_long,
    wrong,
    wrong_day,
)

TODAY = timezone.localdate()
DAY = f"{TODAY:%d/%m/%Y}"
LINE = {"issued_on": DAY, "taken_for": "Công văn về việc rà soát"}
OF_A_LINE = (
    empty("symbol", "Hãy nhập ký hiệu."),
    empty("issued_on", "Hãy ghi ngày của văn bản."),
    empty("taken_for", "Hãy ghi tên loại và trích yếu."),
    too_long("symbol", 60),
    too_long("taken_for", 500),
    too_long("signer", 150),
    too_long("recipients", 3000),
    too_long("archive_holder", 150),
    no_such_day("issued_on"),
    wrong_day("Sổ này ghi văn bản của năm", "issued_on", issued_on="15/02/2001"),
    wrong("Số bản ít nhất là 1.", "copies", copies="0"),
)

ROWS: dict[str, Row] = {
    "office:open_year": row(
        {"year": str(TODAY.year + 1)},
        empty("year", "Hãy nhập năm."),
        wrong("Năm sớm nhất là 2000.", "year", year="1999"),
        wrong("Chỉ mở được sổ năm", "year", year="2090"),
    ),
    "office:reserve_number": row(
        {"taken_for": "Quyết định kiểm tra", "until": f"31/12/{TODAY.year}"},
        empty("symbol", "Hãy nhập ký hiệu."),
        empty("taken_for", "Hãy ghi giữ số cho văn bản nào."),
        empty("until", "Hãy ghi giữ số đến ngày nào."),
        too_long("symbol", 60),
        too_long("taken_for", 500),
        no_such_day("until"),
        wrong_day("đã qua", "until", until="31/12/2001"),
        wrong_day("giữ đến hết năm đó", "until", until=f"31/12/{TODAY.year + 1}"),
    ),
    "office:enter_line": row(
        LINE, wrong("Hãy ghi số, ví dụ 12 hoặc 12a.", "number", number="một"), *OF_A_LINE
    ),
    "office:use_reserved": row(LINE, stale("không còn được giữ"), *OF_A_LINE),
    "office:void_number": row(
        {"reason": "Không ban hành."},
        empty("reason", "Hãy ghi lý do hủy số."),
        too_long("reason", 1000),
    ),
    "office:register_line": row(
        {"received_by": "Văn thư UBND", "sent_on": DAY},
        too_long("signer", 150),
        too_long("recipients", 3000),
        no_such_day("sent_on"),
        wrong("Số bản ít nhất là 1.", "copies", copies="0"),
        stale(received_by="Bưu điện"),
    ),
    "office:print_book": row(
        {"first": "1", "last": "2", "volume": "1"},
        empty("volume", "Hãy nhập quyển số."),
        wrong("Số cuối phải từ số đầu trở lên.", "last", first="5", last="2"),
        wrong("số nguyên", "first", first="một"),
    ),
}

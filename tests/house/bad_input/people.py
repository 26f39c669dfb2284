"""Who signs for whom, conflicts of interest, secrets, work that changes hands, the appraiser."""

import datetime

from django.utils import timezone

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
)

TODAY = timezone.localdate()
DAY, SOON = f"{TODAY:%d/%m/%Y}", f"{TODAY + datetime.timedelta(days=10):%d/%m/%Y}"
NOBODY = "Không có người này"


def why(need: str, letters: int, *more: Bad, act: str = "") -> Row:
    return row(
        {"reason": "Theo phân công mới."} | ({"act": act} if act else {}),
        empty("reason", need),
        too_long("reason", letters),
        *more,
    )


def of_a_secret() -> Row:
    return row(
        {
            "number": "06/BC",
            "dated_on": "15/01/2024",
            "issuer": "Sở Nội vụ",
            "kept_where": "Tủ số 2, văn thư",
        },
        empty("number", "Hãy nhập số, ký hiệu."),
        empty("dated_on", "Hãy nhập ngày văn bản."),
        empty("issuer", "Hãy nhập cơ quan ban hành."),
        empty("kept_where", "Hãy nhập nơi lưu bản giấy."),
        too_long("number", 80),
        too_long("issuer", 200),
        too_long("kept_where", 300),
        no_such_day("dated_on"),
        wrong_day("chưa tới", "dated_on", dated_on="15/01/2099"),
        invented("level", "vua", value="vua"),
    )


ROWS: dict[str, Row] = {
    "accounts:delegations": row(
        {
            "signer": option("Lê Anh Quân"),
            "authority": "TUQ",
            "valid_until": SOON,
            "document": "Văn bản số 5/UQ-TTr",
        },
        empty("signer", "Hãy chọn người được ký."),
        empty("on_behalf_of", "Hãy ghi chức vụ được thay mặt."),
        empty("valid_from", "Hãy nhập từ ngày."),
        empty("valid_until", "Thừa ủy quyền phải có thời hạn"),
        empty("document", "Thừa ủy quyền phải bằng văn bản"),
        too_long("on_behalf_of", 150),
        too_long("signer_post", 150),
        too_long("document", 300),
        no_such_day("valid_from"),
        no_such_day("valid_until"),
        wrong_day("phải sau ngày bắt đầu", "valid_until", valid_until="01/01/2024"),
        wrong("không giữ vai trò Phó Chánh thanh tra", "signer", authority="KT"),
        invented("signer", NOBODY),
        invented("authority", "vua", value="vua"),
        stale("đã được giao ký", 422),
    ),
    "accounts:revoke": why("Cần ghi lý do thu hồi.", 500),
    "inspections:interests": row(
        {"has_conflict": "co", "details": "Em ruột làm kế toán ở đơn vị."},
        empty("has_conflict", "Hãy chọn có hay không."),
        empty("details", "Hãy ghi rõ xung đột lợi ích."),
        too_long("details", 3000),
        invented("has_conflict", "vua", value="vua"),
        invented("ground", "Không có trường hợp này"),
        invented("unit", "Đơn vị không thuộc cuộc này"),
    ),
    "inspections:decide_interest": why("Cần ghi lý do của quyết định.", 3000, act="allow"),
    "inspections:secrets": of_a_secret(),
    "inspections:secrets_of_office": of_a_secret(),
    "inspections:strike_secret": why("Cần ghi lý do gạch bỏ.", 500),
    "reports:hand_over": row(
        {
            "giver": option("Nguyễn Thị Lan"),
            "taker": option("Trần Văn Minh"),
            "reason": "Nghỉ thai sản.",
        },
        empty("giver", "Hãy chọn người giao."),
        empty("taker", "Hãy chọn người nhận."),
        empty("reason", "Cần ghi lý do bàn giao."),
        too_long("reason", 3000),
        wrong("phải khác người giao", "taker", taker=option("Nguyễn Thị Lan")),
        invented("giver", "không có việc nào đang dở"),
        invented("taker", "không làm việc trong đoàn"),
    ),
    "reports:assign_appraiser": row(
        {
            "appraiser": option("Thảo"),
            "assignment": "Công văn số 16/TTr-NV",
            "due_on": SOON,
        },
        empty("appraiser", "Hãy chọn người thẩm định."),
        empty("assignment", "hãy ghi số, ngày văn bản giao"),
        empty("due_on", "Hãy nhập thời hạn."),
        too_long("assignment", 300),
        no_such_day("due_on"),
        wrong_day("đã qua", "due_on", due_on="15/02/2024"),
        invented("appraiser", NOBODY),
    ),
    "reports:appraise": row(
        {"verdict": "agrees", "opinion": "Đủ căn cứ."},
        empty("verdict", "Hãy chọn một ý kiến."),
        empty("opinion", "Hãy ghi nội dung thẩm định."),
        too_long("opinion", 200_000),
        invented("verdict", "vua", value="vua"),
        stale("thẩm định", opinion="Chưa đủ căn cứ."),
    ),
    "reports:end_appraisal": why("Hãy ghi lý do thôi giao.", 3000),
    "reports:recall": why("Hãy ghi lý do rút duyệt.", 3000),
}

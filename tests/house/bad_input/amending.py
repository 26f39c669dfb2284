"""Amending decisions of each kind, and the reason of a delay."""

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
)
from tests.make.everything import ANNOUNCED, SUSPENDED


def drafted(slug: str, good: dict, *more: Bad, code: str = ANNOUNCED) -> Row:
    """A draft may stay without its reason until it is submitted."""
    page = f"/thanh-tra/{code}/quyet-dinh/lap/{slug}/"
    return row(good, too_long("reason", 3000), *more, who="minh", page=page)


def why(need: str) -> Row:
    return row({"reason": "Không còn cần."}, empty("reason", need), too_long("reason", 500))


ROWS: dict[str, Row] = {
    "inspections:amend to extend": drafted(
        "gia-han",
        {"limit_days": "10", "reason": "Vụ việc phức tạp."},
        wrong("Số ngày ít nhất là 1.", "limit_days", limit_days="0"),
        wrong("không thể quá 200 ngày", "limit_days", limit_days="201"),
        wrong("bằng chữ số", "limit_days", limit_days="mười"),
        invented("limit_day_kind", "vua", value="vua"),
    ),
    "inspections:amend to suspend": drafted(
        "tam-dung",
        {"first_day": "01/03/2024", "last_day": "05/03/2024", "reason": "Bão số 1."},
        no_such_day("first_day"),
        no_such_day("last_day"),
        wrong_day("phải sau ngày đầu", "last_day", last_day="28/02/2024"),
        stale(reason="Bão số 2."),
    ),
    "inspections:amend to resume": drafted(
        "tiep-tuc",
        {"first_day": "06/03/2024", "reason": "Bão đã tan."},
        no_such_day("first_day"),
        wrong_day("cuộc không tạm dừng", "first_day", first_day="01/02/2024"),
        code=SUSPENDED,
    ),
    "inspections:amend to stop": drafted(
        "dinh-chi",
        {"reason": "Cơ quan điều tra thụ lý."},
        invented("in_part", "Phạm vi này không có", value="vua"),
        invented("units", UNIT_GONE),
    ),
    "inspections:amend the team": drafted(
        "thay-doi-thanh-vien",
        {"person_0": option("Lê Anh Quân"), "reason": "Nghỉ thai sản."},
        invented("seat_*", "Lựa chọn này không có", value="vua"),
        invented("person_0", "Không có người này"),
        invented("role_0", "Vai trò này không có", value="vua"),
    ),
    "inspections:amend the units": drafted(
        "bo-sung-doi-tuong",
        {"reason": "Có liên quan.", "unit_words": "kinh te", "units": "{free}"},
        too_long("unit_words", 200),
        # Without a list of units it is told where they are looked for.
        Bad("empty", {"units": []}, "Hãy chọn ít nhất một đơn vị.", "unit_words"),
        invented("units", UNIT_GONE, at="unit_words"),
    ),
    "inspections:record_amendment": row(
        {
            "number": "17",
            "symbol": "QĐ-TTr",
            "signed_on": "25/02/2024",
            "signed_by_post": "Chánh Thanh tra",
        },
        empty("number", "Hãy nhập số."),
        empty("symbol", "Hãy ghi ký hiệu"),
        empty("signed_on", "Hãy nhập ngày ký."),
        empty("signed_by_post", "Hãy nhập chức vụ người ký."),
        too_long("number", 20),
        too_long("symbol", 60),
        too_long("signed_by_post", 150),
        no_such_day("signed_on"),
        wrong_day("chưa tới", "signed_on", signed_on="25/02/2099"),
        wrong_day("không thể trước quyết định", "signed_on", signed_on="20/01/2024"),
    ),
    "inspections:give_up": why("Cần ghi lý do bỏ dự thảo."),
    "inspections:explain_delay": why("Cần ghi lý do chậm."),
}

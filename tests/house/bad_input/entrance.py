"""Signing in and the password."""

from tests.cast import PASSWORD
from tests.house.bad_input.rows import Row, empty, row, wrong

NEW = "mot-cau-dai-2026"

ROWS: dict[str, Row] = {
    "accounts:sign_in": row(
        {"username": "lan", "password": PASSWORD},
        empty("username", "Hãy nhập tên đăng nhập."),
        empty("password", "Hãy nhập mật khẩu."),
        # How long names are is nobody's business at the door.
        wrong("Tên đăng nhập hoặc mật khẩu không đúng.", None, username="Đ" * 151),
        wrong("Tên đăng nhập hoặc mật khẩu không đúng.", None, password="sai"),
        wrong("Tên đăng nhập hoặc mật khẩu không đúng.", None, username="khong-co"),
        who="nobody",
        page="/tai-khoan/dang-nhap/",
    ),
    "accounts:change_password": row(
        {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW},
        empty("old_password", "Hãy nhập mật khẩu đang dùng."),
        empty("new_password1", "Hãy nhập mật khẩu mới."),
        empty("new_password2", "Hãy nhập mật khẩu mới (gõ lại)."),
        wrong("không chính xác", "old_password", old_password="sai"),
        wrong("không giống nhau", "new_password2", new_password2="khac"),
        wrong("quá ngắn", "new_password2", new_password1="a1b2", new_password2="a1b2"),
    ),
}

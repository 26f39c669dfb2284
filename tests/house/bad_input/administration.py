"""The administrator's forms: units, days off, time limits, people and their roles."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.house.bad_input.rows import (
    PROGRAM,
    Row,
    empty,
    invented,
    row,
    too_long,
    wrong,
    wrong_day,
)

UNITS = "/quan-tri/inspections/unit/"
NEW = "mot-cau-dai-2026"
NO_SUCH_DAY = "31/02/2025"


def table(heading: str, cell: str) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    book.active.append([heading])
    book.active.append([cell])
    kept = io.BytesIO()
    book.save(kept)
    return SimpleUploadedFile("don-vi.xlsx", kept.getvalue())


def day(name: str):
    """Django's own date field, with a sentence of its own."""
    return wrong("ngày hợp lệ", name, **{name: NO_SUCH_DAY})


ROWS: dict[str, Row] = {
    "admin:inspections_unit_rename": row(
        {"name": "Phòng Nội vụ quận Hải Tân", "on": "01/07/2025", "document": "QĐ 12"},
        empty("name", "Hãy nhập tên mới."),
        empty("on", "Hãy nhập ngày có hiệu lực."),
        too_long("name", 300),
        too_long("short_name", 100),
        too_long("document", 300),
        day("on"),
        wrong("giống hệt", "name", name="Phòng Lao động quận Hải Tân"),
        who="an",
        page=f"{UNITS}{{unit}}/doi-ten/",
    ),
    "admin:inspections_unit_merge": row(
        {"units": ["{unit}"], "into": "{issuer}", "on": "01/07/2025", "document": "QĐ 12"},
        wrong("Hãy chọn đơn vị được sáp nhập.", "units", units=[]),
        empty("into", "Hãy chọn đơn vị nhận sáp nhập."),
        empty("on", "Hãy nhập ngày có hiệu lực."),
        too_long("document", 300),
        day("on"),
        invented("into", "lựa chọn hợp lệ"),
        invented("units", "999999", value=["999999"]),
        wrong("vào chính nó", "into", into="{unit}"),
        who="an",
        page=f"{UNITS}sap-nhap/",
    ),
    "admin:inspections_unit_import": row(
        {"format": "0", "resource": "0", "import_file": table("Mã định danh", "H1")},
        wrong("Hãy chọn tệp", "import_file", import_file=[]),
        wrong("Hàng đầu của tệp thiếu cột", None, import_file=table("Tên", "Phòng")),
        wrong("đọc được", None, import_file=SimpleUploadedFile("don-vi.xlsx", PROGRAM)),
        who="an",
        page=f"{UNITS}import/",
        accepted=200,
    ),
    "admin:inspections_unit_add": row(
        {"name": "Phòng Văn hóa", "kind": "division", "level": "district"},
        empty("name", "bắt buộc"),
        empty("kind", "bắt buộc"),
        too_long("name", 300),
        day("valid_from"),
        invented("kind", "vua", value="vua"),
        wrong_day(
            "Ngày kết thúc phải sau ngày thành lập.",
            None,
            valid_from="01/07/2025",
            valid_to="01/01/2020",
        ),
        who="an",
        page=f"{UNITS}add/",
    ),
    "admin:office_holiday_add": row(
        {"day": "12/03/2026", "name": "Nghỉ bão"},
        empty("day", "bắt buộc"),
        empty("name", "bắt buộc"),
        too_long("name", 200),
        day("day"),
        who="an",
        page="/quan-tri/office/holiday/add/",
    ),
    "admin:office_timelimit_add": row(
        {
            "step": "{step}",
            "level": "commune",
            "days": "10",
            "day_kind": "working",
            "extension_days": "0",
            "second_extension_days": "0",
            "provision": "{provision}",
        },
        empty("step", "bắt buộc"),
        wrong("số nguyên", "days", days="mười"),
        wrong("lớn hơn", "days", days="-1"),
        invented("provision", "lựa chọn hợp lệ"),
        invented("step", "lựa chọn hợp lệ"),
        who="an",
        page="/quan-tri/office/timelimit/add/",
    ),
    "admin:accounts_user_add": row(
        {
            "username": "hoa",
            "full_name": "Lý Thị Hoa",
            "usable_password": "true",
            "password1": NEW,
            "password2": NEW,
        },
        empty("username", "bắt buộc"),
        empty("full_name", "bắt buộc"),
        empty("password2", "bắt buộc"),
        too_long("username", 150),
        too_long("full_name", 150),
        wrong("không giống nhau", "password2", password2="khac"),
        wrong("đã", "username", username="lan"),
        invented("department", "lựa chọn hợp lệ"),
        who="an",
        page="/quan-tri/accounts/user/add/",
    ),
    "admin:accounts_user_change": row(
        {
            "full_name": "Nguyễn Thị Lan",
            "role_grants-TOTAL_FORMS": "2",
            "role_grants-1-role": "monitor",
            "role_grants-1-held_from": "01/01/2025",
        },
        empty("full_name", "bắt buộc"),
        empty("role_grants-1-held_from", "bắt buộc"),
        day("role_grants-1-held_from"),
        day("role_grants-1-held_until"),
        invented("role_grants-1-role", "vua", value="vua"),
        who="an",
        page="/quan-tri/accounts/user/{lan}/change/",
    ),
    "admin:accounts_signingdelegation_add": row(
        {
            "signer": "{huong}",
            "authority": "KT",
            "on_behalf_of": "CHÁNH THANH TRA",
            "signer_post": "Phó Chánh Thanh tra",
            "valid_from": "01/01/2026",
            "valid_until": "31/01/2026",
        },
        empty("signer", "bắt buộc"),
        empty("authority", "bắt buộc"),
        empty("valid_from", "bắt buộc"),
        day("valid_from"),
        invented("signer", "lựa chọn hợp lệ"),
        invented("authority", "vua", value="vua"),
        who="an",
        page="/quan-tri/accounts/signingdelegation/add/",
    ),
    "admin:reports_papertemplate_change": row(
        {"title": "BÁO CÁO KẾT QUẢ", "changed_from": "01/07/2026"},
        empty("name", "bắt buộc"),
        empty("subject", "bắt buộc"),
        empty("recipients", "bắt buộc"),
        empty("changed_from", "Hãy ghi bản sửa áp dụng từ ngày nào."),
        too_long("title", 100),
        too_long("subject", 500),
        day("changed_from"),
        wrong("Không có trường {foo}; dùng được: {cuộc}", "subject", subject="Kết quả {foo}"),
        wrong("Không có trường {cuộc.id}", "closing", closing="{cuộc.id}"),
        wrong("Có dấu ngoặc nhọn lẻ", "recipients", recipients="{cấp trên"),
        wrong("dùng được: {viết tắt}", "symbol", symbol="BC-{cuộc}"),
        wrong("cần đúng 4 đề mục", "outline", outline="KẾT QUẢ"),
        invented("signed_by", "vua", value="vua"),
        who="an",
        page="/quan-tri/reports/papertemplate/{template}/change/",
    ),
}

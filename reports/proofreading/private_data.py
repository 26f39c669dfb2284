"""What tells of a private person in a paper that everybody will read."""

import re
from collections.abc import Iterator

from reports.proofreading.sheets import Remark, Sheet, quote_of

SOURCE = "Luật Bảo vệ dữ liệu cá nhân"
TO_MASK = "Có {what} của cá nhân; cần che khi công khai."
TO_MARK = "Có {what} của cá nhân; hãy đánh dấu “Dữ liệu cá nhân” để che khi công khai."
FORMS = {
    "địa chỉ nhà": re.compile(r"[Ss]ố nhà\s+\d+|\bngõ\s+(?:phụ\s+)?\d+|[Tt]ổ dân phố\s+[\wÀ-ỹ]+"),
    "số căn cước": re.compile(r"(?<!\d)0\d{11}(?!\d)"),
    "số điện thoại": re.compile(r"(?<![\d/.])0[35789]\d{2}[\s.]?\d{3}[\s.]?\d{3}(?!\d)"),
    "ngày sinh": re.compile(r"sinh ngày\s+\d{1,2}/\d{1,2}/\d{4}", re.IGNORECASE),
    "số tài khoản": re.compile(r"số tài khoản\s*:?\s*\d{6,}", re.IGNORECASE),
    "thư điện tử": re.compile(
        r"(?<![\w.])[\w.]{1,64}@(?![\w.-]*\.gov\.vn)[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    ),
}


def check(sheet: Sheet) -> Iterator[Remark]:
    if not sheet.is_published:
        return
    told = TO_MARK if sheet.is_printed_here else TO_MASK
    for line in sheet.public_lines:
        for what, form in FORMS.items():
            if found := form.search(line.text):
                yield Remark(
                    "private_data",
                    "warning",
                    quote_of(line.text, found.start(), found.end(), 50),
                    told.format(what=what),
                    SOURCE,
                    line.place,
                )

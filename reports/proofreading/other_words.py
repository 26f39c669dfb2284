"""Words of thanh tra in a paper of kiểm tra, and the reverse: two laws, two sets of words."""

import re
from collections.abc import Iterator

from reports.proofreading.sheets import Remark, Sheet, quote_of

SOURCE = "Điều 2 Luật Thanh tra; kiểm tra không thuộc phạm vi Luật Thanh tra"
OF_ACT = {
    "thanh tra": re.compile(
        r"đoàn thanh tra|kết luận thanh tra|đối tượng thanh tra|cuộc thanh tra|quyết định thanh tra|"
        r"thời kỳ thanh tra|niên độ thanh tra|trưởng đoàn thanh tra",
        re.IGNORECASE,
    ),
    "kiểm tra": re.compile(
        r"đoàn kiểm tra|kết luận kiểm tra|đối tượng kiểm tra|cuộc kiểm tra|quyết định kiểm tra|"
        r"trưởng đoàn kiểm tra",
        re.IGNORECASE,
    ),
}


def check(sheet: Sheet) -> Iterator[Remark]:
    other = {"thanh tra": "kiểm tra", "kiểm tra": "thanh tra"}.get(sheet.act)
    if other is None:
        return
    for line in sheet.lines:
        for found in OF_ACT[other].finditer(line.text):
            yield Remark(
                "other_words",
                # Papers of others are cited with their own words.
                "warning",
                quote_of(line.text, found.start(), found.end(), 40),
                f"Đây là văn bản {sheet.act}; “{found[0].lower()}” là chữ của {other}.",
                SOURCE,
                line.place,
            )

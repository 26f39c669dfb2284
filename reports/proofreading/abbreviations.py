"""Abbreviations that the paper nowhere explains."""

import re
from collections.abc import Iterator

from findings.citations import UPPER
from reports.proofreading.mentions import masked
from reports.proofreading.sheets import Remark, Sheet, quote_of

SOURCE = "Điểm c khoản 3 mục II Phụ lục I Nghị định số 30/2020/NĐ-CP"
SHORT = re.compile(rf"(?<![\w&-])[{UPPER}][{UPPER}&]{{1,9}}(?![\w&])")
# Everybody in an office reads them, and they are never explained.
KNOWN = frozenset(
    {
        *(
            "UBND",
            "HĐND",
            "MTTQ",
            "QH",
            "CP",
            "TTg",
            "TTCP",
            "TW",
            "TU",
            "TP",
            "VT",
            "HSTT",
            "HSKT",
        ),
        *("ISO", "TCVN", "PCCC", "BHXH", "BHYT", "CNTT", "CCCD", "PDF", "USB", "ODA", "FDI", "GDP"),
        *("PAPI", "SIPAS", "PAR", "INDEX", "DDCI", "PCI"),
        *("QĐ", "NĐ", "TT", "KL", "BC", "TB", "CV", "KH", "BB"),
    }
)
ROMAN = re.compile(r"[IVXLC]+")


def check(sheet: Sheet) -> Iterator[Remark]:
    """One remark for each; “thủ tục hành chính (TTHC)” explains, whatever stands before it."""
    whole = " ".join(line.text for line in sheet.lines)
    told = set(
        re.findall(rf"\(\s*(?:sau đây (?:gọi|viết) (?:tắt )?là:?\s*)?([{UPPER}&]{{2,10}})\b", whole)
    )
    seen: set[str] = set()
    for line in sheet.lines:
        if line.text.isupper():
            continue
        for found in SHORT.finditer(masked(line.text)):
            short = found[0]
            if short in KNOWN | told | seen or ROMAN.fullmatch(short):
                continue
            seen.add(short)
            yield Remark(
                "abbreviations",
                "hint",
                quote_of(line.text, found.start(), found.end(), 40),
                f"“{short}” chưa được giải thích ở chỗ dùng đầu tiên.",
                SOURCE,
                line.place,
            )

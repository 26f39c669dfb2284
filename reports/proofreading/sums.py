"""A whole that is not the sum of the parts named beside it, in sentences and in tables."""

import re
from collections.abc import Iterator

from reports.proofreading.mentions import counts_in, masked, written
from reports.proofreading.sheets import Remark, Sheet, quote_of

PARTS = re.compile(r"\(? ?\b(?:trong đó|bao gồm|gồm)\b(?: có)? ?:? ?", re.IGNORECASE)
# A whole stands near its parts; what is farther is of another sentence.
WHOLE_WITHIN, PARTS_WITHIN = 400, 1500
# “trong đó chủ yếu”, “một số”: the parts are not meant to be all.
SOME = re.compile(r"chủ yếu|một số|phần lớn|riêng|nhất là|ít nhất", re.IGNORECASE)
RATIO = re.compile(r"(?<![\w/.,])(\d[\d.]{0,15})/(\d[\d.]{0,15})(?![\w/])")
TOTAL = re.compile(r"^(?:tổng(?: cộng| số)?|cộng)\b", re.IGNORECASE)
FIGURE = re.compile(r"^\d{1,3}(?:\.\d{3}){0,4}$|^\d{1,15}$")


def check(sheet: Sheet) -> Iterator[Remark]:
    """Sums of sentences (“563 hồ sơ, trong đó 132 …; 422 …”) and of columns of tables."""
    for line in sheet.lines:
        yield from _of_sentences(line.text, line.place)
    for place, rows in sheet.tables:
        yield from _of_columns(rows, place)


def _of_sentences(text: str, place: str) -> Iterator[Remark]:
    plain = masked(text)
    for found in PARTS.finditer(plain):
        whole = _whole_before(plain, found.start())
        said = plain[found.end() : _end_of(plain, found)]
        counted = [value for value, _ in counts_in(RATIO.sub("", PARTS.split(said)[0]))]
        if whole is None or len(counted) < 2 or SOME.search(said):
            continue
        value, start = whole
        if sum(counted) != value:
            yield Remark(
                "sums",
                "error" if sum(counted) > value else "warning",
                quote_of(text, start, _end_of(plain, found)),
                f"Các phần cộng lại là {written(sum(counted))}"
                f" ({' + '.join(written(each) for each in counted)}), không phải {written(value)}.",
                place=place,
            )


def _whole_before(text: str, end: int) -> tuple[int, int] | None:
    """The last count of the clause before `end`, with its place; of “80/91” it is 80."""
    near = max(0, end - WHOLE_WITHIN)
    clause = max(near, *(text.rfind(mark, near, end) + 1 for mark in (". ", "; ", ": ")))
    ratio = next(reversed(list(RATIO.finditer(text, clause, end))), None)
    counted = list(counts_in(text[clause:end]))
    if ratio and (not counted or ratio.start() > clause + counted[-1][1].start()):
        return int(ratio[1].replace(".", "")), ratio.start()
    if counted:
        value, found = counted[-1]
        return value, clause + found.start()
    return None


def _end_of(text: str, found: re.Match[str]) -> int:
    """Where the parts end: the bracket that opened with them, or the sentence."""
    last = min(len(text), found.end() + PARTS_WITHIN)
    if "(" in found[0]:
        closing = text.find(")", found.end(), last)
        return closing if closing >= 0 else last
    end = re.search(r"\.(?:\s|$)|\(|, cụ thể", text[found.end() : last])
    return found.end() + end.start() if end else last


def _of_columns(rows: tuple[tuple[str, ...], ...], place: str) -> Iterator[Remark]:
    totals = [row for row in rows if any(TOTAL.match(cell.strip()) for cell in row[:2])]
    # With sub-totals nobody knows which rows are summed where.
    if len(totals) != 1:
        return
    (total,) = totals
    parts = [row for row in rows if row is not total]
    for at, cell in enumerate(total):
        column = [row[at].strip() for row in parts if at < len(row)]
        figures = [each for each in column if each not in {"", "-", "0"}]
        if not FIGURE.match(cell.strip()) or not all(FIGURE.match(each) for each in figures):
            continue
        value, added = _int(cell), sum(_int(each) for each in figures)
        if len(figures) > 1 and added != value:
            yield Remark(
                "sums",
                "error",
                f"{total[0]}: {cell.strip()}",
                f"Cột {at + 1} cộng lại là {written(added)}, dòng tổng ghi {written(value)}.",
                place=place,
            )


def _int(cell: str) -> int:
    return int(cell.strip().replace(".", ""))

"""How a paper ends, and its national title: of papers that this software did not print."""

from collections.abc import Iterator

from reports.proofreading.sheets import Remark, Sheet, quote_of

SOURCE = "Mục II Phụ lục I Nghị định số 30/2020/NĐ-CP"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def check(sheet: Sheet) -> Iterator[Remark]:
    if sheet.is_printed_here or not sheet.kind or not sheet.lines:
        return
    last = sheet.lines[-1]
    if not any(line.text.rstrip().endswith("./.") for line in sheet.lines):
        reason = "Nội dung không kết thúc bằng dấu “./.”."
        yield Remark("ending", "warning", quote_of(last.text)[-60:], reason, SOURCE, last.place)
    if sheet.recipients and not sheet.archive:
        reason = "Nơi nhận không có dòng “Lưu: …”."
        yield Remark("ending", "error", "; ".join(sheet.recipients), reason, SOURCE, last.place)
    if sheet.archive and not sheet.archive.startswith("Lưu:"):
        reason = "Sau chữ “Lưu” có dấu hai chấm: “Lưu: VT, …”."
        yield Remark("ending", "hint", sheet.archive, reason, SOURCE, last.place)
    if sheet.motto and sheet.motto.replace("–", "-") != MOTTO:
        reason = f"Tiêu ngữ viết “{MOTTO}”, có cách giữa các cụm từ và dấu nối."
        yield Remark("ending", "error", sheet.motto, reason, SOURCE, "đầu văn bản")

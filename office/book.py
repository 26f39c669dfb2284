"""The book of outgoing papers as it is taken away: ten columns on paper and in a workbook."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO

from office import registers, workbooks
from office.models import Register, RegisterEntry
from office.text import short_date

# Phụ lục IV NĐ 30/2020, mục I: at least these ten, in this order; the number is a column's share.
COLUMNS = (
    ("Số, ký hiệu văn bản", 10),
    ("Ngày tháng văn bản", 9),
    ("Tên loại và trích yếu nội dung văn bản", 22),
    ("Người ký", 9),
    ("Nơi nhận văn bản", 14),
    ("Đơn vị, người nhận bản lưu", 8),
    ("Số lượng bản", 5),
    ("Ngày chuyển", 8),
    ("Ký nhận", 6),
    ("Ghi chú", 9),
)
TITLE = "SỔ ĐĂNG KÝ VĂN BẢN ĐI"
HIDDEN = "(Văn bản chỉ người trong cuộc xem)"
Cell = str | int | datetime.date | None


@dataclass(frozen=True)
class Extent:
    """Which lines of the book: all of them, or from one number to another."""

    first: int | None = None
    last: int | None = None
    is_secret_shown: bool = False

    def lines(self, register: Register) -> list[RegisterEntry]:
        found = register.entries.order_by("number", "suffix")
        if self.first is not None:
            found = found.filter(number__gte=self.first)
        if self.last is not None:
            found = found.filter(number__lte=self.last)
        return list(found)


def cells_of(entry: RegisterEntry, *, is_secret_shown: bool) -> tuple[Cell, ...]:
    """The ten columns of a line; what is only for those in a case stays with them."""
    is_hidden = entry.is_restricted and not is_secret_shown
    return (
        entry.label,
        entry.dated_on,
        HIDDEN if is_hidden else entry.taken_for,
        "" if is_hidden else entry.signer,
        "" if is_hidden else "; ".join(entry.recipients.splitlines()),
        "" if is_hidden else entry.archive_holder,
        entry.copies,
        entry.sent_on,
        entry.received_by,
        remark_on(entry),
    )


def remark_on(entry: RegisterEntry) -> str:
    """Column 10: what the clerk wrote, and what became of the number."""
    said = [entry.note]
    if entry.is_voided:
        said.append(f"Số đã hủy: {entry.void_reason}")
    if entry.is_reserved and entry.reserved_until:
        said.append(f"Đang giữ đến {short_date(entry.reserved_until)}")
    if entry.is_elsewhere:
        said.append("Cấp ở nơi khác")
    return "; ".join(filter(None, said))


def as_text(cell: Cell) -> str:
    """A cell as it is printed."""
    if cell is None:
        return ""
    return short_date(cell) if isinstance(cell, datetime.date) else str(cell)


def extent_in_words(lines: Sequence[RegisterEntry]) -> tuple[str, str]:
    """“Từ ngày … đến ngày …” and “Từ số … đến số …”, as on the cover."""
    days = [entry.dated_on for entry in lines if entry.dated_on]
    if not lines or not days:
        return "Từ ngày … đến ngày …", "Từ số … đến số …"
    return (
        f"Từ ngày {short_date(min(days))} đến ngày {short_date(max(days))}",
        f"Từ số {lines[0].printed_number} đến số {lines[-1].printed_number}",
    )


def account_of(register: Register, lines: Sequence[RegisterEntry]) -> str:
    """One sentence at the end of the book: how many numbers, and what is missing among them."""
    kept = sum(entry.is_reserved for entry in lines)
    struck = sum(entry.is_voided for entry in lines)
    said = f"Sổ có {len(lines)} dòng; số đã hủy: {struck}; số đang giữ: {kept}"
    gaps = registers.gaps_of(register)
    return f"{said}; số khuyết: {registers.in_words(gaps) or 'không'}."


# --- Workbook -------------------------------------------------------------------------------------


def workbook(register: Register, lines: Iterable[RegisterEntry], extent: Extent) -> IO[bytes]:
    """The lines as .xlsx, with real days and numbers."""
    return workbooks.write(
        [(heading, share * 1.7) for heading, share in COLUMNS],
        (cells_of(entry, is_secret_shown=extent.is_secret_shown) for entry in lines),
        title=f"Sổ {register.year}",
        above=(f"{TITLE} NĂM {register.year}", register.name),
        is_official=True,
    )

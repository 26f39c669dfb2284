"""The book of outgoing papers as a paper of its own: a cover, and a table of ten columns."""

from office import book
from office.models import Register
from reports.content import Align, Annex, Column, Paper, Table, text

TEMPLATE = "book1"
CENTRED = {1, 6, 7}


def paper_of(register: Register, extent: book.Extent, *, volume: int) -> Paper:
    """Cover and lines, to be printed and bound (Điều 16 NĐ 30/2020); equal lines, equal bytes."""
    lines = extent.lines(register)
    days, numbers = book.extent_in_words(lines)
    rows = tuple(
        tuple(text(book.as_text(cell)) for cell in cells)
        for entry in lines
        for cells in [book.cells_of(entry, is_secret_shown=extent.is_secret_shown)]
    )
    return Paper(
        kind="SỔ",
        template=TEMPLATE,
        issuer=register.series.owner_name,
        symbol=register.series.symbol,
        place="",
        title=book.TITLE,
        subject=(
            register.name,
            f"Năm: {register.year}",
            days,
            numbers,
            f"Quyển số: {volume:02d}",
            book.account_of(register, lines),
        ),
        annexes=(Annex(title=str(register), children=(Table(_columns(), rows),), landscape=True),),
    )


def _columns() -> tuple[Column, ...]:
    return tuple(
        Column(f"{heading} ({place + 1})", width=share, align=_align(place))
        for place, (heading, share) in enumerate(book.COLUMNS)
    )


def _align(place: int) -> Align:
    return "center" if place in CENTRED else "left"

"""The fixed phrases of a paper: number, date, annex note, marks at the ends of lines."""

from dataclasses import replace

from reports.content import (
    Annex,
    Block,
    Bound,
    Item,
    Numbered,
    Paper,
    Paragraph,
    Recipient,
    Run,
    Section,
    Text,
)

NBSP = "\N{NO-BREAK SPACE}"
# Room for a number or a day that the clerk or the signing step puts in.
BLANK = NBSP * 6
END_MARK = "./."
_LONGEST_UNBROKEN = 30


def page_title(paper: Paper) -> str:
    """What the reader of a file shows as its name: kind, number and subject."""
    number = f"số {paper.number.zfill(2)}/{paper.symbol}" if paper.number else ""
    kind = (paper.title or "Công văn").capitalize()
    return " ".join(filter(None, (kind, number, *paper.subject)))


def subject_lines(paper: Paper) -> list[str]:
    """The lines of the trích yếu under the title."""
    return [unbroken_end(line) for line in paper.subject]


def addressees(paper: Paper) -> tuple[str, ...]:
    """Ô 9a: one stands after "Kính gửi:", several each on a line with their marks."""
    if len(paper.addressees) == 1:
        return paper.addressees
    return tuple(f"- {line}" for line in closed(paper.addressees))


def recipients(paper: Paper) -> tuple[str, ...]:
    """The lines under "Nơi nhận:" (ô 9b) with their marks; the archive is the last."""
    lines = [f"- {_recipient(recipient)};" for recipient in paper.recipients]
    if paper.archive:
        lines.append(f"- Lưu: {paper.archive.rstrip(' .;')}.")
    elif lines:
        lines[-1] = f"{lines[-1][:-1]}."
    return tuple(lines)


def _recipient(recipient: Recipient) -> str:
    purpose = f" ({recipient.purpose})" if recipient.purpose else ""
    return recipient.text.rstrip(" .;") + purpose


def number_line(paper: Paper) -> str:
    """Ô 3: "Số: 01/KL-TTr", with a leading 0 under 10 and a blank before the issue."""
    number = paper.number or BLANK
    number = number.zfill(2) if number.isdigit() else number
    gap = " " if paper.number else ""
    return f"Số:{gap}{number}/{paper.symbol}"


def date_line(paper: Paper) -> str:
    """Ô 4: "Đồ Sơn, ngày 05 tháng 3 năm 2024"; what is not known stays blank."""
    day, month, year = BLANK, paper.month_hint, paper.year_hint
    if paper.issued_on:
        day = f"{NBSP}{paper.issued_on.day:02}{NBSP}"
        month, year = paper.issued_on.month, paper.issued_on.year
    shown_month = f"{NBSP}{month_in_words(month)}{NBSP}" if month else BLANK
    shown_year = f"{NBSP}{year}" if year else BLANK
    return f"{paper.place}, ngày{day}tháng{shown_month}năm{shown_year}"


def month_in_words(month: int) -> str:
    """Months 1 and 2 take a leading 0, the others none (Phụ lục I NĐ 30/2020, ô 4)."""
    return f"{month:02}" if month < 3 else str(month)


def annex_note(paper: Paper, annex: Annex) -> str:
    """The italic line under an annex's title; its own words win."""
    if annex.note:
        return annex.note if annex.note.startswith("(") else f"({annex.note})"
    kind = (paper.title or "Công văn").capitalize()
    number = f"{paper.number.zfill(2) if paper.number else BLANK}/{paper.symbol}"
    by = f" của {paper.issuer_name}" if paper.issuer_name else ""
    return f"(Kèm theo {kind} số {number} {_day_in_note(paper)}{by})"


def unbroken_end(line: str, *, count: int = 3) -> str:
    """A line whose last words stay together, so that none is left alone below."""
    start, *end = line.rsplit(" ", count)
    together = NBSP.join(end)
    return f"{start} {together}" if 0 < len(together) < _LONGEST_UNBROKEN else line


def _day_in_note(paper: Paper) -> str:
    line = date_line(paper)
    return line[line.rindex(", ngày") + 2 :]


def closed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of an enumeration with ";" after each and "." after the last, where nothing stands."""
    last = len(lines) - 1
    return tuple(_closed(line, "." if place == last else ";") for place, line in enumerate(lines))


def _closed(line: str, mark: str) -> str:
    return line if line.rstrip().endswith((";", ".", ",", ":")) else f"{line.rstrip()}{mark}"


def closed_bases(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The căn cứ of a preamble with their marks: ";" after each, "." after the last."""
    places = [place for place, block in enumerate(blocks) if _is_basis(block)]
    shown = list(blocks)
    for place in places:
        block = blocks[place]
        if isinstance(block, Paragraph) and block.text:
            mark = "." if place == places[-1] else ";"
            *before, last = block.text
            end = replace(last, text=_closed(last.text, mark))
            shown[place] = replace(block, text=(*before, end))
    return tuple(shown)


def _is_basis(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style == "basis"


def ended(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with "./." after their last words, on its own line after a table or a heading."""
    if not blocks:
        return blocks
    *before, last = blocks
    if isinstance(last, Paragraph | Item) or (isinstance(last, Numbered) and not last.children):
        return (*before, replace(last, text=_ended_text(last.text)))
    if isinstance(last, Bound | Numbered | Section) and last.children:
        return (*before, replace(last, children=ended(last.children)))
    return (*blocks, Paragraph((Run(END_MARK),)))


def _ended_text(runs: Text) -> Text:
    if not runs:
        return (Run(END_MARK),)
    *before, last = runs
    words = unbroken_end(last.text.rstrip().removesuffix(END_MARK).rstrip(" .;,"), count=2)
    if last.footnote:
        return (*before, replace(last, text=words), Run(END_MARK))
    return (*before, replace(last, text=words + END_MARK))

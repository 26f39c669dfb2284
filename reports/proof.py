"""What keeps a paper from being printed well, in sentences for the writer."""

import re
from collections.abc import Iterator

from reports.content import (
    Block,
    Numbered,
    Paper,
    Section,
    Table,
    Text,
    block_lines,
    footnotes,
    parts,
    plain,
    walk,
)
from reports.outline import annex_label, deepest, outline

# A footnote may fill 60 % of a page (nd30.css): some 3,000 letters, half of that in capitals.
LONGEST_FOOTNOTE = 1500
_QUOTE = 60


def problems(paper: Paper) -> tuple[str, ...]:
    """Sentences in Vietnamese, one for each fault; none means that the paper prints whole."""
    return (
        *_footnote_problems(paper),
        *_block_problems(paper),
        *_depth_problems(paper),
        *_annex_problems(paper),
    )


def _footnote_problems(paper: Paper) -> Iterator[str]:
    for number, note in enumerate(footnotes(paper), 1):
        length = len(plain(note.text))
        if not plain(note.text).strip():
            yield f"Chú thích số {number} chưa có nội dung."
        if length > LONGEST_FOOTNOTE:
            yield (
                f"Chú thích số {number} dài {_figure(length)} ký tự, quá "
                f"{_figure(LONGEST_FOOTNOTE)} ký tự nên có thể không in hết được ở chân trang; "
                "hãy rút gọn hoặc chuyển thành phụ lục."
            )


def _block_problems(paper: Paper) -> Iterator[str]:
    for block in _blocks(paper):
        if isinstance(block, Section) and not plain(block.heading).strip():
            yield f"Có tiêu đề mục để trống, đứng trước “{_quote_of(block.children)}”."
        if isinstance(block, Table):
            yield from _table_problems(block)


def _table_problems(table: Table) -> Iterator[str]:
    name = f"Bảng “{_quote(table.caption) or _quote_of((table,))}”"
    if not table.columns:
        yield f"{name} chưa có cột nào."
    if table.columns and not any(column.heading.strip() for column in table.columns):
        yield f"{name} chưa có tên cột."
    for number, row in enumerate(table.rows, 1):
        if len(row) != len(table.columns):
            yield f"{name}: dòng {number} có {len(row)} ô, cần {len(table.columns)} ô."


def _depth_problems(paper: Paper) -> Iterator[str]:
    most = deepest(paper.numbering)
    for part in parts(paper):
        waiting = list(outline(part, paper.numbering))
        while waiting:
            placed = waiting.pop(0)
            waiting[:0] = placed.children
            if isinstance(placed.block, Section | Numbered) and placed.depth > most:
                words = (
                    placed.block.heading if isinstance(placed.block, Section) else placed.block.text
                )
                yield f"“{_quote(words)}” nằm sâu quá {most} cấp đề mục; hãy đưa ra ngoài một cấp."


def _annex_problems(paper: Paper) -> Iterator[str]:
    referring = " ".join((*block_lines(paper.preamble), *block_lines(paper.body)))
    for place, annex in enumerate(paper.annexes, 1):
        label = annex_label(place, len(paper.annexes))
        if not annex.title.strip():
            yield f"{label} chưa có tên."
        # "các Phụ lục I, II và III" refers to each of the three.
        named = r"phụ lục\b" + (
            rf"[^.;()]*?\b{label.split()[-1]}\b" if len(paper.annexes) > 1 else ""
        )
        if not re.search(named, referring, re.IGNORECASE):
            yield f"Nội dung văn bản chưa dẫn chiếu đến {label} (Phụ lục I Nghị định 30/2020/NĐ-CP)."


def _blocks(paper: Paper) -> Iterator[Block]:
    for part in parts(paper):
        yield from walk(part)


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _quote(runs: Text) -> str:
    return _short(plain(runs))


def _quote_of(blocks: tuple[Block, ...]) -> str:
    return _short(next((line for line in block_lines(blocks) if line.strip()), ""))


def _short(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= _QUOTE else line[:_QUOTE].rsplit(" ", 1)[0] + "…"

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
    texts,
    walk,
)
from reports.outline import DEEPEST, annex_label, outline

# WeasyPrint draws a footnote taller than the page off its edge, without a word of warning. About
# 600 words fill a page; the limits leave room for lists of long names and for the text itself.
MOST_WORDS_IN_A_FOOTNOTE = 250
MOST_FOOTNOTE_WORDS_IN_A_PARAGRAPH = 400
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
        count = _count(note.text)
        if not count:
            yield f"Chú thích số {number} chưa có nội dung."
        if count > MOST_WORDS_IN_A_FOOTNOTE:
            yield (
                f"Chú thích số {number} dài {count} chữ, quá {MOST_WORDS_IN_A_FOOTNOTE} chữ nên "
                "không in hết được ở chân trang; hãy rút gọn hoặc chuyển thành phụ lục."
            )
    for block in _blocks(paper):
        for runs in texts(block):
            yield from _crowded(runs)


def _crowded(runs: Text) -> Iterator[str]:
    counts = [_count(run.footnote.text) for run in runs if run.footnote]
    if len(counts) > 1 and sum(counts) > MOST_FOOTNOTE_WORDS_IN_A_PARAGRAPH:
        yield (
            f"Các chú thích của đoạn “{_quote(runs)}” dài tổng cộng {sum(counts)} chữ, quá "
            f"{MOST_FOOTNOTE_WORDS_IN_A_PARAGRAPH} chữ nên không in hết được ở một chân trang; "
            "hãy tách đoạn hoặc chuyển bớt thành phụ lục."
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
    for part in parts(paper):
        waiting = list(outline(part, paper.numbering))
        while waiting:
            placed = waiting.pop(0)
            waiting[:0] = placed.children
            if isinstance(placed.block, Section | Numbered) and placed.depth > DEEPEST:
                words = (
                    placed.block.heading if isinstance(placed.block, Section) else placed.block.text
                )
                yield f"“{_quote(words)}” nằm sâu quá {DEEPEST} cấp đề mục; hãy đưa ra ngoài một cấp."


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


def _count(runs: Text) -> int:
    return len(plain(runs).split())


def _quote(runs: Text) -> str:
    return _short(plain(runs))


def _quote_of(blocks: tuple[Block, ...]) -> str:
    return _short(next((line for line in block_lines(blocks) if line.strip()), ""))


def _short(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= _QUOTE else line[:_QUOTE].rsplit(" ", 1)[0] + "…"

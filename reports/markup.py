r"""A section as continuous plain text, as a person types or pastes it, to blocks and back.

    Một dòng trống ngăn hai đoạn; **đậm**, *nghiêng*, chú thích^[nội dung chú thích].
    - gạch đầu dòng                     + ý nhỏ của gạch đầu dòng
    # Đề mục   ## đề mục con            #* đề mục không đánh số
    1. khoản   a) điểm                  > căn cứ    >> đoạn không thụt dòng
    |= Tên bảng
    |% Đơn vị tính: đồng
    | TT | Nội dung | Thu hồi // Phải thu | Thu hồi // Đã thu |
    | :--: | --60-- | --: | --: |
    |~ 55 | Mức phải đạt: 55% | 100 |   một biểu đồ: mức, chú giải, đầu mút; rồi mỗi dòng một thanh
    | Sở A | 48.6 | 48,6% |
    {{nguồn|khóa}}  một khối lấy từ hồ sơ
    ##  một dòng chỉ có dấu #: trở ra cấp đó (đoạn sau không còn thuộc đề mục trước)
    \   trước một dấu: giữ nguyên dấu ấy

Numbers are not kept: they are computed from the place. `parse(write(blocks)) == blocks` for tidy
blocks; a number deeper than "a)" and a section inside a number cannot be written.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from reports.content import (
    Align,
    Bar,
    Block,
    Bound,
    Chart,
    Column,
    Item,
    Numbered,
    Paragraph,
    Section,
    Table,
    Text,
)
from reports.inline import MarkupError, cleaned, escaped, parse_text, split_cells, write_text

__all__ = ["MarkupError", "parse", "write"]

_HEADING = re.compile(r"(#{1,6})(\*?)(?:\s+(.*))?$")
_NUMBER = re.compile(r"(?:(\d{1,2})[.)]|([a-zđ]{1,2})\))\s+(.*)$")
_BOUND = re.compile(r"\{\{([^|{}]+)\|([^{}]*)\}\}$")
_RULE = re.compile(r"(:?)([-=]+)(\d*)[-=]*(:?)$")
_SIGNS: tuple[tuple[str, Block], ...] = (
    ("- ", Item(())),
    ("+ ", Item((), level=2)),
    (">> ", Paragraph((), "lead")),
    ("> ", Paragraph((), "basis")),
)
# What pasting from a word processor puts in the place of "- ".
_BULLETS = "–—•▪·\uf0b7\uf02d"
_SIGN = re.compile(rf"(?:[-+>{_BULLETS}]|#|\||\{{\{{|\d{{1,2}}[.)]\s|[a-zđ]{{1,2}}\)\s)")
_SHORT = re.compile(r"[-+] |\d+\. |[a-z]\) ")


# --- From text to blocks --------------------------------------------------------------------------


@dataclass
class _Open:
    """A block that still takes children; `level` is 0 for the whole text, then that of its #."""

    level: int
    block: Section | Numbered | None = None
    # A number written as a letter: "a)".
    point: bool = False
    children: list[Block] = field(default_factory=list)

    def closed(self) -> Block:
        assert self.block is not None  # noqa: S101 -- the whole text is never closed
        return replace(self.block, children=tuple(self.children))


@dataclass
class _Parser:
    stack: list[_Open] = field(default_factory=lambda: [_Open(0)])
    # The lines of the block being read, and what it becomes: its text is filled in at its end.
    lines: list[str] = field(default_factory=list)
    pending: Block | None = None
    begins: int = 0
    point: bool = False

    def line(self, number: int, line: str) -> None:
        if not line:
            self.finish()
        elif match := _HEADING.match(line):
            self._heading(number, len(match[1]), bool(match[2]), match[3] or "")
        elif line.startswith("{{"):
            self._bound(number, line)
        elif match := _NUMBER.match(line):
            self._number(number, match)
        else:
            self._words(number, line)

    def _words(self, number: int, line: str) -> None:
        if line[0] in _BULLETS and line[1:2] == " ":
            line = f"-{line[1:]}"
        for sign, block in _SIGNS:
            if line.startswith(sign):
                return self._begin(number, block, line[len(sign) :])
        if self.pending is None:
            return self._begin(number, Paragraph(()), line)
        self.lines.append(line)
        return None

    def _bound(self, number: int, line: str) -> None:
        match = _BOUND.match(line)
        if not match:
            raise MarkupError(number, "Khối lấy từ hồ sơ phải viết dạng {{nguồn|khóa}}.")
        self.finish()
        self._add(Bound(match[1].strip(), match[2].strip()))

    def finish(self) -> None:
        """Close the block being read."""
        if self.pending is not None:
            words = parse_text(" ".join(self.lines), self.begins)
            self._add(_with_text(self.pending, words))
            self.pending = None

    def close_to(self, level: int) -> None:
        """Close what is open until blocks are children of that level again."""
        self.finish()
        while self.stack[-1].level > level or isinstance(self.stack[-1].block, Numbered):
            self._close_one()

    def _begin(self, number: int, block: Block, rest: str) -> None:
        self.finish()
        if not rest.strip():
            raise MarkupError(number, "Dòng này chỉ có dấu đầu dòng mà chưa có nội dung.")
        self.pending, self.lines, self.begins = block, [rest.strip()], number

    def _add(self, block: Block) -> None:
        if isinstance(block, Numbered):
            self.stack.append(_Open(self.stack[-1].level, block, self.point))
        else:
            self.stack[-1].children.append(block)

    def _heading(self, number: int, level: int, bare: bool, words: str) -> None:
        if not words and not bare:
            return self.close_to(level - 1)
        self.close_to(level - 1)
        if self.stack[-1].level != level - 1:
            raise MarkupError(
                number, f"Đề mục cấp {level} phải nằm trong một đề mục cấp {level - 1}."
            )
        if not words:
            raise MarkupError(number, "Đề mục chưa có tên.")
        heading = parse_text(words, number)
        self.stack.append(_Open(level, Section(heading, numbered=not bare)))
        return None

    def _number(self, number: int, match: re.Match[str]) -> None:
        self.finish()
        point = match[2] is not None
        open_numbers = [each for each in self.stack if each.block and not _is_section(each)]
        # "a)" stands under an open "1."; without one it is itself the outer number.
        under = point and bool(open_numbers) and not open_numbers[0].point
        for _ in open_numbers[1 if under else 0 :]:
            self._close_one()
        self._begin(number, Numbered(()), match[3])
        self.point = point

    def _close_one(self) -> None:
        closed = self.stack.pop().closed()
        self.stack[-1].children.append(closed)


def _is_section(each: _Open) -> bool:
    return isinstance(each.block, Section)


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a section's text; MarkupError names the line and what is wrong with it."""
    parser = _Parser()
    table: list[tuple[int, str]] = []
    for number, line in enumerate(map(str.strip, cleaned(text).split("\n")), 1):
        if line.startswith("|"):
            parser.finish()
            table.append((number, line))
            continue
        if table:
            parser.stack[-1].children.append(_table(table))
            table = []
        parser.line(number, line)
    parser.finish()
    if table:
        parser.stack[-1].children.append(_table(table))
    parser.close_to(0)
    return tuple(parser.stack[0].children)


def _with_text(block: Block, words: Text) -> Block:
    if isinstance(block, Paragraph | Item | Numbered):
        return replace(block, text=words)
    return block


def _table(lines: list[tuple[int, str]]) -> Table | Chart:
    if any(line.startswith("|~") for _, line in lines):
        return _chart(lines)
    caption: Text = ()
    unit = ""
    rows: list[tuple[int, list[str]]] = []
    for number, line in lines:
        if line.startswith("|="):
            caption = parse_text(line[2:].strip(), number)
        elif line.startswith("|%"):
            unit = _bare(line[2:], number)
        else:
            rows.append((number, split_cells(line, number)))
    if not rows:
        raise MarkupError(lines[-1][0], "Bảng chưa có dòng tên cột.")
    columns = _columns(rows)
    cells = tuple(
        _row(number, row, len(columns)) for number, row in rows[2 if _has_rule(rows) else 1 :]
    )
    return Table(columns, cells, caption=caption, unit=unit)


def _chart(lines: list[tuple[int, str]]) -> Chart:
    caption: Text = ()
    scale, bars = ["", "", ""], []
    for number, line in lines:
        if line.startswith("|="):
            caption = parse_text(line[2:].strip(), number)
        elif line.startswith("|~"):
            scale = _three(f"|{line[2:]}", number)
        else:
            bars.append(Bar(*_three(line, number)))
            _insist_on_number(bars[-1].value, number)
    target, label, most = scale
    for value in filter(None, (target, most)):
        _insist_on_number(value, lines[0][0])
    return Chart(caption, tuple(bars), target, label, most)


def _three(line: str, number: int) -> list[str]:
    cells = [_bare(cell, number) for cell in split_cells(line, number)]
    if len(cells) != 3:
        raise MarkupError(number, f"Dòng của biểu đồ có {len(cells)} ô, cần 3 ô.")
    return cells


def _insist_on_number(value: str, number: int) -> None:
    if not re.fullmatch(r"\d{1,15}(\.\d{1,6})?", value):
        raise MarkupError(number, f"“{value[:40]}” của biểu đồ không phải là số, như 48.6.")


def _columns(rows: list[tuple[int, list[str]]]) -> tuple[Column, ...]:
    number, names = rows[0]
    rules = rows[1][1] if _has_rule(rows) else ["-"] * len(names)
    if len(rules) != len(names):
        raise MarkupError(rows[1][0], f"Dòng căn cột có {len(rules)} ô, bảng có {len(names)} cột.")
    return tuple(_column(name, rule, number) for name, rule in zip(names, rules, strict=True))


def _column(name: str, rule: str, number: int) -> Column:
    parts = re.split(r"(?<!\\)//", name, maxsplit=1)
    group = _bare(parts[0], number) if len(parts) == 2 else ""
    match = _RULE.match(rule)
    width, align = (int(match[3] or 1), _align(match)) if match else (1, "left")
    return Column(_bare(parts[-1], number), max(width, 1), align, group)


def _align(match: re.Match[str]) -> Align:
    if match[1] and match[4]:
        return "center"
    if match[4]:
        return "right"
    return "justify" if match[2].startswith("=") else "left"


def _has_rule(rows: list[tuple[int, list[str]]]) -> bool:
    return len(rows) > 1 and all(_RULE.match(cell) for cell in rows[1][1])


def _row(number: int, row: list[str], wanted: int) -> tuple[Text, ...]:
    if len(row) != wanted:
        raise MarkupError(number, f"Dòng này có {len(row)} ô, bảng có {wanted} cột.")
    return tuple(parse_text(cell, number) for cell in row)


def _bare(words: str, number: int) -> str:
    """Words without faces: names of columns and units."""
    return "".join(run.text for run in parse_text(words.strip(), number))


# --- From blocks to text --------------------------------------------------------------------------


def write(blocks: Iterable[Block]) -> str:
    """The text that `parse` reads back. Generated blocks keep their name and lose their content."""
    pieces = list(_written(tuple(blocks), level=0, numbers=0))
    gaps = ("\n" if _SHORT.match(piece) else "\n\n" for piece in pieces)
    return "".join(gap + piece for gap, piece in zip(gaps, pieces, strict=True)).lstrip("\n")


def _written(blocks: tuple[Block, ...], *, level: int, numbers: int) -> Iterator[str]:
    before: Block | None = None
    for block in blocks:
        if _must_close(before, block) and not numbers:
            yield "#" * (level + 1)
        yield from _one(block, level, numbers)
        before = block


def _must_close(before: Block | None, block: Block) -> bool:
    if isinstance(block, Section):
        return False
    return isinstance(before, Section) or (
        isinstance(before, Numbered) and not isinstance(block, Numbered)
    )


def _one(block: Block, level: int, numbers: int) -> Iterator[str]:
    match block:
        case Section():
            bare = "" if block.numbered else "*"
            yield f"{'#' * (level + 1)}{bare} {write_text(block.heading)}".rstrip()
            yield from _written(block.children, level=level + 1, numbers=0)
        case Numbered():
            yield f"{'1.' if numbers == 0 else 'a)'} {write_text(block.text)}"
            yield from _written(block.children, level=level, numbers=numbers + 1)
        case Item():
            yield f"{'-' if block.level == 1 else '+'} {write_text(block.text)}"
        case Paragraph():
            sign = {"body": "", "basis": "> ", "lead": ">> "}[block.style]
            words = write_text(block.text)
            yield sign + (_plain_start(words) if not sign else words)
        case Table():
            yield "\n".join(_table_lines(block))
        case Chart():
            yield "\n".join(_chart_lines(block))
        case Bound():
            yield f"{{{{{block.source}|{block.key}}}}}"


def _plain_start(words: str) -> str:
    """Words that begin like a sign, with the sign made plain."""
    match = _SIGN.match(words)
    if not match:
        return words
    # The dot or bracket of "1." and "a)" is what makes the number.
    place = re.match(r"\w*", words)
    at = place.end() if place else 0
    return f"{words[:at]}\\{words[at:]}"


def _table_lines(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"|= {write_text(table.caption)}"
    if table.unit:
        yield f"|% {escaped(table.unit)}"
    yield _cells(_name(column) for column in table.columns)
    yield _cells(_rule(column) for column in table.columns)
    for row in table.rows:
        yield _cells(write_text(cell) for cell in row)


def _chart_lines(chart: Chart) -> Iterator[str]:
    if chart.caption:
        yield f"|= {write_text(chart.caption)}"
    yield f"|~ {' | '.join(map(escaped, (chart.target, chart.target_label, chart.most)))} |"
    for bar in chart.bars:
        yield _cells(map(escaped, (bar.label, bar.value, bar.shown)))


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _name(column: Column) -> str:
    group, heading = (escaped(each).replace("/", "\\/") for each in (column.group, column.heading))
    return f"{group} // {heading}" if group else heading


def _rule(column: Column) -> str:
    width = str(column.width) if column.width != 1 else ""
    match column.align:
        case "center":
            return f":--{width}--:"
        case "right":
            return f"--{width}--:"
        case "justify":
            return f"=={width}=="
        case _:
            return f"--{width}--"

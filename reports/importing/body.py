"""The text of an existing paper as a tree: numbers and dashes at the beginning tell the levels."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from reports import markup
from reports.content import (
    Block,
    Footnote,
    Item,
    Numbered,
    Numbering,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
    plain,
)
from reports.importing.lines import NOTE_BEGINS, NOTE_ENDS, Line, joined
from reports.outline import as_written

ROMAN = re.compile(r"^(?P<label>[IVXLC]+\.)\s+")
CAPITAL = re.compile(r"^(?P<label>[A-ZĐ]\.)\s+")
ARTICLE = re.compile(r"^(?P<label>Điều \d+\.)\s*")
# Not “3.812 hồ sơ”.
PATH = re.compile(r"^(?P<label>\d{1,2}(?:\.\d{1,2})+\.?)\s+")
NUMBER = re.compile(r"^(?P<label>\d+\.)\s+")
LETTER = re.compile(r"^(?P<label>[a-zđ]\))\s+")
DASH = re.compile(r"^[-–•]\s*(?=\+?\s*\S)")
PLUS = re.compile(r"^(?:[-–]\s*)?\+\s*")
# A row of a table (see reports.markup).
ROW = "|"
FIRST_LABEL = re.compile(r"^(?:[IVXLC]+|[AB])\.\s")
BASIS = re.compile(r"^Căn cứ\b")
ORDER = re.compile(r"^QUYẾT ĐỊNH\s*:?$")
LONGEST_BASES = 12
UNIT = re.compile(r"^\(?(?:Đơn vị(?: tính)?|ĐVT)\s*:", re.IGNORECASE)
LONGEST_CAPTION = 200
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
NOTE = re.compile(rf"^([{RAISED}]+)\s*")
# Not “m²” and “10⁶”.
MARK = re.compile(rf"(?<!\bm)(?<!\bkm)(?<!\bcm)(?<!\bdm)(?<!\bmm)(?<!\d)([{RAISED}]+)")
# Stars in pairs; “(*)” is a mark of its own.
ITALIC = re.compile(r"(?<![*\w])\*(?=[^\s*)])([^*]+?)(?<=[^\s*])\*(?![*\w])")
FACES = re.compile(rf"(\*\*|\x01|{NOTE_BEGINS}[^{NOTE_ENDS}]*{NOTE_ENDS})")
# A heading does not end as a sentence does.
SENTENCE = re.compile(r"[.;]$")
LONGEST_HEADING = 400


@dataclass
class Open:
    """A heading or numbered paragraph that still takes what comes."""

    depth: int
    label: str
    text: Text
    is_heading: bool
    row: int
    children: "list[Block | Open]" = field(default_factory=list)


@dataclass
class Body:
    """The tree, and the number that each heading carried in the original, in order."""

    # Who decides, and the line between the căn cứ and the articles: of a decision only.
    deciding: str
    preamble: list[Block]
    order: str
    blocks: list[Block]
    numbering: Numbering
    # The numbers that their places would not give: as they stood, the row, as they would be.
    odd: list[tuple[str, int, str]]
    notes_left: list[str]


def read_body(lines: Iterable[Line]) -> Body:
    """Headings I / 1 / 1.1 / a), Điều and khoản, items, paragraphs, tables, footnotes."""
    notes, text = _split_notes(lines)
    # An end mark under a table stands alone; it is printed anyway.
    text = [line for line in joined(text) if line.bare != "./."]
    numbering = _numbering(text)
    preamble, text = _preamble(text)
    builder = _Builder(numbering, notes)
    builder.take_all(text)
    left = [f"{mark} {text}" for mark, texts in notes.items() for text in texts]
    blocks = [_closed(each) for each in builder.top]
    said = [label for label, _ in builder.labels]
    written, odd = as_written(blocks, numbering, said)
    return Body(
        preamble.deciding,
        [Paragraph(builder.text(line.text), "basis") for line in preamble.bases],
        preamble.order,
        list(written),
        numbering,
        [(*builder.labels[place], shown) for place, shown in odd],
        left,
    )


def read_words(lines: Iterable[Line], numbering: Numbering) -> tuple[Block, ...]:
    """The same for words that stand under a heading and hold none: numbers are khoản and điểm."""
    builder = _Builder(numbering, {}, has_headings=False)
    builder.take_all(lines)
    return tuple(_closed(each) for each in builder.top)


def _split_notes(lines: Iterable[Line]) -> tuple[dict[str, list[str]], list[Line]]:
    """Footnotes by their mark, in order: they stand between pages, and a page may begin anew at 1."""
    notes: dict[str, list[str]] = {}
    rest = []
    for line in lines:
        found = NOTE.match(line.bare)
        if found:
            notes.setdefault(found[1], []).append(NOTE.sub("", line.text, count=1).strip())
        else:
            rest.append(line)
    return notes, rest


def _numbering(lines: list[Line]) -> Numbering:
    if any(ARTICLE.match(line.bare) for line in lines):
        return "article"
    if _has_parts(lines):
        return "parts"
    return "roman" if any(ROMAN.match(line.bare) for line in lines) else "arabic"


def _has_parts(lines: list[Line]) -> bool:
    """A. and B. over the numbers, as many offices have them; no I. stands before the first."""
    labels = [found[0].strip() for line in lines if (found := FIRST_LABEL.match(line.bare))]
    return labels[:1] == ["A."] and "B." in labels


@dataclass
class _Preamble:
    deciding: str
    bases: list[Line]
    order: str


def _preamble(lines: list[Line]) -> tuple[_Preamble, list[Line]]:
    """What stands over the text: căn cứ, in a decision between who decides and “QUYẾT ĐỊNH:”."""
    at = 0
    deciding = ""
    if len(lines) > 1 and lines[0].bare == lines[0].bare.upper() and BASIS.match(lines[1].bare):
        deciding, at = lines[0].bare, 1
    begins = at
    while at < len(lines) and BASIS.match(lines[at].bare):
        at += 1
    # “Theo đề nghị của…” is one, too, where a decision follows.
    for place in range(at, min(at + LONGEST_BASES, len(lines))):
        if at > begins and ORDER.match(lines[place].bare):
            bases = lines[begins:place]
            return _Preamble(deciding, bases, lines[place].bare), lines[place + 1 :]
    return _Preamble(deciding, lines[begins:at], ""), lines[at:]


@dataclass
class _Builder:
    numbering: Numbering
    # What was taken to its mark is no longer here.
    notes: dict[str, list[str]]
    top: "list[Block | Open]" = field(default_factory=list)
    stack: list[Open] = field(default_factory=list)
    labels: list[tuple[str, int]] = field(default_factory=list)
    # The sign of the last part A., B.…: before the first one comes before A.
    part: str = "@"
    has_headings: bool = True

    def take_all(self, lines: Iterable[Line]) -> None:
        for is_table, group in groupby(lines, key=lambda line: line.text.startswith(ROW)):
            if is_table:
                self.take_table(list(group))
            else:
                for line in group:
                    self.take(line)

    def take(self, line: Line) -> None:
        bare = line.bare
        for depth, form in self._forms():
            found = form.match(bare)
            if found and (form is not CAPITAL or self._is_next_part(found["label"])):
                self._open(depth, found["label"], line)
                return
        if PLUS.match(bare):
            self._add(Item(self.text(_without(line.text, PLUS)), 2))
        elif DASH.match(bare):
            self._add(Item(self.text(_without(line.text, DASH)), 1))
        else:
            self._add(Paragraph(self.text(line.text)))

    def take_table(self, lines: list[Line]) -> None:
        """Rows of the markup become a table with its name and unit, or stay words."""
        table = _table(lines)
        if table:
            # Either may stand over the other.
            caption = self._over(_is_caption)
            unit = self._over(_is_unit)
            caption = caption or self._over(_is_caption)
            table = replace(table, caption=_unfaced(caption), unit=plain(unit))
        for block in [table] if table else [Paragraph(self.text(line.text)) for line in lines]:
            self._add(block)

    def _over(self, is_wanted: Callable[[Text], bool]) -> Text:
        """The words of the paragraph just above, taken away, when they are what is wanted."""
        beside = self.stack[-1].children if self.stack else self.top
        last = beside[-1] if beside else None
        if isinstance(last, Paragraph) and is_wanted(last.text):
            beside.pop()
            return last.text
        return ()

    def _forms(self) -> list[tuple[int, re.Pattern[str]]]:
        match self.numbering:
            case "article":
                return [(1, ARTICLE), (2, NUMBER), (3, LETTER)]
            case "roman":
                return [(1, ROMAN), (3, PATH), (2, NUMBER), (4, LETTER)]
            case "parts":
                return [(1, CAPITAL), (2, ROMAN), (4, PATH), (3, NUMBER), (5, LETTER)]
            case _:
                return [(2, PATH), (1, NUMBER), (4, LETTER)]

    def _is_next_part(self, label: str) -> bool:
        """C. is also 100, and I. is 1: as a part each follows the one before it at once."""
        sign = label[0]
        if sign in "CILVX":
            return sign != "I" and sign == chr(ord(self.part) + 1)
        return sign > self.part

    def _open(self, depth: int, label: str, line: Line) -> None:
        bare = line.bare[len(label) :].strip()
        while self.stack and self.stack[-1].depth >= depth:
            self.stack.pop()
        is_heading = self._may_be_heading(label) and _is_heading(bare)
        if is_heading and self.stack:
            # What has headings under it is a heading, however long.
            self.stack[-1].is_heading = True
        text = self.text(_without(line.text, re.compile(re.escape(label) + r"\s*")))
        if is_heading:
            text = _unfaced(text)
        if self.numbering == "parts" and depth == 1 and label != "Đ.":
            self.part = label[0]
        opened = Open(depth, label, text, is_heading, line.row)
        self._add(opened)
        self.stack.append(opened)
        self.labels.append((label, line.row))

    def _may_be_heading(self, label: str) -> bool:
        """“a)” right under “1.” is a điểm: the heading there would be 1.1."""
        is_point = label.endswith(")")
        under_path = bool(self.stack) and self.stack[-1].label.count(".") > 1
        if not self.has_headings:
            return False
        return self.numbering != "article" and (not is_point or under_path)

    def _add(self, block: "Block | Open") -> None:
        (self.stack[-1].children if self.stack else self.top).append(block)

    def text(self, words: str) -> Text:
        """Bold, italic and marks of footnotes as runs."""
        runs: list[Run] = []
        bold = italic = False
        for piece in FACES.split(ITALIC.sub("\x01\\1\x01", words)):
            if piece == "**":
                bold = not bold
            elif piece == "\x01":
                italic = not italic
            elif piece.startswith(NOTE_BEGINS):
                _note(runs, Footnote((Run(piece[1:-1].strip()),)))
            elif piece:
                runs += self._marked(piece, bold=bold, italic=italic)
        return tuple(runs)

    def _marked(self, piece: str, *, bold: bool, italic: bool) -> Iterable[Run]:
        before, *rest = MARK.split(piece)
        for mark, after in zip(rest[::2], rest[1::2], strict=True):
            if self.notes.get(mark):
                note = Footnote((Run(self.notes[mark].pop(0)),))
                yield Run(before, bold, italic, note)
            else:
                yield Run(before + mark, bold, italic)
            before = after
        if before:
            yield Run(before, bold, italic)


def _note(runs: list[Run], note: Footnote) -> None:
    """Put a footnote right after the words before it."""
    if runs and runs[-1].footnote is None:
        runs[-1] = replace(runs[-1], footnote=note)
    else:
        runs.append(Run("", footnote=note))


def _is_caption(words: Text) -> bool:
    is_short = 0 < len(plain(words)) <= LONGEST_CAPTION
    return is_short and all(run.bold for run in words if run.text.strip())


def _is_unit(words: Text) -> bool:
    return UNIT.match(plain(words)) is not None


def _unfaced(words: Text) -> Text:
    """A heading and a caption are bold by themselves."""
    return tuple(replace(run, bold=False) for run in words)


def _table(lines: list[Line]) -> Table | None:
    """Rows of figures; None when they do not fit together."""
    try:
        (table,) = markup.parse("\n".join(line.text for line in lines))
    except (markup.MarkupError, ValueError):
        return None
    return table if isinstance(table, Table) else None


def _without(text: str, form: re.Pattern[str]) -> str:
    """The text without what it begins with, wherever the marks of bold stand."""
    stars = re.match(r"\**", text)
    start = stars[0] if stars else ""
    rest = form.sub("", text[len(start) :], count=1)
    # A number alone was bold.
    return rest.removeprefix(start).lstrip() if start and rest.startswith(start) else start + rest


def _is_heading(bare: str) -> bool:
    return len(bare) <= LONGEST_HEADING and not SENTENCE.search(bare)


def _closed(block: "Block | Open") -> Block:
    if not isinstance(block, Open):
        return block
    children = tuple(_closed(each) for each in block.children)
    if block.is_heading:
        return Section(block.text, children)
    return Numbered(block.text, children)

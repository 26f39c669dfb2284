"""The paper as a tree of typed values: what is frozen in a version and what the writers read.

Nothing here knows the database, HTTP, HTML or PDF. Numbers of sections, footnotes and annexes are
never stored: they are computed from the place in the tree (see `reports.outline`). What would not
print well is told by `reports.proof.problems`.
"ô" in the comments is the component number in Phụ lục I of Nghị định 30/2020/NĐ-CP.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from itertools import groupby
from typing import Any, Literal, TypeAlias, TypeVar

Numbering = Literal["roman", "arabic", "article", "parts"]
ParagraphStyle = Literal["body", "basis", "lead"]
Align = Literal["left", "center", "right", "justify"]
Json: TypeAlias = dict[str, Any]


class ContentError(ValueError):
    """Stored content that no version of this code wrote."""


# --- Text inside a block --------------------------------------------------------------------------


@dataclass(frozen=True)
class Footnote:
    """A footnote; its number is its place in the paper. Its runs carry no footnotes."""

    text: "tuple[Run, ...]"


@dataclass(frozen=True)
class Run:
    """Words in one face. The footnote's mark, if any, stands right after the words."""

    text: str
    bold: bool = False
    italic: bool = False
    footnote: Footnote | None = None
    # Data of a private person: printed as it is, and held back in what everybody may read
    # (reports.masking).
    private: bool = False
    # What these words cite: they follow the list of the case (reports.citing).
    cites: str = ""


Text: TypeAlias = tuple[Run, ...]
# "c:17": a document that the case cites; "l:5:29:1:a": a document of the law library and the
# article, clause and point in it.
CITES = re.compile(r"c:\d{1,18}|l:\d{1,18}:(?:\d{1,4}[a-zđ]?)?:(?:\d{1,3}[a-zđ]?)?:[a-zđ]{0,2}")


def alike(one: Run, other: Run) -> bool:
    """Both stand in the same face, so that they may be one run."""
    return _face(one) == _face(other)


def _face(run: Run) -> tuple[Any, ...]:
    return run.bold, run.italic, run.private, run.cites


def text(value: str) -> Text:
    """Plain words as the text of a block, in NFC; no words give an empty text."""
    value = unicodedata.normalize("NFC", value)
    return (Run(value),) if value else ()


def plain(runs: Text) -> str:
    """The words of a text without faces and footnotes."""
    return "".join(run.text for run in runs)


# --- Blocks ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it: I. / 1. / 1.1. / a), or "Điều 1." in a decision."""

    heading: Text
    children: "tuple[Block, ...]" = ()
    numbered: bool = True


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. "basis" is a căn cứ (italic, own line); "lead" carries no first-line indent."""

    text: Text
    style: ParagraphStyle = "body"


@dataclass(frozen=True)
class Item:
    """A line of an enumeration: level 1 begins with "-", level 2 with "+"."""

    text: Text
    level: Literal[1, 2] = 1


@dataclass(frozen=True)
class Numbered:
    """A numbered paragraph without a heading: "Điều 1.", khoản "1.", điểm "a)" by its place.

    It counts together with the sections beside it, so "1." may be a paragraph and "2." a section.
    """

    text: Text
    children: "tuple[Block, ...]" = ()


@dataclass(frozen=True)
class Column:
    """A column of a table. `width` is its share of the whole; `group` heads neighbours together."""

    heading: str
    width: int = 1
    align: Align = "left"
    group: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a heading row that is repeated on every page; every row has all the cells."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...] = ()
    caption: Text = ()
    # A line on the right above the table, such as "Đơn vị tính: đồng".
    unit: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar: `value` is a number written with a dot (98.67), `shown` what is printed (98,7%)."""

    label: str
    value: str
    shown: str


@dataclass(frozen=True)
class Chart:
    """Bars side by side against a target, each with its words: it can be read without the drawing.

    `most` is where the bars end; without it the longest of them fills its place.
    """

    caption: Text
    bars: tuple[Bar, ...] = ()
    target: str = ""
    target_label: str = ""
    most: str = ""


@dataclass(frozen=True)
class Bound:
    """Blocks generated from the case. `source` names the generator, `key` what it was asked for."""

    source: str
    key: str
    children: "tuple[Block, ...]" = ()


Block: TypeAlias = Section | Paragraph | Item | Numbered | Table | Chart | Bound


@dataclass(frozen=True)
class Annex:
    """A phụ lục: begins its own page, counts its own pages, is referred to in the body."""

    title: str
    children: tuple[Block, ...] = ()
    landscape: bool = False
    # Replaces the computed "(Kèm theo Kết luận số … ngày … của …)".
    note: str = ""
    numbering: Numbering = "roman"


# --- The whole paper ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Signer:
    """Ô 7a–7c. `authority` holds the lines KT./TL./TUQ./Q. and the title, as printed."""

    authority: tuple[str, ...]
    name: str = ""
    # The post in the home agency, printed just above the name (heads of teams and councils).
    other_post: str = ""


@dataclass(frozen=True)
class Recipient:
    """A line of ô 9b; `purpose` is printed in brackets ("để báo cáo")."""

    text: str
    purpose: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Everything that is printed. Equal papers give equal bytes."""

    # Abbreviation of the kind (Phụ lục III): "KL", "BC", "QĐ", "TB", "CV"…
    kind: str
    # Folder of templates and style sheet that printed the paper: it is kept for ever.
    template: str = "v1"
    numbering: Numbering = "roman"

    # Ô 2. Printed in capitals; a line break in them is kept.
    issuer_parent: str = ""
    issuer: str
    # The same office as it stands in a sentence ("Thanh tra quận Đồ Sơn"), for notes on annexes.
    issuer_name: str = ""
    # Ô 3. No number yet prints as a blank: "Số:      /KL-TTr".
    number: str | None = None
    symbol: str
    # Ô 4. Without a date the hints fill month and year and the rest stays blank.
    place: str
    issued_on: date | None = None
    month_hint: int | None = None
    year_hint: int | None = None
    # Ô 5a. An empty title makes the subject a "V/v …" under the number (ô 5b, công văn).
    title: str = ""
    subject: tuple[str, ...] = ()
    # Ô 9a "Kính gửi".
    addressees: tuple[str, ...] = ()

    # Ô 6. `deciding` is the office that decides ("CHÁNH THANH TRA QUẬN …", above the căn cứ) and
    # `order` the centred line between the căn cứ and the articles ("QUYẾT ĐỊNH:").
    deciding: str = ""
    preamble: tuple[Block, ...] = ()
    order: str = ""
    body: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()

    # Ô 7a–7c and 9b; `archive` is what follows "- Lưu: ".
    signer: Signer | None = None
    # Who sign side by side: a biên bản ends with both sides.
    parties: tuple[Signer, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    archive: str = ""
    draft: bool = False


Node: TypeAlias = Paper | Annex | Block | Signer | Recipient | Column | Bar | Run | Footnote
NodeT = TypeVar("NodeT", bound=Node)

_NODES: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        *(Paper, Annex, Section, Paragraph, Item, Numbered, Table, Column, Chart, Bar, Bound),
        *(Signer, Recipient, Run, Footnote),
    )
}
_DATES = {"issued_on"}


# --- To and from JSON -----------------------------------------------------------------------------


def to_json(node: Node) -> Json:
    """A node as JSON values, in the order of its fields.

    A field that has its default is left out, so a field added later keeps old hashes true.
    """
    shown: Json = {"type": type(node).__name__}
    for field in fields(node):
        value = getattr(node, field.name)
        if field.default is MISSING or value != field.default:
            shown[field.name] = _encode(value)
    return shown


def from_json(data: Json, kind: type[NodeT]) -> NodeT:
    """The node that `to_json` wrote; ContentError when it is something else."""
    node = _decode(data)
    if not isinstance(node, kind):
        raise ContentError(f"Expected {kind.__name__}, found {data.get('type')!r}.")
    return node


def blocks_to_json(blocks: Iterable[Block]) -> list[Json]:
    """Blocks as JSON values, as kept in the rows of a draft."""
    return [to_json(block) for block in blocks]


def blocks_from_json(data: Iterable[Json]) -> tuple[Block, ...]:
    """The blocks that `blocks_to_json` wrote."""
    blocks = tuple(_decode(value) for value in data)
    if not all(isinstance(block, Block) for block in blocks):
        raise ContentError("A list of blocks holds something that is not a block.")
    return blocks


def canonical(paper: Paper) -> bytes:
    """The bytes whose SHA-256 names a version."""
    shown = json.dumps(to_json(paper), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return shown.encode()


def _encode(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_encode(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return to_json(value) if type(value).__name__ in _NODES else value


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_decode(each) for each in value)
    return _decode_node(value) if isinstance(value, dict) else value


def _decode_node(data: Json) -> Any:
    kind = _NODES.get(data.get("type", ""))
    if kind is None:
        raise ContentError(f"Unknown kind of content: {data.get('type')!r}.")
    values = {
        name: date.fromisoformat(value) if name in _DATES and value else _decode(value)
        for name, value in data.items()
        if name != "type"
    }
    try:
        return kind(**values)
    except TypeError as error:
        raise ContentError(f"{kind.__name__}: {error}.") from error


# --- Walks ----------------------------------------------------------------------------------------


def children(block: Block | Annex) -> tuple[Block, ...]:
    """The blocks directly under a block."""
    return () if isinstance(block, Paragraph | Item | Table | Chart) else block.children


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in the order of reading, parents before children."""
    for block in blocks:
        yield block
        yield from walk(children(block))


def texts(block: Block) -> Iterator[Text]:
    """The texts of one block in the order of reading, without its children."""
    match block:
        case Section():
            yield block.heading
        case Table():
            yield block.caption
            for row in block.rows:
                yield from row
        case Chart():
            yield block.caption
        case Paragraph() | Item() | Numbered():
            yield block.text


def retold(blocks: Iterable[Block], change: Callable[[Run], Run]) -> tuple[Block, ...]:
    """The same blocks with every run changed, asked for in the order of reading.

    A footnote is asked for after the run that holds it, and stays with it.
    """
    return tuple(_retold(block, change) for block in blocks)


def _retold(block: Block, change: Callable[[Run], Run]) -> Block:
    facts: Json = {}
    match block:
        case Section():
            facts["heading"] = _retold_text(block.heading, change)
        case Table():
            facts["caption"] = _retold_text(block.caption, change)
            facts["rows"] = tuple(
                tuple(_retold_text(cell, change) for cell in row) for row in block.rows
            )
        case Chart():
            facts["caption"] = _retold_text(block.caption, change)
        case Paragraph() | Item() | Numbered():
            facts["text"] = _retold_text(block.text, change)
    if inner := children(block):
        facts["children"] = retold(inner, change)
    return replace(block, **facts)


def _retold_text(runs: Text, change: Callable[[Run], Run]) -> Text:
    return tuple(_retold_run(run, change) for run in runs)


def _retold_run(run: Run, change: Callable[[Run], Run]) -> Run:
    said = change(run)
    note = Footnote(_retold_text(run.footnote.text, change)) if run.footnote else None
    return replace(said, footnote=note)


def parts(paper: Paper) -> Iterator[tuple[Block, ...]]:
    """Preamble, body and each annex."""
    yield paper.preamble
    yield paper.body
    for annex in paper.annexes:
        yield annex.children


def footnotes(paper: Paper) -> Iterator[Footnote]:
    """The footnotes in the order of their numbers."""
    for part in parts(paper):
        for block in walk(part):
            for runs in texts(block):
                yield from (run.footnote for run in runs if run.footnote)


def words(paper: Paper) -> Iterator[str]:
    """Every word that a person or the case put into the paper; no computed numbers."""
    for line in lines_of(paper):
        yield from line.split()


def lines_of(paper: Paper) -> Iterator[str]:
    """The same, a line at a time."""
    yield from (paper.issuer_parent, paper.issuer, paper.number or "", paper.symbol, paper.place)
    yield from (paper.title, *paper.subject, *paper.addressees, paper.deciding)
    yield from block_lines(paper.preamble)
    yield paper.order
    yield from block_lines(paper.body)
    if paper.signer:
        yield from (*paper.signer.authority, paper.signer.other_post, paper.signer.name)
    for party in paper.parties:
        yield from (*party.authority, party.other_post, party.name)
    for recipient in paper.recipients:
        yield from (recipient.text, recipient.purpose)
    yield paper.archive
    for annex in paper.annexes:
        yield from (annex.title, annex.note)
        yield from block_lines(annex.children)


def block_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The words of blocks, one string for each text, footnotes after the text that holds them."""
    for block in walk(blocks):
        if isinstance(block, Table):
            yield block.unit
            yield from (group for group, _ in groupby(column.group for column in block.columns))
            yield from (column.heading for column in block.columns)
        for runs in texts(block):
            yield plain(runs)
            yield from (plain(run.footnote.text) for run in runs if run.footnote)
        if isinstance(block, Chart):
            yield from (f"{bar.label} {bar.shown}" for bar in block.bars)
            yield block.target_label

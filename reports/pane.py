"""One part of a draft at a time: the outline beside it, and the rows that are edited now.

A paper of 200 sections stays light: only headings are read of what is not open.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Func, IntegerField, Q, Value
from django.db.models.fields.json import KT

from findings.models import Explanation
from office.text import row_key
from reports import content
from reports.choices import BlockKind, BlockPart
from reports.composing.names import NAMES
from reports.content import Block as Content
from reports.content import Numbered, Section
from reports.drafts import blocks_of_row, refresh_rows, today
from reports.kinds import numbering_of
from reports.models import Block, Comment, Document
from reports.outline import Placed, annex_label, outline
from reports.splitting import split_at_headings

HEADER, PREAMBLE, LOOSE = "dau", "mo-dau", "than"
NAMED_PARTS = {PREAMBLE: BlockPart.PREAMBLE, LOOSE: BlockPart.BODY}


@dataclass
class Entry:
    """A line of the outline: a part that can be opened."""

    key: str
    label: str
    name: str
    depth: int = 1
    is_open: bool = False


@dataclass
class Shown:
    """A row of the open part."""

    row: Block
    name: str = ""
    # Of an edited bound row, when the case says something else by now.
    now: list[content.Json] | None = None
    # Its blocks with the numbers they have in the whole paper.
    placed: tuple[Placed, ...] = ()

    @property
    def is_bound(self) -> bool:
        return self.row.kind == BlockKind.BOUND

    @property
    def is_edited(self) -> bool:
        return self.is_bound and self.row.data["is_edited"]

    @property
    def articles(self) -> str:
        """ "Điều 3", "Điều 4, Điều 5": the articles that the row holds; empty where there are none."""
        return ", ".join(_articles(self.placed))

    @property
    def has_headings(self) -> bool:
        """Somebody pasted or typed headings into this run of text."""
        may_hold = self.row.kind == BlockKind.TEXT and self.row.part != BlockPart.PREAMBLE
        return may_hold and bool(split_at_headings(self.blocks)[1])

    @property
    def blocks(self) -> tuple[Content, ...]:
        return content.blocks_from_json(self.row.data["blocks"])


@dataclass
class Pane:
    """The open part with the outline of the whole paper."""

    document: Document
    key: str
    entries: list[Entry]
    section: Block | None = None
    label: str = ""
    rows: list[Shown] = field(default_factory=list)
    placed: tuple[Placed, ...] = ()

    @property
    def comments(self) -> list[Comment]:
        """Open comments on the open part, and on blocks of it that are gone."""
        rows = Comment.objects.filter(document=self.document, answers_to=None, resolved_at=None)
        keys = [each.row.pk for each in self.rows]
        if self.section is not None:
            keys.append(self.section.pk)
            fallen = Q(block=None, section=self.section)
        else:
            fallen = Q(pk=None)
        here = rows.filter(fallen | Q(block__in=keys)).select_related("author").order_by("pk")
        found = list(here)
        for row in found:
            row.document = self.document
        return found

    @property
    def explanations(self) -> list[Explanation]:
        """What units said to the findings that the open part is made of; none of a plan."""
        rows = [each.row.data for each in self.rows if each.is_bound]
        topics = [row_key(data["key"]) for data in rows if data["source"] == "findings"]
        if not topics or self.document.inspection is None:
            return []
        told = Explanation.objects.filter(
            request__findings__topic__in=filter(None, topics),
            request__inspection=self.document.inspection,
        )
        found = list(
            told.distinct().select_related("request__unit__unit").order_by("request__number", "pk")
        )
        for row in found:
            row.request.inspection = self.document.inspection
        return found

    @property
    def previous(self) -> Entry | None:
        return self._beside(-1)

    @property
    def next(self) -> Entry | None:
        return self._beside(1)

    def _beside(self, step: int) -> Entry | None:
        keys = [entry.key for entry in self.entries]
        place = keys.index(self.key) + step if self.key in keys else -1
        return self.entries[place] if 0 <= place < len(keys) else None


class _Light:
    """The rows without their text, except those directly under the open part."""

    def __init__(self, document: Document, key: str):
        self.document = document
        self.rows = list(_light_rows(document))
        self.under: dict[int | None, list[dict[str, Any]]] = {}
        for row in self.rows:
            self.under.setdefault(row["parent_id"], []).append(row)
        self.open = self._open_rows(key)
        # Sections of the outline by the identity of the block that stands for them.
        self.made: dict[int, int] = {}
        # Open rows by the identity of each of their blocks.
        self.row_of: dict[int, int] = {}

    def _open_rows(self, key: str) -> dict[int, Block]:
        wanted = Block.objects.filter(document=self.document).exclude(
            kind__in=(BlockKind.SECTION, BlockKind.ANNEX)
        )
        if key in NAMED_PARTS:
            wanted = wanted.filter(parent=None, part=NAMED_PARTS[key])
        elif (section := row_key(key)) is not None:
            wanted = wanted.filter(parent=section)
        else:
            wanted = wanted.none()
        rows = {row.pk: row for row in wanted.select_related("changed_by").order_by("position")}
        refresh_rows(self.document, rows.values())
        return rows

    def blocks(self, rows: Iterable[dict[str, Any]]) -> tuple[Content, ...]:
        found: list[Content] = []
        for row in rows:
            if row["pk"] in self.open:
                blocks = blocks_of_row(self.open[row["pk"]])
                self.row_of |= {id(block): row["pk"] for block in blocks}
                found.extend(blocks)
            elif row["kind"] == BlockKind.SECTION:
                inner = self.blocks(self.under.get(row["pk"], []))
                heading = content.text(row["heading"] or "")
                section = Section(heading, inner, numbered=not row["bare"])
                self.made[id(section)] = row["pk"]
                found.append(section)
            else:
                # What is not open is there only to be counted.
                found += [Numbered(()) for _ in range(row["numbers"] or 0)]
                found += [Section(()) for _ in range(row["sections"] or 0)]
        return tuple(found)

    def top(self, part: str) -> list[dict[str, Any]]:
        return [row for row in self.under.get(None, []) if row["part"] == part]


FACTS = ("heading", "title", "bare", "numbering", "numbers", "sections")


def _light_rows(document: Document) -> Any:
    def count(kind: str) -> Func:
        path = Value(f'$.blocks[*] ? (@.type == "{kind}")')
        matches = Func(
            F("data"),
            path,
            function="jsonb_path_query_array",
            template="%(function)s(%(expressions)s::jsonpath)",
        )
        return Func(matches, function="jsonb_array_length", output_field=IntegerField())

    return (
        Block.objects.filter(document=document)
        .order_by("position", "pk")
        .annotate(
            heading=KT("data__heading"),
            title=KT("data__title"),
            bare=KT("data__bare"),
            numbering=KT("data__numbering"),
            numbers=count("Numbered"),
            sections=count("Section"),
        )
        .values("pk", "parent_id", "part", "kind", *FACTS)
    )


def _has_articles(document: Document) -> bool:
    return numbering_of(document) == "article"


def first_key(document: Document) -> str:
    """What opens first: the articles of a decision, otherwise the first section."""
    if _has_articles(document):
        return LOOSE
    first = (
        Block.objects.filter(document=document, parent=None, kind=BlockKind.SECTION)
        .order_by("position", "pk")
        .values_list("pk", flat=True)
        .first()
    )
    return str(first) if first else HEADER


def open_part(document: Document, key: str) -> Pane | None:
    """The part of that key with the outline; None when the paper has no such part."""
    light = _Light(document, key)
    numbering = numbering_of(document)
    body = outline(light.blocks(light.top(BlockPart.BODY)), numbering)
    annexes = light.top(BlockPart.ANNEX)
    inside = {
        row["pk"]: outline(
            light.blocks(light.under.get(row["pk"], [])), row["numbering"] or "roman"
        )
        for row in annexes
    }
    entries = [
        Entry(HEADER, "", "Phần đầu, người ký, nơi nhận"),
        Entry(PREAMBLE, "", "Căn cứ" if _has_articles(document) else "Mở đầu"),
        *_entries(body, light),
        *_loose(document, light, body),
    ]
    for place, row in enumerate(annexes, 1):
        entries.append(Entry(str(row["pk"]), annex_label(place, len(annexes)), row["title"] or ""))
        entries += _entries(inside[row["pk"]], light, depth=2)
    pane = Pane(document, key, entries)
    for entry in entries:
        entry.is_open = entry.key == key
    if not any(entry.is_open for entry in entries):
        return None
    pane.placed = _placed(light, pane, body, inside)
    return _filled(pane, light)


def _entries(placed: Iterable[Placed], light: _Light, *, depth: int = 1) -> list[Entry]:
    found = []
    for each in placed:
        pk = light.made.get(id(each.block))
        if pk and isinstance(each.block, Section):
            name = content.plain(each.block.heading)
            found.append(Entry(str(pk), each.label, name, depth))
            found += _entries(each.children, light, depth=depth + 1)
    return found


def _articles(placed: Iterable[Placed]) -> list[str]:
    return [each.label.rstrip(".") for each in _walk(placed) if each.scheme == "article"]


def _loose(document: Document, light: _Light, body: tuple[Placed, ...]) -> list[Entry]:
    rows = [row for row in light.top(BlockPart.BODY) if row["kind"] != BlockKind.SECTION]
    if not rows:
        return []
    articles = _articles(body)
    if len(articles) > 1:
        return [Entry(LOOSE, "", f"{articles[0]} đến {articles[-1]}")]
    return [Entry(LOOSE, "", "Các điều" if _has_articles(document) else "Lời kết")]


def _placed(
    light: _Light, pane: Pane, body: tuple[Placed, ...], inside: dict[int, tuple[Placed, ...]]
) -> tuple[Placed, ...]:
    """The blocks of the open part with the numbers they have in the whole paper."""
    if pane.key == PREAMBLE:
        return outline(light.blocks(light.top(BlockPart.PREAMBLE)), "roman")
    if pane.key == LOOSE:
        return tuple(each for each in body if id(each.block) not in light.made)
    section = row_key(pane.key)
    if section is None:
        return ()
    if section in inside:
        return inside[section]
    for each in _walk((*body, *(one for part in inside.values() for one in part))):
        if light.made.get(id(each.block)) == section:
            pane.label = each.label
            return (each,)
    return ()


def _walk(placed: Iterable[Placed]) -> Iterable[Placed]:
    for each in placed:
        yield each
        yield from _walk(each.children)


def _filled(pane: Pane, light: _Light) -> Pane:
    if (section := row_key(pane.key)) is not None:
        rows = Block.objects.filter(document=pane.document).select_related("changed_by")
        pane.section = rows.get(pk=section)
    open_rows = list(light.open.values())
    edited = [row for row in open_rows if row.kind == BlockKind.BOUND and row.data["is_edited"]]
    said = today(pane.document, edited) if edited else {}
    placed: dict[int, list[Placed]] = {}
    for each in _walk(pane.placed):
        if (pk := light.row_of.get(id(each.block))) is not None:
            placed.setdefault(pk, []).append(each)
    for row in open_rows:
        name = NAMES.get(row.data.get("source", ""), "")
        shown = Shown(row, name, placed=tuple(placed.get(row.pk, ())))
        if row.pk in said and said[row.pk] != row.data.get("seen", []):
            shown.now = said[row.pk]
        pane.rows.append(shown)
    return pane

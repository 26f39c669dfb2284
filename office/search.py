"""Words found without accents, in a column that the database itself keeps (migration 0005).

A table that can be searched has a column `search` beside what its model knows: a trigger fills it,
so rows written in bulk are found too, and no page that reads the row pays for reading it.

look = Looked.at('đơn thư "tiếp công dân" 547/KL-TTr')
rows.filter(look.matches())
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db.models import BooleanField, Func, Q, QuerySet
from django.db.models.expressions import Col, Expression

from office.text import search_key

MOST_TERMS = 12
# Ranked are the newest that fit, never all: the oldest thousand are not worth a second.
RANKED = 100
WINDOW = 170
BEFORE_HIT = 50
TERM = re.compile(r'"([^"]*)"|(\S+)')
PART = re.compile(r"[a-z0-9]+")
# One letter for one letter, so that a place in the bare text is the place in the written one.
_LETTERS = "".join(
    map(chr, (*range(0xC0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA)))
)
BARE = {ord(letter): bare for letter in _LETTERS if len(bare := search_key(letter)) == 1}


@dataclass(frozen=True)
class Looked:
    """What somebody looks for: `phrases` are words that stand side by side."""

    phrases: tuple[tuple[str, ...], ...] = ()
    # “547/KL-TT” finds 547/KL-TTr: the last part of a symbol may be its beginning.
    begun: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def at(cls, typed: str) -> "Looked":
        """Words in any order; in quotes, or joined by marks as in a symbol, side by side."""
        phrases, begun = [], set()
        for quoted, loose in TERM.findall(typed)[:MOST_TERMS]:
            parts = tuple(PART.findall(search_key(quoted or loose)))[:MOST_TERMS]
            if not parts:
                continue
            phrases.append(parts)
            if loose and len(parts) > 1 and parts[0].isdigit():
                begun.add(parts)
        return cls(tuple(phrases), frozenset(begun))

    def __bool__(self) -> bool:
        return bool(self.phrases)

    @property
    def words(self) -> str:
        """All the words, for a column that is searched by parts of words."""
        return " ".join(part for phrase in self.phrases for part in phrase)

    @property
    def raw(self) -> str:
        """For PostgreSQL: only letters a–z and digits stand between the operators."""
        return " & ".join(
            "(" + " <-> ".join(phrase) + (":*" if phrase in self.begun else "") + ")"
            for phrase in self.phrases
        )

    @property
    def _whole_words(self) -> str:
        """What an index is to be asked for: without the beginnings of words."""
        return " & ".join(
            "(" + " <-> ".join(phrase[:-1] if phrase in self.begun else phrase) + ")"
            for phrase in self.phrases
        )

    def matches(self) -> Q:
        """A condition for `filter` of a table with the column.

        The index would gather every word that begins so (“TTr…”: all there are, 50 ms of a million
        rows) before it looks at the number beside it; so it is asked for whole words, and the
        beginning is compared in the rows that are left, by a function that no index answers.
        """
        found = Q(_in_column("%(expressions)s", self._whole_words, joined=" @@ "))
        return (
            found & Q(_in_column("ts_match_vq(%(expressions)s)", self.raw)) if self.begun else found
        )

    def best_of(self, rows: QuerySet, *, newest: tuple[str, ...], most: int) -> list[Any]:
        """Keys of the rows that fit best among the newest that fit at all."""
        rank = SearchRank(SearchColumn(), _asked(self.raw))
        found = rows.filter(self.matches()).order_by(*newest).values_list("pk", rank)[:RANKED]
        return [key for key, _ in sorted(found, key=lambda each: -each[1])[:most]]


class SearchColumn(Expression):
    """The column `search` of the table that is asked, which no model declares."""

    FIELD = SearchVectorField()
    FIELD.set_attributes_from_name("search")

    def __init__(self) -> None:
        super().__init__(output_field=self.FIELD)

    def resolve_expression(self, query: Any = None, *_: Any, **__: Any) -> Any:
        return Col(query.get_initial_alias(), self.FIELD)


@dataclass(frozen=True)
class Piece:
    """A part of an excerpt."""

    text: str
    is_hit: bool = False


def excerpt(text: str, look: Looked) -> list[Piece]:
    """The place of the text where the first of the words stands, the words marked."""
    wanted = sorted({part for phrase in look.phrases for part in phrase}, key=len, reverse=True)
    line = " ".join(text.split())
    if not wanted:
        return [Piece(line[:WINDOW])]
    hits = list(_hits(line, wanted, look))
    start = _start(line, hits[0].start() if hits else 0)
    end = min(len(line), start + WINDOW)
    return list(_pieces(line, start, end, hits))


# --- Inside ---------------------------------------------------------------------------------------


def _asked(raw: str) -> SearchQuery:
    return SearchQuery(raw, config="simple", search_type="raw")


def _in_column(template: str, raw: str, *, joined: str = ", ") -> Func:
    return Func(
        SearchColumn(),
        _asked(raw),
        template=template,
        arg_joiner=joined,
        output_field=BooleanField(),
    )


def _hits(line: str, wanted: Iterable[str], look: Looked) -> Iterable[re.Match]:
    begun = {phrase[-1] for phrase in look.begun}
    words = "|".join(f"{word}[a-z0-9]*" if word in begun else word for word in wanted)
    return re.finditer(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])", line.translate(BARE).lower())


def _start(line: str, hit: int) -> int:
    if hit <= BEFORE_HIT:
        return 0
    space = line.find(" ", hit - BEFORE_HIT, hit)
    return space + 1 if space >= 0 else hit


def _pieces(line: str, start: int, end: int, hits: Iterable[re.Match]) -> Iterable[Piece]:
    if start:
        yield Piece("… ")
    here = start
    for hit in hits:
        if hit.start() < here or hit.end() > end:
            continue
        if hit.start() > here:
            yield Piece(line[here : hit.start()])
        yield Piece(line[hit.start() : hit.end()], is_hit=True)
        here = hit.end()
    if here < end:
        yield Piece(line[here:end])
    if end < len(line):
        yield Piece(" …")

"""Citations in running text: their words follow the list of the case and the law library.

Phụ lục I NĐ 30/2020: the first mention in a paper is in full, later ones are in short. Which is the
first depends on the order of the paper, so it is told when the rows are read and never stored as a
choice. A document typed as plain words is not counted: nobody can tell what those words mean.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Func, JSONField, Value

from findings.models import Citation
from office import law
from office.models import LegalDocument, LegalProvision
from reports import content
from reports.choices import BlockPart
from reports.content import Run
from reports.models import Block, Document


@dataclass(frozen=True)
class Wording:
    """What is cited in the two wordings."""

    full: str
    short: str


def key_of_citation(citation: Citation) -> str:
    """What a run cites (`Run.cites`) when it cites a document of the case."""
    return f"c:{citation.pk}"


def key_of_provision(place: LegalProvision) -> str:
    """The same for a place in the law, whether the library holds that place or only the document."""
    return f"l:{place.document_id}:{place.article}:{place.clause}:{place.point}"


def say(document: Document, rows: Iterable[Block]) -> list[Block]:
    """Let the citations in these rows of a paper say what is kept today; nothing is written.

    Gives the rows that cite. What is no longer kept, or belongs to another case, stays as it was.
    """
    cited = _cited(document)
    mine = [row for row in rows if row.pk in cited]
    if not mine:
        return []
    wordings = _wordings(document, {key for row in mine for key in cited[row.pk]})
    before = _said_before(document, cited)
    for row in mine:
        # A row that was removed meanwhile has no place any more.
        _say_in(row, wordings, before.get(row.pk, set()))
    return mine


def settle(document: Document) -> None:
    """Write down what the citations say, before the paper no longer follows the case."""
    rows = say(document, Block.objects.filter(document=document).order_by("pk"))
    Block.objects.bulk_update(rows, ["data"])


def as_words(blocks: Iterable[content.Block]) -> tuple[content.Block, ...]:
    """The same blocks with what they say now as plain words: outside their case nothing is cited."""
    return content.retold(blocks, lambda run: replace(run, cites=""))


# --- Inside ---------------------------------------------------------------------------------------


def _cited(document: Document) -> dict[int, list[str]]:
    """The rows that cite, with the keys of what they cite."""
    found = Func(
        F("data"),
        Value("$.blocks.**.cites"),
        function="jsonb_path_query_array",
        template="%(function)s(%(expressions)s::jsonpath)",
        output_field=JSONField(),
    )
    rows = Block.objects.filter(document=document).annotate(cites=found).exclude(cites=[])
    return dict(rows.order_by("pk").values_list("pk", "cites"))


def _wordings(document: Document, keys: set[str]) -> dict[str, Wording]:
    """What is cited, by its key: at most one question for the case and one for the law."""
    places = {key: place for key in keys if (place := _place(key))}
    laws = LegalDocument.objects.in_bulk({place["document_id"] for place in places.values()})
    told = {}
    for key, place in places.items():
        if named := laws.get(place["document_id"]):
            provision = LegalProvision(**place | {"document": named})
            told[key] = Wording(law.cite(provision), law.cite(provision, in_full=False))
    mine = [int(key[2:]) for key in keys if key.startswith("c:")]
    if mine and document.inspection is not None:
        for each in document.inspection.citations.filter(pk__in=mine).order_by("pk"):
            told[key_of_citation(each)] = Wording(each.in_full, each.in_short)
    return told


def _place(key: str) -> dict[str, Any]:
    """ "l:5:29:1:a" as the fields of a provision; nothing for a document of the case."""
    kind, pk, *place = key.split(":")
    if kind != "l":
        return {}
    return {"document_id": int(pk)} | dict(zip(("article", "clause", "point"), place, strict=True))


def _document_of(key: str) -> str:
    """Two articles of one law are one document: only the first mention names it in full."""
    return ":".join(key.split(":")[:2])


def _said_before(document: Document, cited: dict[int, list[str]]) -> dict[int, set[str]]:
    """Which documents were cited before each row that cites."""
    said: set[str] = set()
    found = {}
    for pk in _in_order_of_reading(document):
        if pk in cited:
            found[pk] = set(said)
            said |= set(map(_document_of, cited[pk]))
    return found


def _in_order_of_reading(document: Document) -> Iterator[int]:
    rows = Block.objects.filter(document=document).order_by("position", "pk")
    under: dict[tuple[int | None, str], list[int]] = {}
    for pk, parent, part in rows.values_list("pk", "parent_id", "part"):
        under.setdefault((parent, "" if parent else part), []).append(pk)
    for part in BlockPart.values:
        waiting = under.get((None, part), [])[::-1]
        while waiting:
            pk = waiting.pop()
            yield pk
            waiting += under.get((pk, ""), [])[::-1]


def _say_in(row: Block, wordings: dict[str, Wording], said: set[str]) -> None:
    def told(run: Run) -> Run:
        wording = wordings.get(run.cites)
        if wording is None:
            return run
        name = _document_of(run.cites)
        words = wording.short if name in said else wording.full
        said.add(name)
        return replace(run, text=words)

    blocks = content.blocks_from_json(row.data["blocks"])
    row.data["blocks"] = content.blocks_to_json(content.retold(blocks, told))

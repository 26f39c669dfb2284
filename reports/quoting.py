"""Documents offered to who writes a paper: those the case cites, and provisions of the law."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from findings import citations, provisions
from findings.models import Citation
from inspections.models import Inspection
from office import law
from office.models import LegalDocument, LegalProvision
from office.text import search_key, short_date
from office.workflow import Problem, Problems
from reports import citing, content, drafts
from reports.models import Document

MOST = 20
# What is typed into the search; longer is no name of a document.
MOST_LETTERS = 800


@dataclass(frozen=True)
class Quote:
    """A document in the two wordings of NĐ 30/2020, Phụ lục I: first mention, later mentions.

    `cites` names it for `Run.cites`. `sign` is what a paper that named it already must hold; ""
    where nothing tells it apart.
    """

    cites: str
    full: str
    short: str
    sign: str
    doubt: str = ""
    is_said: bool = False


def quotes(document: Document, words: str) -> list[Quote]:
    """What the words find, without accents: cited documents first, then provisions of the law.

    Without words: the documents that the case cites. The paper of a plan cites no case.
    """
    if document.inspection is None:
        return []
    words = words[:MOST_LETTERS]
    found = [_of_citation(each) for each in _cited(document.inspection, words)]
    found += _of_law(document, document.inspection, words)
    if not found:
        return []
    said = _words_of(document)
    return [Quote(**vars(each) | {"is_said": _is_said(each.sign, said)}) for each in found[:MOST]]


def recognised(document: Document, words: str) -> str:
    """A document typed in full that the case does not cite yet, as it would be kept; else ""."""
    if document.inspection is None:
        return ""
    try:
        facts = citations.recognise(words[:MOST_LETTERS])
    except Problems:
        return ""
    held = Citation.objects.filter(
        inspection=document.inspection, number=facts.number, dated_on=facts.dated_on
    )
    if not facts.number or held.exists():
        return ""
    return Citation(**vars(facts)).in_full


def keep(document: Document, words: str, *, actor: Any) -> Quote:
    """Put a typed document into the list of the case, once, and give it as a quote.

    Raises Problems when it is not recognised, Refused when the list is not this person's to fill.
    """
    if document.inspection is None:
        raise Problems([Problem("Văn bản của kế hoạch không có danh mục văn bản viện dẫn.")])
    facts = citations.recognise(words)
    quote = _of_citation(citations.keep(document.inspection, facts, actor=actor))
    is_said = _is_said(quote.sign, _words_of(document))
    return Quote(**vars(quote) | {"is_said": is_said})


# --- Inside ---------------------------------------------------------------------------------------


def _cited(inspection: Inspection, words: str) -> list[Citation]:
    keys = search_key(words).split()
    rows = inspection.citations.order_by("dated_on", "number", "pk")
    return [row for row in rows if all(key in search_key(row.in_full) for key in keys)]


def _of_citation(citation: Citation) -> Quote:
    doubts = " ".join(citations.doubts_about(citation))
    key = citing.key_of_citation(citation)
    return Quote(key, citation.in_full, citation.in_short, citation.number, doubts)


def _of_law(document: Document, inspection: Inspection, words: str) -> list[Quote]:
    found = []
    for offer in provisions.offers(words, inspection):
        if (provision := provisions.provision_behind(offer.value)) is not None:
            doubt = _doubt_today(document, provision.document) or offer.doubt
            found.append(_of_provision(provision, doubt))
    return found


def _of_provision(provision: LegalProvision, doubt: str) -> Quote:
    named = provision.document
    return Quote(
        citing.key_of_provision(provision),
        law.cite(provision),
        law.cite(provision, in_full=False),
        named.title if named.is_law else named.number,
        doubt,
    )


def _doubt_today(document: Document, named: LegalDocument) -> str:
    """A law that does not hold on the day of the paper; what it said of old acts is another doubt."""
    day = document.issued_on or document.planned_on or timezone.localdate()
    if day < named.in_force_from:
        return f"{named.number} chỉ có hiệu lực từ {short_date(named.in_force_from)}."
    if named.in_force_to and named.in_force_to < day:
        return f"{named.number} hết hiệu lực sau ngày {short_date(named.in_force_to)}."
    return ""


def _words_of(document: Document) -> str:
    return "\n".join(content.lines_of(drafts.tree(document)))


def _is_said(sign: str, said: str) -> bool:
    # “897/QĐ-UBND” is not “1897/QĐ-UBND”; a form looks ten times longer than plain words do.
    is_there = bool(sign) and sign in said
    return is_there and re.search(rf"(?<!\d){re.escape(sign)}", said) is not None

"""Provisions of the law library: found by words without accents, doubted by their dates."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from findings import permissions as may
from inspections.models import Inspection
from office import journal, law
from office.models import LegalDocument, LegalProvision
from office.text import nfc, search_key, short_date
from office.workflow import Problem, Problems

MOST_DOCUMENTS = 8
MOST_OFFERS = 20
PLACES = {
    "article": re.compile(r"(?:\b(?:điều|dieu)\s*|\bđ\.?)(\d{1,4}[a-zđ]?)\b"),
    "clause": re.compile(r"(?:\b(?:khoản|khoan)\s*|\bk\.?)(\d{1,3}[a-zđ]?)\b"),
    "point": re.compile(r"\b(?:điểm|diem)\s*([a-zđ]{1,2})\b"),
}
NEW = re.compile(r"new:(\d{1,18}):(\d{1,4}[a-zđ]?):(\d{0,3}[a-zđ]?):([a-zđ]{0,2})")
PASSING_WORDS = {"so", "cua", "ngay", "nam", "ve", "va", "theo", "tai"}


@dataclass(frozen=True)
class Offer:
    """One line a person may tick: `value` goes back to `provision_of`."""

    value: str
    label: str
    is_new: bool
    doubt: str = ""


@dataclass(frozen=True)
class Place:
    article: str = ""
    clause: str = ""
    point: str = ""


def offers(words: str, inspection: Inspection) -> list[Offer]:
    """Provisions for “khoan 1 dieu 29 thong tu 05/2021”, those of the library first.

    A place that the library's document does not hold yet is offered too: choosing it adds it.
    """
    place, rest = _place(words)
    documents = _documents(rest)
    if not documents:
        return []
    wanted = {name: value for name, value in vars(place).items() if value}
    held = list(
        LegalProvision.objects.filter(document__in=documents, **wanted)
        .exclude(article="")
        .select_related("document")
        .order_by("document__issued_on", "article", "clause", "point")[:MOST_OFFERS]
    )
    found = [
        Offer(
            str(provision.pk),
            label_of(provision),
            is_new=False,
            doubt=doubt_about(provision.document, inspection),
        )
        for provision in held
    ]
    return found + _new_offers(place, documents, held, inspection)


def labels_for(values: list[str], inspection: Inspection) -> list[Offer]:
    """What was ticked before, as offers again, so that a form with an error loses no tick."""
    if not values:
        return []
    numbers = [int(value) for value in values if value.isdecimal() and len(value) < 19]
    held = {
        str(each.pk): each
        for each in LegalProvision.objects.filter(pk__in=numbers).select_related("document")
    }
    found = []
    for value in dict.fromkeys(values):
        if provision := held.get(value):
            doubt = doubt_about(provision.document, inspection)
            found.append(Offer(value, label_of(provision), is_new=False, doubt=doubt))
        elif provision := _unsaved(value):
            doubt = doubt_about(provision.document, inspection)
            found.append(Offer(value, label_of(provision), is_new=True, doubt=doubt))
    return found


def label_of(provision: LegalProvision) -> str:
    """As it is cited later in a paper, with the name that tells what it is about."""
    cited = law.cite(provision, in_full=False)
    title = provision.document.title
    return cited if title in cited else f"{cited} {title}"


@transaction.atomic
def provision_of(value: str, inspection: Inspection, *, actor: Any) -> LegalProvision:
    """The provision behind an offer; a new place is added to the library, with a journal line.

    Raises Problems for an invented value.
    """
    if value.isdecimal() and len(value) < 19:
        if held := LegalProvision.objects.filter(pk=value).first():
            return held
    elif (made := _unsaved(value)) is not None:
        may.insist(may.can_record_finding, actor, inspection)
        provision, is_new = LegalProvision.objects.get_or_create(
            document=made.document, article=made.article, clause=made.clause, point=made.point
        )
        if is_new:
            journal.record(
                actor=actor,
                chain=inspection.code,
                verb="add_provision",
                about=provision,
                sentence=f"Thêm vào thư viện pháp luật: {law.cite(provision)}.",
            )
        return provision
    raise Problems([Problem("Điều khoản đã chọn không có trong thư viện.", "#id_provisions")])


def provision_behind(value: str) -> LegalProvision | None:
    """The provision of an offer as it can be cited; a new place is not saved. None if invented."""
    if value.isdecimal() and len(value) < 19:
        return LegalProvision.objects.filter(pk=value).select_related("document").first()
    return _unsaved(value)


def doubt_about(document: LegalDocument, inspection: Inspection) -> str:
    """A sentence when the document was not in force in the whole period under inspection.

    A finding rests on the rule in force at the time of the act, not on today's.
    """
    begin, end = inspection.period_from, inspection.period_to
    name = document.number
    if end and document.in_force_from > end:
        return (
            f"{name} có hiệu lực từ {short_date(document.in_force_from)}, sau thời kỳ được"
            f" {inspection.act} (đến {short_date(end)})."
        )
    if begin and document.in_force_to and document.in_force_to < begin:
        return (
            f"{name} hết hiệu lực từ sau {short_date(document.in_force_to)}, trước thời kỳ được"
            f" {inspection.act} (từ {short_date(begin)})."
        )
    if begin and document.in_force_from > begin:
        return (
            f"{name} chỉ có hiệu lực từ {short_date(document.in_force_from)}; việc xảy ra trước"
            " ngày đó phải theo văn bản khác."
        )
    if end and document.in_force_to and document.in_force_to < end:
        return (
            f"{name} chỉ có hiệu lực đến {short_date(document.in_force_to)}; việc xảy ra sau ngày"
            " đó phải theo văn bản khác."
        )
    return ""


# --- Inside ---------------------------------------------------------------------------------------


def _place(words: str) -> tuple[Place, str]:
    """“khoản 1 Điều 29” taken out of the words; “điểm đ” is not “điểm d”, so accents count here."""
    rest, found = nfc(words).lower(), {}
    for name in ("point", "clause", "article"):
        if match := PLACES[name].search(rest):
            found[name] = match[1]
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    return Place(**found), rest


def _documents(words: str) -> list[LegalDocument]:
    """The library is a few hundred rows, so it is searched here and not in the database."""
    keys = [key for key in search_key(words).split() if key not in PASSING_WORDS]
    if not keys:
        return []
    found = []
    for document in LegalDocument.objects.order_by("-issued_on", "number"):
        text = search_key(
            f"{document.get_kind_display()} {document.number} {document.title} {document.issuer}"
            f" {document.issued_on.year}"
        )
        if all(key.strip(",.;") in text for key in keys):
            found.append(document)
    return found[:MOST_DOCUMENTS]


def _new_offers(
    place: Place, documents: list[LegalDocument], held: list[LegalProvision], inspection: Inspection
) -> list[Offer]:
    if not place.article:
        return []
    wanted = (place.article, place.clause, place.point)
    there = {each.document_id for each in held if (each.article, each.clause, each.point) == wanted}
    found = []
    for document in documents:
        if document.pk in there:
            continue
        value = f"new:{document.pk}:{place.article}:{place.clause}:{place.point}"
        if (provision := _unsaved(value, document)) is not None:
            doubt = doubt_about(document, inspection)
            found.append(Offer(value, label_of(provision), is_new=True, doubt=doubt))
    return found


def _unsaved(value: str, document: LegalDocument | None = None) -> LegalProvision | None:
    match = NEW.fullmatch(value)
    if not match:
        return None
    document = document or LegalDocument.objects.filter(pk=match[1]).first()
    if document is None:
        return None
    return LegalProvision(document=document, article=match[2], clause=match[3], point=match[4])

"""The kinds of papers that a case or a plan gives, and the template that each is made from.

The words of a kind are rows (`models.PaperTemplate`) that the administrator edits; a paper keeps the
template it was composed from. Words of thanh tra and of kiểm tra stand in rows of their own, so that
they never mix.
"""

import datetime
from typing import cast

from django.utils import timezone

from inspections.models import Inspection, Plan
from reports.choices import DocumentKind
from reports.content import Numbering
from reports.models import Document, PaperTemplate

_REMEMBERED = "_templates_on"


class NoTemplate(LookupError):
    """The table of templates has a gap that the administrator's pages do not allow."""


def kind_of(owner: Inspection | Plan, kind: str, day: datetime.date | None = None) -> PaperTemplate:
    """The template of a kind of paper in this case, or of this plan, on a day (today).

    All templates of that day are read in one query, and remembered by the case in hand: it lives as
    long as a request. Raises NoTemplate.
    """
    day = day or timezone.localdate()
    remembered = owner.__dict__.setdefault(_REMEMBERED, {})
    if day not in remembered:
        case_kind = "" if isinstance(owner, Plan) else owner.kind
        rows = PaperTemplate.objects.valid_on(day).filter(case_kind=case_kind)
        remembered[day] = {row.kind: row for row in rows.order_by("pk")}
    try:
        return remembered[day][kind]
    except KeyError:
        raise NoTemplate(f"{kind} on {day:%d/%m/%Y}") from None


def template_of(document: Document) -> PaperTemplate:
    """What the paper was composed from; of a paper from elsewhere, that of its day."""
    if document.template is not None:
        return document.template
    day = document.planned_on or timezone.localdate(document.created_at)
    return kind_of(document.owner, document.kind, day)


def numbered_as(template: PaperTemplate) -> Numbering:
    """How the parts of such a paper are counted."""
    return cast("Numbering", template.numbering)


def numbering_of(document: Document) -> Numbering:
    """How the parts of this paper are counted: as its kind says, or as the file it came from."""
    return cast("Numbering", document.numbering or template_of(document).numbering)


def kinds_for(owner: Inspection | Plan) -> list[DocumentKind]:
    """The papers that a case gives, in the order of the work; a plan gives its own alone."""
    if isinstance(owner, Plan):
        return [DocumentKind.PLAN]
    return [kind for kind in DocumentKind if kind != DocumentKind.PLAN]


SLUGS = {
    "quyet-dinh": DocumentKind.DECISION,
    "bao-cao": DocumentKind.RESULT_REPORT,
    "ket-luan": DocumentKind.CONCLUSION,
    "gia-han": DocumentKind.EXTEND,
    "thay-doi-thanh-vien": DocumentKind.CHANGE_MEMBERS,
    "tam-dung": DocumentKind.SUSPEND,
    "tiep-tuc": DocumentKind.RESUME,
    "dinh-chi": DocumentKind.STOP,
    "bo-sung-doi-tuong": DocumentKind.ADD_UNITS,
    "ke-hoach": DocumentKind.PLAN,
    "ke-hoach-tien-hanh": DocumentKind.TEAM_PLAN,
    "cong-van": DocumentKind.LETTER,
    "don-doc": DocumentKind.URGE,
    "bien-ban": DocumentKind.MINUTES,
    "bao-cao-tham-dinh": DocumentKind.APPRAISAL,
    "phieu-trinh": DocumentKind.SUBMISSION,
    "don-doc-thuc-hien": DocumentKind.URGE_DUTIES,
    "bao-cao-co-quan": DocumentKind.OFFICE_REPORT,
}


class KindConverter:
    """A kind of paper in an address, in words without accents."""

    # The longest first: one is the beginning of another.
    regex = "|".join(sorted(SLUGS, key=len, reverse=True))

    def to_python(self, value: str) -> DocumentKind:
        return SLUGS[value]

    def to_url(self, value: str) -> str:
        return next(slug for slug, kind in SLUGS.items() if kind == value)

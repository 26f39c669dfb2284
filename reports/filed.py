"""What this room puts into the file of a case: issued papers, and what members reserved."""

from django.utils import timezone

from inspections.models import Inspection
from inspections.papers import FiledPaper
from office.journal import about_key
from reports.choices import DocumentKind, DocumentState, Format
from reports.models import Document, Rendition, Reservation

# Which required paper an issued paper is.
FILLS = {
    DocumentKind.DECISION: "decision",
    DocumentKind.RESULT_REPORT: "result_report",
    DocumentKind.CONCLUSION: "conclusion",
    DocumentKind.TEAM_PLAN: "team_plan",
}


def papers_of(inspection: Inspection) -> list[FiledPaper]:
    """Issued papers with the PDF that was made of them, and reserved opinions."""
    return [*_issued(inspection), *_reserved(inspection)]


def _issued(inspection: Inspection) -> list[FiledPaper]:
    issued = Document.objects.filter(inspection=inspection, state=DocumentState.ISSUED)
    files = {
        row.version.document_id: row.file
        for row in Rendition.objects.filter(
            version__document__in=issued, format=Format.PDF, file__isnull=False
        )
        .select_related("file", "version")
        .order_by("version__number")
    }
    found = []
    for row in issued.order_by("pk"):
        row.inspection = inspection
        code = FILLS.get(DocumentKind(row.kind))
        found.append(
            FiledPaper(
                key=about_key(row),
                title=f"{row.title.capitalize() or 'Công văn'}: {' '.join(row.subject.split())}",
                url=row.get_absolute_url(),
                fills=frozenset({code} if code else ()),
                number=row.label,
                dated_on=row.issued_on,
                author=row.issuer_name,
                file=files.get(row.pk),
            )
        )
    return found


def _reserved(inspection: Inspection) -> list[FiledPaper]:
    """Attached whatever becomes of the paper: they protect who wrote them."""
    rows = Reservation.objects.filter(document__inspection=inspection).select_related(
        "person", "document"
    )
    found = []
    for row in rows.order_by("pk"):
        row.document.inspection = inspection
        found.append(
            FiledPaper(
                key=about_key(row),
                # Not what it is about: the file has more readers than a draft.
                title=f"{row} đối với {row.document}",
                url=row.get_absolute_url(),
                dated_on=timezone.localdate(row.at),
                author=str(row.person),
            )
        )
    return found

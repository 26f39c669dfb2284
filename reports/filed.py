"""What this room puts into the file of a case: the papers that were issued."""

from inspections.models import Inspection
from inspections.papers import FiledPaper
from office.journal import about_key
from reports.choices import DocumentKind, DocumentState, Format
from reports.models import Document, Rendition

# Which required paper an issued paper is.
FILLS = {
    DocumentKind.DECISION: "decision",
    DocumentKind.RESULT_REPORT: "result_report",
    DocumentKind.CONCLUSION: "conclusion",
    DocumentKind.TEAM_PLAN: "team_plan",
}


def papers_of(inspection: Inspection) -> list[FiledPaper]:
    """Issued papers with the PDF that was made of them."""
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

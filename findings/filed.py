"""What this room puts into the file of a case: minutes, requests and answers, proof."""

from django.utils import timezone

from findings.choices import MinutesKind, MinutesState, RequestState
from findings.minutes import missing_signatures
from findings.models import Evidence, Minutes
from inspections.models import Inspection
from inspections.papers import FiledPaper
from office.journal import about_key

# Which required paper minutes of a kind are.
FILLS = {
    MinutesKind.ANNOUNCEMENT: "minutes_announcement",
    MinutesKind.WORKING: "minutes_working",
    MinutesKind.VERIFICATION: "minutes_working",
    MinutesKind.HANDING_OVER: "minutes_handing_over",
    MinutesKind.ENDING: "minutes_ending",
    MinutesKind.CONCLUSION: "minutes_conclusion",
}


def papers_of(inspection: Inspection) -> list[FiledPaper]:
    """Everything of this room that lies in the file; what was dropped or withdrawn does not."""
    return [*_minutes(inspection), *_requests(inspection), *_evidence(inspection)]


def _minutes(inspection: Inspection) -> list[FiledPaper]:
    rows = inspection.minutes.standing().prefetch_related("parties", "files__file")
    return [_of_minutes(inspection, row) for row in rows.order_by("pk")]


def _of_minutes(inspection: Inspection, row: Minutes) -> FiledPaper:
    row.inspection = inspection
    scan = next((each.file for each in row.files.all() if each.is_signed_scan), None)
    unsigned = ""
    if row.state != MinutesState.SIGNED:
        missing = missing_signatures(list(row.parties.all()))
        unsigned = f"{row}: {' '.join(missing) or 'nội dung chưa chốt.'}"
    return FiledPaper(
        key=about_key(row),
        title=str(row),
        url=row.get_absolute_url(),
        fills=frozenset({FILLS[MinutesKind(row.kind)]}),
        dated_on=timezone.localdate(row.opened_at),
        author=f"Đoàn {inspection.act}",
        file=scan,
        unit_id=row.unit_id,
        unsigned=unsigned,
    )


def _requests(inspection: Inspection) -> list[FiledPaper]:
    rows = inspection.unit_requests.exclude(state__in=(RequestState.DRAFT, RequestState.WITHDRAWN))
    found = []
    for row in rows.select_related("unit__unit").prefetch_related("explanations").order_by("pk"):
        row.inspection = inspection
        found.append(
            FiledPaper(
                key=about_key(row),
                title=f"{row} gửi {row.unit}",
                url=row.get_absolute_url(),
                fills=frozenset({"request"}),
                number=row.paper[:60],
                dated_on=row.sent_on,
                author=f"Đoàn {inspection.act}",
                unit_id=row.unit_id,
            )
        )
        found += [
            FiledPaper(
                key=about_key(each),
                title=f"Trả lời {str(row).lower()}",
                url=f"{row.get_absolute_url()}#tra-loi",
                fills=frozenset({"explanation"}),
                number=each.paper[:60],
                dated_on=each.dated_on,
                author=str(row.unit),
                unit_id=row.unit_id,
            )
            for each in row.explanations.all()
        ]
    return found


def _evidence(inspection: Inspection) -> list[FiledPaper]:
    rows = Evidence.objects.standing().filter(finding__inspection=inspection)
    found = []
    for row in rows.select_related("finding", "file").order_by("pk"):
        row.finding.inspection = inspection
        found.append(
            FiledPaper(
                key=about_key(row),
                title=row.title,
                url=f"{row.finding.get_absolute_url()}#chung-cu",
                dated_on=timezone.localdate(row.uploaded_at),
                author="",
                file=row.file,
                unit_id=row.fills_for_id,
                required_id=row.fills_id,
            )
        )
    return found

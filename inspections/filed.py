"""What this room puts into the file of a case.

Each case room has `papers_of(inspection)`; the pages of the file (config) collect them. Papers that
were made here fill the list of required papers by their code.
"""

from inspections.models import CaseFileItem, Inspection
from inspections.papers import FiledPaper
from inspections.revising import page_of
from office.journal import about_key


def papers_of(inspection: Inspection) -> list[FiledPaper]:
    """Decisions issued elsewhere, the diary, and what people put into the file by hand."""
    return [*_decisions(inspection), *_diary(inspection), *_items(inspection)]


def _decisions(inspection: Inspection) -> list[FiledPaper]:
    rows = inspection.decisions.filter(signed_on__isnull=False, recorded_elsewhere=True)
    return [
        FiledPaper(
            key=about_key(row),
            title=row.get_kind_display(),
            url=page_of(inspection, "decision"),
            fills=frozenset({"decision"} if row.kind == "first" else {f"decision_{row.kind}"}),
            number=row.label,
            dated_on=row.signed_on,
            author=row.signed_by_post,
        )
        for row in rows.order_by("pk")
    ]


def _diary(inspection: Inspection) -> list[FiledPaper]:
    """The diary is one book, dated by its last entry."""
    entries = list(inspection.diary.select_related("signature").order_by("day", "pk"))
    if not entries:
        return []
    waiting = [entry for entry in entries if not entry.is_signed]
    days = ", ".join(f"{entry.day:%d/%m/%Y}" for entry in waiting[:6])
    more = "…" if len(waiting) > 6 else ""
    return [
        FiledPaper(
            key="inspections.diary",
            title=f"Nhật ký Đoàn {inspection.act}",
            url=page_of(inspection, "diary"),
            fills=frozenset({"diary"}),
            dated_on=entries[-1].day,
            author=f"Đoàn {inspection.act}",
            unsigned=f"Chưa ký các trang ngày {days}{more}." if waiting else "",
        )
    ]


def _items(inspection: Inspection) -> list[FiledPaper]:
    rows = inspection.file_items.filter(withdrawn_at__isnull=True).select_related("file")
    return [_item(inspection, row) for row in rows.order_by("pk")]


def _item(inspection: Inspection, row: CaseFileItem) -> FiledPaper:
    return FiledPaper(
        key=about_key(row),
        title=row.title,
        url=page_of(inspection, "file_items", f"giay-to-{row.pk}"),
        number=row.number,
        dated_on=row.dated_on,
        author=row.author,
        file=row.file,
        unit_id=row.unit_id,
        unsigned="" if row.is_signed else "Ghi là chưa ký đủ.",
        required_id=row.required_id,
    )

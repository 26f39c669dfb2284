"""Báo cáo của cơ quan: what the team reported, as the office reports it to the one above."""

from django.urls import reverse

from inspections.models import Inspection
from office.text import short_date
from office.workflow import Problem
from reports.choices import BlockPart, DocumentKind
from reports.composing.conclusion import report_of
from reports.composing.rows import Parts, copied, text_row, without_closing
from reports.composing.words import Words
from reports.content import Paragraph, text
from reports.kinds import kind_of
from reports.models import PaperTemplate


def problems_before(inspection: Inspection) -> list[Problem]:
    """Why the paper cannot be composed yet."""
    if report_of(inspection) is not None:
        return []
    name = kind_of(inspection, DocumentKind.RESULT_REPORT).name
    url = reverse("reports:index", args=[inspection.code])
    return [Problem(f"{name} chưa ban hành: báo cáo của cơ quan được xây dựng từ đó.", url)]


def parts(words: Words, template: PaperTemplate) -> Parts:
    """The rows of the team's report under the office's own opening and closing."""
    report = report_of(words.inspection)
    body = without_closing(copied(report, BlockPart.BODY)) if report else ()
    closing = text_row(Paragraph(text(words.fill(template.closing))))
    return (
        (BlockPart.PREAMBLE, (text_row(Paragraph(text(_opening(words)))),)),
        (BlockPart.BODY, (*body, closing)),
        (BlockPart.ANNEX, copied(report, BlockPart.ANNEX) if report else ()),
    )


def _opening(words: Words) -> str:
    report = report_of(words.inspection)
    name = kind_of(words.inspection, DocumentKind.RESULT_REPORT, words.day).name
    cited = ""
    if report is not None and report.issued_on is not None:
        cited = f" số {report.label} ngày {short_date(report.issued_on)}"
    when = f"{words.on_site}, " if words.on_site else ""
    return (
        f"Thực hiện {words.decision_cited} về việc {words.full_subject}, {when}{words.team} đã tiến"
        f" hành {words.act} tại {words.units}. Trên cơ sở {name}{cited} của {words.team},"
        f" {words.office} báo cáo như sau:"
    )

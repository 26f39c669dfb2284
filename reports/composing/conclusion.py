"""KL thanh tra (TB kết luận kiểm tra): goes on from the issued report and cites it."""

from django.urls import reverse

from inspections.models import Inspection
from office.text import short_date
from office.workflow import Problem
from reports.choices import BlockKind, BlockPart, DocumentKind, DocumentState
from reports.composing.rows import Parts, Row, bound, copied, section, text_row
from reports.composing.words import Words
from reports.content import Paragraph, text
from reports.kinds import kind_of
from reports.models import Document, PaperTemplate


def report_of(inspection: Inspection) -> Document | None:
    """The issued report that the conclusion rests on."""
    issued = inspection.documents.filter(
        kind=DocumentKind.RESULT_REPORT, state=DocumentState.ISSUED
    )
    return issued.order_by("-issued_on", "-pk").first()


def draft_of(inspection: Inspection) -> Document | None:
    """The conclusion of the case while it is on its way, or as it was issued."""
    rows = inspection.documents.living().filter(kind=DocumentKind.CONCLUSION)
    return rows.order_by("-pk").first()


def problems_before(inspection: Inspection) -> list[Problem]:
    """Why the conclusion cannot be composed yet."""
    if report_of(inspection) is not None:
        return []
    name = kind_of(inspection, DocumentKind.RESULT_REPORT).name
    url = reverse("reports:index", args=[inspection.code])
    return [Problem(f"{name} chưa ban hành: kết luận được xây dựng từ báo cáo.", url)]


def parts(words: Words, template: PaperTemplate) -> Parts:
    """The rows of the paper: the report's, with its own opening and closing."""
    if template.numbering == "arabic":
        return _spoken(words, template)
    report = report_of(words.inspection)
    taken = copied(report, BlockPart.BODY) if report else ()
    closing = text_row(Paragraph(text(words.fill(template.closing))))
    return (
        (BlockPart.PREAMBLE, tuple(text_row(Paragraph(text(line))) for line in _opening(words))),
        (BlockPart.BODY, (*_without_closing(taken), closing)),
        (BlockPart.ANNEX, copied(report, BlockPart.ANNEX) if report else ()),
    )


def _spoken(words: Words, template: PaperTemplate) -> Parts:
    """TB kết luận: praise, faults and demands as the chair spoke them; the report tells the rest."""
    praise, faults, demands = template.headings
    closing = text_row(Paragraph(text(words.fill(template.closing))))
    return (
        (BlockPart.PREAMBLE, tuple(text_row(Paragraph(text(line))) for line in _opening(words))),
        (
            BlockPart.BODY,
            (
                section(praise, bound("strengths")),
                section(faults, bound("shortcomings")),
                section(demands, bound("demands")),
                closing,
            ),
        ),
    )


def _without_closing(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The report ends with words to the one who decides; they are not his own."""
    last = max((at for at, row in enumerate(rows, 1) if row.kind != BlockKind.TEXT), default=0)
    return rows[:last]


def _opening(words: Words) -> tuple[str, str]:
    report = report_of(words.inspection)
    when = f", {words.on_site}" if words.on_site else ""
    name = kind_of(words.inspection, DocumentKind.RESULT_REPORT, words.day).name
    cited = ""
    if report is not None and report.issued_on is not None:
        cited = f" số {report.label} ngày {short_date(report.issued_on)}"
    return (
        (
            f"Thực hiện {words.decision_cited} về việc {words.inspection.full_subject}{when}, "
            f"{words.team} đã tiến hành {words.act} tại {words.units}."
        ),
        f"Xét {name}{cited} của {words.team}, {words.head} kết luận như sau:",
    )

"""KL thanh tra (TB kết luận kiểm tra): goes on from the issued report and cites it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.urls import reverse

from findings.models import Measurement
from inspections.models import AuditedUnit, Inspection
from office.text import short_date
from office.workflow import Problem
from reports.choices import AppraisalState, BlockKind, BlockPart, DocumentKind, DocumentState
from reports.composing.rows import (
    Parts,
    Row,
    bound,
    copied,
    section,
    text_row,
    without_closing,
)
from reports.composing.told import confirmed
from reports.composing.words import Words
from reports.content import Paragraph, text
from reports.kinds import kind_of
from reports.models import Appraisal, Document, PaperTemplate
from reports.models.document import DocumentQuerySet

# With fewer there is nothing to choose.
FEWEST_TO_CHOOSE = 2


def report_of(inspection: Inspection) -> Document | None:
    """The issued report that the conclusion rests on."""
    issued = inspection.documents.filter(
        kind=DocumentKind.RESULT_REPORT, state=DocumentState.ISSUED
    )
    return issued.order_by("-issued_on", "-pk").first()


def in_the_way(
    inspection: Inspection, units: Iterable[AuditedUnit] | None = None
) -> Document | None:
    """The conclusion on its way that says of these units (none named: of all) what a new one would.

    One case may have several (khoản 3 Điều 36 Luật Thanh tra 2025). Without `units` it is asked
    whether any is left of which none is being written.
    """
    visited = {unit.pk for unit in visited_in(inspection)}
    wanted = {unit.pk for unit in units or ()} or visited
    drafts = conclusions_of(inspection).exclude(state=DocumentState.ISSUED)
    told: set[int] = set()
    meets = None
    for document in drafts.prefetch_related("units").order_by("pk"):
        of_paper = {unit.pk for unit in document.units.all()} or visited
        told |= of_paper
        if meets is None and (of_paper == visited or wanted & of_paper):
            meets = document
    is_left = units is None and not visited <= told
    return None if is_left else meets


class Choice(NamedTuple):
    """A unit of which a conclusion can be written, and the one that is issued or being written."""

    unit: AuditedUnit
    paper: Document | None


def visited_in(inspection: Inspection) -> list[AuditedUnit]:
    """The units of which a conclusion has something to say."""
    visited = inspection.audited_units.filter(excluded_reason="").select_related("unit")
    return list(visited.order_by("position", "pk"))


def choices_of(inspection: Inspection) -> list[Choice]:
    """The units among which who writes a conclusion chooses; none where there is only one."""
    units = visited_in(inspection)
    if len(units) < FEWEST_TO_CHOOSE:
        return []
    papers: dict[int, Document] = {}
    for document in conclusions_of(inspection).prefetch_related("units").order_by("pk"):
        document.inspection = inspection
        for unit in list(document.units.all()) or units:
            papers[unit.pk] = document
    return [Choice(unit, papers.get(unit.pk)) for unit in units]


def some_of(inspection: Inspection, units: Sequence[AuditedUnit]) -> list[AuditedUnit]:
    """The same units, or none where they are all of them: the conclusion is on the whole case."""
    whole = {unit.pk for unit in visited_in(inspection)}
    return list(units) if {unit.pk for unit in units} != whole else []


def draft_without(inspection: Inspection, kind: str) -> Document | None:
    """The oldest conclusion of which no paper of that kind (BC thẩm định, phiếu trình) speaks yet.

    A phiếu trình is written before it is issued, what was appraised may be told afterwards.
    """
    spoken_of = Document.objects.living().filter(kind=kind, based_on=OuterRef("pk"))
    rows = conclusions_of(inspection).filter(~Exists(spoken_of))
    if kind == DocumentKind.SUBMISSION:
        rows = rows.exclude(state=DocumentState.ISSUED)
    else:
        given = Appraisal.objects.filter(document=OuterRef("pk"), state=AppraisalState.GIVEN)
        rows = rows.filter(Exists(given))
    return rows.order_by("pk").first()


def conclusions_of(inspection: Inspection) -> DocumentQuerySet:
    """Those that are issued and those on their way."""
    return Document.objects.living().of(inspection).filter(kind=DocumentKind.CONCLUSION)


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
    if words.chosen:
        taken = _without_topics_of_others(taken, _topics_of(words))
    closing = text_row(Paragraph(text(words.fill(template.closing))))
    return (
        (BlockPart.PREAMBLE, tuple(text_row(Paragraph(text(line))) for line in _opening(words))),
        (BlockPart.BODY, (*without_closing(taken), closing)),
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


def _topics_of(words: Words) -> set[str]:
    """The topics of which there is something to say at the chosen units."""
    told = confirmed(words.inspection, words.chosen).values_list("topic", flat=True)
    measured = Measurement.objects.filter(
        indicator__inspection=words.inspection, unit__in=words.chosen
    )
    return {str(topic) for topic in [*told, *measured.values_list("indicator__topic", flat=True)]}


def _without_topics_of_others(rows: tuple[Row, ...], told: set[str]) -> tuple[Row, ...]:
    """Without the sections of the report that speak of nothing but the other units."""
    kept = []
    for row in rows:
        under = _without_topics_of_others(row.children, told)
        is_of_topic = row.kind == BlockKind.BOUND and row.data["source"] == "findings"
        if is_of_topic and not row.data["is_edited"] and row.data["key"] not in told:
            continue
        if under or not row.children:
            kept.append(replace(row, children=under))
    return tuple(kept)


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

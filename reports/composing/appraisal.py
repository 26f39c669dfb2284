"""BC thẩm định: the opinion on a draft conclusion as a paper of who gave it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from inspections.models import Inspection
from office import law
from office.text import short_date
from office.workflow import Problem
from reports.choices import AppraisalState, BlockPart, DocumentKind
from reports.composing.conclusion import draft_without
from reports.composing.rows import Parts, bound, section, text_row
from reports.composing.words import Words
from reports.content import Block, Item, Paragraph, text
from reports.kinds import kind_of
from reports.models import Appraisal, Document, PaperTemplate


def given_on(document: Document | None) -> Appraisal | None:
    """The newest opinion on a draft conclusion."""
    if document is None:
        return None
    rows = document.appraisals.filter(state=AppraisalState.GIVEN)
    return rows.select_related("appraiser", "version").order_by("-pk").first()


def problems_before(inspection: Inspection) -> list[Problem]:
    """Why the paper cannot be composed yet."""
    if draft_without(inspection, DocumentKind.APPRAISAL) is not None:
        return []
    name = kind_of(inspection, DocumentKind.CONCLUSION).name.lower()
    url = reverse("reports:index", args=[inspection.code])
    return [Problem(f"Chưa có ý kiến thẩm định nào về dự thảo {name}.", url)]


def parts(words: Words, template: PaperTemplate) -> Parts:
    """The rows of the paper."""
    basis, opinion = template.headings
    closing = [Paragraph(text(words.fill(template.closing)))] if template.closing else []
    return (
        (BlockPart.PREAMBLE, (text_row(*_bases(words)),)),
        (
            BlockPart.BODY,
            (
                section(basis, bound("appraised")),
                section(opinion, bound("opinion")),
                *([text_row(*closing)] if closing else []),
            ),
        ),
    )


def _bases(words: Words) -> list[Block]:
    found = given_on(words.about)
    order = f" {found.assignment}" if found else ""
    regime = words.inspection.regime
    rule = law.appraisal_rule(regime, words.inspection.level) if regime else None
    lines = [f"Căn cứ {law.cite(rule.provision)}"] if rule and rule.provision else []
    lines.append(f"Căn cứ văn bản giao thẩm định:{order}")
    return [Paragraph(text(line), "basis") for line in lines]


def appraised(words: Words) -> Iterable[Block]:
    """Which draft was read, who named whom, and when."""
    draft = words.about
    found = given_on(draft)
    if draft is None or found is None:
        return
    version = f" (bản trình thứ {found.version.number})" if found.version else ""
    name = kind_of(words.inspection, DocumentKind.CONCLUSION, words.day).name.lower()
    subject = f"{words.inspection.subject}{words.of_chosen}"
    yield Paragraph(text(f"Văn bản được thẩm định: dự thảo {name} về {subject}{version}."))
    given = f", hoàn thành ngày {short_date(timezone.localdate(found.given_at))}"
    yield Paragraph(
        text(
            f"Người thẩm định: {found.appraiser}, không tham gia {words.team}; giao ngày"
            f" {short_date(timezone.localdate(found.assigned_at))}, thời hạn"
            f" {short_date(found.due_on)}{given if found.given_at else ''}."
        )
    )


def opinion(words: Words) -> Iterable[Block]:
    """The verdict, then the words of the appraiser line by line."""
    found = given_on(words.about)
    if found is None:
        return
    yield Paragraph(text(f"{found.get_verdict_display()}."))
    for line in found.opinion.splitlines():
        if line.strip():
            yield Item(text(line.strip().removeprefix("- ")), 1)

"""Phiếu trình: what the team lays before the head with the draft conclusion."""

from collections import Counter
from collections.abc import Iterable

from django.urls import reverse

from findings.choices import FindingKind
from inspections.models import Inspection
from office.text import number_text, short_date
from office.workflow import Problem
from reports.choices import BlockPart, DocumentKind, DocumentState
from reports.composing.appraisal import given_on
from reports.composing.conclusion import conclusions_of, draft_without
from reports.composing.rows import Parts, bound, section, text_row
from reports.composing.told import confirmed, recommendations_of
from reports.composing.words import Words
from reports.content import Block, Item, Paragraph, text
from reports.kinds import kind_of
from reports.models import PaperTemplate


def problems_before(inspection: Inspection) -> list[Problem]:
    """Why the paper cannot be composed yet."""
    if draft_without(inspection, DocumentKind.SUBMISSION) is not None:
        return []
    issued = conclusions_of(inspection).filter(state=DocumentState.ISSUED).order_by("-pk").first()
    if issued is not None:
        return [Problem(f"{issued} đã ban hành.", issued.get_absolute_url())]
    name = kind_of(inspection, DocumentKind.CONCLUSION).name.lower()
    url = reverse("reports:index", args=[inspection.code])
    return [Problem(f"Chưa có dự thảo {name} để trình kèm.", url)]


def parts(words: Words, template: PaperTemplate) -> Parts:
    """The rows of the paper."""
    brought, wanted = template.headings
    closing = text_row(Paragraph(text(words.fill(template.closing))))
    return (
        (BlockPart.PREAMBLE, (text_row(Paragraph(text(_opening(words)))),)),
        (
            BlockPart.BODY,
            (section(brought, bound("submitted")), section(wanted, closing)),
        ),
    )


def _opening(words: Words) -> str:
    name = kind_of(words.inspection, DocumentKind.CONCLUSION, words.day).name
    return (
        f"Thực hiện {words.decision_cited} về việc {words.full_subject}, {words.team} đã xây dựng"
        f" dự thảo {name.lower()}, kính trình {words.head} như sau:"
    )


def submitted(words: Words) -> Iterable[Block]:
    """The draft, what it rests on, its sums, and what the appraiser said."""
    draft = words.about
    if draft is None:
        return
    report = draft.based_on
    yield Paragraph(text(f"Dự thảo kèm theo: {draft.subject}."))
    if report is not None and report.issued_on:
        day = short_date(report.issued_on)
        yield Paragraph(text(f"Dự thảo được xây dựng từ Báo cáo số {report.label} ngày {day}."))
    yield Paragraph(text("Kết quả chính nêu trong dự thảo:"))
    yield from (Item(text(line), 1) for line in _sums(words))
    found = given_on(draft)
    if found is not None:
        verdict = found.get_verdict_display().lower()
        yield Paragraph(text(f"Ý kiến thẩm định của {found.appraiser}: {verdict}."))


def _sums(words: Words) -> Iterable[str]:
    counted = Counter(row.kind for row in confirmed(words.inspection, words.chosen))
    for kind in FindingKind:
        if kind in counted:
            yield f"{kind.label}: {number_text(counted[kind])};"
    yield f"Kiến nghị: {number_text(len(recommendations_of(words)))}."

"""CV to a unit that has not done in time what a conclusion asked it to do."""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from findings.written import in_one_line
from inspections.models import Inspection
from office.text import number_text, short_date
from office.workflow import Problem, Problems
from recommendations.models import Obligation
from recommendations.urging import Arrears, arrears, arrears_of
from reports.choices import BlockPart
from reports.composing.lines import sentence
from reports.composing.rows import Parts, bound, text_row
from reports.composing.words import Words
from reports.content import Block, Column, Paragraph, Table, Text, text
from reports.models import Document, PaperTemplate

COLUMNS = (
    Column("TT", width=2, align="center"),
    Column("Nội dung kiến nghị", width=11),
    Column("Văn bản nêu kiến nghị", width=7),
    Column("Thời hạn", width=4, align="center"),
    Column("Số ngày quá hạn", width=3, align="center"),
)


def owed_on(about: Arrears, day: datetime.date) -> Arrears:
    """The same obligations as they stand on the day of the letter.

    Raises Problems for one that is not late by then.
    """
    now = arrears_of(about.inspection, about.number, day)
    keys = [each.pk for each in about.obligations]
    found = now.of(keys) if now else None
    if found is None or len(found.obligations) < len(keys):
        told = f"Đến ngày {short_date(day)}, kiến nghị được chọn chưa quá hạn hết."
        raise Problems([Problem(told, "#id_planned_on")])
    return found


def owed_in(document: Document, day: datetime.date) -> Arrears | None:
    """What a letter that was begun urges, counted to its day; None where nothing is left of it."""
    inspection: Inspection = document.case
    rows = list(document.obligations.select_related("unit").order_by("pk"))
    keys = [row.pk for row in rows]
    for each in arrears(inspection, day):
        # A letter goes to one unit, which answers for all of them.
        if (found := each.of(keys)).obligations:
            return found
    return Arrears(inspection, rows[0].unit, day, ()) if rows else None


def problems_of(document: Document) -> list[Problem]:
    """What the letter urges too early, counted to the day that it is meant for."""
    day = document.planned_on or timezone.localdate()
    owed = owed_in(document, day)
    late = len(owed.obligations) if owed else 0
    if late == document.obligations.count():
        return []
    url = reverse("reports:edit", args=[document.owner.code, document.pk])
    told = f"Đến ngày {short_date(day)} có kiến nghị trong công văn chưa quá hạn."
    return [Problem(told, f"{url}?phan=dau#id_planned_on")]


def parts(words: Words, template: PaperTemplate) -> Parts:
    """Which conclusion asked for it, what is late and by how many days, what is wanted now."""
    closing = [line for line in words.fill(template.closing).splitlines() if line.strip()]
    return (
        (BlockPart.PREAMBLE, (text_row(Paragraph(text(_opening(words)))),)),
        (
            BlockPart.BODY,
            (bound("duties"), *(text_row(Paragraph(text(line))) for line in closing)),
        ),
    )


def _opening(words: Words) -> str:
    return (
        f"{words.asked_in} về {words.inspection.subject} đã kiến nghị {words.debtor} thực hiện một số"
        f" nội dung có thời hạn. Đến ngày {short_date(words.day)}, {words.office} chưa nhận được báo"
        " cáo kết quả thực hiện các kiến nghị đã quá thời hạn sau đây:"
    )


def table(words: Words) -> Iterable[Block]:
    """Each of them with the paper that asked for it, its day, and how late it is."""
    if words.about is not None and words.about.obligations:
        rows = tuple(
            _row(words, place, each) for place, each in enumerate(words.about.obligations, 1)
        )
        yield Table(COLUMNS, rows)


def _row(words: Words, place: int, owed: Obligation) -> tuple[Text, ...]:
    asked = sentence(in_one_line(owed.recommendation.text).rstrip(" ;,"))
    if owed.person:
        asked = f"{asked} (Trách nhiệm: {owed.person})"
    papers = [words.asked_in]
    before = [each for each in owed.urgings.all() if each.dated_on < words.day]
    papers += [f"đã đôn đốc tại {each.paper} ngày {short_date(each.dated_on)}" for each in before]
    return (
        text(str(place)),
        text(asked),
        text("; ".join(papers)),
        text(short_date(owed.due_on)),
        text(number_text(owed.days_late)),
    )

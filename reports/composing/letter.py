"""CV to a unit: what it is asked for, and what it still owes; both from a request of the case."""

from collections.abc import Iterable

from findings.choices import RequestState
from findings.models import UnitRequest
from office.text import short_date
from office.workflow import Problem
from reports.choices import BlockPart, DocumentKind
from reports.composing.lines import blocks_of
from reports.composing.rows import Parts, bound, text_row
from reports.composing.words import Words
from reports.content import Block, Paragraph, text
from reports.models import PaperTemplate


def problems_before(request: UnitRequest, kind: str) -> list[Problem]:
    """Why a letter cannot be written of this request."""
    page = request.get_absolute_url()
    if request.state == RequestState.WITHDRAWN:
        return [Problem(f"{request} đã rút.", page)]
    if kind == DocumentKind.URGE and not request.waits:
        state = request.get_state_display().lower()
        return [Problem(f"{request} {state}: chỉ đôn đốc yêu cầu đang chờ trả lời.", page)]
    return []


def parts_of_request(words: Words, template: PaperTemplate) -> Parts:
    """By which decision the team asks, what it asks for, until when."""
    opening = (
        f"Thực hiện {words.decision_cited} về việc {words.full_subject}, {words.team} đang tiến"
        f" hành {words.act} tại {words.units}."
    )
    asks = f"{words.team} yêu cầu {words.addressee} {words.wanted}, cụ thể như sau:"
    return (
        (BlockPart.PREAMBLE, (text_row(Paragraph(text(opening)), Paragraph(text(asks))),)),
        (BlockPart.BODY, (bound("request"), *_closing(words, template))),
    )


def parts_of_urge(words: Words, template: PaperTemplate) -> Parts:
    """What was asked for when, that it is late, what is wanted now."""
    return (
        (BlockPart.PREAMBLE, (text_row(Paragraph(text(_owed(words)))),)),
        (BlockPart.BODY, (bound("request"), *_closing(words, template))),
    )


def _owed(words: Words) -> str:
    request = words.about
    by = f" tại {request.paper}" if request.paper else ""
    sent = f"Ngày {short_date(request.sent_on)}, " if request.sent_on else ""
    late = request.days_late(words.day)
    told = f" (chậm {late:02d} ngày)" if late else ""
    return (
        f"{sent}{words.team} đã yêu cầu {words.addressee} {words.wanted}{by}, hạn trả lời"
        f" {words.due}. Đến nay, {words.team} chưa nhận được trả lời của {words.addressee}{told}"
        " về các nội dung sau:"
    )


def _closing(words: Words, template: PaperTemplate) -> list:
    closing = words.fill(template.closing)
    return [text_row(Paragraph(text(line))) for line in closing.splitlines() if line.strip()]


def asked(words: Words) -> Iterable[Block]:
    """What the request says, line by line."""
    if words.about is not None:
        lines = [line.strip() for line in words.about.text.splitlines() if line.strip()]
        yield from blocks_of(lines)

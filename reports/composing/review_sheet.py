"""Phiếu theo dõi thẩm định, duyệt: the road of one paper for the file of the case."""

import datetime
from collections.abc import Iterable, Iterator

from django.utils import timezone

from office.text import number_text, short_date
from reports.composing.words import words_on
from reports.content import Block, Column, Item, Paper, Paragraph, Run, Section, Signer, Table, text
from reports.models import Comment, Document

STEPS = (
    Column("STT", 7, "center"),
    Column("Thời điểm", 14, "center"),
    Column("Người thực hiện", 20),
    Column("Việc", 12),
    Column("Nội dung, lý do", 39),
    Column("Bản", 8, "center"),
)
APPRAISALS = (
    Column("Người thẩm định", 20),
    Column("Theo văn bản giao, thời hạn", 24),
    Column("Ý kiến", 16),
    Column("Nội dung thẩm định", 32),
    Column("Bản", 8, "center"),
)
REMARKS = (
    Column("Chỗ được nhắc", 28),
    Column("Nhận xét", 28),
    Column("Lý do giữ nguyên", 26),
    Column("Người giữ nguyên", 18),
)
COMMENTS = (
    Column("Người góp ý", 18),
    Column("Trích", 22),
    Column("Góp ý, trả lời", 42),
    Column("Kết quả", 18),
)


def review_sheet(document: Document, made_on: datetime.date) -> Paper:
    """Who handed in, appraised, sent back, approved: when, why, and which text by its hash.

    Printed as a paper of the office without number (frame of NĐ 30/2020). Never edited: it is
    drawn from the records each time.
    """
    words = words_on(document.owner, made_on)
    names, above = words.issuer.name_on(made_on), document.issuer_parent_name
    subject = (
        f"{document.title.capitalize()} {document.label}: {' '.join(document.subject.split())}"
    )
    parts = (
        ("QUÁ TRÌNH TRÌNH, DUYỆT, BAN HÀNH", _steps(document)),
        ("THẨM ĐỊNH", _appraisals(document)),
        ("CÁC BẢN ĐÃ CHỐT", _versions(document)),
        ("Ý KIẾN BẢO LƯU", _reservations(document)),
        ("NHẬN XÉT SOÁT LỖI ĐƯỢC GIỮ NGUYÊN", _remarks(document)),
        ("GÓP Ý", _comments(document)),
    )
    return Paper(
        kind="PT",
        # Above a paper of the team stands the office itself.
        issuer_parent="" if above.upper() == names.letterhead.upper() else above,
        issuer=names.letterhead,
        issuer_name=names.name,
        symbol="",
        place="",
        title="PHIẾU THEO DÕI THẨM ĐỊNH, DUYỆT",
        subject=(subject,),
        body=tuple(Section(text(heading), tuple(blocks)) for heading, blocks in parts),
        parties=(Signer(authority=("NGƯỜI LẬP PHIẾU",), name=""),),
    )


def _moment(at: datetime.datetime) -> str:
    local = timezone.localtime(at)
    return f"{local:%H:%M} {short_date(local.date())}"


def _line(words: str) -> str:
    return " ".join(words.split())


def _table(columns: tuple[Column, ...], rows: Iterable[tuple[str, ...]], none: str) -> list[Block]:
    found = tuple(tuple(text(cell) for cell in row) for row in rows)
    return [Table(columns, found)] if found else [Paragraph(text(none))]


def _steps(document: Document) -> list[Block]:
    rows = document.review_steps.select_related("actor", "version").order_by("pk")
    lines = (
        (
            str(place),
            _moment(row.at),
            str(row.actor),
            row.get_verdict_display(),
            _line(row.reason),
            str(row.version.number) if row.version else "",
        )
        for place, row in enumerate(rows, 1)
    )
    return _table(STEPS, lines, "Chưa trình lần nào.")


def _appraisals(document: Document) -> list[Block]:
    rows = document.appraisals.select_related("appraiser", "version").order_by("pk")
    lines = (
        (
            str(row.appraiser),
            f"{row.assignment}; hạn {short_date(row.due_on)}",
            row.get_verdict_display() if row.verdict else row.get_state_display(),
            _line(row.opinion),
            str(row.version.number) if row.version else "",
        )
        for row in rows
    )
    return _table(APPRAISALS, lines, "Không giao thẩm định.")


def _versions(document: Document) -> Iterator[Block]:
    """The hash in full: it proves which text was seen."""
    rows = list(document.versions.defer("tree").select_related("created_by").order_by("number"))
    if not rows:
        yield Paragraph(text("Chưa có bản nào được chốt."))
    for row in rows:
        made = f"{row.get_reason_display().lower()} {_moment(row.created_at)}, {row.created_by}"
        yield Item(text(f"Bản {row.number}, {made}; SHA-256: {row.sha256};"))


def _reservations(document: Document) -> Iterator[Block]:
    rows = list(document.reservations.select_related("person", "version").order_by("pk"))
    if not rows:
        yield Paragraph(text("Không có ý kiến bảo lưu."))
    for row in rows:
        read = f", về bản {row.version.number}" if row.version else ""
        who = f"{row.person}, {row.post.lower()}, {_moment(row.at)}{read}. {row.about}."
        yield Paragraph((Run(who, italic=True),))
        yield from (Paragraph(text(_line(line))) for line in row.text.splitlines() if line.strip())


def _remarks(document: Document) -> list[Block]:
    rows = document.acknowledged_remarks.select_related("person").order_by("pk")
    lines = (
        (
            f"“{_line(row.quote)}”",
            _line(row.told),
            _line(row.reason),
            f"{row.person}, {short_date(timezone.localdate(row.at))}",
        )
        for row in rows
    )
    return _table(REMARKS, lines, "Không có nhận xét nào được giữ nguyên.")


def _comments(document: Document) -> list[Block]:
    rows = list(
        document.comments.filter(answers_to=None)
        .select_related("author", "resolved_by")
        .prefetch_related("answers__author")
        .order_by("pk")
    )
    if not rows:
        return [Paragraph(text("Không có góp ý."))]
    still = sum(row.is_open for row in rows)
    told = f"{number_text(len(rows))} góp ý, trong đó {number_text(still)} góp ý đang mở."
    lines = (
        (
            f"{row.author}, {short_date(timezone.localdate(row.at))}",
            f"“{_line(row.quote)}”" if row.quote else "",
            _said(row),
            _outcome(row),
        )
        for row in rows
    )
    return [Paragraph(text(told)), *_table(COMMENTS, lines, "")]


def _said(row: Comment) -> str:
    answers = sorted(row.answers.all(), key=lambda each: each.pk)
    return " ".join(
        [_line(row.text), *(f"{each.author} trả lời: {_line(each.text)}" for each in answers)]
    )


def _outcome(row: Comment) -> str:
    if row.resolved_at is None:
        return "Đang mở"
    return f"{row.resolved_by} đóng {short_date(timezone.localdate(row.resolved_at))}"

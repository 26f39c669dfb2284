"""Papers that are signed by hand and carry no number: minutes, the diary, the index, a hand-over.

They are printed from their records and are never drafts: nobody edits them as blocks.
"""

from collections.abc import Sequence

from django.utils import timezone

from findings.models import Minutes
from inspections.filing import IndexLine
from inspections.models import DiaryEntry, HandOver, Inspection
from office.text import full_date, number_text, short_date
from reports.composing.minutes import content_of, end_of, opening, sides_of, taking_part
from reports.composing.words import Words, capital
from reports.content import Column, Item, Paper, Paragraph, Run, Section, Signer, Table, text


def _paper(words: Words, title: str, subject: str, **parts: object) -> Paper:
    """The head of a paper of the team, without number and date line (Mẫu 1.9 NĐ 30/2020)."""
    office = words.issuer.name_on(words.day).letterhead
    return Paper(
        kind="BB",
        issuer_parent=office,
        issuer=words.team.upper(),
        issuer_name=words.team,
        symbol="",
        place="",
        title=title,
        subject=tuple(subject.splitlines()),
        **parts,  # type: ignore[arg-type]
    )


# --- Minutes --------------------------------------------------------------------------------------
def minutes_paper(minutes: Minutes) -> Paper:
    """The biên bản with the places where each side signs; who would not sign is named."""
    words = Words(minutes.inspection, timezone.localdate(minutes.opened_at), minutes)
    there = tuple(taking_part(minutes))
    body = (
        opening(minutes),
        *([Section(text("THÀNH PHẦN"), there)] if there else []),
        Section(text("NỘI DUNG"), content_of(minutes)),
        *end_of(minutes),
    )
    return _paper(
        words,
        "BIÊN BẢN",
        words.recorded,
        body=body,
        parties=sides_of(minutes),
    )


# --- The diary ------------------------------------------------------------------------------------
def diary_paper(inspection: Inspection) -> Paper:
    """The diary as a book: each day with its corrections and who signed it."""
    words = Words(inspection, timezone.localdate())
    entries = list(
        inspection.diary.select_related("written_by", "signature__signed_by").order_by("day", "pk")
    )
    body = [_day(entry) for entry in entries]
    return _paper(
        words,
        f"NHẬT KÝ ĐOÀN {inspection.act.upper()}",
        capital(inspection.full_subject),
        body=tuple(body) or (Paragraph(text("Nhật ký chưa có trang nào.")),),
        parties=(Signer(authority=("TRƯỞNG ĐOÀN",), name=str(words.leader or "")),),
    )


def _day(entry: DiaryEntry) -> Section:
    lines = (
        ("Công việc", entry.work),
        ("Đã làm việc với", entry.met),
        ("Ý kiến chỉ đạo", entry.directions),
        ("Khó khăn, vướng mắc", entry.difficulties),
    )
    signed = "Chưa ký."
    if entry.is_signed:
        day = short_date(timezone.localdate(entry.signature.signed_at))
        signed = f"{entry.signature.signed_by} ký ngày {day}."
    children = [
        Paragraph((Run(f"{label}: ", italic=True), Run(" ".join(words.split()))))
        for label, words in lines
        if words
    ]
    children.append(Paragraph((Run(f"Người ghi: {entry.written_by}. {signed}", italic=True),)))
    return Section(text(str(entry)), tuple(children), numbered=False)


# --- The index and the hand-over ------------------------------------------------------------------
INDEX_COLUMNS = (
    Column("STT", 6, "center"),
    Column("Số, ký hiệu", 14),
    Column("Ngày, tháng, năm", 13, "center"),
    Column("Tên loại, trích yếu nội dung văn bản", 34),
    Column("Tác giả", 17),
    Column("Tờ số", 8, "center"),
    Column("Ghi chú", 8),
)


def index_paper(inspection: Inspection, lines: Sequence[IndexLine]) -> Paper:
    """Mục lục văn bản trong hồ sơ, with the columns of Phụ lục V NĐ 30/2020."""
    words = Words(inspection, timezone.localdate())
    rows = tuple(
        tuple(
            text(cell)
            for cell in (
                str(line.place),
                line.number,
                line.dated_on,
                line.title,
                line.author,
                f"{line.first_sheet}–{line.last_sheet}" if line.first_sheet else "",
                line.note,
            )
        )
        for line in lines
    )
    subject = f"Hồ sơ {inspection.in_sentence}: {inspection.full_subject}"
    return _paper(words, "MỤC LỤC VĂN BẢN TRONG HỒ SƠ", subject, body=(Table(INDEX_COLUMNS, rows),))


def hand_over_paper(row: HandOver) -> Paper:
    """Biên bản bàn giao hồ sơ, signed by who gives and who receives."""
    words = Words(row.inspection, row.happened_on)
    sheets = f", {row.sheets} tờ" if row.sheets else ""
    giver = ", ".join(part for part in (row.giver_name, row.giver_post) if part)
    receiver = ", ".join(part for part in (row.receiver_name, row.receiver_post) if part)
    lines = [
        Item(text(f"Bên giao: {giver}, {words.team};")),
        Item(text(f"Bên nhận: {receiver}, {row.office}.")),
        Paragraph(
            text(
                f"Bên giao đã bàn giao cho bên nhận hồ sơ {row.inspection.in_sentence} về việc "
                f"{row.inspection.full_subject}, gồm {row.papers} văn bản{sheets}, kèm mục lục "
                "văn bản trong hồ sơ."
            )
        ),
        *([Paragraph(text(f"Tình trạng hồ sơ, ghi chú: {row.note}"))] if row.note else []),
        Paragraph(
            text(f"Biên bản được lập thành {number_text(row.copies)} bản, mỗi bên giữ một bản.")
        ),
    ]
    opening = f"Ngày {full_date(row.happened_on)}, chúng tôi gồm:"
    return _paper(
        words,
        "BIÊN BẢN",
        f"Bàn giao hồ sơ {row.inspection.in_sentence}",
        body=(Paragraph(text(opening)), *lines),
        parties=(
            Signer(authority=("BÊN NHẬN",), name=row.receiver_name),
            Signer(authority=("BÊN GIAO",), name=row.giver_name),
        ),
    )

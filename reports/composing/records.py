"""Papers that are signed by hand and carry no number: minutes, the diary, the index, a hand-over.

They are printed from their records and are never drafts: nobody edits them as blocks.
"""

import datetime
from collections.abc import Iterable, Sequence

from django.utils import timezone

from findings.choices import MinutesKind, Side
from findings.models import Minutes, MinutesParty
from inspections.filing import IndexLine
from inspections.models import DiaryEntry, HandOver, Inspection
from office.text import full_date, number_text, short_date
from reports.composing.words import Words, capital
from reports.content import Block, Column, Item, Paper, Paragraph, Run, Section, Signer, Table, text
from reports.markup import MarkupError, parse

SUBJECTS = {
    MinutesKind.ANNOUNCEMENT: "Công bố {decision}",
    MinutesKind.WORKING: "Làm việc{unit}",
    MinutesKind.VERIFICATION: "Kiểm tra, xác minh{unit}",
    MinutesKind.HANDING_OVER: "Giao nhận tài liệu{unit}",
    MinutesKind.ENDING: "Kết thúc {act} trực tiếp{unit}",
    MinutesKind.CONCLUSION: "Công bố kết luận {act}{unit}",
}
SIGNS_AS = {
    Side.TEAM: "ĐẠI DIỆN ĐOÀN",
    Side.UNIT: "ĐẠI DIỆN ĐƠN VỊ",
    Side.COMMUNE: "ĐẠI DIỆN UBND CẤP XÃ",
    Side.WITNESS: "NGƯỜI CHỨNG KIẾN",
}


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
    opened = timezone.localtime(minutes.opened_at)
    words = Words(minutes.inspection, opened.date())
    parties = list(minutes.parties.all())
    body = (
        Paragraph(text(f"Hồi {_hour(opened)}, tại {minutes.place}, chúng tôi gồm:")),
        *_taking_part(parties),
        Section(text("NỘI DUNG"), _content(minutes.content)),
        *_refusals(parties),
        Paragraph(text(_closing(minutes, opened))),
    )
    return _paper(
        words,
        "BIÊN BẢN",
        _subject(minutes, words),
        body=body,
        parties=tuple(_signer(party) for party in _who_sign(parties)),
    )


def _subject(minutes: Minutes, words: Words) -> str:
    unit = f" với {words.name(minutes.unit.unit)}" if minutes.unit else ""
    pattern = SUBJECTS[MinutesKind(minutes.kind)]
    return pattern.format(decision=words.decision_cited, act=words.act, unit=unit)


def _hour(moment: datetime.datetime) -> str:
    return f"{moment:%H} giờ {moment:%M} phút ngày {full_date(moment.date())}"


def _taking_part(parties: Sequence[MinutesParty]) -> Iterable[Block]:
    sides = [side for side in Side if any(party.side == side for party in parties)]
    children: list[Block] = []
    for side in sides:
        children.append(Paragraph((Run(f"{side.label}:", bold=True),)))
        children += [Item(text(f"{party};")) for party in parties if party.side == side]
    if children:
        yield Section(text("THÀNH PHẦN"), tuple(children))


def _content(words: str) -> tuple[Block, ...]:
    try:
        return tuple(parse(words)) or (Paragraph(text("…")),)
    except MarkupError:
        # What is no markup is printed as it was written.
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        return tuple(Paragraph(text(line)) for line in lines)


def _refusals(parties: Sequence[MinutesParty]) -> Iterable[Block]:
    for party in parties:
        if party.has_refused:
            yield Paragraph(text(f"{party} không ký biên bản. Lý do: {party.refused_reason}"))


def _closing(minutes: Minutes, opened: datetime.datetime) -> str:
    end = "…"
    if minutes.closed_at:
        closed = timezone.localtime(minutes.closed_at)
        same = closed.date() == opened.date()
        end = f"{closed:%H} giờ {closed:%M} phút cùng ngày" if same else _hour(closed)
    return (
        f"Biên bản kết thúc hồi {end}, được lập thành {number_text(minutes.copies)} bản có nội "
        "dung và giá trị như nhau; đã đọc lại cho những người có tên trên cùng nghe, công nhận "
        "đúng và ký tên."
    )


def _who_sign(parties: Sequence[MinutesParty]) -> list[MinutesParty]:
    """The unit on the left and the team on the right, pair by pair; the others below."""
    signing = [party for party in parties if not party.has_refused]
    units = [party for party in signing if party.side == Side.UNIT]
    teams = [party for party in signing if party.side == Side.TEAM]
    pairs = [party for pair in zip(units, teams, strict=False) for party in pair]
    rest = [party for party in signing if party not in pairs]
    return pairs + rest


def _signer(party: MinutesParty) -> Signer:
    return Signer(authority=(SIGNS_AS[Side(party.side)],), name=party.name)


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

"""Documents a case cites: recognised from one typed line, kept once, offered again."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from findings import permissions as may
from findings.models import Citation
from inspections.models import Inspection
from office import journal
from office.columns import column
from office.text import nfc
from office.workflow import Overtaken, Problem, Problems

MOST_LINES = 50
KINDS = (
    "Bộ luật",
    "Luật",
    "Pháp lệnh",
    "Nghị quyết",
    "Nghị định",
    "Thông tư liên tịch",
    "Thông tư",
    "Quyết định",
    "Quy định",
    "Quy chế",
    "Chỉ thị",
    "Công văn",
    "Công điện",
    "Báo cáo",
    "Kế hoạch",
    "Tờ trình",
    "Thông báo",
    "Biên bản",
    "Kết luận",
    "Chương trình",
    "Hướng dẫn",
    "Hợp đồng",
    "Hồ sơ",
    "Giấy",
    "Phiếu",
    "Phương án",
    "Đề án",
    "Dự án",
    "Đơn",
    "Văn bản",
    "Danh sách",
    "Chứng từ",
    "Hóa đơn",
)
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ"
LOWER = "a-zàáâãèéêìíòóôõùúýăđĩũơưạ-ỹ"
# TTr, TTg, CTr, KTr: the only small letters in symbols.
GROUP = rf"[{UPPER}&\d](?:[{UPPER}&\d]|[rg](?![{LOWER}]))*(?![{LOWER}])"
NUMBER = re.compile(
    rf"(?P<first>\d+[a-z]?(?:\s*/\s*\d{{4}}(?=\s*/))?)"
    # Scanned text puts spaces inside groups: “142/LĐT BXH”, “TT- BLĐTBXH”.
    rf"(?P<symbol>\s*/\s*{GROUP}(?:(?:\s*[-/]\s*|\s(?!(?:UBND|HĐND|CP|TTCP)\s)){GROUP})*)?"
)
DAY = re.compile(r"(?P<day>\d{1,2})\s*[/.\-]\s*(?P<month>\d{1,2})\s*[/.\-]\s*(?P<year>\d{4})")
LONG_DAY = re.compile(
    r"(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})", re.IGNORECASE
)
ABOUT = re.compile(
    r"(?:^|[\s,;(])(?P<subject>(?:về|V/v|quy định|hướng dẫn|ban hành|phê duyệt|sửa đổi|công bố|"
    r"triển khai|đề nghị|trả lời|xin ý kiến|giao|v/v)\b.*)",
    re.DOTALL,
)
BEFORE_DATE = re.compile(
    r"^[\s,;:(]*(?:được\s+)?(?:ban hành|ký|lập)?\s*(?:ngày|,)\s*", re.IGNORECASE
)


@dataclass(frozen=True)
class CitationFacts:
    """What one line says of a document; empty where it says nothing."""

    kind: str
    number: str = ""
    dated_on: datetime.date | None = None
    issuer: str = ""
    subject: str = ""


def recognise(line: str) -> CitationFacts:
    """“Công văn số 73/UBND-TTr ngày 12/7/2023 của UBND quận về …” as fields.

    Tolerant: without “số”, with a long date, with spaces inside the symbol, without date, issuer or
    subject. Raises Problems when neither kind nor number is found, or the day does not exist.
    """
    words = " ".join(nfc(line).split()).lstrip("-+•*– ").rstrip(" .;,")
    kind, number, rest = _kind_and_number(words)
    dated_on, rest = _date(rest)
    issuer, subject = _issuer_and_subject(rest)
    facts = CitationFacts(kind, number, dated_on, issuer, subject)
    for name, most in (("kind", 60), ("number", 80), ("issuer", 200), ("subject", 500)):
        if len(getattr(facts, name)) > most:
            label = column(Citation, name).verbose_name
            raise Problems(
                [Problem(f"Phần {label} dài quá {most} ký tự: “{getattr(facts, name)[:60]}…”.")]
            )
    return facts


def recognise_lines(text: str) -> list[CitationFacts]:
    """One document a line. Raises Problems naming every line that is not understood."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise Problems([Problem(f"Mỗi lần nhập tối đa {MOST_LINES} văn bản.")])
    facts, found = [], []
    for at, line in enumerate(lines, 1):
        try:
            facts.append(recognise(line))
        except Problems as problems:
            where = f"Dòng {at}: " if len(lines) > 1 else ""
            found += [Problem(f"{where}{problem.text}") for problem in problems.problems]
    if found:
        raise Problems(found)
    return facts


@transaction.atomic
def keep(inspection: Inspection, facts: CitationFacts, *, actor: Any) -> Citation:
    """The citation of these facts, kept once a case; what the row lacks is filled in."""
    # Lock the case: two people may cite the same document at the same second.
    locked = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    may.insist(may.can_record_finding, actor, locked)
    same = Citation.objects.filter(inspection=inspection, number=facts.number)
    if facts.number:
        found = same.filter(dated_on=facts.dated_on).first()
    else:
        found = same.filter(kind=facts.kind, dated_on=facts.dated_on).first()
    if found:
        return _fill_in(found, facts)
    citation = Citation.objects.create(
        inspection=inspection,
        kind=facts.kind,
        number=facts.number,
        dated_on=facts.dated_on,
        issuer=facts.issuer,
        subject=facts.subject,
    )
    _tell(citation, "cite", f"Thêm văn bản viện dẫn: {citation.in_full}.", actor)
    return citation


def keep_lines(inspection: Inspection, text: str, *, actor: Any) -> list[Citation]:
    """Recognise and keep every line; nothing is kept when one line is not understood."""
    return [keep(inspection, facts, actor=actor) for facts in recognise_lines(text)]


@transaction.atomic
def correct(
    citation: Citation, facts: CitationFacts, *, actor: Any, seen: str | None = None
) -> Citation:
    """Correct the fields of a cited document wherever it is cited.

    `seen` is its wording when the person began. Raises Refused, Overtaken, Problems when the same
    document is already there.
    """
    locked = Citation.objects.select_for_update(of=("self",)).get(pk=citation.pk)
    may.insist(may.can_record_finding, actor, locked.inspection)
    before = locked.in_full
    if seen is not None and seen != before:
        raise Overtaken(f"Người khác vừa sửa văn bản này thành “{before}”.")
    for name, value in vars(facts).items():
        setattr(locked, name, value)
    try:
        with transaction.atomic():
            locked.save()
    except IntegrityError:
        raise Problems(
            [Problem("Văn bản này đã có trong danh mục viện dẫn.", "#id_number")]
        ) from None
    _tell(locked, "correct_citation", f"Sửa văn bản viện dẫn: {before} → {locked.in_full}.", actor)
    return locked


@transaction.atomic
def remove(citation: Citation, *, actor: Any) -> None:
    """Take a document nobody cites from the list. Raises Problems while a finding cites it."""
    may.insist(may.can_record_finding, actor, citation.inspection)
    citing = list(citation.findings.order_by("number"))
    if citing:
        numbers = ", ".join(str(finding.number) for finding in citing)
        raise Problems([Problem(f"Văn bản này đang được viện dẫn ở phát hiện số {numbers}.")])
    _tell(citation, "remove_citation", f"Xóa văn bản viện dẫn: {citation.in_full}.", actor)
    citation.delete()


def doubts_about(citation: Citation) -> list[str]:
    """What a reader would stumble over: a date to come, a line without number or date."""
    found = []
    if citation.dated_on and citation.dated_on > timezone.localdate():
        found.append(f"{citation.in_short} ghi ngày {citation.dated_on:%d/%m/%Y}, sau hôm nay.")
    if not citation.dated_on:
        found.append(f"{citation.in_short} chưa có ngày văn bản.")
    return found


# --- Inside ---------------------------------------------------------------------------------------


def _kind_and_number(words: str) -> tuple[str, str, str]:
    known = next((k for k in KINDS if words.lower().startswith(k.lower())), "")
    head, mark, tail = _split_at_number(words)
    match = NUMBER.match(tail)
    if match and mark and (known or len(head.split()) <= 8):
        kind = head.strip(" ,:(") or "Văn bản"
        return _capital(kind), _tidy(match["first"], match["symbol"]), tail[match.end() :]
    if known:
        # Biên bản làm việc ngày …: the kind runs to the date, the issuer or the subject.
        stop = re.search(r"\s+(?:ngày\s+\d|của\s|về\s|V/v\s|với\s)|,", words)
        kind = words[: stop.start()] if stop else words
        return _capital(kind), "", words[len(kind) :]
    raise Problems(
        [
            Problem(
                f"Chưa nhận ra văn bản trong “{words[:60]}”. Hãy viết theo mẫu: Công văn số"
                " 73/UBND-TTr ngày 12/7/2023 của UBND quận về việc …"
            )
        ]
    )


def _split_at_number(words: str) -> tuple[str, str, str]:
    """Before the number, whether there is one, and from its first digit on."""
    if match := re.search(r"(?:^|\s)số\s*:?\s*(?=\d)", words, re.IGNORECASE):
        return words[: match.start()], "số", words[match.end() :]
    if match := re.search(rf"(?:^|\s)(?=\d+[a-z]?\s*/\s*(?:\d{{4}}\s*/\s*)?[{UPPER}])", words):
        return words[: match.start()], "số", words[match.end() :]
    return words, "", ""


def _tidy(first: str, symbol: str | None) -> str:
    return re.sub(r"\s+", "", first + (symbol or ""))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _date(rest: str) -> tuple[datetime.date | None, str]:
    for shape in (LONG_DAY, DAY):
        match = shape.search(rest)
        # A date far from the number belongs to the subject.
        if match and len(BEFORE_DATE.sub("", rest[: match.start()]).strip(" ,;:(")) == 0:
            parts = {name: int(value) for name, value in match.groupdict().items()}
            try:
                day = datetime.date(**parts)
            except ValueError:
                raise Problems([Problem(f"Ngày {match[0]} không có trong lịch.")]) from None
            return day, rest[match.end() :]
    return None, rest


def _issuer_and_subject(rest: str) -> tuple[str, str]:
    rest = rest.strip(" ,;:()")
    match = re.match(r"của\s+", rest, re.IGNORECASE)
    if not match:
        return "", rest
    rest = rest[match.end() :]
    if about := ABOUT.search(rest):
        return rest[: about.start("subject")].strip(" ,;:("), about["subject"].strip()
    return rest, ""


def _fill_in(citation: Citation, facts: CitationFacts) -> Citation:
    lacking = [
        name
        for name in ("issuer", "subject")
        if getattr(facts, name) and not getattr(citation, name)
    ]
    for name in lacking:
        setattr(citation, name, getattr(facts, name))
    if lacking:
        citation.save(update_fields=lacking)
    return citation


def _tell(citation: Citation, verb: str, sentence: str, actor: Any) -> None:
    journal.record(
        actor=actor, chain=citation.inspection.code, verb=verb, about=citation, sentence=sentence
    )

"""A paper of a template with an invented case: what the administrator sees before he saves."""

import datetime

from inspections.choices import CaseKind
from inspections.models import Unit
from office.text import short_date
from reports.choices import DocumentKind, NumberedAs, SignedBy
from reports.composing.header import recipients_of
from reports.composing.words import Words, capital
from reports.content import (
    Block,
    Item,
    Numbered,
    Paper,
    Paragraph,
    Recipient,
    Section,
    Signer,
    text,
)
from reports.kinds import numbered_as
from reports.models import PaperTemplate

OFFICE, PARENT = "Thanh tra quận Hải Tân", "UBND quận Hải Tân"
INITIALS = "TTr"
SIGNERS = {
    SignedBy.HEAD: "CHÁNH THANH TRA",
    SignedBy.LEADER: "TRƯỞNG ĐOÀN",
    SignedBy.APPRAISER: "NGƯỜI THẨM ĐỊNH",
}
SIDES = (
    Signer(("ĐẠI DIỆN ĐƠN VỊ",), "Hoàng Văn Bình"),
    Signer(("ĐẠI DIỆN ĐOÀN",), "Trần Văn Minh"),
)
FILLING = "Nội dung này được lấy từ hồ sơ cuộc khi soạn văn bản."


class SampleWords(Words):
    """The answers of a case that nobody has opened."""

    def __init__(self, template: PaperTemplate, day: datetime.date):
        super().__init__(None, day)
        self.template = template

    @property
    def act(self) -> str:
        return "kiểm tra" if self.template.case_kind == CaseKind.CHECK else "thanh tra"

    @property
    def full_subject(self) -> str:
        if not self.template.case_kind:
            return f"Kế hoạch thanh tra năm {self.day.year} của {OFFICE}"
        return f"{self.act} việc thực hiện nhiệm vụ, công vụ tại {self.units}"

    @property
    def capital_subject(self) -> str:
        if not self.template.case_kind:
            return f"Thanh tra năm {self.day.year}"
        return f"Việc thực hiện nhiệm vụ, công vụ tại {self.units}"

    @property
    def office(self) -> str:
        return OFFICE

    @property
    def head(self) -> str:
        return "Chánh Thanh tra quận Hải Tân"

    @property
    def parent(self) -> str:
        return PARENT

    @property
    def superior(self) -> str:
        return PARENT.replace("UBND", "Ủy ban nhân dân")

    @property
    def units(self) -> str:
        return "Phòng Nội vụ quận Hải Tân"

    @property
    def addressee(self) -> str:
        return self.units

    @property
    def wanted(self) -> str:
        return "giải trình"

    @property
    def due(self) -> str:
        return short_date(self.day)

    @property
    def recorded(self) -> str:
        return f"Làm việc với {self.units}"


def sample_paper(template: PaperTemplate, day: datetime.date) -> Paper:
    """The paper as a draft of that day; nothing is read from or written into the database."""
    words = SampleWords(template, day)
    team = template.signed_by == SignedBy.LEADER
    sides = SIDES if template.kind == DocumentKind.MINUTES else ()
    return Paper(
        kind=template.abbreviation,
        numbering=numbered_as(template),
        issuer_parent=OFFICE.upper() if team else "ỦY BAN NHÂN DÂN\nQUẬN HẢI TÂN",
        issuer=words.team.upper() if team else OFFICE.upper(),
        issuer_name=words.team if team else OFFICE,
        symbol=template.symbol_of(Unit(abbreviation=INITIALS)),
        place="" if sides else "Hải Tân",
        month_hint=day.month,
        year_hint=day.year,
        title=template.title,
        subject=(words.fill(template.subject),),
        addressees=tuple(words.fill(template.addressees).splitlines()),
        deciding=words.head.upper() if template.order else "",
        preamble=(Paragraph(text("Căn cứ Luật Thanh tra ngày 25 tháng 6 năm 2025"), "basis"),),
        order=template.order,
        body=tuple(_body(template, words)),
        signer=None if sides else Signer((SIGNERS[SignedBy(template.signed_by)],), "Trần Văn Minh"),
        parties=sides,
        recipients=tuple(Recipient(line) for line in recipients_of(words, template)),
        archive=template.archive,
        draft=True,
    )


def _body(template: PaperTemplate, words: SampleWords) -> list[Block]:
    blocks: list[Block] = [
        Section(text(heading), (Paragraph(text(FILLING)), Item(text("Một ý của mục này."))))
        for heading in template.headings
    ]
    if template.numbering == NumberedAs.ARTICLE:
        blocks = [Numbered(text(f"{capital(words.full_subject)}.")), Numbered(text(FILLING))]
    if not blocks:
        blocks = [Paragraph(text(FILLING))]
    closing = words.fill(template.closing)
    return [*blocks, Paragraph(text(closing))] if closing else blocks

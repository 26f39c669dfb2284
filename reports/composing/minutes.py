"""BB: what the minutes of the case say, and the sides that sign beside one another (Mẫu 1.9 NĐ 30)."""

import datetime
from collections.abc import Callable, Iterable, Sequence

from django.utils import timezone

from findings.choices import MinutesState, Side
from findings.models import Minutes, MinutesParty
from office.text import full_date, number_text
from office.workflow import Problem
from reports.choices import BlockPart
from reports.composing.rows import Parts, bound, section, text_row
from reports.composing.words import Words
from reports.content import Block, Item, Paragraph, Run, Signer, text
from reports.markup import MarkupError, parse
from reports.models import PaperTemplate

SIGNS_AS = {
    Side.TEAM: "ĐẠI DIỆN ĐOÀN",
    Side.UNIT: "ĐẠI DIỆN ĐƠN VỊ",
    Side.COMMUNE: "ĐẠI DIỆN UBND CẤP XÃ",
    Side.WITNESS: "NGƯỜI CHỨNG KIẾN",
}


def problems_before(minutes: Minutes) -> list[Problem]:
    """Why the biên bản cannot be a paper yet: people sign what was fixed."""
    if minutes.state in {MinutesState.SIGNING, MinutesState.SIGNED}:
        return []
    state = minutes.get_state_display().lower()
    text_ = f"{minutes} {state}: hãy chốt nội dung để ký trước."
    return [Problem(text_, minutes.get_absolute_url())]


def parts(words: Words, template: PaperTemplate) -> Parts:
    """The rows of the paper; who takes part, the content and the end follow the minutes."""
    who, what = template.headings
    body = (
        section(who, bound("minutes_parties")),
        section(what, bound("minutes_content")),
        bound("minutes_end"),
    )
    return (
        (BlockPart.PREAMBLE, (text_row(opening(words.about)),)),
        (BlockPart.BODY, body),
    )


def told(words: Words, tell: Callable[[Minutes], Iterable[Block]]) -> Iterable[Block]:
    """A part of what the minutes say; nothing where a paper came without them."""
    return tell(words.about) if isinstance(words.about, Minutes) else ()


def opening(minutes: Minutes) -> Paragraph:
    opened = timezone.localtime(minutes.opened_at)
    return Paragraph(text(f"Hồi {_hour(opened)}, tại {minutes.place}, chúng tôi gồm:"))


def _hour(moment: datetime.datetime) -> str:
    return f"{moment:%H} giờ {moment:%M} phút ngày {full_date(moment.date())}"


def taking_part(minutes: Minutes) -> Iterable[Block]:
    """The people of each side under its name."""
    parties = list(minutes.parties.all())
    for side in (each for each in Side if any(party.side == each for party in parties)):
        yield Paragraph((Run(f"{side.label}:", bold=True),))
        yield from (Item(text(f"{party};")) for party in parties if party.side == side)


def content_of(minutes: Minutes) -> tuple[Block, ...]:
    """What was done and said."""
    try:
        return tuple(parse(minutes.content)) or (Paragraph(text("…")),)
    except MarkupError:
        # What is no markup is printed as it was written.
        lines = [line.strip() for line in minutes.content.splitlines() if line.strip()]
        return tuple(Paragraph(text(line)) for line in lines)


def end_of(minutes: Minutes) -> Iterable[Block]:
    """Who would not sign, and when it ended in how many copies."""
    for party in minutes.parties.all():
        if party.has_refused:
            yield Paragraph(text(f"{party} không ký biên bản. Lý do: {party.refused_reason}"))
    yield Paragraph(text(_closing(minutes)))


def _closing(minutes: Minutes) -> str:
    end, opened = "…", timezone.localtime(minutes.opened_at)
    if minutes.closed_at:
        closed = timezone.localtime(minutes.closed_at)
        same = closed.date() == opened.date()
        end = f"{closed:%H} giờ {closed:%M} phút cùng ngày" if same else _hour(closed)
    return (
        f"Biên bản kết thúc hồi {end}, được lập thành {number_text(minutes.copies)} bản có nội "
        "dung và giá trị như nhau; đã đọc lại cho những người có tên trên cùng nghe, công nhận "
        "đúng và ký tên."
    )


def sides_of(minutes: Minutes) -> tuple[Signer, ...]:
    """Who signs, in the order of the block: two in a row."""
    return tuple(
        Signer(authority=(SIGNS_AS[Side(party.side)],), name=party.name)
        for party in _who_sign(list(minutes.parties.all()))
    )


def _who_sign(parties: Sequence[MinutesParty]) -> list[MinutesParty]:
    """The unit on the left and the team on the right, pair by pair; the others below."""
    signing = [party for party in parties if not party.has_refused]
    units = [party for party in signing if party.side == Side.UNIT]
    teams = [party for party in signing if party.side == Side.TEAM]
    pairs = [party for pair in zip(units, teams, strict=False) for party in pair]
    rest = [party for party in signing if party not in pairs]
    return pairs + rest

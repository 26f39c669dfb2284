"""One bar for the whole case: what each step took, may still take, and where it ran over."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from inspections.deadlines import Deadline, DeadlineState
from inspections.folding import Pause
from office.calendar import ONE_DAY

# The bar is drawn on a scale of a thousand, whatever the width of the screen.
SCALE = 1000
NARROWEST = 4
USED, LEFT, LATE, AHEAD, PAUSED = "used", "left", "late", "ahead", "paused"
KINDS = {
    USED: "đã dùng",
    LEFT: "còn lại",
    LATE: "quá hạn",
    AHEAD: "chậm nhất, nếu mỗi bước dùng hết hạn",
    PAUSED: "tạm dừng",
}
NOT_DRAWN = {DeadlineState.NOT_RECORDED, DeadlineState.ENDED}


@dataclass(frozen=True)
class Piece:
    """A stretch of days of one kind; both days belong to it."""

    name: str
    kind: str
    first: datetime.date
    last: datetime.date

    @property
    def kind_in_words(self) -> str:
        return KINDS[self.kind]


@dataclass(frozen=True)
class Drawn:
    """A piece with its place on the scale."""

    piece: Piece
    x: int
    width: int


@dataclass(frozen=True)
class TimeBar:
    """The case from its first counted day to the last that is known or allowed."""

    first: datetime.date
    last: datetime.date
    today: datetime.date
    pieces: tuple[Piece, ...]

    def _at(self, day: datetime.date) -> int:
        span = max((self.last - self.first).days + 1, 1)
        return round(SCALE * (day - self.first).days / span)

    @property
    def drawn(self) -> list[Drawn]:
        rows = []
        for piece in self.pieces:
            x = self._at(piece.first)
            width = max(self._at(piece.last + ONE_DAY) - x, NARROWEST)
            rows.append(Drawn(piece, x, min(width, SCALE - x)))
        return rows

    @property
    def today_at(self) -> int | None:
        """Where today is on the scale; None after the last day."""
        return self._at(self.today) if self.first <= self.today <= self.last else None

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds that are drawn, for the key below the bar."""
        there = {piece.kind for piece in self.pieces}
        return [(kind, words) for kind, words in KINDS.items() if kind in there]


def bar_of(
    deadlines: Sequence[Deadline], pauses: Iterable[Pause], *, today: datetime.date
) -> TimeBar | None:
    """The bar of a case, or None before anything is counted."""
    shown = [row for row in deadlines if not row.is_minimum and row.state not in NOT_DRAWN]
    pieces: list[Piece] = []
    reached = None
    for row in _with_what_lies_ahead(shown, today):
        for piece in _pieces_of(row, today):
            # Two steps may run side by side; on one bar the second goes on where the first ends.
            first = piece.first if reached is None else max(piece.first, reached)
            if first <= piece.last:
                pieces.append(replace(piece, first=first))
                reached = piece.last + ONE_DAY
    if not pieces:
        return None
    begin, end = pieces[0].first, max(piece.last for piece in pieces)
    pieces += _pauses_on(pauses, begin, end, today)
    return TimeBar(begin, end, today, tuple(pieces))


def _with_what_lies_ahead(
    deadlines: Sequence[Deadline], today: datetime.date
) -> Iterator[Deadline]:
    """Steps to come are laid out from the last day of the step before them."""
    calendar = next((row.count.calendar for row in deadlines if row.count), None)
    ends: dict[str, datetime.date] = {}
    for row in deadlines:
        start = ends.get(row.starts_with)
        if row.count is None and start and calendar:
            row = row.laid_from(start, calendar)  # noqa: PLW2901 -- the same step, as it may come
        if row.due_on:
            ends[row.event] = row.done_on or max(row.due_on, today)
        yield row


def _pieces_of(row: Deadline, today: datetime.date) -> Iterator[Piece]:
    if row.counted_on is None:
        return
    end = row.due_on or today
    if row.state == DeadlineState.NOT_STARTED:
        yield Piece(row.name, AHEAD, row.counted_on, end)
        return
    until = row.done_on or today
    yield Piece(row.name, USED, row.counted_on, min(until, end))
    if until > end:
        yield Piece(row.name, LATE, end + ONE_DAY, until)
    elif row.done_on is None and until < end:
        yield Piece(row.name, LEFT, until + ONE_DAY, end)


def _pauses_on(
    pauses: Iterable[Pause], begin: datetime.date, end: datetime.date, today: datetime.date
) -> Iterator[Piece]:
    for pause in pauses:
        first, last = max(pause.first_day, begin), min(pause.last_day or max(today, begin), end)
        if first <= last:
            yield Piece("Tạm dừng", PAUSED, first, last)

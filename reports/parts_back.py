"""A part that was written on in Word comes back: what differs, and what of it is taken over.

Each row of the draft begins in the file at a bookmark with its key and revision (reports.parts), so
the words behind it are read as that row and compared with what it said when the part was taken out.
"""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from office import files
from office.workflow import Problem, Problems
from reports import content, drafts, markup, masking
from reports.choices import BlockKind
from reports.comparing import Change, compare_blocks, compare_lines
from reports.content import Numbering
from reports.importing import word
from reports.importing.body import ARTICLE, CAPITAL, LETTER, NUMBER, PATH, ROMAN, read_words
from reports.importing.dressing import dressed
from reports.importing.lines import NOTE, Line, Unreadable, lines_of
from reports.models import Block, Document
from reports.parts import IN_THE_FILE_ONLY, Part, write

FILE_FIELD = "#id_upload"
# The part as we write it has at most some thousand lines.
MOST_LINES = 20_000
_SUBJECT = re.compile(r"minhbach (?P<paper>\d+) (?P<part>\S+)")
_MARK = re.compile(r"mb_(?P<row>\d{1,18})_(?P<revision>\d{1,9})")
_LONGEST_NAME = 90
NOT_IN_WORD = "Có chỗ Word không giữ được như dự thảo, nên hãy chép tay."
LOST_MARK = "Chữ đánh dấu dữ liệu cá nhân đã bị sửa trong tệp, nên hãy chép tay."
UNREAD = "Có dấu chưa đọc được thành đoạn văn, nên hãy chép tay."
UNMARKED = "Tệp không còn dấu của từng đoạn, nên chỉ so được; chỗ cần lấy hãy chép tay."


@dataclass(frozen=True)
class Offer:
    """A row that was written on outside; `said` is its heading or text, None when it was cut."""

    row: Block
    said: str | None
    # Somebody went on with this row in the draft since the part was taken out.
    draft_went_on: bool = False

    @property
    def follows_case(self) -> bool:
        """It says what the case says, and no longer does so once words are taken over."""
        return self.row.kind == BlockKind.BOUND and not self.row.data["is_edited"]

    @property
    def is_safe(self) -> bool:
        """Nothing that stands only in the draft or in the case goes when it is taken."""
        return self.said is not None and not self.draft_went_on and not self.follows_case

    @property
    def changes(self) -> list[Change]:
        """The row as it stands now, and what it becomes."""
        if self.row.kind == BlockKind.SECTION:
            return compare_lines([self.row.data["heading"]], [self.said] if self.said else [])
        blocks = content.blocks_from_json(self.row.data["blocks"])
        return compare_blocks(blocks, markup.parse(self.said or ""))


@dataclass(frozen=True)
class Left:
    """What differs and is not taken over from here, and why."""

    why: str
    changes: list[Change]


@dataclass
class CameBack:
    """What the file says otherwise than the draft, and what of the file was not read."""

    offers: list[Offer] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    # False when the file does not say which part it is.
    is_known: bool = True

    @property
    def is_equal(self) -> bool:
        return not self.offers and not self.left


def read_back(document: Document, part: Part, *, upload: Any) -> CameBack:
    """Compare the file with the part as it stands now; nothing is kept and nothing is changed.

    Both sides are read from a Word file in the same way, so a part that was only taken out and
    saved again differs in nothing. Raises Problems for a file that is not Word, cannot be read, or
    is of another paper or another part.
    """
    groups, told = _groups_of(upload)
    subject = word.subject_of(upload)
    _refuse_another(subject, document, part)
    theirs = [(_MARK.fullmatch(name), _lines(rows)) for name, rows in groups]
    if sum(len(lines) for _, lines in theirs) > MOST_LINES:
        raise _at_file("Tệp này quá dài so với một phần của văn bản.")
    ours = {name: _lines(rows) for name, rows in _groups_now(document, part)}
    came = CameBack(told=told, is_known=_SUBJECT.match(subject) is not None)
    if not any(found for found, _ in theirs):
        all_theirs = [line for _, lines in theirs for line in lines]
        all_ours = [line for lines in ours.values() for line in lines]
        _leave(UNMARKED, all_theirs, all_ours, came)
        return came
    _compare_rows(part, theirs, ours, came)
    return came


def _at_file(sentence: str) -> Problems:
    return Problems([Problem(sentence, FILE_FIELD)])


def _groups_of(upload: Any) -> tuple[list[tuple[str, list[str]]], list[str]]:
    try:
        kind = files.check(upload)
    except Problems as refused:
        raise _at_file(refused.problems[0].text) from refused
    if kind != files.WORD:
        raise _at_file("Chỉ nhận tệp Word (.docx): hãy lưu lại phần này thành .docx.")
    try:
        return word.marked_rows(upload, _MARK)
    except Unreadable as error:
        raise _at_file(str(error)) from error


def _refuse_another(subject: str, document: Document, part: Part) -> None:
    found = _SUBJECT.match(subject)
    if found is None:
        return
    if found["paper"] != str(document.pk):
        raise _at_file("Tệp này là phần của một văn bản khác.")
    if found["part"] != part.key:
        raise _at_file("Tệp này là một phần khác của văn bản; hãy mở phần ấy rồi đưa tệp lên.")


def _groups_now(document: Document, part: Part) -> list[tuple[str, list[str]]]:
    return word.marked_rows(io.BytesIO(write(document, part)), _MARK)[0]


def _lines(rows: list[str]) -> list[Line]:
    return [line for line in lines_of("\n".join(rows)) if not line.bare.endswith(IN_THE_FILE_ONLY)]


# --- Row by row -----------------------------------------------------------------------------------

Theirs = list[tuple[re.Match[str] | None, list[Line]]]


def _compare_rows(part: Part, theirs: Theirs, ours: dict[str, list[Line]], came: CameBack) -> None:
    """Fill in what is offered, what is left and what has to be told."""
    found = _by_row(part, theirs, came)
    for piece in part.pieces:
        row, now = piece.row, ours.get(piece.mark, [])
        if row.pk in found:
            revision, lines = found[row.pk]
            _compare_row(row, revision, lines, now, part.numbering, came)
        elif now and row.kind == BlockKind.TEXT:
            came.offers.append(Offer(row, None))
        elif now:
            came.told.append(f"Tệp không còn “{_short(now[0])}”; dự thảo vẫn giữ.")


def _by_row(part: Part, theirs: Theirs, came: CameBack) -> dict[int, tuple[int, list[Line]]]:
    """The revision and the words of each row of the draft that the file still holds."""
    kept = {piece.row.pk: piece.row for piece in part.pieces}
    found = {}
    # Words before the first row belong to it; those under a heading to the row behind it.
    above: list[Line] = []
    for mark, lines in theirs:
        row = kept.get(int(mark["row"])) if mark else None
        if mark is None:
            above = lines
        elif row is None:
            came.told += [f"Dự thảo không còn đoạn này: “{_short(each)}”." for each in lines[:1]]
        else:
            words = [*above, *lines]
            many = 1 if row.kind == BlockKind.SECTION else len(words)
            found[row.pk] = int(mark["revision"]), words[:many]
            above = words[many:]
    came.told += [f"Chưa nhận được đoạn này, hãy chép tay: “{_short(each)}”." for each in above]
    return found


def _compare_row(
    row: Block,
    revision: int,
    theirs: list[Line],
    ours: list[Line],
    numbering: Numbering,
    came: CameBack,
) -> None:
    then = drafts.data_at(row, revision)
    if _read(ours, row.data, numbering) != _said(row.data):
        _leave(NOT_IN_WORD, theirs, ours, came)
        return
    said = _read(theirs, then, numbering)
    if said in (_said(row.data), _said(then)):
        return
    if said is None:
        _leave(UNREAD, theirs, ours, came)
    elif "blocks" in then and _tells_more(markup.parse(said), _blocks(then)):
        _leave(LOST_MARK, theirs, ours, came)
    elif said or row.kind == BlockKind.TEXT:
        came.offers.append(Offer(row, said or None, draft_went_on=row.revision != revision))
    else:
        came.told.append(f"Tệp không còn tiêu đề “{row.data['heading']}”; dự thảo vẫn giữ.")


def _said(data: dict[str, Any]) -> str:
    """A heading, or a text in the signs of reports.markup."""
    if "heading" in data:
        return str(data["heading"])
    return markup.write(_blocks(data))


Blocks = tuple[content.Block, ...]


def _blocks(data: dict[str, Any]) -> Blocks:
    return content.blocks_from_json(data["blocks"])


def _tells_more(read: Blocks, before: Blocks) -> bool:
    """Taken over, everybody would read what was held back: a mark is gone, or its words came again."""
    held = [run.text.strip() for run in masking.marked_in(before)]
    if len(list(masking.marked_in(read))) < len(held):
        return True
    said, was = ("\n".join(content.block_lines(blocks)) for blocks in (read, before))
    return any(said.count(words) > was.count(words) for words in held)


def _read(lines: list[Line], like: dict[str, Any], numbering: Numbering) -> str | None:
    """The same from a file; `like` is the row that it was. None for what cannot be such a row."""
    if "heading" in like:
        words = " ".join(line.bare for line in lines)
        return words if like.get("bare") else _unnumbered(words)
    blocks = dressed(read_words(lines, numbering), _blocks(like))
    said = markup.write(blocks)
    try:
        return said if markup.parse(said) == blocks else None
    except markup.MarkupError:
        return None


def _leave(why: str, theirs: list[Line], ours: list[Line], came: CameBack) -> None:
    changes = compare_lines(_words(ours), _words(theirs))
    if any(change.act != "same" for change in changes):
        came.left.append(Left(why, changes))


def _words(lines: Iterable[Line]) -> list[str]:
    """The lines as people read them, without numbers: those are computed from the places."""
    found = []
    for line in lines:
        text = NOTE.sub(r" (chú thích: \1)", line.text)
        found.append(_unnumbered(re.sub(r"(?<!\\)\*+", "", text).replace("\\", "").strip()))
    return [words for words in found if words]


def _unnumbered(text: str) -> str:
    for form in (ARTICLE, ROMAN, CAPITAL, PATH, NUMBER, LETTER):
        if form.match(text):
            return form.sub("", text, count=1)
    return text


def _short(line: Line) -> str:
    words = _words([line])[0]
    return words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME]}…"

"""An existing paper, written elsewhere, as a tree: recognised by the rules of the trade.

read = recognise(words)          # reports.importing.files.words_of(…).text
read.paper, read.doubts

Nothing is corrected: a heading out of order, a missing "./." stay and are told as doubts. A person
looks at them before anything is kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from reports.content import Annex, Paper
from reports.importing.annexes import read_annexes
from reports.importing.body import Body, read_body
from reports.importing.foot import ANNEX, Foot, read_foot, split_foot
from reports.importing.head import Head, read_head
from reports.importing.lines import Line, lines_of


@dataclass(frozen=True)
class Recognised:
    """The paper as far as it was understood, and sentences about what was not."""

    paper: Paper
    doubts: tuple[str, ...]
    head: Head


def recognise(words: str) -> Recognised:
    """The words of a paper as a tree: header, text, footnotes, recipients, signer, annexes."""
    head, rest = read_head(lines_of(words))
    text, behind = split_foot(rest)
    foot, left = read_foot(behind)
    body = read_body(text)
    annexes = list(read_annexes(left))
    paper = _paper(head, body, foot, tuple(annex for annex, _ in annexes))
    bodies = [body, *(read for _, read in annexes)]
    doubts = [*_unrecognised(head, foot), *_misread(bodies), *_left_over(left)]
    return Recognised(paper, tuple(doubts), head)


def _paper(head: Head, body: Body, foot: Foot, annexes: tuple[Annex, ...]) -> Paper:
    return Paper(
        kind=head.kind,
        numbering=body.numbering,
        issuer_parent=head.parent,
        issuer=head.issuer,
        number=head.number or None,
        symbol=head.symbol,
        place=head.place,
        issued_on=head.dated_on,
        month_hint=head.month,
        year_hint=head.year,
        title=head.title,
        subject=tuple(head.subject),
        addressees=tuple(head.addressees),
        deciding=body.deciding,
        preamble=tuple(body.preamble),
        order=body.order,
        body=tuple(body.blocks),
        signer=foot.signer,
        recipients=tuple(foot.recipients),
        archive=foot.archive,
        annexes=annexes,
    )


def _unrecognised(head: Head, foot: Foot) -> Iterator[str]:
    for value, what in (
        (head.kind, "tên loại văn bản"),
        (head.issuer, "cơ quan ban hành"),
        (head.symbol, "ký hiệu"),
        (head.number, "số"),
        (head.dated_on, "ngày ban hành"),
        (head.subject, "trích yếu"),
        (foot.signer, "người ký"),
        (foot.recipients, "nơi nhận"),
    ):
        if not value:
            yield f"Không nhận ra {what}."


def _misread(bodies: Iterable[Body]) -> Iterator[str]:
    """Numbers that are not those of their place, and notes without a mark."""
    for body in bodies:
        for said, row, shown in body.odd:
            expected = f"theo thứ tự phải là “{shown}”" if shown else "chỗ này không có số"
            yield f"Dòng {row}: bản gốc đánh số “{said}”, {expected}; số được giữ như bản gốc."
        for note in body.notes_left:
            yield f"Chú thích không có chỗ đánh dấu: “{note[:80]}”."


def _left_over(left: list[Line]) -> Iterator[str]:
    """Between the signature and the annexes."""
    for line in takewhile(lambda each: not ANNEX.match(each.bare), left):
        yield f"Dòng {line.row} không thuộc phần nào: “{line.bare[:80]}”."

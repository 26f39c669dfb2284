"""An existing paper, written elsewhere, as a tree: recognised by the rules of the trade.

read = recognise(words)          # reports.importing.files.words_of(…)
read.paper, read.doubts

Nothing is corrected: a heading out of order, a missing "./." stay and are told as doubts. A person
looks at them before anything is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.content import Numbered, Paper, Section
from reports.importing.body import Body, read_body
from reports.importing.foot import Foot, read_foot, split_foot
from reports.importing.head import Head, read_head
from reports.importing.lines import Line, lines_of
from reports.outline import Placed, outline


@dataclass(frozen=True)
class Recognised:
    """The paper as far as it was understood, and sentences about what was not."""

    paper: Paper
    doubts: tuple[str, ...]
    head: Head


def recognise(words: str) -> Recognised:
    """The words of a paper as a tree with header, text, footnotes, recipients and signer."""
    head, rest = read_head(lines_of(words))
    text, behind = split_foot(rest)
    foot, left = read_foot(behind)
    body = read_body(text)
    paper = _paper(head, body, foot)
    return Recognised(paper, tuple(_doubts(head, body, foot, paper, left)), head)


def _paper(head: Head, body: Body, foot: Foot) -> Paper:
    *parents, issuer = head.issuer or [""]
    return Paper(
        kind=head.kind,
        numbering=body.numbering,
        issuer_parent="\n".join(parents),
        issuer=issuer,
        number=head.number or None,
        symbol=head.symbol,
        place=head.place,
        issued_on=head.dated_on,
        month_hint=head.month,
        year_hint=head.year,
        title=head.title,
        subject=tuple(head.subject),
        addressees=tuple(head.addressees),
        preamble=tuple(body.preamble),
        body=tuple(body.blocks),
        signer=foot.signer,
        recipients=tuple(foot.recipients),
        archive=foot.archive,
    )


def _doubts(head: Head, body: Body, foot: Foot, paper: Paper, left: list[Line]) -> list[str]:
    found = []
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
            found.append(f"Không nhận ra {what}.")
    computed = list(_labels(outline(paper.body, paper.numbering)))
    for (label, row), shown in zip(body.labels, computed, strict=False):
        if label.rstrip(".") != shown.rstrip("."):
            found.append(f"Dòng {row}: bản gốc đánh số “{label}”, theo thứ tự phải là “{shown}”.")
    found += [f"Chú thích không có chỗ đánh dấu: “{note[:80]}”." for note in body.notes_left]
    found += [f"Dòng {line.row} không thuộc phần nào: “{line.bare[:80]}”." for line in left]
    return found


def _labels(placed: tuple[Placed, ...]) -> Iterator[str]:
    for each in placed:
        if isinstance(each.block, Section | Numbered):
            yield each.label
        yield from _labels(each.children)

"""The words of an existing paper as lines: marks of scanning go, what a page break cut is joined."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from office.text import nfc

RECIPIENTS = re.compile(r"^Nơi nhận\s*:?$", re.IGNORECASE)
HASHES = re.compile(r"^#+\s*")
# A rule under words, drawn with signs: "_____", "-------", "***".
RULE = re.compile(r"[-–—_=*~\s]{2,}")
# The header (ô số 1 to 4, Phụ lục I NĐ 30/2020): the nation beside the office, the date below it,
# which a narrow column may break before its year. It is among the first rows.
NATION = re.compile(r"CỘNG\s+H[ÒO]A", re.IGNORECASE)
DATED = re.compile(r"\bngày\b.*\btháng\b", re.IGNORECASE)
YEAR = re.compile(r"\bnăm\s*\d{4}")
HIGHEST_ROW = 25
# A heading, item or clause begins: what stands before it is at its end.
STARTS = re.compile(
    r"^(?:[IVXLC]+\.\s|[A-ZĐ]\.\s|\d+\.\s|\d{1,2}(?:\.\d{1,2})+\.?\s|[a-zđ]\)\s|[-–+•]\s|\||Điều \d+\.|Phụ lục\b|Nơi nhận\b)"
)
# Headings are shorter.
LONG = 100
OPEN_END = re.compile(r"[^.:;!?…/|]$")
# Around the words of a footnote where its mark stands: signs that Unicode leaves to programs.
NOTE_BEGINS, NOTE_ENDS = "\ue000", "\ue001"
NOTE = re.compile(f"{NOTE_BEGINS}([^{NOTE_ENDS}]*){NOTE_ENDS}")


class Unreadable(ValueError):
    """A file whose words cannot be read; the sentence is for the person."""


@dataclass(frozen=True)
class Line:
    """One paragraph, heading or item as it stands. `place` is the number of its first row."""

    text: str
    row: int
    # How many blank rows stand before it.
    gap: int = 0

    @property
    def bare(self) -> str:
        """Without the marks of bold and italic, and without footnotes."""
        return re.sub(r"\*+", "", NOTE.sub("", self.text)).strip()

    @property
    def is_bold(self) -> bool:
        """All of it, that is."""
        return re.fullmatch(r"\*\*[^*]+\*\*", self.text) is not None

    @property
    def notes(self) -> list[str]:
        """The words of the footnotes that stand in it."""
        return NOTE.findall(self.text)


def lines_of(words: str) -> list[Line]:
    """The rows that hold words, from the top; Markdown headings lose their hashes."""
    found, gap = [], 0
    for row, raw in enumerate(nfc(words).splitlines(), 1):
        text = HASHES.sub("", raw.strip()).strip()
        if not text or RULE.fullmatch(text) or not re.sub(r"[*_\s]", "", text):
            gap += 1
            continue
        found.append(Line(" ".join(text.split()), row, gap))
        gap = 0
    return list(_balanced(found))


def _balanced(lines: Iterable[Line]) -> Iterator[Line]:
    """Bold that runs over several rows is bold in each of them."""
    is_open = False
    for line in lines:
        text = f"**{line.text}" if is_open else line.text
        is_open = text.count("**") % 2 == 1
        yield replace(line, text=f"{text}**" if is_open else text)


def joined(lines: Iterable[Line]) -> list[Line]:
    """A sentence that a page break has cut is one line again."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        if before and is_cut(before.bare, line.bare):
            space = "" if before.text[-1] in "-/" else " "
            found[-1] = replace(before, text=f"{before.text}{space}{line.text}")
        else:
            found.append(line)
    return found


def is_cut(before: str, after: str) -> bool:
    """A line goes on: it ends without a mark, and what follows begins small or as a figure."""
    if STARTS.match(after) or not before or not after:
        return False
    if before[-1] in "-/" and before[-2:-1].isupper():
        return True
    goes_on = after[0].islower() or (len(before) > LONG and re.match(r"\d[\d.]*\s\w", after))
    # After a list of documents a sentence may go on behind its footnotes.
    is_open = OPEN_END.search(before) or (before[-1] == ";" and len(before) > LONG)
    return bool(goes_on and is_open)

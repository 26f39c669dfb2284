"""What is pasted from Word and the web, to the HTML of the editor: structure stays, the rest goes.

A bullet or number that Word drew becomes the sign of its block, a footnote of Word a footnote; what
has no place in a paper (pictures, colours, addresses of links, scripts) is dropped and told.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import nh3

from reports.rich_text import DEEPEST, Face, Line, Reader, folded, is_too_long, write

# Word writes some forty letters of marks for each of text: about two hundred pages.
LONGEST_PASTE = 4_000_000
TOO_LONG = "Phần dán quá dài; hãy dán từng mục, hoặc dùng “Nhập văn bản có sẵn” cho cả tệp."
_TAGS = {
    *("p", "div", "br", "b", "strong", "i", "em", "span", "a", "sup", "sub", "u", "s", "ul", "ol"),
    *("li", "table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("blockquote", "pre", "center", "section", "article", "font"),
}
_DROPPED_WHOLE = {
    *("script", "style", "title", "template", "svg", "math", "object", "iframe", "noscript"),
    *("textarea", "select", "button", "xml"),
}
_ATTRIBUTES = {
    "*": {"class", "style", "data-in", "data-note", "data-width", "data-align"},
    "td": {"colspan"},
    "th": {"colspan"},
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_PARAGRAPHS = {"p", "div", "blockquote", "pre", "center", "section", "article", *_HEADINGS}
# What is told, in this order: how it looks in the raw HTML, and the words for it.
_TOLD = (
    (r"<(?:img|picture|v:imagedata|svg)\b", "hình ảnh"),
    (r"<(?:script|iframe|object|embed|form|meta\s+http-equiv=.?refresh)\b|\son\w+\s*=", "mã lệnh"),
    (r"<a\b[^>]{0,200}\bhref\s*=\s*[\"']?(?!#)", "địa chỉ liên kết (chữ của liên kết còn)"),
    (r"<(?:u|s|strike|del|sup|sub)\b|text-decoration:\s*(?:underline|line)", "gạch chân, chỉ số"),
    (r"(?:color|font-family|font-size)\s*[:=]|<font\b", "phông, cỡ và màu chữ"),
    (r"(?:col|row)span\s*=\s*[\"']?[2-9]", "ô gộp (thành các ô riêng)"),
)
_HEADING_SAID = (
    "Đề mục trong phần dán thành đoạn chữ đậm; muốn máy đánh số, hãy lưu rồi bấm “Tách thành mục”."
)
_NOTE = re.compile(r"#(?:_ftn(\d{1,4})|sdfootnote(\d{1,4})sym)$")
_BODY_OF_NOTE = re.compile(r"#(?:_ftnref(\d{1,4})|sdfootnote(\d{1,4})anc)$")
_LEVEL = re.compile(r"mso-list:[^;]*?level(\d)")
_BULLET = re.compile(r"\s*([-–—•▪·●○o+*§]|\d{1,2}[.)]|[a-zđ]{1,2}\))(?:\s+|$)")
_TYPED = re.compile(r"\s*([-–—•▪·●+]|\d{1,2}[.)]|[a-zđ]\))\s+")


@dataclass(frozen=True)
class Pasted:
    """The HTML for the editor, and sentences on what did not come along."""

    html: str
    told: tuple[str, ...] = ()


class TooLong(ValueError):
    """More was pasted than one run of text can be."""


def clean(html: str) -> Pasted:
    """The blocks of a pasted fragment. Raises TooLong; never fails otherwise."""
    if len(html) > LONGEST_PASTE:
        raise TooLong(TOO_LONG)
    reader = _Foreign()
    # An address of a footnote is known by its fragment; nothing else of an address is read.
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_DROPPED_WHOLE,
        attributes={**_ATTRIBUTES, "a": {"href", "class", "style"}},
        link_rel=None,
    )
    if is_too_long(cleaned):
        raise TooLong(TOO_LONG)
    reader.feed(cleaned)
    lines = _with_notes(reader.finished(), reader.bodies)
    return Pasted(write(folded(lines)), tuple(_told(html, reader)))


def _told(html: str, reader: "_Foreign") -> Iterator[str]:
    dropped = [words for shape, words in _TOLD if re.search(shape, html, re.IGNORECASE)]
    if dropped:
        yield f"Đã bỏ khỏi phần dán: {', '.join(dropped)}."
    if reader.seen["heading"]:
        yield _HEADING_SAID
    if reader.seen["nested"]:
        yield "Bảng nằm trong ô của bảng khác thành chữ của ô ấy."


class _Foreign(Reader):
    """Signs of Word, LibreOffice and the web."""

    def __init__(self) -> None:
        super().__init__()
        self.lists: list[str] = []
        self.seen: Counter[str] = Counter()
        # Footnotes by their number: their words stand at the end of what was copied.
        self.bodies: dict[str, list[tuple[str, Face]]] = {}
        self.note_of: str | None = None
        # Inside what Word drew itself: the bullet, the [1] of a footnote.
        self.drawn: list[str] = []
        self.marker = ""
        self.level = 0
        self.is_bullet = False
        self.nested = 0
        self.wide = "1"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if self.drawn:
            self.drawn.append(tag)
        elif tag in _PARAGRAPHS or tag == "li":
            self.begin_paragraph(tag, facts)
        elif tag in {"ul", "ol"}:
            self.begin(Line())
            self.lists.append(tag)
        elif tag == "br" and not self.grid:
            self.begin(replace(self.line, words=[]))
        elif self._is_drawn(tag, facts):
            self.drawn.append(tag)
        elif not self._is_inner_table(tag):
            super().handle_starttag(tag, attrs)
            self.wide = facts.get("colspan", "1")

    def _is_inner_table(self, tag: str) -> bool:
        if tag == "table" and self.grid:
            self.nested += 1
            self.seen["nested"] += 1
        elif self.nested and tag in {"tr", "td", "th"}:
            self.say(" ")
        return bool(self.nested)

    def _is_drawn(self, tag: str, facts: dict[str, str]) -> bool:
        self.is_bullet = "mso-list:ignore" in facts.get("style", "").replace(" ", "").lower()
        if tag == "span":
            return self.is_bullet
        return tag == "a" and self._is_mark_of_note(facts.get("href", ""))

    def _is_mark_of_note(self, where: str) -> bool:
        if body := _BODY_OF_NOTE.match(where):
            self.note_of = body[1] or body[2]
        elif note := _NOTE.match(where):
            self.say("\ufffc", note=("ref", note[1] or note[2]))
            return True
        return bool(body)

    def handle_endtag(self, tag: str) -> None:
        if self.drawn:
            # What nh3 gives is well formed: the first that is still open is the one that ends.
            self.drawn.pop()
        elif tag in _PARAGRAPHS or tag == "li":
            self.end_paragraph()
        elif tag in {"ul", "ol"}:
            self.begin(Line())
            self.lists.pop()
        elif tag == "table" and self.nested:
            self.nested -= 1
        elif not self.nested or tag not in {"tr", "td", "th"}:
            self._end(tag)

    def _end(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag in {"td", "th"} and self.grid:
            # The cells that one wide cell lay over.
            wide = self.wide if self.wide.isascii() and self.wide.isdigit() else "1"
            self.grid.rows[-1] += [[] for _ in range(min(int(wide), 30) - 1)]

    def handle_data(self, data: str) -> None:
        data = re.sub(r"\s+", " ", data)
        if not self.drawn:
            super().handle_data(data)
        elif self.is_bullet and not self.marker:
            self.marker = data.strip()

    def say(self, words: str, *, note: Any = None) -> None:
        place = self.place()
        if place and place[-1][0].endswith(" "):
            words = words.lstrip(" ")
        if words:
            super().say(words, note=note)

    def begin_paragraph(self, tag: str, facts: dict[str, str]) -> None:
        if self.grid:
            self.say(" ")
            return
        if tag == "p" and self.line.kind and not self.line.words:
            return  # the first paragraph of an item is the item
        if facts.get("class") or facts.get("data-in"):
            super().begin_paragraph(tag, facts)
        else:
            self.begin(Line())
        if tag == "li":
            self.line.kind, self.line.depth = self._place_in_lists()
        if tag in _HEADINGS or re.match(r"MsoHeading|Heading", facts.get("class", "")):
            self.seen["heading"] += 1
            self.faces.append((tag, replace(self.faces[-1][1], bold=True)))
        if level := _LEVEL.search(facts.get("style", "")):
            self.level = int(level[1])

    def _place_in_lists(self) -> tuple[str, int]:
        numbers = self.lists.count("ol")
        if not self.lists or self.lists[-1] == "ul":
            deep = len(self.lists) - numbers > 1
            return ("item-2" if deep else "item"), min(numbers, DEEPEST)
        return "number", min(numbers - 1, DEEPEST - 1)

    def end_paragraph(self) -> None:
        if not self.grid:
            while self.faces[-1][0] in _HEADINGS:
                self.faces.pop()
        super().end_paragraph()

    def begin(self, line: Line) -> None:
        if self.note_of is not None:
            self.bodies.setdefault(self.note_of, []).extend(self.line.words)
            self.note_of = None
            self.line = Line()
        elif not self.line.table:
            self._take_sign()
        self.marker, self.level = "", 0
        super().begin(line)

    def _take_sign(self) -> None:
        """The bullet that Word drew, or that somebody typed, becomes the sign of the line."""
        if self.line.kind:
            return
        if self.marker or self.level:
            drawn = _BULLET.match(f"{self.marker} ")
            self.line.kind, self.line.depth = _sign(drawn[1] if drawn else "-", self.level)
        elif typed := _TYPED.match("".join(words for words, _ in self.line.words)):
            self.line.kind, self.line.depth = _sign(typed[1], 1)
            self.line.words = list(_without(self.line.words, typed.end()))

    def face_in(self, tag: str, facts: dict[str, str]) -> Face:
        face = super().face_in(tag, facts)
        style = facts.get("style", "").replace(" ", "").lower()
        if weight := re.search(r"font-weight:(bold|normal|\d00)", style):
            face = replace(face, bold=weight[1] == "bold" or weight[1] in "600 700 800 900")
        if lean := re.search(r"font-style:(italic|normal)", style):
            face = replace(face, italic=lean[1] == "italic")
        return face


def _sign(marker: str, level: int) -> tuple[str, int]:
    if marker[0].isdigit():
        return "number", 0
    if marker.endswith(")"):
        return "number", 1
    return ("item-2" if marker in {"+", "o", "○"} or level > 1 else "item"), 0


def _without(words: list[tuple[str, Face]], count: int) -> Iterator[tuple[str, Face]]:
    for said, face in words:
        yield said[count:], face
        count = max(count - len(said), 0)


def _with_notes(lines: list[Line], bodies: dict[str, list[tuple[str, Face]]]) -> Iterator[Line]:
    """Each mark of a footnote with the words that stood at the end; a mark without words goes."""
    for line in lines:
        words: list[tuple[str, Face]] = []
        for said, face in line.words:
            if isinstance(face.note, tuple):
                body = bodies.get(face.note[1], [])
                words += [(each, replace(how, note=face.note)) for each, how in body]
            else:
                words.append((said, face))
        yield replace(line, words=words)

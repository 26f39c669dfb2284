r"""The marks inside a text: **đậm**, *nghiêng*, ~~dữ liệu cá nhân~~, ^[chú thích], {c:17=văn bản viện
dẫn}, and \ before a mark that is a letter."""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import Any

from reports.content import CITES, Footnote, Run, Text, alike

_CITED = re.compile(rf"\{{({CITES.pattern})=")
_TOKEN = re.compile(rf"\\[^\w\s]|\^\[|\]|\*\*|\*|~~|{_CITED.pattern}|[^\\^\]*~{{}}]+|.")
_MARKS = re.compile(r"[\\*^|~{}]")
_SIGNS = {"**": "bold", "*": "italic", "~~": "private"}


class MarkupError(ValueError):
    """What a person wrote cannot be read; `line` counts from 1, `sentence` says what to mend."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(f"Dòng {line}: {sentence}")
        self.line = line
        self.sentence = sentence


def cleaned(words: str) -> str:
    """In NFC, one kind of line end, without the invisible characters that pasting brings along."""
    words = unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_kept(letter) for letter in words)


def _kept(letter: str) -> str:
    if letter in "\n":
        return letter
    if letter == "\t":
        return " "
    match unicodedata.category(letter):
        case "Zl" | "Zp":
            return "\n"
        case "Cc" | "Cf" | "Cs" | "Cn":
            return ""
        case _:
            return letter


@dataclass
class _Faces:
    """Runs gathered so far and the face of what comes next."""

    runs: list[Run] = field(default_factory=list)
    words: str = ""
    # A run without words yet.
    face: Run = field(default_factory=lambda: Run(""))

    def flush(self) -> None:
        if self.words:
            self.runs.append(replace(self.face, text=self.words))
        self.words = ""

    def note(self, note: Footnote) -> None:
        self.flush()
        if self.runs and self.runs[-1].footnote is None:
            self.runs[-1] = replace(self.runs[-1], footnote=note)
        else:
            self.runs.append(Run("", footnote=note))


def parse_text(words: str, line: int) -> Text:
    """The runs of one line of markup."""
    return tidy(_parse(words, line, inside_note=False))


def _parse(words: str, line: int, *, inside_note: bool) -> Text:
    faces = _Faces()
    pieces = [found[0] for found in _TOKEN.finditer(words)]
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        place += 1
        if piece == "^[":
            if inside_note:
                raise MarkupError(line, "Trong chú thích không đặt thêm chú thích khác.")
            end = _end_of_note(pieces, place, line)
            inner = _parse("".join(pieces[place:end]), line, inside_note=True)
            faces.note(Footnote(tidy(inner)))
            place = end + 1
        else:
            _take(faces, piece)
    faces.flush()
    for mark, name in _SIGNS.items():
        if getattr(faces.face, name):
            raise MarkupError(
                line, f"Dấu {mark} mở mà chưa đóng; nếu là dấu thường, viết \\{mark[0]}."
            )
    if faces.face.cites:
        raise MarkupError(line, "Viện dẫn mở bằng { mà chưa đóng bằng }.")
    return tuple(faces.runs)


def _take(faces: _Faces, piece: str) -> None:
    if name := _SIGNS.get(piece):
        faces.flush()
        turned: dict[str, Any] = {name: not getattr(faces.face, name)}
        faces.face = replace(faces.face, **turned)
    elif cited := _CITED.fullmatch(piece):
        faces.flush()
        faces.face = replace(faces.face, cites=cited[1])
    elif piece == "}" and faces.face.cites:
        faces.flush()
        faces.face = replace(faces.face, cites="")
    else:
        faces.words += piece[1:] if len(piece) == 2 and piece[0] == "\\" else piece


def _end_of_note(pieces: list[str], start: int, line: int) -> int:
    for place in range(start, len(pieces)):
        if pieces[place] == "^[":
            raise MarkupError(line, "Trong chú thích không đặt thêm chú thích khác.")
        if pieces[place] == "]":
            return place
    raise MarkupError(line, "Chú thích mở bằng ^[ mà chưa đóng bằng ].")


def tidy(runs: Text) -> Text:
    """Neighbours of one face as one run, no empty runs, no spaces at the ends."""
    shown: list[Run] = []
    for run in runs:
        before = shown[-1] if shown else None
        if before and before.footnote is None and alike(before, run):
            shown[-1] = replace(run, text=before.text + run.text)
        elif run.text or run.footnote:
            shown.append(run)
    return _stripped(shown)


def _stripped(runs: list[Run]) -> Text:
    if runs:
        first = runs[0]
        words = first.text.lstrip()
        # Without words there is nothing to be bold, italic or private.
        runs[0] = replace(first, text=words) if words else Run("", footnote=first.footnote)
    if runs and runs[-1].footnote is None:
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    kept = [run for run in runs if run.text or run.footnote]
    return tuple(kept) if len(kept) == len(runs) else tidy(tuple(kept))


def write_text(runs: Text, *, inside_note: bool = False) -> str:
    """The line that `parse_text` reads back."""
    written, last = "", Run("")
    for run in runs:
        words = escaped(run.text)
        words = words.replace("]", "\\]") if inside_note else words
        written += _between(last, run) + words
        last = run
        if run.footnote:
            written += "^[" + write_text(run.footnote.text, inside_note=True) + "]"
    return written + _between(last, Run(""))


def _between(before: Run, after: Run) -> str:
    """The signs that lead from one face to the other."""
    turned = "".join(
        sign for sign, name in _SIGNS.items() if getattr(before, name) != getattr(after, name)
    )
    if before.cites == after.cites:
        return turned
    closed = "}" if before.cites else ""
    return closed + turned + (f"{{{after.cites}=" if after.cites else "")


def escaped(words: str) -> str:
    r"""Words whose marks are letters: a \ stands before each."""
    return _MARKS.sub(r"\\\g<0>", words)


def split_cells(line: str, number: int) -> list[str]:
    """The cells of "| a | b |"."""
    inner = line.strip()[1:]
    if not re.search(r"(?<!\\)(\\\\)*\|$", inner):
        raise MarkupError(number, "Dòng của bảng phải mở và đóng bằng dấu |.")
    cells = re.findall(r"((?:\\.|[^\\|])*)\|", inner)
    return [cell.strip() for cell in cells]

"""Words of a file in their faces, written as the rows that `reports.importing` reads."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Piece:
    """Words in one face."""

    text: str
    bold: bool = False
    italic: bool = False


def faced(pieces: Sequence[Piece]) -> str:
    """The words with stars around what is bold, and around what alone is italic."""
    whole = all(piece.italic for piece in pieces if piece.text.strip())
    words = "".join(_starred(piece, whole=whole) for piece in pieces)
    return re.sub(r"\*\*( ?)\*\*", r"\1", words)


def _starred(piece: Piece, *, whole: bool) -> str:
    """Stars stand close to the words, whatever blanks stand at their ends."""
    words = piece.text.strip()
    if not words:
        return piece.text
    if piece.italic and not whole and not piece.bold:
        words = f"*{words}*"
    if piece.bold:
        words = f"**{words}**"
    before = piece.text[: len(piece.text) - len(piece.text.lstrip())]
    return f"{before}{words}{piece.text[len(piece.text.rstrip()) :]}"


def table_row(cells: Iterable[str]) -> str:
    """A row of a table in the markup."""
    return f"| {' | '.join(cells)} |"

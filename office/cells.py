"""The table of a list, written without templates: fifty lines of ten values each.

A template costs a list more than its whole page may (`make bench`, G7). What comes from people is
escaped here, once for each value, by the functions below.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Django's own does the same, and asks each time whether the text is to be translated.
from html import escape as said

from django.utils.safestring import SafeString, mark_safe

__all__ = ["Head", "badge", "link", "muted", "said", "table", "tick"]


@dataclass(frozen=True)
class Head:
    """A column: its title, which a phone shows before the value if `is_told`, and its look."""

    title: str
    look: str = ""
    is_told: bool = False

    @property
    def opening(self) -> str:
        look = f' class="{self.look}"' if self.look else ""
        told = f' data-label="{said(self.title)}"' if self.is_told else ""
        return f"<td{look}{told}>"


def table(
    heads: Sequence[Head], lines: Iterable[Sequence[str]], *, name: str, look: str = "list-table"
) -> SafeString:
    """Lines of cells that are HTML already; NAME is read out before the table."""
    titles = "".join(
        f'<th scope="col"{" class=num" if head.look == "num" else ""}>{head.title}</th>'
        for head in heads
    )
    openings = [head.opening for head in heads]
    body = "".join(
        "<tr>"
        + "".join(f"{opening}{cell}</td>" for opening, cell in zip(openings, line, strict=True))
        + "</tr>"
        for line in lines
    )
    return mark_safe(  # noqa: S308 -- cells are escaped by who makes them
        f'<table class="table {look}"><caption class="visually-hidden">{said(name)}</caption>'
        f"<thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"
    )


def link(address: str, words: str, *, begin: str = "") -> str:
    """A link; BEGIN is HTML that stands before the words in it."""
    return f'<a href="{said(address)}">{begin}{said(words)}</a>'


def muted(*words: str) -> str:
    """A second line, of the words that are there."""
    there = " · ".join(said(each) for each in words if each)
    return f'<span class="muted">{there}</span>' if there else ""


def badge(kind: str, value: str, label: str) -> str:
    """A state or a kind as the other pages show it."""
    return f'<span class="{kind} {kind}-{value}">{said(label)}</span>'


def tick(key: int) -> str:
    """A box that chooses the row; its line is its name."""
    return f'<input type="checkbox" class="form-check-input" name="chon" value="{key}" aria-label="Chọn dòng này">'

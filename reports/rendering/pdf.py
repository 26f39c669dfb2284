"""A paper as PDF/A-3a: tagged, in Vietnamese, the same bytes for the same version.

A paper with a long annex is printed in parts of whole pages, side by side, and joined. Whether it
is depends on the paper alone, never on the machine, so that the bytes stay the same.
"""

from functools import partial

from reports.content import Paper
from reports.rendering.fonts import Fonts, find_fonts
from reports.rendering.joining import join
from reports.rendering.pieces import Part, whole
from reports.rendering.planning import has_long_annex, plan_parts
from reports.rendering.press import FootnoteTooLong, identifier, lay_out, written
from reports.rendering.sidebyside import side_by_side

__all__ = ["FootnoteTooLong", "WrongPlan", "identifier", "plan_parts", "render_part", "write"]


class WrongPlan(Exception):
    """A part took other pages than planned; the paper is then printed whole."""


def write(paper: Paper, *, fonts: Fonts | None = None, processes: int = 2) -> bytes:
    """The paper as PDF; FootnoteTooLong when words would be lost (`reports.proof` warns earlier)."""
    fonts = fonts or find_fonts()
    if not has_long_annex(paper):
        return render_part(paper, whole(paper), fonts=fonts)
    # The plan too is made by a helper: what it takes up is gone when the parts are joined.
    (parts,) = side_by_side([(1, partial(plan_parts, paper, fonts))], processes=1)
    calls = [
        (part.weight, partial(_numbered, paper, parts, n, fonts)) for n, part in enumerate(parts)
    ]
    try:
        return join(side_by_side(calls, processes=processes))
    except WrongPlan:
        return render_part(paper, whole(paper), fonts=fonts)


def render_part(paper: Paper, part: Part, *, fonts: Fonts, ids: str = "") -> bytes:
    """One part as a PDF of its own; WrongPlan when it does not fill the pages it was planned for."""
    document = lay_out(paper, part, fonts)
    if part.pages not in {None, len(document.pages)}:
        raise WrongPlan(f"{len(document.pages)} pages instead of {part.pages}.")
    return written(document, paper, ids=ids)


def _numbered(paper: Paper, parts: tuple[Part, ...], place: int, fonts: Fonts) -> bytes:
    return render_part(paper, parts[place], fonts=fonts, ids=f"p{place}" if place else "")

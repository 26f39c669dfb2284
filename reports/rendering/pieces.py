"""What is printed together: the whole paper, or one part of a paper with a long annex."""

from dataclasses import dataclass

from reports.content import Block, Paper


@dataclass(frozen=True)
class AnnexPiece:
    """Some following pages of an annex: its blocks, and whether it begins and ends with them."""

    place: int
    blocks: tuple[Block, ...]
    begins: bool = True
    ends: bool = True
    first_page: int = 1

    @property
    def name(self) -> str:
        """The page name in the style sheet."""
        return f"annex-{self.place + 1}"


@dataclass(frozen=True)
class Part:
    """Whole pages that are printed in one go. `pages` is what the plan expects, if it knows."""

    main: bool
    annexes: tuple[AnnexPiece, ...] = ()
    pages: int | None = None
    # The work it makes compared to other parts, in rows of a table.
    weight: int = 1


def whole(paper: Paper) -> Part:
    """The paper in one part."""
    return Part(main=True, annexes=tuple(whole_annex(paper, n) for n in range(len(paper.annexes))))


def whole_annex(paper: Paper, place: int) -> AnnexPiece:
    """An annex in one piece."""
    return AnnexPiece(place, paper.annexes[place].children)

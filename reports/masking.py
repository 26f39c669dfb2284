"""What everybody may read of a paper: data of private persons, marked by who wrote it, is held back.

The words are replaced in the tree, so that no file made of it holds them (never a bar over a text
layer). Officials in office are not private persons in this sense: the conclusion is published in
full (Điều 79 Luật Thanh tra 2022, Điều 37 Luật Thanh tra 2025).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reports.content import Block, Paper, Run, parts, retold, texts, walk

HELD_BACK = "[…]"
# The longest names of persons have so many words; more are a sentence.
MOST_NAMES = 6


def masked(paper: Paper) -> Paper:
    """The same paper with initials in place of marked names and “[…]” in place of other marked words."""
    return replace(
        paper,
        preamble=masked_blocks(paper.preamble),
        body=masked_blocks(paper.body),
        annexes=tuple(
            replace(annex, children=masked_blocks(annex.children)) for annex in paper.annexes
        ),
    )


def is_marked(paper: Paper) -> bool:
    """Something in it is held back from the public."""
    return next(_marked(paper), None) is not None


def held_back(paper: Paper) -> list[tuple[str, str]]:
    """Each marked piece with what stands in its place, in the order of reading, once."""
    pieces = (run.text.strip() for run in _marked(paper))
    return [(words, hidden(words)) for words in dict.fromkeys(pieces) if words]


def _marked(paper: Paper) -> Iterator[Run]:
    for part in parts(paper):
        yield from marked_in(part)


def marked_in(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every marked piece, in the order of reading."""
    for block in walk(blocks):
        for runs in texts(block):
            for run in runs:
                noted = run.footnote.text if run.footnote else ()
                yield from (each for each in (run, *noted) if each.private)


def masked_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same for some of its blocks."""
    return retold(blocks, _masked_run)


def _masked_run(run: Run) -> Run:
    return replace(run, text=hidden(run.text), private=False) if run.private else run


def hidden(words: str) -> str:
    """ "Nguyễn Văn A" is "N.V.A"; anything else is “[…]”. Blanks around it stay."""
    bare = words.strip()
    if not bare:
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    names = bare.split()
    is_name = 1 < len(names) <= MOST_NAMES and all(map(_is_name, names))
    shown = ".".join(name[0] for name in names) if is_name else HELD_BACK
    return f"{before}{shown}{after}"


def _is_name(word: str) -> bool:
    return word.isalpha() and word[0].isupper() and (word[1:].islower() or len(word) == 1)

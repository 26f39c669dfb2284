"""Parts of a paper to one file: pages, tags, bookmarks and one set of metadata.

Appending pages alone would drop the tags and the bookmarks of every part but the first.
"""

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Name, OutlineItem


def join(parts: Sequence[bytes]) -> bytes:
    """One PDF from parts in their order; equal parts give equal bytes."""
    if len(parts) == 1:
        return parts[0]
    with pikepdf.open(io.BytesIO(parts[0])) as paper:
        for part in parts[1:]:
            # One after the other: the tags of a long annex take more memory than its pages.
            with pikepdf.open(io.BytesIO(part)) as other:
                _append(paper, other)
        joined = io.BytesIO()
        paper.save(
            joined,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return joined.getvalue()


def _append(paper: pikepdf.Pdf, part: pikepdf.Pdf) -> None:
    pages = len(paper.pages)
    keys = _next_key(paper)
    paper.pages.extend(part.pages)
    for page in paper.pages[pages:]:
        page.obj.StructParents = int(page.obj.StructParents) + keys
    _append_tags(paper, part, keys)
    _append_bookmarks(paper, part, pages)


def _next_key(paper: pikepdf.Pdf) -> int:
    numbers = paper.Root.StructTreeRoot.ParentTree.Nums
    return int(numbers[len(numbers) - 2]) + 1 if len(numbers) else 0


def _append_tags(paper: pikepdf.Pdf, part: pikepdf.Pdf, keys: int) -> None:
    # The pages are copied by now, so the elements point to the copies.
    tags = paper.copy_foreign(part.Root.StructTreeRoot)
    document = paper.Root.StructTreeRoot.K[0]
    for element in tags.K[0].K:
        element.P = document
        document.K.append(element)
    numbers = paper.Root.StructTreeRoot.ParentTree.Nums
    copied = tags.ParentTree.Nums
    for place in range(0, len(copied), 2):
        numbers.append(int(copied[place]) + keys)
        numbers.append(copied[place + 1])


def _append_bookmarks(paper: pikepdf.Pdf, part: pikepdf.Pdf, pages: int) -> None:
    if Name.Outlines not in part.Root:
        return
    places: dict[Any, int] = {page.objgen: number for number, page in enumerate(part.pages)}
    with part.open_outline() as source, paper.open_outline() as target:
        for item in source.root:
            target.root.append(_moved(item, places, pages))


def _moved(item: OutlineItem, places: dict[Any, int], pages: int) -> OutlineItem:
    destination: Any = item.destination  # [page, /XYZ, left, top, zoom]
    target, _, left, top, *_ = destination
    number = places[target.objgen] + pages
    moved = OutlineItem(item.title, number, "XYZ", left=float(left), top=float(top))
    moved.children.extend(_moved(child, places, pages) for child in item.children)
    return moved

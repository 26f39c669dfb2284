"""The outline of a case (đề cương): topics in a tree, always renumbered in the order of reading."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Count

from findings import permissions as may
from findings.models import Topic
from inspections.models import Decision, Inspection
from office import journal
from office.text import nfc
from office.workflow import Overtaken, Problem, Problems

# Under a Roman part of the paper stand 1., 1.1. and a): Phụ lục I NĐ 30/2020.
DEEPEST = 3
MOST_LINES = 200
LONGEST = 500
ROMAN = re.compile(r"(?P<mark>[IVX]+)[.)/]\s+(?P<title>.+)")
ARABIC = re.compile(r"(?P<mark>\d{1,2}(?:\.\d{1,2})*)[.)/]?\s+(?P<title>\D.*)")
LETTER = re.compile(r"(?P<mark>[a-zđ])[.)/]\s+(?P<title>.+)")
BULLET = re.compile(r"[-+•–*]\s*(?P<title>.+)")


@dataclass(frozen=True)
class Row:
    """One topic where it is read: its computed number (“2.1”) and depth from 1."""

    topic: Topic
    number: str
    depth: int
    is_first: bool
    is_last: bool

    @property
    def label(self) -> str:
        return f"{self.number}. {self.topic.title}"


@dataclass(frozen=True)
class Line:
    """One pasted line: its depth from 1 and its text without number or bullet."""

    depth: int
    title: str


# --- Reading --------------------------------------------------------------------------------------


def rows_of(inspection: Inspection) -> list[Row]:
    """The whole outline in the order of reading, with `findings_count` on each topic; one query."""
    topics = list(inspection.topics.annotate(findings_count=Count("findings")))
    return list(_numbered(_by_parent(topics), parent=None, prefix="", depth=1))


def parse(text: str) -> list[Line]:
    """Lines of a pasted outline. Depth comes from “1.” / “1.1” / “a)”, or from tabs and spaces.

    A line may be at most one step deeper than the one before; marks are dropped, because numbers
    are computed.
    """
    found = [_read(raw) for raw in nfc(text).splitlines() if raw.strip()]
    has_roman = any(kind == "roman" for kind, _, _ in found)
    lines: list[Line] = []
    for kind, read_depth, title in found:
        depth = read_depth
        if has_roman and kind in {"arabic", "letter"}:
            depth += 1
        elif kind == "letter" and lines:
            depth = max(depth, _depth_above_letters(lines, found) + 1)
        deepest = lines[-1].depth + 1 if lines else 1
        lines.append(Line(min(depth, deepest, DEEPEST), title))
    return lines


def _read(raw: str) -> tuple[str, int, str]:
    indent = raw.expandtabs(4)
    steps = (len(indent) - len(indent.lstrip())) // 2
    # Two spaces or four: both are one step when people indent by hand.
    by_indent = 1 + (steps + 1) // 2
    words = " ".join(raw.split())
    if match := ROMAN.fullmatch(words):
        return "roman", 1, match["title"]
    if match := ARABIC.fullmatch(words):
        depth = match["mark"].count(".") + 1
        return "arabic", max(depth, by_indent), match["title"]
    if match := LETTER.fullmatch(words):
        return "letter", max(2, by_indent), match["title"]
    if match := BULLET.fullmatch(words):
        return "bullet", by_indent, match["title"]
    return "plain", by_indent, words


def _depth_above_letters(lines: list[Line], found: list[tuple[str, int, str]]) -> int:
    """How deep the numbered line stands under which a), b), c) are read."""
    for line, (kind, _, _) in zip(reversed(lines), reversed(found[: len(lines)]), strict=True):
        if kind != "letter":
            return line.depth
    return 1


# --- Writing --------------------------------------------------------------------------------------


@transaction.atomic
def add_topics(
    inspection: Inspection, text: str, *, actor: Any, under: Topic | None = None
) -> list[Topic]:
    """Add every line of `text` at the end of the outline, or as children of `under`.

    Raises Refused, and Problems for an empty text, a line over 500 letters or over 200 lines.
    """
    _lock(inspection, actor)
    lines = parse(text)
    _insist_on_lines(lines)
    above: list[Topic | None] = [under]
    base = _depth_of(under)
    added: list[Topic] = []
    last = inspection.topics.count()
    for line in lines:
        depth = max(1, min(line.depth, len(above), DEEPEST - base))
        parent = above[depth - 1]
        topic = Topic.objects.create(
            inspection=inspection, parent=parent, title=line.title, position=last + len(added) + 1
        )
        above[depth:] = [topic]
        added.append(topic)
    _renumber(inspection)
    titles = "; ".join(f"“{topic.title}”" for topic in added)
    journal.record(
        actor=actor,
        chain=inspection.code,
        verb="add_topics",
        about=added[0],
        sentence=f"Thêm {len(added)} nội dung đề cương: {titles}."[:1000],
    )
    return added


def start_from_decision(inspection: Inspection, *, actor: Any) -> list[Topic]:
    """Quick start: the lines of the decision's content become topics.

    Raises Problems when there is no decision yet, or the outline has begun.
    """
    decision = Decision.objects.filter(inspection=inspection, kind="first").first()
    if decision is None or not decision.content.strip():
        raise Problems([Problem("Quyết định của cuộc chưa ghi nội dung, chưa có gì để lấy.")])
    if inspection.topics.exists():
        raise Problems([Problem("Đề cương đã có nội dung; hãy thêm từng nội dung còn thiếu.")])
    return add_topics(inspection, decision.content, actor=actor)


@transaction.atomic
def rename_topic(topic: Topic, title: str, *, actor: Any, seen: str | None = None) -> Topic:
    """Change the words of a heading. `seen` is the title the person had before his eyes.

    Raises Refused, Overtaken when somebody renamed it in between, Problems for a bad title.
    """
    _lock(topic.inspection, actor)
    topic.refresh_from_db()
    title = " ".join(nfc(title).split())
    _insist_on_lines([Line(1, title)] if title else [])
    before = topic.title
    if seen is not None and seen != before:
        raise Overtaken(f"Người khác vừa sửa nội dung này thành “{before}”.")
    if title == before:
        return topic
    topic.title = title
    topic.save(update_fields=["title"])
    _tell(topic, "rename_topic", f"Sửa đề cương: “{before}” thành “{title}”.", actor)
    return topic


@transaction.atomic
def move_topic(topic: Topic, *, up: bool, actor: Any) -> None:
    """One place up or down among its siblings; at the end nothing happens."""
    _lock(topic.inspection, actor)
    siblings = list(
        Topic.objects.filter(inspection=topic.inspection, parent=topic.parent_id).order_by(
            "position", "pk"
        )
    )
    here = siblings.index(topic)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(siblings):
        return
    siblings[here], siblings[there] = siblings[there], siblings[here]
    _renumber(topic.inspection, first=siblings)
    way = "lên" if up else "xuống"
    _tell(topic, "move_topic", f"Chuyển nội dung “{topic.title}” {way} trên.", actor)


@transaction.atomic
def indent_topic(topic: Topic, *, actor: Any) -> None:
    """Make it a part of the topic above it. Raises Problems when there is none, or too deep."""
    _lock(topic.inspection, actor)
    above = (
        Topic.objects.filter(
            inspection=topic.inspection, parent=topic.parent_id, position__lt=topic.position
        )
        .order_by("position")
        .last()
    )
    if above is None:
        raise Problems([Problem("Không có nội dung nào cùng cấp ở trên để lùi vào.")])
    if _depth_of(topic) + _height_of(topic) > DEEPEST:
        raise Problems([Problem(f"Đề cương có tối đa {DEEPEST} cấp.")])
    topic.parent = above
    topic.save(update_fields=["parent"])
    _renumber(topic.inspection)
    _tell(topic, "indent_topic", f"Đưa “{topic.title}” vào trong “{above.title}”.", actor)


@transaction.atomic
def outdent_topic(topic: Topic, *, actor: Any) -> None:
    """Bring it one level out, right after the topic it was part of."""
    _lock(topic.inspection, actor)
    parent = topic.parent
    if parent is None:
        raise Problems([Problem("Nội dung này đã ở cấp ngoài cùng.")])
    topic.parent = parent.parent
    topic.save(update_fields=["parent"])
    siblings = Topic.objects.filter(inspection=topic.inspection, parent=parent.parent_id).order_by(
        "position", "pk"
    )
    order = [each for each in siblings if each != topic]
    order.insert(order.index(parent) + 1, topic)
    _renumber(topic.inspection, first=order)
    _tell(topic, "outdent_topic", f"Đưa “{topic.title}” ra ngoài “{parent.title}”.", actor)


@transaction.atomic
def remove_topic(topic: Topic, *, actor: Any) -> None:
    """Remove an empty heading. Raises Problems while findings or sub-topics hang on it."""
    inspection = topic.inspection
    _lock(inspection, actor)
    found = []
    if count := topic.findings.count():
        found.append(
            Problem(
                f"“{topic.title}” còn {count} phát hiện (kể cả phát hiện đã bỏ);"
                " hãy chuyển sang nội dung khác trước."
            )
        )
    if topic.indicators.exists():
        found.append(Problem(f"“{topic.title}” còn chỉ tiêu; hãy chuyển sang nội dung khác trước."))
    if topic.children.exists():
        found.append(Problem(f"“{topic.title}” còn nội dung con; hãy xóa nội dung con trước."))
    if found:
        raise Problems(found)
    _tell(topic, "remove_topic", f"Xóa nội dung đề cương “{topic.title}”.", actor)
    topic.delete()
    _renumber(inspection)


# --- Inside ---------------------------------------------------------------------------------------


def _lock(inspection: Inspection, actor: Any) -> None:
    """One hand at a time on an outline, and only while the case is open as of now."""
    locked = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    may.insist(may.can_edit_outline, actor, locked)


def _insist_on_lines(lines: list[Line]) -> None:
    if not lines:
        raise Problems([Problem("Hãy nhập ít nhất một nội dung.", "#id_text")])
    if len(lines) > MOST_LINES:
        told = f"Mỗi lần thêm tối đa {MOST_LINES} dòng; đang có {len(lines)}."
        raise Problems([Problem(told, "#id_text")])
    too_long = [
        Problem(
            f"Dòng {at} dài {len(line.title)} ký tự, tối đa {LONGEST}: “{line.title[:60]}…”.",
            "#id_text",
        )
        for at, line in enumerate(lines, 1)
        if len(line.title) > LONGEST
    ]
    if too_long:
        raise Problems(too_long)


def _depth_of(topic: Topic | None) -> int:
    depth = 0
    while topic is not None:
        topic, depth = topic.parent, depth + 1
    return depth


def _height_of(topic: Topic) -> int:
    return 1 + max((_height_of(child) for child in topic.children.all()), default=0)


def _by_parent(topics: Iterable[Topic]) -> dict[int | None, list[Topic]]:
    def parent(topic: Topic) -> int:
        return topic.parent_id or 0

    groups = groupby(sorted(topics, key=lambda t: (parent(t), t.position, t.pk)), key=parent)
    return {key or None: list(group) for key, group in groups}


def _numbered(
    groups: dict[int | None, list[Topic]], *, parent: int | None, prefix: str, depth: int
) -> Iterator[Row]:
    siblings = groups.get(parent, [])
    for at, topic in enumerate(siblings, 1):
        number = f"{prefix}{at}"
        yield Row(topic, number, depth, is_first=at == 1, is_last=at == len(siblings))
        yield from _numbered(groups, parent=topic.pk, prefix=f"{number}.", depth=depth + 1)


def _renumber(inspection: Inspection, *, first: list[Topic] | None = None) -> None:
    """`position` is the place in the order of reading, so one ORDER BY reads the whole outline.

    `first` is a new order of one group of siblings.
    """
    groups = _by_parent(Topic.objects.filter(inspection=inspection))
    if first:
        groups[first[0].parent_id] = first
    rows = list(_numbered(groups, parent=None, prefix="", depth=1))
    changed = []
    for place, row in enumerate(rows, 1):
        if row.topic.position != place:
            row.topic.position = place
            changed.append(row.topic)
    Topic.objects.bulk_update(changed, ["position"])


def _tell(topic: Topic, verb: str, sentence: str, actor: Any) -> None:
    journal.record(
        actor=actor, chain=topic.inspection.code, verb=verb, about=topic, sentence=sentence
    )

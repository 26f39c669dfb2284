"""The members of a team as an article of a decision."""

from collections.abc import Iterable
from typing import Any

from reports.content import Column, Numbered, Table, Text, text

# A longer list of members reads better as a table.
MOST_LINES = 7


def team_article(opening: str, people: Iterable[tuple[Any, str]]) -> Numbered:
    """Person and role, one line each; many of them as a table."""
    rows = list(people)
    if len(rows) > MOST_LINES:
        return Numbered(text(opening), (_table(rows),))
    ends = [";"] * (len(rows) - 1) + ["."]
    lines = tuple(
        Numbered(text(f"{_line(person, role)}{end}"))
        for (person, role), end in zip(rows, ends, strict=False)
    )
    return Numbered(text(opening), lines)


def _line(person: Any, role: str) -> str:
    post = f", {person.post}" if person.post else ""
    return f"{person.full_name}{post} - {role}"


def _table(people: list[tuple[Any, str]]) -> Table:
    columns = (
        Column("TT", width=1, align="center"),
        Column("Họ và tên", width=5),
        Column("Chức vụ", width=5),
        Column("Nhiệm vụ trong Đoàn", width=4),
    )
    rows: list[tuple[Text, ...]] = [
        (text(str(place)), text(person.full_name), text(person.post), text(role))
        for place, (person, role) in enumerate(people, 1)
    ]
    return Table(columns, tuple(rows))

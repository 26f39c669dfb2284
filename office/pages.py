"""Pages of a list that may grow for ever: a page begins after the last row of the one before.

The hundredth page costs what the first costs, with ten thousand rows or a million: no OFFSET, and
counting stops at a thousand (performance.md: OFFSET x 153, count(*) x 56 between the two).

page = cut(Finding.objects.visible_to(user), NEWEST, request.GET)
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.core import signing
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet

SIZE = 50
MOST_COUNTED = 1000
AFTER, BEFORE = "sau", "truoc"
SALT = "office.pages"


@dataclass(frozen=True)
class Order:
    """One way to sort: fields that are never NULL, the last of which tells any two rows apart."""

    key: str
    label: str
    fields: tuple[str, ...]

    @property
    def turned(self) -> tuple[str, ...]:
        """The same fields from the other end."""
        return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in self.fields)


@dataclass(frozen=True)
class Count:
    """How many rows there are, as far as it is worth counting: “1.000+”."""

    number: int = 0
    is_capped: bool = False

    def __str__(self) -> str:
        shown = f"{self.number:,}".replace(",", ".")
        return f"{shown}+" if self.is_capped else shown

    def __bool__(self) -> bool:
        return self.number > 0


@dataclass(frozen=True)
class Page:
    """The rows of one page; `after` and `before` are cursors, "" where there is nothing more."""

    rows: list[Any] = field(default_factory=list)
    after: str = ""
    before: str = ""
    count: Count = Count()

    @property
    def is_all(self) -> bool:
        return not self.after and not self.before


def cut(
    rows: QuerySet,
    order: Order,
    asked: Mapping[str, str],
    *,
    size: int = SIZE,
    read: Callable[[QuerySet], QuerySet] = lambda rows: rows,
) -> Page:
    """The page that the address asks for; the first, where its cursor means nothing (any more).

    `read` says which rows and values are read of those that were found.
    """
    place = _read(asked.get(BEFORE, ""), order)
    if place is not None:
        found = _take(rows.filter(beyond(order.turned, place)), order.turned, size, read)
        if len(found) > size:
            return _page(found[:size][::-1], order, is_after=True, is_before=True)
        # Fewer than a page before it: the beginning of the list, filled up.
        place = None
    else:
        place = _read(asked.get(AFTER, ""), order)
    wanted = rows if place is None else rows.filter(beyond(order.fields, place))
    found = _take(wanted, order.fields, size, read)
    is_after, is_before = len(found) > size, place is not None
    return _page(found[:size], order, is_after=is_after, is_before=is_before)


def counted(page: Page, rows: QuerySet) -> Page:
    """The page with how many ROWS there are in all, at the price of a query where it is not all."""
    count = Count(len(page.rows)) if page.is_all else count_of(rows)
    return replace(page, count=count)


def found_first(rows: QuerySet, read: Callable[[QuerySet], QuerySet]) -> Callable[[Any], QuerySet]:
    """A way to read: the keys of a page are found, then their rows are taken from ROWS and read.

    Of a narrowed list the database may sort all that is left, and would join the other tables to
    all of it before it cuts a page off.
    """
    return lambda found: read(rows.filter(pk__in=found.values("pk"))).order_by(
        *found.query.order_by
    )


def count_of(rows: QuerySet, *, most: int = MOST_COUNTED) -> Count:
    """How many, up to `most`: a page of a million rows does not pay for counting them."""
    # Django would copy and rewrite the whole question first, which costs more than its answer.
    try:
        sql, params = rows.values("pk")[: most + 1].query.sql_with_params()
    except EmptyResultSet:  # Nothing can match, and the database is not asked.
        return Count(0)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql}) found", params)  # noqa: S608 -- Django's SQL
        (number,) = cursor.fetchone()
    return Count(min(number, most), is_capped=number > most)


def beyond(fields: tuple[str, ...], values: list[Any]) -> Q:
    """What comes after a row: (a, b) > (x, y), where “-a” turns the sign.

    The first field is compared on its own too: that is what an index can seek.
    """
    found, same = Q(), Q()
    for name, value in zip(fields, values, strict=True):
        plain = name.removeprefix("-")
        sign = "lt" if name.startswith("-") else "gt"
        found |= same & Q(**{f"{plain}__{sign}": value})
        same &= Q(**{plain: value})
    first = fields[0].removeprefix("-")
    reached = "lte" if fields[0].startswith("-") else "gte"
    return Q(**{f"{first}__{reached}": values[0]}) & found


# --- Inside ---------------------------------------------------------------------------------------


def _take(
    rows: QuerySet, fields: tuple[str, ...], size: int, read: Callable[[QuerySet], QuerySet]
) -> list[Any]:
    """One more than a page, which tells whether there is another."""
    return list(read(rows.order_by(*fields)[: size + 1]))


def _page(found: list[Any], order: Order, *, is_after: bool, is_before: bool) -> Page:
    return Page(
        rows=found,
        after=_cursor(found[-1], order) if is_after else "",
        before=_cursor(found[0], order) if is_before and found else "",
    )


def _cursor(row: Any, order: Order) -> str:
    """Signed, so that only what this module wrote ever reaches the database."""
    values = [_plain(_value(row, name.removeprefix("-"))) for name in order.fields]
    return signing.dumps([order.key, *values], salt=SALT)


def _value(row: Any, path: str) -> Any:
    if isinstance(row, dict):
        return row[path]
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date | Decimal):
        return str(value)
    return value


def _read(cursor: str, order: Order) -> list[Any] | None:
    """The values of a cursor of this order; None for no cursor, a foreign or a broken one."""
    if not cursor:
        return None
    try:
        key, *values = signing.loads(cursor, salt=SALT)
    except signing.BadSignature:
        return None
    return values if key == order.key and len(values) == len(order.fields) else None

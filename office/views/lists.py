"""A list over all cases: its page and its tables. The rooms' lists answer with these."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from office import cells, exports, pages
from office.lists import Asked, Listing
from office.text import search_key
from office.views.tables import table_answer


@dataclass(frozen=True)
class Acts:
    """What can be done with ticked rows: the address, and the name of each act with its words."""

    url: str
    buttons: Sequence[tuple[str, str]]


def show(
    request: HttpRequest,
    listing: Listing,
    heads: Sequence[cells.Head],
    read: Callable[[QuerySet], QuerySet],
    lines: Callable[[list[Any]], Iterable[Sequence[str]]],
    acts: Acts | None = None,
    *,
    template: str = "office/list.html",
    look: str = "list-table",
    **more: Any,
) -> HttpResponse:
    """One page of LISTING: `read` says which values are read, `lines` makes cells of them.

    MORE is what a template of the room's own knows beside.
    """
    asked = listing.ask(request.GET, request.user)
    if asked.is_narrowing:
        read = pages.found_first(listing.seen(request.user), read)
    page = pages.cut(asked.rows, asked.order, request.GET, read=read)
    page = pages.counted(page, asked.countable)
    told = lines(page.rows)
    if acts:
        heads = (cells.Head("Chọn", "list-tick-cell"), *heads)
        told = ((cells.tick(row["pk"]), *line) for row, line in zip(page.rows, told, strict=True))
    context = {
        "asked": asked,
        "page": page,
        "table": cells.table(heads, told, name=listing.title, look=look),
        "acts": acts,
        "here": request.get_full_path(),
        **addresses_of(listing),
        **more,
    }
    return render(request, template, context)


def addresses_of(listing: Listing) -> dict[str, str]:
    """What the parts of a page of a list lead to."""
    return {
        "index_url": reverse(listing.address),
        "csv_url": reverse(listing.tables, args=["csv"]),
        "xlsx_url": reverse(listing.tables, args=["xlsx"]),
    }


def take_away(asked: Asked, form: str) -> HttpResponseBase:
    """Exactly the rows that the list shows, as `csv` or `xlsx`. Raises Http404 for another form."""
    listing = asked.listing
    name = f"{slugify(search_key(listing.title))}-{timezone.localdate():%Y%m%d}.{form}"
    if form == "csv":
        lines: Iterable[str] = exports.csv_lines(listing.columns, asked.found)
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
    if form == "xlsx":
        table = exports.xlsx_file(listing.columns, asked.found, title=listing.title)
        return table_answer(table, name.removesuffix(".xlsx"))
    raise Http404

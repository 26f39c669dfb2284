"""What a list can be asked for: filters in the address, an order, columns to take away.

FINDINGS = Listing(key="findings", filters=(Choice(name="loai", …), …), orders=(NEWEST, …), …)
asked = FINDINGS.ask(request.GET, request.user)
page = pages.cut(asked.rows, asked.order, request.GET)

Filters are no Django form: a form copies its fields for each request and renders each through a
template, which alone costs more than the whole page may (`make bench`, G7; DECISIONS.md).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from office.forms import DateField
from office.models import SavedFilter
from office.pages import Count, Order, count_of
from office.questions import A_TEXT, AN_INTEGER, Question
from office.text import nfc, short_date

SORT = "xep"
LONGEST_WORDS = 200
MOST_SAVED = 30
KEPT_OF = Question(
    lambda person, key: (
        SavedFilter.objects.visible_to(person)
        .filter(listing=key)
        .order_by("name", "pk")
        .values_list("name", "query")[:MOST_SAVED]
    ),
    AN_INTEGER,
    A_TEXT,
)
NO_SUCH_CHOICE = "Không có lựa chọn này; danh sách chưa được lọc theo đó."
Narrow = Callable[[Any, Any, Any], Any]
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One question of a list. `narrow(rows, value, user)` answers it with the rows that are left."""

    name: str
    label: str
    narrow: Narrow
    # The others stand under “Thêm điều kiện”.
    is_main: bool = False
    # What is left when nothing is asked: dropped things are not shown unasked.
    unasked: Callable[[Any], Any] | None = None
    # It looks into a column of words (office.search).
    is_in_text: ClassVar[bool] = False

    @property
    def id(self) -> str:
        return f"loc-{self.name}"

    def offers(self) -> Pairs:
        """What there is to choose from, asked for once a page."""
        return ()

    def read(self, typed: str, offers: Pairs) -> Any:
        """The value that was meant. Raises ValidationError with the sentence for the person."""
        raise NotImplementedError

    def shown(self, value: Any, offers: Pairs) -> str:
        """The value in words, for the chip."""
        return str(value)

    def control(self, typed: str, offers: Pairs) -> SafeString:
        """The field; what was typed stays, right or wrong."""
        return self._input("text", typed)

    def field(self, typed: str, offers: Pairs, error: str) -> str:
        """Label, field and what was wrong in it."""
        told = f'<p class="list-wrong" role="alert">{escape(error)}</p>' if error else ""
        return (
            f'<div class="list-field"><label class="form-label" for="{self.id}">{self.label}</label>'
            f"{self.control(typed, offers)}{told}</div>"
        )

    def _input(self, kind: str, typed: str, more: str = "") -> SafeString:
        return mark_safe(  # noqa: S308 -- everything that comes from people is escaped
            f'<input type="{kind}" class="form-control" id="{self.id}" name="{self.name}"'
            f' value="{escape(typed)}" maxlength="{LONGEST_WORDS}"{more}>'
        )


@dataclass(frozen=True, kw_only=True)
class Words(Filter):
    """Words without accents, or a part of a number."""

    hint: str = ""

    def read(self, typed: str, offers: Pairs) -> str:
        if len(typed) > LONGEST_WORDS:
            raise ValidationError(f"Dài quá {LONGEST_WORDS} ký tự.")
        return typed

    def shown(self, value: Any, offers: Pairs) -> str:
        return f"“{value}”"

    def control(self, typed: str, offers: Pairs) -> SafeString:
        return self._input("search", typed, f' placeholder="{escape(self.hint)}"')


@dataclass(frozen=True, kw_only=True)
class InText(Words):
    """Words of a text, by its column of words."""

    is_in_text = True


@dataclass(frozen=True, kw_only=True)
class Choice(Filter):
    """One of few; `choices` may ask the database and then is called once a page."""

    choices: Pairs | Callable[[], Pairs]
    every: str = "Tất cả"

    def offers(self) -> Pairs:
        return self.choices() if callable(self.choices) else self.choices

    def read(self, typed: str, offers: Pairs) -> str:
        if typed not in dict(offers):
            raise ValidationError(NO_SUCH_CHOICE)
        return typed

    def shown(self, value: Any, offers: Pairs) -> str:
        return dict(offers)[value]

    def control(self, typed: str, offers: Pairs) -> SafeString:
        options = "".join(
            f'<option value="{escape(key)}"{" selected" if key == typed else ""}>{escape(label)}'
            for key, label in (("", self.every), *offers)
        )
        return mark_safe(  # noqa: S308 -- labels and keys are escaped
            f'<select class="form-select" id="{self.id}" name="{self.name}">{options}</select>'
        )


@dataclass(frozen=True, kw_only=True)
class Day(Filter):
    """A day typed as in an office."""

    FORM: ClassVar[forms.Field] = DateField()

    def read(self, typed: str, offers: Pairs) -> Any:
        return self.FORM.clean(typed)

    def shown(self, value: Any, offers: Pairs) -> str:
        return short_date(value)

    def control(self, typed: str, offers: Pairs) -> SafeString:
        return self._input("text", typed, ' inputmode="numeric" placeholder="dd/mm/yyyy"')


@dataclass(frozen=True, kw_only=True)
class Whole(Filter):
    """A year, or an amount."""

    form: forms.Field

    def read(self, typed: str, offers: Pairs) -> Any:
        return self.form.clean(typed)

    def shown(self, value: Any, offers: Pairs) -> str:
        return str(self.form.prepare_value(value))

    def control(self, typed: str, offers: Pairs) -> SafeString:
        return self._input("text", typed, ' inputmode="numeric"')


@dataclass(frozen=True, kw_only=True)
class Tick(Filter):
    """Yes, or not asked."""

    def read(self, typed: str, offers: Pairs) -> bool:
        return True

    def shown(self, value: Any, offers: Pairs) -> str:
        return "có"

    def field(self, typed: str, offers: Pairs, error: str) -> str:
        """The box stands before its words."""
        return (
            f'<div class="list-field form-check list-tick">{self.control(typed, offers)}'
            f'<label class="form-check-label" for="{self.id}">{self.label}</label></div>'
        )

    def control(self, typed: str, offers: Pairs) -> SafeString:
        checked = " checked" if typed else ""
        return mark_safe(  # noqa: S308 -- nothing that was typed stands in it
            f'<input type="checkbox" class="form-check-input" id="{self.id}" name="{self.name}"'
            f' value="1"{checked}>'
        )


def year(name: str = "nam", label: str = "Năm", *, narrow: Narrow, **facts: Any) -> Whole:
    """A year, typed."""
    wrong = "Hãy viết năm bằng bốn chữ số, ví dụ 2026."
    errors = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
    field = forms.IntegerField(min_value=1900, max_value=2100, error_messages=errors)
    return Whole(name=name, label=label, narrow=narrow, form=field, **facts)


@dataclass(frozen=True)
class Column:
    """What a row says in a table taken away; `value` is a text, a whole number or a day."""

    label: str
    value: Callable[[Any], Any]
    width: int = 16


@dataclass(frozen=True)
class Listing:
    """One list of the product.

    `seen(user)` are the rows that a person may know of, `whole(rows)` reads with them what the
    columns of a table say. `address` names the URL of the list, `tables` that of its tables.
    """

    key: str
    title: str
    address: str
    tables: str
    filters: tuple[Filter, ...]
    orders: tuple[Order, ...]
    columns: tuple[Column, ...]
    seen: Callable[[Any], QuerySet]
    # What an empty list says of how rows come.
    hint: str = ""
    whole: Callable[[QuerySet], QuerySet] = lambda rows: rows

    def ask(self, query: Mapping[str, str], user: Any) -> "Asked":
        """The list as an address asks for it."""
        return Asked(self, query, user)


@dataclass(frozen=True)
class Chip:
    """One filter in use, and the address without it."""

    label: str
    shown: str
    without: str


class Asked:
    """A listing, what one address asks of it, and what this person finds there."""

    def __init__(self, listing: Listing, query: Mapping[str, str], user: Any):
        self.listing, self.user = listing, user
        self.typed: dict[str, str] = {}
        self.values: dict[str, Any] = {}
        self.errors: dict[str, str] = {}
        self.offers = {each.name: each.offers() for each in listing.filters}
        for each in listing.filters:
            self._read(each, " ".join(nfc(query.get(each.name, "")).split()))
        wanted = query.get(SORT, "")
        named = {order.key: order for order in listing.orders}
        self.order = named.get(wanted, listing.orders[0])

    def _read(self, asked: Filter, typed: str) -> None:
        if not typed:
            return
        self.typed[asked.name] = typed
        try:
            self.values[asked.name] = asked.read(typed, self.offers[asked.name])
        except ValidationError as error:
            self.errors[asked.name] = " ".join(error.messages)

    @cached_property
    def rows(self) -> QuerySet:
        """What is left of what one may know of; a filter that was mistyped leaves all."""
        rows = self.listing.seen(self.user)
        for each in self.listing.filters:
            if each.name in self.values:
                rows = each.narrow(rows, self.values[each.name], self.user)
            elif each.unasked:
                rows = each.unasked(rows)
        return rows

    @property
    def found(self) -> QuerySet:
        """The rows in their order with all that a line shows."""
        return self.listing.whole(self.rows).order_by(*self.order.fields)

    @property
    def countable(self) -> QuerySet:
        """The rows for counting: in no order, which the database would keep for nothing.

        Words are the exception. It takes them for rarer than they are, and in the order of the list
        it counts as it reads a page (measured: 14 ms of a million rows, else 160).
        """
        by_words = any(
            each.is_in_text and each.name in self.values for each in self.listing.filters
        )
        return self.rows.order_by(*(self.order.fields if by_words else ()))

    def count(self) -> Count:
        return count_of(self.countable)

    @property
    def is_narrowing(self) -> bool:
        return bool(self.values)

    @property
    def query(self) -> str:
        """Filters and order as an address, without pages: what is saved, shared and taken away."""
        return self._address(self.typed)

    @property
    def main_fields(self) -> SafeString:
        return self._fields(each for each in self.listing.filters if each.is_main)

    @property
    def more_fields(self) -> SafeString:
        return self._fields(each for each in self.listing.filters if not each.is_main)

    @property
    def opens_more(self) -> bool:
        return any(each.name in self.typed for each in self.listing.filters if not each.is_main)

    def _fields(self, filters: Iterable[Filter]) -> SafeString:
        return mark_safe(  # noqa: S308 -- the fields escape what was typed
            "".join(
                each.field(
                    self.typed.get(each.name, ""),
                    self.offers[each.name],
                    self.errors.get(each.name, ""),
                )
                for each in filters
            )
        )

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(
                each.label,
                each.shown(self.values[each.name], self.offers[each.name]),
                self._without(each.name),
            )
            for each in self.listing.filters
            if each.name in self.values
        ]

    @property
    def save_query(self) -> str:
        """The address of the page that keeps this filter by name."""
        return urlencode({"danh-sach": self.listing.key, "loc": self.query})

    def saved(self) -> list[tuple[str, str]]:
        """Names and addresses of what this person, or another for all, has kept of this list."""
        return KEPT_OF(self.user.pk, self.listing.key)

    @property
    def sorts(self) -> Iterable[tuple[Order, bool]]:
        return [(order, order is self.order) for order in self.listing.orders]

    def _without(self, name: str) -> str:
        return "?" + self._address({key: said for key, said in self.typed.items() if key != name})

    def _address(self, typed: dict[str, str]) -> str:
        is_usual = self.order is self.listing.orders[0]
        return urlencode(typed if is_usual else {**typed, SORT: self.order.key})

"""A row of the table: a form as somebody fills it well, and the bad inputs that are tried on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
PROGRAM = b"MZ\x90\x00" + b"\x00" * 200
INVENTED = "999999"

# What a field is given: text, several values, a file, or a choice found on the page.
Given = str | list[str] | SimpleUploadedFile | Callable[[html.HtmlElement, str], str]


@dataclass(frozen=True)
class Bad:
    """One bad input: the column, the fields that are sent otherwise, what is said and where."""

    column: str
    sent: dict[str, Given]
    says: str
    at: str | None  # the field that carries the sentence; None: above the form
    statuses: tuple[int, ...] = (200, 422)
    # Somebody else saved the well filled form first.
    is_second: bool = False


@dataclass(frozen=True)
class Row:
    """`good` is accepted as it is, so that nothing but the bad input is to blame.

    A field whose name ends in the key of a row is called “note_*”.
    """

    good: dict[str, Given]
    bad: tuple[Bad, ...]
    # Left out, the form is the first that the walk finds with the fields of `good`.
    who: str = ""
    page: str = ""
    # Of several forms of this kind on the page the last one.
    is_last: bool = False
    accepted: int = 302
    also_htmx: bool = False
    # Answers a part of the page, while the form stays where it is.
    is_lookup: bool = False


def row(good: dict[str, Given], *bad: Bad, **facts: Any) -> Row:
    return Row(good, bad, **facts)


# --- The columns ----------------------------------------------------------------------------------


def empty(name: str, says: str, at: str | None = "") -> Bad:
    return Bad("empty", {name: ""}, says, name if at == "" else at)


def too_long(name: str, letters: int, says: str = "") -> Bad:
    """One letter more than the field takes; the sentence names the limit."""
    return Bad("too long", {name: "Đ" * (letters + 1)}, says or str(letters), name)


def no_such_day(name: str) -> Bad:
    return Bad("no such day", {name: "31/02/2024"}, "Ngày 31/02/2024 không có trong lịch.", name)


def wrong_day(says: str, at: str | None, **sent: Given) -> Bad:
    """A day that exists and cannot be: out of order, or still to come."""
    return Bad("wrong day", sent, says, at)


def wrong_file(name: str, says: str) -> Bad:
    sent = SimpleUploadedFile("bien-ban.pdf", PROGRAM)
    return Bad("wrong file", {name: sent}, says, name)


def invented(name: str, says: str, at: str | None = "", value: Given = INVENTED) -> Bad:
    return Bad("invented id", {name: value}, says, name if at == "" else at)


def wrong(says: str, at: str | None, **sent: Given) -> Bad:
    """Anything else that this form must refuse."""
    return Bad("wrong", sent, says, at)


def stale(says: str = "Trong lúc bạn viết", status: int = 409, /, **sent: Given) -> Bad:
    """The second of two who save: told above the form, and the words stay."""
    return Bad("stale", sent, says, None, (status,), is_second=True)


# --- What is chosen -------------------------------------------------------------------------------


def option(label: str) -> Callable[[html.HtmlElement, str], str]:
    """The value of the option, the box to tick or the button that is called so."""

    def find(root: html.HtmlElement, name: str) -> str:
        for each in root.xpath("//select[@name=$name]//option", name=name):
            if label in each.text_content():
                return each.get("value")
        for each in root.xpath("//input[@name=$name]", name=name):
            words = root.xpath("string(//label[@for=$id])", id=each.get("id") or "")
            if label in words:
                return each.get("value")
        for each in root.xpath("//button[@name=$name]", name=name):
            if label in each.text_content():
                return each.get("value")
        raise AssertionError(f"{name} offers no “{label}”")

    return find

"""Numbers of papers. Điều 15 NĐ 30/2020: from 01 on 01/01 to the end of the year, no gap."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from office import journal, registers
from office.models import Register, RegisterEntry
from office.registers import Owner
from office.revisions import save_if_unchanged
from office.workflow import Overtaken, Problem, Problems

State = RegisterEntry.State
TYPED = re.compile(r"0*(?P<number>[1-9]\d{0,5})(?P<suffix>[a-zđ]?)")
DAY_FIELD, NUMBER_FIELD = "#id_issued_on", "#id_number"
LONGEST = {"taken_for": 500, "signer": 150, "archive_holder": 150}


class Doubts(Problems):
    """Nothing forbids it, but the clerk must say that he has seen it."""


@dataclass(frozen=True)
class Line:
    """What the book says of a paper beside its number and day (Phụ lục IV NĐ 30/2020)."""

    taken_for: str
    signer: str = ""
    recipients: str = ""
    archive_holder: str = ""
    copies: int | None = None
    url: str = ""
    is_restricted: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        """Long words are cut: the paper itself holds them whole."""
        return {
            name: value[: LONGEST[name]] if name in LONGEST else value
            for name, value in vars(self).items()
        }


def last_entry(series: str, year: int) -> RegisterEntry | None:
    """The newest line of the book of that year, for the clerk to see before the next is given."""
    counted = registers.counting(series)
    if counted is None:
        return None
    return (
        RegisterEntry.objects.filter(register__series=counted, register__year=year)
        .order_by("-number", "-suffix")
        .first()
    )


def reserved_for(series: str) -> list[RegisterEntry]:
    """The numbers that are kept for papers of this series, oldest first."""
    counted = registers.counting(series)
    if counted is None:
        return []
    kept = RegisterEntry.objects.filter(register__series=counted, state=State.RESERVED)
    return list(kept.select_related("register", "taken_by").order_by("register__year", "number"))


# --- Giving ---------------------------------------------------------------------------------------


@transaction.atomic
def take_number(
    *,
    series: str,
    name: str,
    symbol: str,
    dated_on: datetime.date,
    actor: Any,
    taken_for: str = "",
    line: Line | None = None,
    owner: Owner | None = None,
) -> RegisterEntry:
    """Give the next number of `series` in the year of `dated_on`.

    Called by reports.issuing inside the transaction that issues, so a rollback gives the number
    back. Not a PostgreSQL sequence: that leaves gaps. Raises Problems when `dated_on` lies before
    the date of the last number: numbers rise with dates.
    """
    register = registers.locked_register(
        series, dated_on.year, name=name, symbol=symbol, owner=owner
    )
    insist_on_order(register, register.last_number + 1, "", dated_on)
    return _next_line(
        register,
        symbol=symbol,
        dated_on=dated_on,
        taken_by=actor,
        **(line or Line(taken_for)).columns,
    )


def _next_line(register: Register, **columns: Any) -> RegisterEntry:
    """The line behind the last one; the row of the book is locked."""
    register.last_number += 1
    register.save(update_fields=["last_number"])
    return RegisterEntry.objects.create(register=register, number=register.last_number, **columns)


def insist_on_order(
    register: Register, number: int, suffix: str, dated_on: datetime.date, *, mend: str = DAY_FIELD
) -> None:
    """Numbers rise with dates: Problems when a lower number is younger or a higher one older."""
    if found := out_of_order(register, number, suffix, dated_on, mend=mend):
        raise Problems(found)


def out_of_order(
    register: Register, number: int, suffix: str, dated_on: datetime.date, *, mend: str
) -> list[Problem]:
    """What the neighbours of a number say against a day, in words."""
    dated = register.entries.filter(dated_on__isnull=False)
    before = (
        dated.filter(Q(number__lt=number) | Q(number=number, suffix__lt=suffix))
        .order_by("-number", "-suffix")
        .first()
    )
    after = (
        dated.filter(Q(number__gt=number) | Q(number=number, suffix__gt=suffix))
        .order_by("number", "suffix")
        .first()
    )
    found = []
    if before and before.dated_on and dated_on < before.dated_on:
        found.append(
            Problem(
                f"Số {before.label} đã cấp cho ngày {before.dated_on:%d/%m/%Y}; số tiếp theo không"
                f" thể mang ngày {dated_on:%d/%m/%Y}.",
                mend,
            )
        )
    if after and after.dated_on and dated_on > after.dated_on:
        found.append(
            Problem(
                f"Số {after.label} đứng sau đã cấp cho ngày {after.dated_on:%d/%m/%Y}; số đứng"
                f" trước không thể mang ngày {dated_on:%d/%m/%Y}.",
                mend,
            )
        )
    return found


# --- Keeping for later ----------------------------------------------------------------------------


@transaction.atomic
def reserve_number(
    register: Register, *, symbol: str, taken_for: str, until: datetime.date, actor: Any
) -> RegisterEntry:
    """Keep the next number for a paper that is still being made, and say until when.

    Raises Problems without a purpose, or for a day that is over or outside the year of the book.
    """
    today = timezone.localdate()
    found = []
    if not taken_for.strip():
        found.append(Problem("Hãy ghi giữ số cho văn bản nào.", "#id_taken_for"))
    if until < today:
        found.append(Problem(f"Ngày {until:%d/%m/%Y} đã qua.", "#id_until"))
    elif until.year != register.year:
        found.append(Problem(f"Số của năm {register.year} giữ đến hết năm đó.", "#id_until"))
    if found:
        raise Problems(found)
    locked = Register.objects.select_for_update().get(pk=register.pk)
    entry = _next_line(
        locked,
        state=State.RESERVED,
        symbol=symbol,
        taken_for=taken_for.strip()[:500],
        reserved_until=until,
        taken_by=actor,
    )
    _tell(entry, "reserve_number", f"Giữ số {entry.label} đến {until:%d/%m/%Y}.", actor)
    return entry


@transaction.atomic
def use_reserved(
    entry: RegisterEntry, *, dated_on: datetime.date, line: Line, actor: Any, symbol: str = ""
) -> RegisterEntry:
    """Give a number that was kept to its paper.

    Raises Overtaken when it is no longer kept, Problems when its day stands between the wrong
    neighbours or in another year.
    """
    register = Register.objects.select_for_update().get(pk=entry.register_id)
    locked = RegisterEntry.objects.select_for_update().get(pk=entry.pk)
    if not locked.is_reserved:
        raise Overtaken(f"Số {locked} không còn được giữ ({locked.get_state_display()}).")
    if dated_on.year != register.year:
        raise Problems(
            [Problem(f"Số {locked} giữ trong {register}, không dùng cho năm khác.", DAY_FIELD)]
        )
    insist_on_order(register, locked.number, locked.suffix, dated_on)
    for name, value in line.columns.items():
        setattr(locked, name, value)
    locked.state, locked.dated_on = State.USED, dated_on
    locked.symbol = symbol or locked.symbol
    locked.revision += 1
    locked.save()
    _tell(locked, "use_reserved", f"Dùng số {locked.label} đã giữ{_what(locked)}.", actor)
    return locked


# --- Given elsewhere ------------------------------------------------------------------------------


@transaction.atomic
def enter_number(
    typed: str,
    *,
    series: str,
    name: str,
    symbol: str,
    dated_on: datetime.date,
    line: Line,
    actor: Any,
    owner: Owner | None = None,
    acknowledged: bool = False,
) -> RegisterEntry:
    """Write down a number that the e-office or the paper book gave, such as 12 or 12a.

    Raises Problems for what is no number or is taken in this book; Doubts, until `acknowledged`,
    for the same number and symbol of this office elsewhere, for dates that do not rise, and for
    numbers that would be missing (Phụ lục VI NĐ 30/2020 asks for the warning).
    """
    number, suffix = read_number(typed)
    register = registers.locked_register(
        series, dated_on.year, name=name, symbol=symbol, owner=owner
    )
    if taken := register.entries.filter(number=number, suffix=suffix).first():
        raise Problems([Problem(_taken_in_words(taken), NUMBER_FIELD)])
    if not acknowledged and (found := _doubts(register, number, suffix, symbol, dated_on)):
        raise Doubts(found)
    if number > register.last_number:
        register.last_number = number
        register.save(update_fields=["last_number"])
    entry = RegisterEntry.objects.create(
        register=register,
        number=number,
        suffix=suffix,
        symbol=symbol,
        dated_on=dated_on,
        is_elsewhere=True,
        taken_by=actor,
        **line.columns,
    )
    _tell(entry, "enter_number", f"Ghi số {entry.label} cấp ở nơi khác{_what(entry)}.", actor)
    return entry


def read_number(typed: str) -> tuple[int, str]:
    """“05” is 5, “12a” is 12 and a; Problems for anything else."""
    shape = TYPED.fullmatch(typed.strip().lower())
    if shape is None:
        raise Problems([Problem("Hãy ghi số, ví dụ 12 hoặc 12a.", NUMBER_FIELD)])
    return int(shape["number"]), shape["suffix"]


def _taken_in_words(entry: RegisterEntry) -> str:
    return (
        f"Số {entry.label} trong sổ này {entry.get_state_display()}{_what(entry)}. Văn bản chen giữa"
        f" thì ghi thêm chữ, ví dụ {entry.number}a."
    )


def _what(entry: RegisterEntry) -> str:
    """For which paper, unless it is for those in the case alone."""
    return "" if entry.is_restricted else f" cho “{entry.taken_for}”"


def _doubts(
    register: Register, number: int, suffix: str, symbol: str, dated_on: datetime.date
) -> list[Problem]:
    found = [
        Problem(
            f"Trùng số, ký hiệu, nơi ban hành: {twin} đã có trong {twin.register}.", NUMBER_FIELD
        )
        for twin in twins_of(register, number, suffix, symbol)
    ]
    found += out_of_order(register, number, suffix, dated_on, mend=DAY_FIELD)
    missing = number - max(register.last_number, register.begins_after) - 1
    if missing > 0:
        gap = registers.Gap(number - missing, number - 1)
        found.append(
            Problem(f"Sổ sẽ khuyết số {gap}: chưa có văn bản nào mang số đó.", NUMBER_FIELD)
        )
    return found


def twins_of(register: Register, number: int, suffix: str, symbol: str) -> list[RegisterEntry]:
    """Lines of other books of this year with the same number, symbol and office."""
    same = RegisterEntry.objects.filter(
        number=number,
        suffix=suffix,
        symbol__iexact=symbol,
        register__year=register.year,
        register__series__owner=register.series.owner,
    ).exclude(register=register)
    return list(same.select_related("register").order_by("pk")[:3])


# --- Afterwards -----------------------------------------------------------------------------------

KEPT_BY_CLERK = (
    "signer", "recipients", "archive_holder", "copies", "sent_on", "received_by", "note",
)  # fmt: skip


@transaction.atomic
def complete_line(entry: RegisterEntry, *, revision: int, actor: Any, **columns: Any) -> bool:
    """Fill in the columns that follow the number: copies, sent on, received by. True if changed.

    Raises Overtaken when somebody wrote in the line since `revision`.
    """
    changes = {
        name: [getattr(entry, name), value]
        for name, value in columns.items()
        if name in KEPT_BY_CLERK and getattr(entry, name) != value
    }
    for name, (_, value) in changes.items():
        setattr(entry, name, value)
    if changes:
        save_if_unchanged(entry, changes, revision=revision)
        entry.save(update_fields=["search_key"])
        _tell(entry, "complete_line", f"Sửa dòng sổ {entry.label}.", actor, changes=changes)
    return bool(changes)


@transaction.atomic
def void_number(entry: RegisterEntry, *, reason: str, actor: Any) -> None:
    """Strike a line: the number stays used. Raises Problems without a reason, or when struck."""
    if not reason.strip():
        raise Problems([Problem("Cần ghi lý do hủy số.", "#id_reason")])
    now = RegisterEntry.objects.select_for_update().get(pk=entry.pk)
    if now.is_voided:
        raise Problems([Problem(f"Số {entry.label} đã hủy trước đó; lý do cũ được giữ nguyên.")])
    if now.url:
        raise Problems(
            [Problem(f"Số {entry.label} thuộc văn bản đã ban hành tại đây nên không hủy được.")]
        )
    entry.state, entry.voided_at, entry.void_reason = State.VOIDED, timezone.now(), reason
    entry.revision = now.revision + 1
    entry.save(update_fields=["state", "voided_at", "void_reason", "revision"])
    _tell(entry, "void_number", f"Hủy số {entry.label}.", actor, reason=reason)


def _tell(entry: RegisterEntry, verb: str, sentence: str, actor: Any, **more: Any) -> None:
    journal.record(actor=actor, verb=verb, about=entry, sentence=sentence, **more)

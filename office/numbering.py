"""Numbers of papers. Điều 15 NĐ 30/2020: from 01 on 01/01 to the end of the year, no gap."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from office import journal
from office.models import Register, RegisterEntry
from office.workflow import Problem, Problems


def last_entry(series: str, year: int) -> RegisterEntry | None:
    """The newest line of the book of that year, for the clerk to see before the next is given."""
    return (
        RegisterEntry.objects.filter(register__series=series, register__year=year)
        .order_by("-number")
        .first()
    )


@transaction.atomic
def take_number(
    *, series: str, name: str, symbol: str, dated_on: datetime.date, taken_for: str, actor: Any
) -> RegisterEntry:
    """Give the next number of `series` in the year of `dated_on`.

    Called by reports.issuing inside the transaction that issues, so a rollback gives the number
    back. Not a PostgreSQL sequence: that leaves gaps. Raises Problems when `dated_on` lies before
    the date of the last number: numbers rise with dates.
    """
    Register.objects.get_or_create(series=series, year=dated_on.year, defaults={"name": name})
    # Lock the one row: two clerks may press “ban hành” at the same second.
    register = Register.objects.select_for_update().get(series=series, year=dated_on.year)
    last = last_entry(series, dated_on.year)
    if last and dated_on < last.dated_on:
        raise Problems(
            [
                Problem(
                    f"Số {last.label} đã cấp cho ngày {last.dated_on:%d/%m/%Y}; số tiếp theo không"
                    f" thể mang ngày {dated_on:%d/%m/%Y}.",
                    "#id_issued_on",
                )
            ]
        )
    register.last_number += 1
    register.save(update_fields=["last_number"])
    return RegisterEntry.objects.create(
        register=register,
        number=register.last_number,
        symbol=symbol,
        dated_on=dated_on,
        taken_for=taken_for[:500],
        taken_by=actor,
    )


@transaction.atomic
def void_number(entry: RegisterEntry, *, reason: str, actor: Any) -> None:
    """Strike a line: the number stays used. Raises Problems without a reason, or when struck."""
    if not reason.strip():
        raise Problems([Problem("Cần ghi lý do hủy số.")])
    if RegisterEntry.objects.select_for_update().get(pk=entry.pk).voided_at:
        raise Problems([Problem(f"Số {entry.label} đã hủy trước đó; lý do cũ được giữ nguyên.")])
    entry.voided_at, entry.void_reason = timezone.now(), reason
    entry.save(update_fields=["voided_at", "void_reason"])
    journal.record(
        actor=actor,
        verb="void_number",
        about=entry,
        sentence=f"Hủy số {entry.label}.",
        reason=reason,
    )

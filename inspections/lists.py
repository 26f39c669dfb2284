"""The list of cases: what it can be asked, and what a line of it says."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.staff import people_named
from inspections.choices import CaseKind, CaseState, DecisionKind
from inspections.deadlines import Deadline
from inspections.models import AuditedUnit, Decision, Inspection, TeamMember
from inspections.nearest import OF_CASES, Nearest
from inspections.permissions import leader_of
from office.lists import Choice, Column, Day, Listing, Tick, Words, year
from office.pages import Order
from office.text import search_key

LATE, SOON, RUNNING = "qua-han", "sap-den", "dang-tinh"
DUE_STATES = ((LATE, "Đã quá hạn"), (SOON, "Đến hạn trong 7 ngày"), (RUNNING, "Đang tính hạn"))


def named(words: str, path: str) -> Q:
    """Each word, without accents, stands in the search key at `path`."""
    return Q(*(Q(**{f"{path}__contains": word}) for word in search_key(words).split()))


def at_unit(rows: Any, words: str, _user: Any) -> QuerySet:
    """Cases with a unit of this name in their scope."""
    units = AuditedUnit.objects.filter(named(words, "unit__search_key"), inspection=OuterRef("pk"))
    return rows.filter(Exists(units))


def with_person(rows: Any, words: str, _user: Any) -> QuerySet:
    members = TeamMember.objects.filter(inspection=OuterRef("pk"), person__in=people_named(words))
    return rows.filter(Exists(members))


def _decided(lookup: str) -> Any:
    def narrow(rows: Any, day: datetime.date, _user: Any) -> QuerySet:
        signed = Decision.objects.filter(
            inspection=OuterRef("pk"), kind=DecisionKind.FIRST, **{lookup: day}
        )
        return rows.filter(Exists(signed))

    return narrow


def by_due_state(rows: Any, wanted: str, _user: Any) -> QuerySet:
    """Due dates are computed, never stored: those of the open cases, however many were closed."""
    cases = list(rows.in_progress().order_by("pk").only(*OF_CASES))
    nearest = Nearest(cases, today=timezone.localdate())
    found = [case.pk for case in cases if any(_is(wanted, due) for due in nearest.open_of(case))]
    return rows.filter(pk__in=found)


def _is(wanted: str, due: Deadline) -> bool:
    if wanted == LATE:
        return due.is_late
    return due.is_soon if wanted == SOON else due.is_open


def _whole(rows: QuerySet) -> QuerySet:
    related = ("members__person", "decisions", "milestones")
    return rows.select_related("issuer").prefetch_related(*related)


def _decision(row: Inspection) -> Any:
    return row.first_decision


NEWEST = Order("moi", "Mới lập trước", ("-opened_at", "-pk"))

CASES = Listing(
    key="cases",
    title="Cuộc thanh tra, kiểm tra",
    address="inspections:index",
    tables="inspections:take_away",
    filters=(
        Words(
            name="q",
            label="Từ khóa",
            hint="Mã, nội dung, đơn vị, số quyết định",
            narrow=lambda rows, words, _: rows.matching(words),
            is_main=True,
        ),
        Choice(
            name="trang_thai",
            label="Trạng thái",
            choices=CaseState.choices,
            every="Mọi trạng thái",
            narrow=lambda rows, state, _: rows.filter(state=state),
            is_main=True,
        ),
        Choice(
            name="loai",
            label="Loại",
            choices=CaseKind.choices,
            every="Cả hai loại",
            narrow=lambda rows, kind, _: rows.filter(kind=kind),
            is_main=True,
        ),
        Choice(
            name="han",
            label="Thời hạn",
            choices=DUE_STATES,
            every="Không xét",
            narrow=by_due_state,
            is_main=True,
        ),
        Tick(
            name="cua_toi",
            label="Tôi tham gia",
            narrow=lambda rows, _, user: rows.of_member(user),
            is_main=True,
        ),
        year(narrow=lambda rows, value, _: rows.filter(code__startswith=f"{value}-")),
        Words(
            name="co-quan",
            label="Cơ quan tiến hành",
            narrow=lambda rows, words, _: rows.filter(named(words, "issuer__search_key")),
        ),
        Words(name="don-vi", label="Đối tượng", narrow=at_unit),
        Words(name="nguoi", label="Người trong đoàn", narrow=with_person),
        Day(name="ky-tu", label="Quyết định ký từ ngày", narrow=_decided("signed_on__gte")),
        Day(name="ky-den", label="đến ngày", narrow=_decided("signed_on__lte")),
    ),
    orders=(
        NEWEST,
        Order("cu", "Lập sớm trước", ("opened_at", "pk")),
        Order("ma", "Theo mã, lớn trước", ("-code",)),
    ),
    columns=(
        Column("Mã cuộc", lambda row: row.code, 12),
        Column("Loại", lambda row: row.get_kind_display(), 11),
        Column("Nội dung", lambda row: row.subject, 60),
        Column("Cơ quan tiến hành", lambda row: str(row.issuer), 30),
        Column("Số quyết định", lambda row: getattr(_decision(row), "label", ""), 16),
        Column("Ngày quyết định", lambda row: getattr(_decision(row), "signed_on", None), 12),
        Column("Trưởng đoàn", lambda row: str(leader_of(row) or ""), 24),
        Column("Trạng thái", lambda row: row.get_state_display(), 24),
        Column("Ngày lập", lambda row: timezone.localdate(row.opened_at), 12),
    ),
    seen=Inspection.objects.visible_to,
    whole=_whole,
)

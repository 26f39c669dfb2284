"""Findings over all cases: what the list can be asked, and what a line of it says."""

import datetime
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.staff import people_named
from findings.choices import EntryKind, FindingKind, FindingState, Severity
from findings.models import MONEY, Evidence, Finding, FindingUnit, LibraryEntry, Topic
from findings.written import in_one_line
from inspections.lists import named
from inspections.models import AuditedUnit, Inspection
from office.columns import among
from office.forms import DongField
from office.lists import Choice, Column, Day, InText, Listing, Tick, Whole, Words, year
from office.pages import Order
from office.search import Looked

# More cases than this are not listed one by one.
MOST_NAMED = 500
# How many units the case of an audited unit has.
UNITS_OF_CASE = Subquery(
    AuditedUnit.objects.filter(inspection=OuterRef("inspection"))
    .order_by()
    .values("inspection")
    .values_list(Count("pk"))
)


def with_words(rows: Any, typed: str, _user: Any) -> QuerySet:
    """By words without accents; what holds no letter and no digit finds nothing."""
    look = Looked.at(typed)
    return rows.filter(look.matches()) if look else rows.none()


def of_case(rows: Any, words: str, user: Any) -> QuerySet:
    cases = Inspection.objects.visible_to(user).matching(words)
    return rows.filter(inspection__in=cases.order_by())


def of_topic(rows: Any, typed: str, _user: Any) -> QuerySet:
    look = Looked.at(typed)
    return rows.filter(topic__in=Topic.objects.filter(look.matches()).order_by()) if look else rows


def at_unit(rows: Any, words: str, _user: Any) -> QuerySet:
    """At a unit of this name: what names it, and whatever was found in cases of that unit alone.

    A unit stands in few cases: they are named first, so that not every finding is asked where it
    was made. Words that stand in the names of most units name none, and soon fill a page anyway.
    """
    of_name = AuditedUnit.objects.filter(named(words, "unit__search_key")).order_by()
    found = list(of_name.values_list("pk", "inspection_id", UNITS_OF_CASE)[: MOST_NAMED + 1])
    if len(found) > MOST_NAMED:
        units = FindingUnit.objects.filter(named(words, "unit__unit__search_key"))
        of_case = AuditedUnit.objects.filter(inspection=OuterRef("inspection"))
        others = of_case.filter(~named(words, "unit__search_key"))
        is_alone = Exists(of_case) & ~Exists(others)
        return rows.filter(Exists(units.filter(finding=OuterRef("pk"))) | is_alone)
    matching = Counter(case for _, case, _ in found)
    alone = {case for _, case, units_of_case in found if matching[case] == units_of_case}
    rows = rows.filter(among("inspection", matching))
    if len(alone) == len(matching):
        return rows
    units = FindingUnit.objects.filter(among("unit", (unit for unit, _, _ in found)))
    return rows.filter(Q(among("inspection", alone)) | Exists(units.filter(finding=OuterRef("pk"))))


def without_answer(rows: Any, _value: Any, _user: Any) -> QuerySet:
    """Shortcomings for which nothing is recommended and nobody said why."""
    return rows.shortcomings().filter(waiver="", recommendations__isnull=True)


def without_proof(rows: Any, _value: Any, _user: Any) -> QuerySet:
    proof = Evidence.objects.filter(finding=OuterRef("pk"), withdrawn_at__isnull=True)
    return rows.shortcomings().exclude(Exists(proof))


def on_days(lookup: str, *, days_later: int = 0) -> Callable[[QuerySet, Any, Any], QuerySet]:
    """A day of the office is a span of moments, which an index can seek."""

    def narrow(rows: Any, day: datetime.date, _user: Any) -> QuerySet:
        return rows.filter(**{f"recorded_at__{lookup}": _midnight(day, days_later)})

    return narrow


def in_year(rows: Any, value: int, _user: Any) -> QuerySet:
    first, after = datetime.date(value, 1, 1), datetime.date(value + 1, 1, 1)
    return rows.filter(recorded_at__gte=_midnight(first), recorded_at__lt=_midnight(after))


def _midnight(day: datetime.date, days_later: int = 0) -> datetime.datetime:
    moment = datetime.datetime.combine(day, datetime.time.min)
    return timezone.make_aware(moment + datetime.timedelta(days=days_later))


def _whole(rows: QuerySet) -> QuerySet:
    return rows.select_related("inspection", "topic", "recorded_by", "keeper").prefetch_related(
        "units__unit__unit"
    )


def units_of(finding: Finding) -> list[str]:
    return [str(each.unit) for each in finding.units.all()]


FINDINGS = Listing(
    key="findings",
    title="Phát hiện",
    address="findings:everywhere",
    tables="findings:take_away",
    filters=(
        InText(
            name="q",
            label="Từ khóa",
            hint="Từ trong nội dung, không cần dấu",
            narrow=with_words,
            is_main=True,
        ),
        Choice(
            name="loai",
            label="Loại",
            choices=FindingKind.choices,
            every="Mọi loại",
            narrow=lambda rows, kind, _: rows.filter(kind=kind),
            is_main=True,
        ),
        Choice(
            name="trang-thai",
            label="Trạng thái",
            choices=FindingState.choices,
            every="Chưa bỏ",
            narrow=lambda rows, state, _: rows.filter(state=state),
            unasked=lambda rows: rows.standing(),
            is_main=True,
        ),
        Choice(
            name="muc-do",
            label="Mức độ",
            choices=Severity.choices,
            every="Mọi mức độ",
            narrow=lambda rows, severity, _: rows.filter(severity=severity),
            is_main=True,
        ),
        Words(name="don-vi", label="Đơn vị", narrow=at_unit, is_main=True),
        Words(name="cuoc", label="Cuộc", hint="Mã hoặc nội dung cuộc", narrow=of_case),
        Words(name="noi-dung", label="Nội dung đề cương", narrow=of_topic),
        Words(
            name="nguoi-ghi",
            label="Người ghi",
            narrow=lambda rows, words, _: rows.filter(recorded_by__in=people_named(words)),
        ),
        Words(
            name="phu-trach",
            label="Người phụ trách",
            narrow=lambda rows, words, _: rows.filter(keeper__in=people_named(words)),
        ),
        year("nam", "Ghi trong năm", narrow=in_year),
        Day(name="tu", label="Ghi từ ngày", narrow=on_days("gte")),
        Day(name="den", label="đến ngày", narrow=on_days("lt", days_later=1)),
        Whole(
            name="so-tien",
            label="Số tiền từ (đồng)",
            form=DongField(),
            narrow=lambda rows, amount, _: rows.filter(money__gte=amount),
        ),
        Tick(name="chua-kien-nghi", label="Chưa có kiến nghị", narrow=without_answer),
        Tick(name="chua-chung-cu", label="Chưa có chứng cứ", narrow=without_proof),
        Tick(
            name="cua-toi",
            label="Tôi ghi",
            narrow=lambda rows, _, user: rows.filter(recorded_by=user),
        ),
        Tick(
            name="toi-phu-trach",
            label="Tôi phụ trách",
            narrow=lambda rows, _, user: rows.filter(keeper=user),
        ),
    ),
    orders=(
        Order("moi", "Mới ghi trước", ("-recorded_at", "-pk")),
        Order("cu", "Ghi sớm trước", ("recorded_at", "pk")),
        Order("tien", "Số tiền lớn trước", ("-money", "-pk")),
        Order("cuoc", "Theo cuộc, số thứ tự", ("-inspection_id", "number")),
    ),
    columns=(
        Column("Mã cuộc", lambda row: row.inspection.code, 12),
        Column("Số", lambda row: row.number, 6),
        Column("Loại", lambda row: row.get_kind_display(), 18),
        Column("Trạng thái", lambda row: row.get_state_display(), 14),
        Column("Mức độ", lambda row: row.get_severity_display(), 16),
        Column("Nội dung đề cương", lambda row: row.topic.title, 36),
        Column("Phát hiện", lambda row: in_one_line(row.text), 70),
        Column("Đơn vị", lambda row: "; ".join(units_of(row)), 36),
        Column("Số tiền (đồng)", lambda row: row.amount, 16),
        Column("Người ghi", lambda row: str(row.recorded_by), 22),
        Column("Người phụ trách", lambda row: str(row.keeper or ""), 22),
        Column("Ngày ghi", lambda row: timezone.localdate(row.recorded_at), 12),
    ),
    seen=lambda user: Finding.objects.visible_to(user).annotate(money=MONEY),
    hint="Phát hiện được ghi trong từng cuộc, ở mục Phát hiện.",
    whole=_whole,
)


LIBRARY = Listing(
    key="library",
    title="Thư viện",
    address="findings:library",
    tables="findings:take_library_away",
    filters=(
        Words(
            name="q",
            label="Từ khóa",
            hint="Từ trong tên gọi, nội dung, không cần dấu",
            narrow=lambda rows, words, _: rows.filter(named(words, "search_key")),
            is_main=True,
        ),
        Choice(
            name="loai",
            label="Loại",
            choices=EntryKind.choices,
            every="Mọi loại",
            narrow=lambda rows, kind, _: rows.filter(kind=kind),
            is_main=True,
        ),
        Words(
            name="chu-de",
            label="Chủ đề",
            narrow=lambda rows, words, _: rows.filter(topic__icontains=words),
        ),
        Choice(
            name="con-dung",
            label="Còn dùng",
            choices=(("thoi", "Đã thôi dùng"),),
            every="Còn dùng",
            narrow=lambda rows, _, __: rows.filter(retired_at__isnull=False),
            unasked=lambda rows: rows.in_use(),
        ),
        Tick(
            name="cua-toi",
            label="Tôi lưu",
            narrow=lambda rows, _, user: rows.filter(saved_by=user),
        ),
    ),
    orders=(
        Order("dung", "Hay dùng trước", ("-uses", "-pk")),
        Order("moi", "Mới lưu trước", ("-pk",)),
        Order("ten", "Theo tên gọi", ("title", "pk")),
    ),
    columns=(
        Column("Loại", lambda row: row.get_kind_display(), 14),
        Column("Chủ đề", lambda row: row.topic, 30),
        Column("Tên gọi", lambda row: row.title, 40),
        Column("Nội dung", lambda row: in_one_line(row.text), 90),
        Column("Số lần dùng", lambda row: row.uses, 12),
        Column("Người lưu", lambda row: str(row.saved_by), 24),
    ),
    seen=LibraryEntry.objects.visible_to,
    hint="Lưu từ trang của một phát hiện, một kiến nghị, hay một đoạn dự thảo.",
    whole=lambda rows: rows.select_related("saved_by"),
)

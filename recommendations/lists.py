"""Recommendations over all cases: what the list can be asked, and what a line of it says."""

import datetime
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from findings.written import in_one_line
from inspections.choices import CaseState, MilestoneKind
from inspections.lists import named
from inspections.models import AuditedUnit, Inspection, Milestone
from office.lists import Choice, Column, Day, InText, Listing, Tick, Words, year
from office.pages import Order
from office.search import Looked
from recommendations.choices import RecommendationKind
from recommendations.models import Obligation, Recommendation

PAST, SOON, AHEAD, NONE = "da-qua", "30-ngay", "con-han", "khong-neu"
DUE_STATES = (
    (PAST, "Đã qua hạn"),
    (SOON, "Đến hạn trong 30 ngày"),
    (AHEAD, "Còn hạn"),
    (NONE, "Không nêu thời hạn"),
)
# After every day that a paper may name: what has no due date comes last.
NEVER = datetime.date(9999, 12, 31)


def with_words(rows: Any, typed: str, _user: Any) -> QuerySet:
    look = Looked.at(typed)
    return rows.filter(look.matches()) if look else rows.none()


def of_case(rows: Any, words: str, user: Any) -> QuerySet:
    cases = Inspection.objects.visible_to(user).matching(words)
    return rows.filter(inspection__in=cases.order_by())


def owed_by(rows: Any, words: str, _user: Any) -> QuerySet:
    """By a unit that has to act, or a person named in its stead."""
    owed = Obligation.objects.filter(
        Q(named(words, "unit__search_key")) | Q(person__icontains=words),
        recommendation=OuterRef("pk"),
    )
    return rows.filter(Exists(owed))


def falling_due(rows: QuerySet, **bounds: datetime.date) -> QuerySet:
    """By the day it falls due, `gte=` and the like: written, which an index finds, or counted."""
    written = Q(**{f"due_on__{bound}": day for bound, day in bounds.items()})
    counted = Q(**{f"due__{bound}": day for bound, day in bounds.items()})
    return rows.filter(written | Q(due_days__isnull=False) & counted)


def by_due_state(rows: Any, wanted: str, _user: Any) -> QuerySet:
    today = timezone.localdate()
    if wanted == PAST:
        return falling_due(rows, lt=today)
    if wanted == NONE:
        return rows.filter(due=None)
    if wanted == AHEAD:
        return falling_due(rows, gte=today)
    return falling_due(rows, gte=today, lte=today + datetime.timedelta(days=30))


def _seen(user: Any) -> QuerySet:
    """With the day each falls due: written, or so many days after the conclusion was signed.

    Of several conclusions of the case the first on a unit that is asked.
    """
    asked = AuditedUnit.objects.filter(
        inspection=OuterRef("inspection"), unit__obligations__recommendation=OuterRef("pk")
    )
    concluded = Milestone.objects.filter(
        inspection=OuterRef("inspection"), event__code=MilestoneKind.CONCLUDED
    )
    concluded_on = Coalesce(
        Subquery(asked.order_by("concluded_on").values("concluded_on")[:1]),
        Subquery(concluded.values("happened_on")[:1]),
    )
    # A date plus a whole number is a date in PostgreSQL.
    after = concluded_on + F("due_days")
    due = Coalesce("due_on", after, output_field=DateField())
    rows = Recommendation.objects.visible_to(user).annotate(due=due)
    return rows.annotate(due_or_never=Coalesce("due", Value(NEVER), output_field=DateField()))


def _whole(rows: QuerySet) -> QuerySet:
    return rows.select_related("inspection", "report_to").prefetch_related("obligations__unit")


def addressees_of(row: Recommendation) -> list[str]:
    return [each.addressee for each in row.obligations.all()]


RECOMMENDATIONS = Listing(
    key="recommendations",
    title="Kiến nghị",
    address="recommendations:everywhere",
    tables="recommendations:take_away",
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
            choices=RecommendationKind.choices,
            every="Mọi loại",
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
        Words(name="don-vi", label="Nơi thực hiện", narrow=owed_by, is_main=True),
        Words(name="cuoc", label="Cuộc", hint="Mã hoặc nội dung cuộc", narrow=of_case),
        Choice(
            name="cuoc-o",
            label="Cuộc đang ở bước",
            choices=CaseState.choices,
            every="Mọi bước",
            narrow=lambda rows, state, _: rows.filter(inspection__state=state),
        ),
        year(
            label="Cuộc của năm",
            narrow=lambda rows, value, _: rows.filter(inspection__code__startswith=f"{value}-"),
        ),
        Day(
            name="han-tu",
            label="Hạn từ ngày",
            narrow=lambda rows, day, _: falling_due(rows, gte=day),
        ),
        Day(
            name="han-den", label="đến ngày", narrow=lambda rows, day, _: falling_due(rows, lte=day)
        ),
        Tick(
            name="chung",
            label="Kiến nghị chung",
            narrow=lambda rows, _, __: rows.filter(is_general=True),
        ),
    ),
    orders=(
        Order("moi", "Mới soạn trước", ("-pk",)),
        Order("han", "Hạn gần trước", ("due_or_never", "pk")),
        Order("cuoc", "Theo cuộc, số thứ tự", ("-inspection_id", "number")),
    ),
    columns=(
        Column("Mã cuộc", lambda row: row.inspection.code, 12),
        Column("Số", lambda row: row.number, 6),
        Column("Loại", lambda row: row.get_kind_display(), 24),
        Column("Kiến nghị", lambda row: in_one_line(row.text), 70),
        Column("Nơi thực hiện", lambda row: "; ".join(addressees_of(row)), 40),
        Column("Thời hạn", lambda row: row.due_text, 28),
        Column("Ngày đến hạn", lambda row: row.due, 13),
        Column("Báo cáo về", lambda row: str(row.report_to or ""), 30),
        Column("Trạng thái cuộc", lambda row: row.inspection.get_state_display(), 24),
    ),
    seen=_seen,
    hint="Kiến nghị được soạn trong từng cuộc, ở mục Kiến nghị.",
    whole=_whole,
)

"""Papers over all cases: what the list can be asked, and what a line of it says."""

import datetime
from typing import Any

from django.db.models import DateField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.staff import people_named
from inspections.models import Inspection
from office.lists import Choice, Column, Day, InText, Listing, Tick, Words, year
from office.pages import Order
from office.search import Looked
from reports.choices import DocumentKind, DocumentState
from reports.models import Document

# Before every paper: drafts have no day and come last.
NOT_YET = datetime.date(1, 1, 1)


def with_words(rows: Any, typed: str, _user: Any) -> QuerySet:
    look = Looked.at(typed)
    return rows.filter(look.matches()) if look else rows.none()


def of_case(rows: Any, words: str, user: Any) -> QuerySet:
    cases = Inspection.objects.visible_to(user).matching(words)
    return rows.filter(inspection__in=cases.order_by())


def _seen(user: Any) -> QuerySet:
    day = Coalesce("issued_on", Value(NOT_YET), output_field=DateField())
    # The papers of a plan belong to no case, and an order knows no NULL.
    return Document.objects.visible_to(user).annotate(
        day=day, case_key=Coalesce("inspection_id", 0)
    )


PAPERS = Listing(
    key="papers",
    title="Văn bản",
    address="reports:everywhere",
    tables="reports:take_away",
    filters=(
        InText(
            name="q",
            label="Từ khóa",
            hint="Số, ký hiệu, trích yếu",
            narrow=with_words,
            is_main=True,
        ),
        Choice(
            name="loai",
            label="Loại",
            choices=DocumentKind.choices,
            every="Mọi loại",
            narrow=lambda rows, kind, _: rows.filter(kind=kind),
            is_main=True,
        ),
        Choice(
            name="trang-thai",
            label="Trạng thái",
            choices=DocumentState.choices,
            every="Chưa hủy",
            narrow=lambda rows, state, _: rows.filter(state=state),
            unasked=lambda rows: rows.living(),
            is_main=True,
        ),
        year(
            label="Ban hành năm",
            narrow=lambda rows, value, _: rows.filter(issued_on__year=value),
            is_main=True,
        ),
        Words(name="cuoc", label="Cuộc", hint="Mã hoặc nội dung cuộc", narrow=of_case),
        Words(
            name="nguoi-ky",
            label="Người ký",
            narrow=lambda rows, words, _: rows.filter(signer_name__icontains=words),
        ),
        Words(
            name="nguoi-soan",
            label="Người soạn",
            narrow=lambda rows, words, _: rows.filter(created_by__in=people_named(words)),
        ),
        Day(
            name="tu",
            label="Ban hành từ ngày",
            narrow=lambda rows, day, _: rows.filter(issued_on__gte=day),
        ),
        Day(
            name="den",
            label="đến ngày",
            narrow=lambda rows, day, _: rows.filter(issued_on__lte=day),
        ),
        Tick(
            name="cua-toi",
            label="Tôi soạn",
            narrow=lambda rows, _, user: rows.filter(created_by=user),
        ),
    ),
    orders=(
        Order("moi", "Mới soạn trước", ("-created_at", "-pk")),
        Order("ngay", "Mới ban hành trước", ("-day", "-pk")),
        Order("cuoc", "Theo cuộc", ("-case_key", "-pk")),
    ),
    columns=(
        Column("Số", lambda row: row.number, 8),
        Column("Ký hiệu", lambda row: row.symbol, 14),
        Column("Ngày ban hành", lambda row: row.issued_on, 13),
        Column("Loại", lambda row: row.get_kind_display(), 18),
        Column("Trích yếu", lambda row: " ".join(row.subject.split()), 60),
        Column("Mã cuộc, kế hoạch", lambda row: row.owner.code, 12),
        Column("Cơ quan ban hành", lambda row: row.issuer_name, 30),
        Column("Người ký", lambda row: row.signer_name, 22),
        Column("Trạng thái", lambda row: row.get_state_display(), 20),
        Column("Người soạn", lambda row: str(row.created_by), 22),
        Column("Ngày soạn", lambda row: timezone.localdate(row.created_at), 12),
    ),
    seen=_seen,
    hint="Văn bản được soạn trong từng cuộc, ở mục Văn bản.",
    whole=lambda rows: rows.select_related("inspection", "plan", "created_by"),
)

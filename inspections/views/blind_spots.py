"""Units that nobody has come to for years, and those visited most; as a page and as a table."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import needs, reads
from inspections import blind_spots
from inspections.blind_spots import Visits
from inspections.forms.blind_spots import BlindSpotForm
from inspections.models import Inspection, Unit
from inspections.permissions import can_see_plans
from office import workbooks
from office.views.tables import table_answer

PAGE_SIZE = 50
MOST_ROWS = 5000
HEADINGS = (
    ("Đơn vị", 50),
    ("Thuộc", 40),
    ("Loại", 22),
    ("Số cuộc", 10),
    ("Lần gần nhất", 14),
    ("Cuộc gần nhất", 14),
)


@needs(can_see_plans)
@reads
def index(request: HttpRequest) -> HttpResponse:
    filters = BlindSpotForm(request.GET)
    found, visits = _found(filters, request.user)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    rows = [(unit, visits.get(unit.pk, Visits())) for unit in page.object_list]
    codes = {known.last_code for _, known in rows}
    seen = Inspection.objects.visible_to(request.user).filter(code__in=codes)
    context = {
        "filters": filters,
        "page": page,
        "rows": rows,
        "open_codes": set(seen.order_by("pk").values_list("code", flat=True)),
        "part": "blind_spots",
    }
    return render(request, "inspections/plans/blind_spots.html", context)


def _found(filters: BlindSpotForm, user: Any) -> tuple[Any, dict[int, Visits]]:
    units = blind_spots.units_asked_for(**filters.asked(), today=timezone.localdate())
    visits = blind_spots.visits_of_units(user)
    if filters.wants_often:
        return blind_spots.most_visited(units, visits), visits
    return blind_spots.not_visited_since(units, visits, filters.since), visits


@needs(can_see_plans)
@reads
def export(request: HttpRequest) -> HttpResponse:
    """What the page shows under the same filters, as .xlsx."""
    found, visits = _found(BlindSpotForm(request.GET), request.user)
    rows = (_row(unit, visits.get(unit.pk, Visits())) for unit in found[:MOST_ROWS])
    table = workbooks.write(HEADINGS, rows, title="Đơn vị")
    return table_answer(table, "don-vi-it-hoac-nhieu-lan-thanh-tra")


def _row(unit: Unit, known: Visits) -> tuple[Any, ...]:
    return (
        unit.name,
        unit.parent.name if unit.parent else "",
        unit.get_kind_display(),
        known.count,
        known.last_on,
        known.last_code,
    )

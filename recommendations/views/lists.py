"""Recommendations over all cases."""

import datetime
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.access import is_signed_in, needs, reads, writes
from findings.written import in_one_line
from inspections.choices import CaseState
from inspections.permissions import can_open_case
from office.cells import Head, link, muted, said
from office.columns import among
from office.questions import SOME_KEYS, Question
from office.text import number_text, shortened
from office.together import MOST
from office.views import lists, together
from office.views.lists import Acts
from recommendations import drafting
from recommendations.choices import RecommendationKind
from recommendations.forms import DueDateForm
from recommendations.lists import RECOMMENDATIONS
from recommendations.models import Obligation, Recommendation
from recommendations.urging import ASKED

ADDRESSEES_OF = Question(
    lambda keys: (
        Obligation.objects.filter(among("recommendation", keys))
        .order_by("pk")
        .values_list("recommendation_id", "person", "unit__name")
    ),
    SOME_KEYS,
)
KINDS = {value: said(label) for value, label in RecommendationKind.choices}
CASE_STATES = {value: muted(label) for value, label in CaseState.choices}
DUE = "dat-han"
ACTS = ((DUE, "Đặt thời hạn"),)
HEADS = (
    Head("Cuộc", "list-code"),
    Head("Kiến nghị", "list-what"),
    Head("Loại", is_told=True),
    Head("Nơi thực hiện", is_told=True),
    Head("Thời hạn", is_told=True),
)
VALUES = (
    *("pk", "number", "kind", "due", "due_or_never", "due_days", "inspection_id", "beginning"),
    *("inspection__code", "inspection__state"),
)


@needs(is_signed_in)
@reads
def everywhere(request: HttpRequest) -> HttpResponse:
    return lists.show(
        request,
        RECOMMENDATIONS,
        HEADS,
        lambda rows: rows.annotate(beginning=Left("text", 700)).values(*VALUES),
        _lines,
        Acts(reverse("recommendations:together"), ACTS) if can_open_case(request.user) else None,
    )


@needs(is_signed_in)
@writes
def do_together(request: HttpRequest) -> HttpResponse:
    """Tried first and shown, then done, each recommendation by the rule of the act."""
    keys = together.chosen_keys(request)[:MOST]
    seen = Recommendation.objects.visible_to(request.user).filter(pk__in=keys).order_by("pk")
    form = DueDateForm(request.POST if "due_on" in request.POST else None)
    act = None
    if form.is_valid():
        act = partial(drafting.set_due_date, due_on=form.cleaned_data["due_on"], actor=request.user)
    return together.answer(
        request,
        list(seen.select_related("inspection")) if request.POST.get("viec") == DUE else [],
        act,
        label=dict(ACTS)[DUE],
        name=DUE,
        fallback=reverse("recommendations:everywhere"),
        form=form,
    )


@needs(is_signed_in)
@reads
def take_away(request: HttpRequest, form: str) -> HttpResponse:
    return lists.take_away(RECOMMENDATIONS.ask(request.GET, request.user), form)


def _lines(rows: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    owed, today = _addressees([row["pk"] for row in rows]), timezone.localdate()
    for row in rows:
        case = f"/thanh-tra/{row['inspection__code']}/"
        yield (
            link(case, row["inspection__code"]) + CASE_STATES[row["inspection__state"]],
            link(
                f"{case}kien-nghi/#kien-nghi-{row['number']}",
                shortened(in_one_line(row["beginning"])),
                begin=f"<b>Số {row['number']}.</b> ",
            ),
            KINDS[row["kind"]],
            said(owed.get(row["pk"], "")),
            _due(row, today, case),
        )


def _due(row: dict[str, Any], today: datetime.date, case: str) -> str:
    if row["due"]:
        is_late = row["due"] < today
        late = " due-late" if is_late else ""
        shown = f'<span class="due{late}">{row["due"]:%d/%m/%Y}</span>'
        urge = is_late and row["inspection__state"] in ASKED
        return f"{shown} {link(f'{case}kien-nghi/qua-han/', 'Đôn đốc')}" if urge else shown
    if row["due_days"]:
        return f"{number_text(row['due_days'])} ngày kể từ ngày ban hành"
    return muted("không nêu")


def _addressees(keys: list[int]) -> dict[int, str]:
    """For each recommendation the first who has to act, and how many more there are."""
    names: dict[int, list[str]] = {}
    for key, person, unit in ADDRESSEES_OF(keys):
        names.setdefault(key, []).append(person or unit)
    return {
        key: f"{each[0]} và {len(each) - 1} nơi khác" if len(each) > 1 else each[0]
        for key, each in names.items()
    }

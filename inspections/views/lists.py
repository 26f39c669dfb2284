"""The list of cases."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.access import is_signed_in, needs, reads
from inspections.choices import CaseKind, CaseState, TeamRole
from inspections.deadlines import Deadline
from inspections.lists import CASES
from inspections.models import Decision, Inspection, TeamMember
from inspections.nearest import OF_CASES, Nearest
from inspections.permissions import can_import_case, can_open_case
from office.cells import Head, badge, link, muted, said
from office.columns import among
from office.questions import SOME_KEYS, Question
from office.views import lists

LEADERS_OF = Question(
    lambda cases: (
        TeamMember.objects.filter(among("inspection", cases), role=TeamRole.LEADER)
        .order_by()
        .values_list("inspection_id", "person__full_name")
    ),
    SOME_KEYS,
)
KINDS = {value: muted(label) for value, label in CaseKind.choices}
STATES = {value: badge("state", value, label) for value, label in CaseState.choices}
PAUSED = " " + badge("state", "waiting", "Tạm dừng")
HEADS = (
    Head("Cuộc", "case-code"),
    Head("Nội dung", "case-what"),
    Head("Quyết định", is_told=True),
    Head("Trưởng đoàn", is_told=True),
    Head("Trạng thái, hạn gần nhất"),
)


@needs(is_signed_in)
@reads
def index(request: HttpRequest) -> HttpResponse:
    return lists.show(
        request,
        CASES,
        HEADS,
        _read,
        _lines,
        template="inspections/index.html",
        look="case-list",
        may_open=can_open_case(request.user),
        may_import=can_import_case(request.user),
    )


@needs(is_signed_in)
@reads
def take_away(request: HttpRequest, form: str) -> HttpResponse:
    return lists.take_away(CASES.ask(request.GET, request.user), form)


def _read(rows: QuerySet) -> QuerySet:
    return rows.only(*OF_CASES, "code", "subject", "opened_at").annotate(body=F("issuer__name"))


def _lines(cases: list[Any]) -> Iterator[tuple[str, ...]]:
    nearest, leaders = Nearest(cases, today=timezone.localdate()), _leaders(cases)
    for case in cases:
        address = f"/thanh-tra/{case.code}/"
        paused = PAUSED if nearest.is_paused(case) else ""
        yield (
            link(address, case.code) + KINDS[case.kind],
            link(address, case.subject[:1].upper() + case.subject[1:]) + muted(case.body),
            _decision(nearest.decision_of(case)),
            said(leaders.get(case.pk, "Chưa có")),
            STATES[case.state] + paused + _due(next(nearest.open_of(case), None)),
        )


def _leaders(cases: list[Inspection]) -> dict[int, str]:
    """The name of the leader of each team that has one."""
    return dict(LEADERS_OF([case.pk for case in cases]))


def _decision(decision: Decision | None) -> str:
    if decision is None or decision.signed_on is None:
        return muted("Chưa ban hành")
    return (
        f'<span class="tabular">{said(decision.label)}</span> <br>'
        f'<span class="muted tabular">{decision.signed_on:%d/%m/%Y}</span>'
    )


def _due(due: Deadline | None) -> str:
    if due is None:
        return ""
    look = " due-late" if due.is_late else " due-soon" if due.is_soon else ""
    return f'<span class="due{look}">{said(due.name)}: {said(due.in_words)}</span>'

"""Findings over all cases."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from urllib.parse import quote

from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.access import is_signed_in, needs, reads, writes
from findings import recording
from findings.choices import FindingKind, FindingState, Severity
from findings.forms.together import AssignForm
from findings.lists import FINDINGS
from findings.models import Finding, FindingUnit
from findings.written import in_one_line
from inspections.permissions import can_open_case
from office.cells import Head, badge, link, muted, said
from office.columns import among
from office.questions import SOME_KEYS, Question
from office.text import number_text, shortened
from office.together import MOST
from office.views import lists, together
from office.views.lists import Acts

UNITS_OF = Question(
    lambda keys: (
        FindingUnit.objects.filter(among("finding", keys))
        .order_by("unit__position", "pk")
        .values_list("finding_id", "unit__unit__name")
    ),
    SOME_KEYS,
)
KINDS = {value: badge("kind", value, label) for value, label in FindingKind.choices}
STATES = {value: badge("state", value, label) for value, label in FindingState.choices}
SEVERITIES = {"": ""} | {value: muted(label) for value, label in Severity.choices}
CONFIRM, ASSIGN = "xac-nhan", "giao"
ACTS = ((CONFIRM, "Xác nhận phát hiện"), (ASSIGN, "Giao người phụ trách"))
HEADS = (
    Head("Cuộc", "list-code"),
    Head("Phát hiện", "list-what"),
    Head("Loại, mức độ"),
    Head("Trạng thái"),
    Head("Số tiền (đồng)", "num", is_told=True),
    Head("Người ghi", is_told=True),
)
VALUES = (
    *(
        "pk",
        "number",
        "kind",
        "state",
        "severity",
        "amount",
        "money",
        "recorded_at",
        "inspection_id",
    ),
    *(
        "inspection__code",
        "topic__title",
        "recorded_by__full_name",
        "keeper__full_name",
        "beginning",
    ),
)


@needs(is_signed_in)
@reads
def everywhere(request: HttpRequest) -> HttpResponse:
    here = quote(request.get_full_path())
    return lists.show(
        request,
        FINDINGS,
        HEADS,
        lambda rows: rows.annotate(beginning=Left("text", 700)).values(*VALUES),
        lambda rows: _lines(rows, here),
        Acts(reverse("findings:together"), ACTS) if can_open_case(request.user) else None,
    )


@needs(is_signed_in)
@writes
def do_together(request: HttpRequest) -> HttpResponse:
    """Tried first and shown, then done, each finding by the rule of the act."""
    keys, name = together.chosen_keys(request)[:MOST], request.POST.get("viec", "")
    seen = Finding.objects.visible_to(request.user).filter(pk__in=keys).order_by("pk")
    findings = list(seen.select_related("inspection").prefetch_related("inspection__members"))
    act, form = _act(request, name, findings)
    return together.answer(
        request,
        findings if name in dict(ACTS) else [],
        act,
        label=dict(ACTS).get(name, ""),
        name=name,
        fallback=reverse("findings:everywhere"),
        form=form,
    )


def _act(
    request: HttpRequest, name: str, findings: list[Finding]
) -> tuple[Callable[[Finding], Any] | None, AssignForm | None]:
    """The rule behind the name, as far as it is known what it needs."""
    if name == CONFIRM:
        return partial(recording.confirm_finding, actor=request.user), None
    if name != ASSIGN or not findings:
        return None, None
    form = AssignForm(request.POST if "person" in request.POST else None, findings=findings)
    if not form.is_valid():
        return None, form
    person = form.cleaned_data["person"]
    return lambda each: recording.assign_finding(each, person, actor=request.user), form


@needs(is_signed_in)
@reads
def take_away(request: HttpRequest, form: str) -> HttpResponse:
    return lists.take_away(FINDINGS.ask(request.GET, request.user), form)


def _lines(rows: list[dict[str, Any]], here: str) -> Iterator[tuple[str, ...]]:
    places = _places([row["pk"] for row in rows])
    zone = timezone.get_current_timezone()
    for row in rows:
        case = f"/thanh-tra/{row['inspection__code']}/"
        day = row["recorded_at"].astimezone(zone)
        text = shortened(in_one_line(row["beginning"]))
        yield (
            link(case, row["inspection__code"]),
            link(
                f"{case}phat-hien/{row['number']}/?next={here}",
                text,
                begin=f"<b>Số {row['number']}.</b> ",
            )
            + muted(row["topic__title"], places.get(row["pk"], "")),
            KINDS[row["kind"]] + SEVERITIES[row["severity"]],
            STATES[row["state"]],
            "" if row["amount"] is None else number_text(int(row["amount"])),
            said(row["recorded_by__full_name"]) + muted(f"{day:%d/%m/%Y}", _charge(row)),
        )


def _charge(row: dict[str, Any]) -> str:
    name = row["keeper__full_name"]
    return f"phụ trách: {name}" if name else ""


def _places(keys: list[int]) -> dict[int, str]:
    """For each finding the first of its units, and how many more there are."""
    names: dict[int, list[str]] = {}
    for key, name in UNITS_OF(keys):
        names.setdefault(key, []).append(name)
    return {
        key: f"{units[0]} và {len(units) - 1} đơn vị khác" if len(units) > 1 else units[0]
        for key, units in names.items()
    }

"""Conflicts of interest: who has declared what, one's own declaration, the decision on it."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, shows_form
from inspections import interests
from inspections.choices import Interest
from inspections.forms.interest import DecideForm, DeclareForm
from inspections.forms.telling import tell
from inspections.lifecycle import INTEREST
from inspections.models import Inspection, InterestDeclaration, TeamMember
from inspections.permissions import (
    can_decide_interest,
    can_declare_interest,
    can_read_declaration,
    can_see_case,
    seat_of,
)
from inspections.views.loading import get_inspection
from inspections.views.team import get_member
from office.workflow import Overtaken, Problems, Refused


@needs(can_see_case, on=get_inspection)
@shows_form
def index(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Where each member stands; a member declares here."""
    seat = seat_of(request.user, inspection)
    may_declare = can_declare_interest(request.user, inspection)
    if request.method == "POST" and not may_declare:
        raise Refused(can_declare_interest.refusal)
    form, left = None, []
    if may_declare and seat and seat.interest != Interest.PENDING:
        seat.inspection = inspection
        data = request.POST if request.method == "POST" else None
        form = DeclareForm(data, inspection=inspection, member=seat)
    if request.method == "POST" and form is None:
        raise Overtaken("Bạn đã khai có xung đột lợi ích; hãy chờ quyết định.")
    if form is not None and form.is_bound and form.is_valid():
        try:
            _declare(seat, form, request.user)
        except Overtaken:
            raise
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, "Đã ghi nhận kê khai của bạn.")
            return redirect("inspections:interests", inspection.code)
    context = {
        "inspection": inspection,
        "tab": "team",
        "rows": _rows(request.user, inspection),
        "form": form,
        "problems": left,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "inspections/interests.html", context, status=status)


def _declare(seat: Any, form: DeclareForm, actor: Any) -> None:
    said = form.cleaned_data
    if said["has_conflict"] == "khong":
        interests.declare_none(seat, actor=actor)
        return
    facts = {name: said[name] for name in ("ground", "unit", "details")}
    interests.declare_conflict(seat, actor=actor, **facts)


def _rows(user: Any, inspection: Inspection) -> list[dict[str, Any]]:
    """Each member with his declarations, as far as this person may read them; three queries."""
    prefetch_related_objects([user], "signing_delegations__under")
    told: dict[int, list[InterestDeclaration]] = {}
    rows = InterestDeclaration.objects.filter(inspection=inspection).order_by("-pk")
    for row in rows.select_related("ground__provision__document", "unit", "decided_by"):
        row.inspection = inspection
        if can_read_declaration(user, row):
            told.setdefault(row.person_id, []).append(row)
    found = []
    for member in inspection.members.all():
        member.inspection = inspection
        decides = can_decide_interest(user, member)
        acts = [act for act in INTEREST.open_to(user, member) if act.action in {"allow", "bar"}]
        found.append(
            {
                "member": member,
                "declarations": told.get(member.person_id, []),
                "may_decide": decides and bool(acts),
            }
        )
    return found


@needs(can_decide_interest, on=get_member)
@shows_form
def decide(request: HttpRequest, member: TeamMember) -> HttpResponse:
    """The answer of the chief, with its reason."""
    inspection = member.inspection
    form = DecideForm(request.POST if request.method == "POST" else None)
    left = []
    if form.is_valid():
        act = interests.bar if request.POST.get("act") == "bar" else interests.allow
        try:
            act(member, reason=form.cleaned_data["reason"], actor=request.user)
        except Overtaken:
            raise
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(
                request,
                f"Đã quyết định: {member.person} – {member.get_interest_display().lower()}.",
            )
            return redirect("inspections:interests", inspection.code)
    context = {
        "inspection": inspection,
        "tab": "team",
        "member": member,
        "declaration": interests.newest_of(member),
        "acts": {act.action for act in INTEREST.open_to(request.user, member)},
        "form": form,
        "problems": left,
    }
    status = 422 if form.is_bound else 200
    return render(request, "inspections/decide_interest.html", context, status=status)

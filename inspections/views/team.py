"""The team: members, roles, sub-teams."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import needs, reads, writes
from inspections import teams
from inspections.choices import CaseState
from inspections.forms.team import AppointForm, MemberForm, SubTeamForm
from inspections.forms.telling import tell
from inspections.models import Inspection, SubTeam, TeamMember
from inspections.permissions import can_edit_case, can_hand_over, can_see_case
from inspections.views.loading import get_inspection
from office.workflow import Problems


def get_member(user: Any, code: str, pk: int) -> TeamMember:
    """A member of a case that this person may know of."""
    inspection = get_inspection(user, code)
    members = inspection.members.select_related("person", "sub_team")
    member = get_object_or_404(members, pk=pk)
    member.inspection = inspection
    return member


def get_sub_team(user: Any, code: str, pk: int) -> SubTeam:
    inspection = get_inspection(user, code)
    sub_team = get_object_or_404(inspection.sub_teams.all(), pk=pk)
    sub_team.inspection = inspection
    return sub_team


def can_edit_member(user: Any, member: TeamMember | SubTeam) -> bool:
    return can_edit_case(user, member.inspection)


can_edit_member.refusal = can_edit_case.refusal


@needs(can_see_case, on=get_inspection)
@reads
def team(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    return _page(request, inspection)


def _page(
    request: HttpRequest,
    inspection: Inspection,
    *,
    status: int = 200,
    member_form: MemberForm | None = None,
    **more: Any,
) -> HttpResponse:
    """The whole page; a form that came back wrong takes the place of its fresh twin."""
    may_edit = can_edit_case(request.user, inspection)
    prefetch_related_objects([inspection], "sub_teams")
    members = inspection.members.select_related("person", "sub_team")
    rows = []
    for member in members:
        form = None
        if member_form and member_form.instance.pk == member.pk:
            form = member_form
        elif may_edit:
            form = MemberForm(instance=member, inspection=inspection)
        rows.append({"member": member, "form": form, "is_open": form is member_form is not None})
    is_preparing = inspection.state == CaseState.PREPARING
    context = {
        "inspection": inspection,
        "tab": "team",
        "rows": rows,
        "sub_teams": inspection.sub_teams.all(),
        "may_edit": may_edit,
        "may_hand_over": can_hand_over(request.user, inspection),
        "may_appoint": may_edit and is_preparing,
        "is_preparing": is_preparing,
        "problems": [],
        "conflict": None,
        "appoint_form": AppointForm(inspection=inspection) if may_edit and is_preparing else None,
        "sub_team_form": SubTeamForm() if may_edit else None,
    }
    return render(request, "inspections/team.html", context | more, status=status)


@needs(can_edit_case, on=get_inspection)
@writes
def appoint(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form = AppointForm(request.POST, inspection=inspection)
    left = []
    if form.is_valid():
        try:
            member = teams.appoint(inspection, actor=request.user, **form.cleaned_data)
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, f"Đã đưa {member} vào đoàn.")
            return redirect("inspections:team", inspection.code)
    return _page(request, inspection, status=422, appoint_form=form, problems=left)


@needs(can_edit_member, on=get_member)
@writes
def change_member(request: HttpRequest, member: TeamMember) -> HttpResponse:
    inspection = member.inspection
    before = TeamMember.objects.get(pk=member.pk)
    form = MemberForm(request.POST, instance=member, inspection=inspection)
    left = []
    if form.is_valid():
        if form.is_stale(before):
            conflict = form.conflict_with(before, inspection=inspection)
            return _page(request, inspection, status=409, member_form=form, conflict=conflict)
        try:
            teams.change_member(before, actor=request.user, **form.cleaned_data)
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, f"Đã lưu {member.person}.")
            return redirect("inspections:team", inspection.code)
    return _page(request, inspection, status=422, member_form=form, problems=left)


@needs(can_edit_member, on=get_member)
@writes
def dismiss(request: HttpRequest, member: TeamMember) -> HttpResponse:
    teams.dismiss(member, actor=request.user)
    messages.success(request, f"Đã đưa {member.person} ra khỏi đoàn.")
    return redirect("inspections:team", member.inspection.code)


@needs(can_edit_case, on=get_inspection)
@writes
def add_sub_team(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form = SubTeamForm(request.POST)
    left = []
    if form.is_valid():
        try:
            teams.add_sub_team(inspection, actor=request.user, **form.cleaned_data)
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, "Đã lập tổ.")
            return redirect("inspections:team", inspection.code)
    return _page(request, inspection, status=422, sub_team_form=form, problems=left)


@needs(can_edit_member, on=get_sub_team)
@writes
def remove_sub_team(request: HttpRequest, sub_team: SubTeam) -> HttpResponse:
    teams.remove_sub_team(sub_team, actor=request.user)
    messages.success(request, f"Đã bỏ {sub_team}; thành viên và đơn vị vẫn ở trong cuộc.")
    return redirect("inspections:team", sub_team.inspection.code)

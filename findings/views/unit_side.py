"""Requests as the unit sees them: what was asked, until when, and where it answers."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import needs, reads, refusal, writes
from accounts.models import Role
from findings import permissions
from findings import requests as rules
from findings.forms.request import AnswerForm, ExtensionForm
from findings.models import RequestFile, UnitRequest
from findings.views.answers import tell_at_fields
from findings.views.requests import file_limits
from inspections.views.answers import file_answer
from office.workflow import Overtaken, Problem, Problems


@refusal("Trang này dành cho đầu mối của đơn vị được thanh tra, kiểm tra.")
def speaks_for_a_unit(user: Any) -> bool:
    return user.has_role(Role.UNIT_CONTACT)


def get_asked(user: Any, pk: int) -> UnitRequest:
    """A request to a unit of this contact; Http404 for anything else."""
    rows = UnitRequest.objects.addressed_to(user).select_related("inspection__issuer", "unit__unit")
    return get_object_or_404(rows.prefetch_related("files__file", "extensions"), pk=pk)


def get_asked_file(user: Any, pk: int, file_id: int) -> RequestFile:
    asked = get_asked(user, pk)
    attached = get_object_or_404(asked.files.select_related("file"), pk=file_id)
    attached.request = asked
    return attached


@needs(speaks_for_a_unit)
@reads
def index(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = UnitRequest.objects.addressed_to(request.user).select_related(
        "inspection__issuer", "unit__unit"
    )
    context = {
        "rows": [
            {"asked": each, "late": each.days_late(today)}
            for each in rows.order_by("state", "due_on", "pk")
        ]
    }
    return render(request, "findings/unit_requests.html", context)


@needs(permissions.can_read_as_unit, on=get_asked)
@reads
def detail(request: HttpRequest, asked: UnitRequest) -> HttpResponse:
    return unit_page(request, asked)


def unit_page(
    request: HttpRequest,
    asked: UnitRequest,
    *,
    bound: django_forms.Form | None = None,
    problems: list[Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    """What was asked and answered. What the team makes of it stays with the team."""
    may_answer = asked.state in {"sent", "answered"} and permissions.can_answer_as_unit(
        request.user, asked
    )
    answer_form = bound if isinstance(bound, AnswerForm) else AnswerForm(**file_limits(request))
    more_time = bound if isinstance(bound, ExtensionForm) else ExtensionForm()
    may_ask = asked.waits and not any(each.granted is None for each in asked.extensions.all())
    context = {
        "asked": asked,
        "late": asked.days_late(timezone.localdate()),
        "answers": asked.explanations.select_related("given_by").prefetch_related("files__file"),
        "own_files": [each for each in asked.files.all() if each.explanation_id is None],
        "answer_form": answer_form if may_answer else None,
        # Who came second keeps the words that he typed.
        "extension_form": more_time if may_answer and (may_ask or bound is more_time) else None,
        "problems": problems or [],
    }
    return render(request, "findings/unit_request.html", context, status=status)


@needs(permissions.can_answer_as_unit, on=get_asked)
@writes
def answer(request: HttpRequest, asked: UnitRequest) -> HttpResponse:
    form = AnswerForm(request.POST, request.FILES, **file_limits(request))
    if form.is_valid():
        try:
            rules.answer(asked, form.facts, form.cleaned_data["uploads"], actor=request.user)
        except Overtaken as overtaken:
            return unit_page(request, asked, bound=form, problems=overtaken.problems, status=409)
        except Problems as problems:
            tell_at_fields(form, problems)
        else:
            messages.success(request, "Đã gửi trả lời tới đoàn.")
            return redirect("unit_side:request", asked.pk)
    return unit_page(request, asked, bound=form, status=422)


@needs(permissions.can_answer_as_unit, on=get_asked)
@writes
def ask_extension(request: HttpRequest, asked: UnitRequest) -> HttpResponse:
    form = ExtensionForm(request.POST)
    if form.is_valid():
        try:
            rules.ask_extension(asked, actor=request.user, **form.cleaned_data)
        except Overtaken as overtaken:
            return unit_page(request, asked, bound=form, problems=overtaken.problems, status=409)
        except Problems as problems:
            tell_at_fields(form, problems)
        else:
            messages.success(request, "Đã gửi đề nghị lùi hạn tới đoàn.")
            return redirect("unit_side:request", asked.pk)
    return unit_page(request, asked, bound=form, status=422)


def can_read_file(user: Any, attached: RequestFile) -> bool:
    return permissions.can_read_as_unit(user, attached.request)


can_read_file.refusal = permissions.can_read_as_unit.refusal


@needs(can_read_file, on=get_asked_file)
@reads
def file(request: HttpRequest, attached: RequestFile) -> HttpResponse:
    return file_answer(request, attached.file, attached.file_name)

"""Requests to units as the team sees them."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import needs, reads, shows_form, writes
from findings import permissions
from findings import requests as rules
from findings.forms.fields import ReasonForm
from findings.forms.request import AnswerForm, AskAgainForm, DecideForm, RequestForm, WeighForm
from findings.lifecycle import REQUEST
from findings.models import Explanation, RequestExtension, RequestFile, UnitRequest
from findings.views.answers import status_of, tell_at_fields
from findings.views.loading import (
    get_explanation,
    get_extension,
    get_request,
    get_request_file,
)
from inspections.models import Inspection
from inspections.permissions import can_see_case, works_on
from inspections.views.answers import file_answer
from inspections.views.loading import get_inspection
from office.uploads import too_large
from office.workflow import Overtaken, Problems


def file_limits(request: HttpRequest) -> dict[str, Any]:
    """What every form with files is told."""
    told = too_large(request, "uploads") if request.method == "POST" else []
    return {"too_large": told, "limit": settings.UPLOAD_MAX_MB}


@needs(can_see_case, on=get_inspection)
@reads
def index(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    today = timezone.localdate()
    rows = inspection.unit_requests.select_related("unit__unit").order_by("-number")
    context = {
        "inspection": inspection,
        "tab": "file",
        "part": "requests",
        "rows": [{"request": each, "late": each.days_late(today)} for each in rows],
        "may_draft": permissions.can_draft_request(request.user, inspection),
    }
    return render(request, "findings/requests.html", context)


@needs(permissions.can_see_request, on=get_request)
@reads
def detail(request: HttpRequest, asked: UnitRequest) -> HttpResponse:
    return detail_page(request, asked)


def detail_page(
    request: HttpRequest,
    asked: UnitRequest,
    *,
    bound: django_forms.Form | None = None,
    weighed: Explanation | None = None,
    problems: Problems | None = None,
    status: int = 200,
) -> HttpResponse:
    """One request with its answers; `bound` is the form of this page that was refused."""
    user = request.user

    def form(kind: Any, **made_with: Any) -> Any:
        return bound if isinstance(bound, kind) else kind(**made_with)

    answers = []
    for each in asked.explanations.all():
        each.request = asked
        weigh = None
        if permissions.can_weigh(user, each):
            said = {"view": each.view, "view_text": each.view_text}
            weigh = WeighForm(initial=said, auto_id=f"id_w{each.pk}_%s")
            if weighed == each and isinstance(bound, WeighForm):
                weigh = bound
        answers.append({"explanation": each, "form": weigh})
    may_direct = permissions.can_direct_request(user, asked)
    context = {
        "inspection": asked.inspection,
        "tab": "file",
        "part": "requests",
        "asked": asked,
        "late": asked.days_late(timezone.localdate()),
        "answers": answers,
        "own_files": [each for each in asked.files.all() if each.explanation_id is None],
        "waiting_extension": next(
            (each for each in asked.extensions.all() if each.granted is None), None
        ),
        "decide_form": form(DecideForm) if may_direct else None,
        "answer_form": form(AnswerForm, **file_limits(request))
        if permissions.can_answer_on_behalf(user, asked)
        else None,
        "writes_papers": works_on(user, asked.inspection),
        "acts": [each.action for each in REQUEST.open_to(user, asked)],
        "may_revise": permissions.can_revise_request(user, asked),
        "problems": problems.problems if problems else [],
    }
    status = status_of(problems) if problems else status
    return render(request, "findings/request.html", context, status=status)


# --- Writing --------------------------------------------------------------------------------------
@needs(permissions.can_draft_request, on=get_inspection)
@shows_form
def draft(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form, status = _request_form(request, inspection), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                asked = rules.draft_request(
                    inspection, form.facts, form.cleaned_data["uploads"], actor=request.user
                )
            except Problems as problems:
                tell_at_fields(form, problems)
            else:
                messages.success(request, f"Đã soạn {asked}. Trưởng đoàn gửi khi đã xem lại.")
                return redirect(asked)
    return _request_page(request, inspection, form, status=status)


@needs(permissions.can_revise_request, on=get_request)
@shows_form
def revise(request: HttpRequest, asked: UnitRequest) -> HttpResponse:
    inspection = asked.inspection
    form, status = _request_form(request, inspection, asked), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                rules.revise_request(
                    asked,
                    form.facts,
                    said["uploads"],
                    revision=said["revision"],
                    actor=request.user,
                )
            except Overtaken:
                current = get_request(request.user, inspection.code, asked.number)
                more = {"conflict": form.conflict(current), "asked": asked}
                return _request_page(request, inspection, form, status=409, **more)
            except Problems as problems:
                tell_at_fields(form, problems)
            else:
                messages.success(request, f"Đã lưu {asked}.")
                return redirect(asked)
    return _request_page(request, inspection, form, status=status, asked=asked)


def _request_form(
    request: HttpRequest, inspection: Inspection, asked: UnitRequest | None = None
) -> RequestForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return RequestForm(*sent, inspection=inspection, unit_request=asked, **file_limits(request))


def _request_page(
    request: HttpRequest, inspection: Inspection, form: RequestForm, *, status: int, **more: Any
) -> HttpResponse:
    context = {
        "inspection": inspection,
        "tab": "file",
        "part": "requests",
        "form": form,
        "asked": None,
        "conflict": None,
    }
    return render(request, "findings/draft_request.html", context | more, status=status)


# --- Acts -----------------------------------------------------------------------------------------
@needs(permissions.can_direct_request, on=get_request)
@writes
def send(request: HttpRequest, asked: UnitRequest) -> HttpResponse:
    return _act(request, asked, rules.send, f"Đã gửi {asked} tới {asked.unit}.")


@needs(permissions.can_direct_request, on=get_request)
@writes
def settle(request: HttpRequest, asked: UnitRequest) -> HttpResponse:
    return _act(request, asked, rules.settle, f"Đã xem xét xong {asked}.")


def _act(
    request: HttpRequest, asked: UnitRequest, rule: Callable[..., None], told: str
) -> HttpResponse:
    try:
        rule(asked, actor=request.user)
    except Problems as problems:
        fresh = get_request(request.user, asked.inspection.code, asked.number)
        return detail_page(request, fresh, problems=problems)
    messages.success(request, told)
    return redirect(asked)


@needs(permissions.can_direct_request, on=get_request)
@shows_form
def withdraw(request: HttpRequest, asked: UnitRequest) -> HttpResponse:
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        help_text="Đơn vị đọc lý do này nếu yêu cầu đã gửi.",
    )
    return _explained(request, asked, form, "Rút yêu cầu", rules.withdraw)


@needs(permissions.can_direct_request, on=get_request)
@shows_form
def ask_again(request: HttpRequest, asked: UnitRequest) -> HttpResponse:
    form = AskAgainForm(request.POST if request.method == "POST" else None)
    return _explained(request, asked, form, "Yêu cầu trả lời bổ sung", rules.ask_again)


def _explained(
    request: HttpRequest, asked: UnitRequest, form: Any, label: str, rule: Callable[..., None]
) -> HttpResponse:
    status, left = 422 if form.is_bound else 200, []
    if form.is_bound and form.is_valid():
        try:
            rule(asked, actor=request.user, **form.cleaned_data)
        except Overtaken as overtaken:
            left, status = overtaken.problems, 409
        except Problems as problems:
            tell_at_fields(form, problems)
        else:
            messages.success(request, f"{label}: {asked}.")
            return redirect(asked)
    context = {
        "inspection": asked.inspection,
        "tab": "file",
        "title": f"{label}: {asked}",
        "label": label,
        "words": asked.text,
        "back": asked.get_absolute_url(),
        "form": form,
        "problems": left,
    }
    return render(request, "findings/reason.html", context, status=status)


def can_decide(user: Any, extension: RequestExtension) -> bool:
    return permissions.can_direct_request(user, extension.request)


can_decide.refusal = permissions.can_direct_request.refusal


@needs(can_decide, on=get_extension)
@writes
def decide(request: HttpRequest, extension: RequestExtension) -> HttpResponse:
    form, asked = DecideForm(request.POST), extension.request
    if form.is_valid():
        said = form.cleaned_data
        try:
            rules.decide_extension(
                extension, granted=said["granted"] == "yes", note=said["note"], actor=request.user
            )
        except Overtaken as overtaken:
            return detail_page(request, asked, problems=overtaken)
        except Problems as problems:
            tell_at_fields(form, problems)
        else:
            messages.success(request, "Đã trả lời việc xin lùi hạn.")
            return redirect(asked)
    return detail_page(request, asked, bound=form, status=422)


@needs(permissions.can_answer_on_behalf, on=get_request)
@writes
def answer_on_behalf(request: HttpRequest, asked: UnitRequest) -> HttpResponse:
    form = AnswerForm(request.POST, request.FILES, **file_limits(request))
    if form.is_valid():
        try:
            rules.answer(asked, form.facts, form.cleaned_data["uploads"], actor=request.user)
        except Overtaken as overtaken:
            return detail_page(request, asked, bound=form, problems=overtaken)
        except Problems as problems:
            tell_at_fields(form, problems)
        else:
            messages.success(request, "Đã nhập trả lời của đơn vị.")
            return redirect(asked)
    return detail_page(request, asked, bound=form, status=422)


@needs(permissions.can_weigh, on=get_explanation)
@writes
def weigh(request: HttpRequest, explanation: Explanation) -> HttpResponse:
    form = WeighForm(request.POST, auto_id=f"id_w{explanation.pk}_%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            rules.weigh(explanation, view=said["view"], text=said["view_text"], actor=request.user)
        except Problems as problems:
            tell_at_fields(form, problems)
        else:
            messages.success(request, "Đã ghi ý kiến của đoàn.")
            return redirect(explanation.request)
    asked = explanation.request
    return detail_page(request, asked, bound=form, weighed=explanation, status=422)


def can_see_file(user: Any, attached: RequestFile) -> bool:
    return permissions.can_see_request(user, attached.request)


can_see_file.refusal = permissions.can_see_request.refusal


@needs(can_see_file, on=get_request_file)
@reads
def file(request: HttpRequest, attached: RequestFile) -> HttpResponse:
    return file_answer(request, attached.file, attached.file_name)

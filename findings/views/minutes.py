"""Minutes: the list, one of them, writing, signatures, files."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, reads, shows_form, writes
from findings import minutes as rules
from findings import permissions
from findings.forms.fields import ReasonForm
from findings.forms.minutes import (
    MinutesFilesForm,
    MinutesForm,
    SignatureForm,
    WitnessForm,
    parties_form,
)
from findings.lifecycle import MINUTES
from findings.models import Minutes, MinutesFile
from findings.views.answers import status_of, tell_at_fields
from findings.views.loading import get_minutes, get_minutes_file
from inspections.choices import TeamRole
from inspections.models import Inspection
from inspections.permissions import can_see_case, works_on
from inspections.views.answers import file_answer
from inspections.views.loading import get_inspection
from office.text import row_key
from office.uploads import too_large
from office.workflow import Overtaken, Problems


@needs(can_see_case, on=get_inspection)
@reads
def index(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    rows = inspection.minutes.select_related("unit__unit", "recorded_by")
    context = {
        "inspection": inspection,
        "tab": "file",
        "part": "minutes",
        "rows": [
            {"minutes": each, "missing": rules.missing_signatures(list(each.parties.all()))}
            for each in rows.prefetch_related("parties", "files").order_by("-opened_at", "-number")
        ],
        "may_record": permissions.can_record_minutes(request.user, inspection),
    }
    return render(request, "findings/minutes.html", context)


@needs(permissions.can_see_minutes, on=get_minutes)
@reads
def detail(request: HttpRequest, minutes: Minutes) -> HttpResponse:
    return detail_page(request, minutes)


def detail_page(
    request: HttpRequest,
    minutes: Minutes,
    *,
    files_form: MinutesFilesForm | None = None,
    witness_form: WitnessForm | None = None,
    signatures: list[SignatureForm] | None = None,
    problems: Problems | None = None,
    status: int = 200,
) -> HttpResponse:
    """One biên bản with its signatures and files, and the acts that are open to this person."""
    user, parties = request.user, list(minutes.parties.all())
    may_sign = permissions.can_record_signatures(user, minutes)
    may_attach = permissions.can_attach_to_minutes(user, minutes)
    if signatures is None and may_sign:
        signatures = [SignatureForm(party=party) for party in parties]
    context = {
        "inspection": minutes.inspection,
        "tab": "file",
        "part": "minutes",
        "minutes": minutes,
        "parties": [{"party": party, "words": rules.in_words(party)} for party in parties],
        "missing": rules.missing_signatures(parties) if parties else [],
        "signatures": signatures or [],
        "writes_papers": works_on(user, minutes.inspection),
        "acts": [each.action for each in MINUTES.open_to(user, minutes)],
        "may_revise": permissions.can_revise_minutes(user, minutes),
        "may_detach": permissions.can_detach_from_minutes(user, minutes),
        "files_form": (files_form or MinutesFilesForm(limit=settings.UPLOAD_MAX_MB))
        if may_attach
        else None,
        "witness_form": (witness_form or WitnessForm()) if may_sign else None,
        "problems": problems.problems if problems else [],
    }
    status = status_of(problems) if problems else status
    return render(request, "findings/minutes_detail.html", context, status=status)


# --- Writing --------------------------------------------------------------------------------------
@needs(permissions.can_record_minutes, on=get_inspection)
@shows_form
def record(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    sheet = _Sheet(request, inspection)
    if sheet.is_to_save and sheet.is_valid():
        try:
            facts = sheet.form.facts(sheet.parties)
            minutes = rules.record_minutes(inspection, facts, actor=request.user)
        except Problems as problems:
            sheet.tell(problems)
        else:
            messages.success(
                request, f"Đã lập {minutes}. Chốt nội dung khi đã đọc lại cho các bên."
            )
            return redirect(minutes)
    return sheet.page()


@needs(permissions.can_revise_minutes, on=get_minutes)
@shows_form
def revise(request: HttpRequest, minutes: Minutes) -> HttpResponse:
    sheet = _Sheet(request, minutes.inspection, minutes)
    if sheet.is_to_save and sheet.is_valid():
        said = sheet.form.cleaned_data
        try:
            facts = sheet.form.facts(sheet.parties)
            rules.revise_minutes(minutes, facts, revision=said["revision"], actor=request.user)
        except Overtaken:
            return sheet.conflict_page()
        except Problems as problems:
            sheet.tell(problems)
        else:
            messages.success(request, f"Đã lưu {minutes}.")
            return redirect(minutes)
    return sheet.page()


class _Sheet:
    """The form of minutes and its rows of people: typed, given more rows, or saved."""

    def __init__(
        self, request: HttpRequest, inspection: Inspection, minutes: Minutes | None = None
    ):
        self.request, self.inspection, self.minutes = request, inspection, minutes
        data = request.POST if request.method == "POST" else None
        act = request.POST.get("act", "save")
        self.is_to_save = data is not None and act == "save"
        self.form = MinutesForm(
            data, inspection=inspection, minutes=minutes, initial=self._asked_for()
        )
        self.parties = parties_form(data, initial=self._people(), more=act == "more")
        if data is not None and not self.is_to_save:
            # Asking for rows is not saving: nothing is complained about yet.
            self.form.errors.clear()
            for row in self.parties.forms:
                row.errors.clear()
        self.status = 200

    def _asked_for(self) -> dict[str, Any]:
        asked = self.request.GET
        unit, kind = row_key(asked.get("don-vi", "")), asked.get("loai", "")
        return {name: value for name, value in (("unit", unit), ("kind", kind)) if value}

    def _people(self) -> list[dict[str, str]]:
        if self.minutes:
            rows = self.minutes.parties.all()
            return [{"side": row.side, "name": row.name, "post": row.post} for row in rows]
        members = self.inspection.members.all()
        mine = [
            row
            for row in members
            if row.role == TeamRole.LEADER or row.person_id == self.request.user.pk
        ]
        return [
            {"side": "team", "name": row.person.full_name, "post": row.get_role_display()}
            for row in mine
        ]

    def is_valid(self) -> bool:
        # Both are asked, so that all errors are told at once.
        valid = [self.form.is_valid(), self.parties.is_valid()]
        self.status = 200 if all(valid) else 422
        return all(valid)

    def tell(self, problems: Problems) -> None:
        tell_at_fields(self.form, problems)
        self.status = status_of(problems)

    def conflict_page(self) -> HttpResponse:
        assert self.minutes is not None  # noqa: S101 -- only saved minutes are overtaken
        current = get_minutes(self.request.user, self.inspection.code, self.minutes.number)
        self.status = 409
        return self.page(conflict=self.form.conflict(current, self.parties))

    def page(self, **more: Any) -> HttpResponse:
        context = {
            "inspection": self.inspection,
            "tab": "file",
            "part": "minutes",
            "minutes": self.minutes,
            "form": self.form,
            "parties": self.parties,
            "conflict": None,
        }
        page = "findings/record_minutes.html"
        return render(self.request, page, context | more, status=self.status)


# --- Acts -----------------------------------------------------------------------------------------
@needs(permissions.can_revise_minutes, on=get_minutes)
@writes
def finish(request: HttpRequest, minutes: Minutes) -> HttpResponse:
    try:
        rules.finish(minutes, actor=request.user)
    except Problems as problems:
        fresh = get_minutes(request.user, minutes.inspection.code, minutes.number)
        return detail_page(request, fresh, problems=problems)
    messages.success(request, "Đã chốt nội dung. In ra để các bên ký, rồi ghi chữ ký tại đây.")
    return redirect(minutes)


@needs(permissions.can_undo_minutes, on=get_minutes)
@shows_form
def reopen(request: HttpRequest, minutes: Minutes) -> HttpResponse:
    told = "Các chữ ký đã ghi sẽ bị bỏ: mọi người phải ký lại nội dung mới."
    return _with_reason(request, minutes, "Mở lại để sửa", told, rules.reopen)


@needs(permissions.can_undo_minutes, on=get_minutes)
@shows_form
def drop(request: HttpRequest, minutes: Minutes) -> HttpResponse:
    told = "Biên bản không bị xóa: vẫn lưu và hiện là đã hủy cùng lý do này."
    return _with_reason(request, minutes, "Hủy biên bản", told, rules.drop)


def _with_reason(
    request: HttpRequest, minutes: Minutes, label: str, told: str, act: Callable[..., None]
) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None, help_text=told)
    status, found = 422 if form.is_bound else 200, None
    if form.is_bound and form.is_valid():
        try:
            act(minutes, reason=form.cleaned_data["reason"], actor=request.user)
        except Problems as problems:
            found, status = problems, status_of(problems)
        else:
            messages.success(request, f"{label}: {minutes}.")
            return redirect(minutes)
    context = {
        "inspection": minutes.inspection,
        "tab": "file",
        "title": f"{label}: {minutes}",
        "label": label,
        "words": minutes.content,
        "back": minutes.get_absolute_url(),
        "form": form,
        "problems": found.problems if found else [],
    }
    return render(request, "findings/reason.html", context, status=status)


@needs(permissions.can_record_signatures, on=get_minutes)
@writes
def sign(request: HttpRequest, minutes: Minutes) -> HttpResponse:
    forms = [SignatureForm(request.POST, party=party) for party in minutes.parties.all()]
    # Each is asked, so that all errors are told at once.
    if not all([form.is_valid() for form in forms]):  # noqa: C419 -- a generator stops at the first
        return detail_page(request, minutes, signatures=forms, status=422)
    try:
        complete = rules.record_signatures(
            minutes,
            [form.facts for form in forms],
            revision=row_key(request.POST.get("revision", "")) or 0,
            actor=request.user,
        )
    except Problems as problems:
        fresh = get_minutes(request.user, minutes.inspection.code, minutes.number)
        if not isinstance(problems, Overtaken):
            fresh = minutes
        return detail_page(request, fresh, signatures=forms, problems=problems)
    told = "Đã ký đủ, biên bản được khóa." if complete else "Đã ghi chữ ký."
    messages.success(request, told)
    return redirect(minutes)


@needs(permissions.can_record_signatures, on=get_minutes)
@writes
def add_witness(request: HttpRequest, minutes: Minutes) -> HttpResponse:
    form = WitnessForm(request.POST)
    if form.is_valid():
        row = rules.add_witness(minutes, form.facts, actor=request.user)
        messages.success(request, f"Đã thêm {row}.")
        return redirect(minutes)
    return detail_page(request, minutes, witness_form=form, status=422)


# --- Files ----------------------------------------------------------------------------------------
@needs(permissions.can_attach_to_minutes, on=get_minutes)
@writes
def attach(request: HttpRequest, minutes: Minutes) -> HttpResponse:
    form = MinutesFilesForm(
        request.POST,
        request.FILES,
        too_large=too_large(request, "uploads"),
        limit=settings.UPLOAD_MAX_MB,
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            kept = rules.attach(
                minutes,
                said["uploads"],
                is_signed_scan=said["is_signed_scan"],
                actor=request.user,
            )
        except Problems as problems:
            tell_at_fields(form, problems)
        else:
            messages.success(request, f"Đã thêm {len(kept)} tệp.")
            return redirect(minutes)
    return detail_page(request, minutes, files_form=form, status=422)


def can_detach_file(user: Any, attached: MinutesFile) -> bool:
    return permissions.can_detach_from_minutes(user, attached.minutes)


def can_see_file(user: Any, attached: MinutesFile) -> bool:
    return permissions.can_see_minutes(user, attached.minutes)


can_detach_file.refusal = permissions.can_detach_from_minutes.refusal
can_see_file.refusal = permissions.can_see_minutes.refusal


@needs(can_detach_file, on=get_minutes_file)
@writes
def detach(request: HttpRequest, attached: MinutesFile) -> HttpResponse:
    rules.detach(attached, actor=request.user)
    messages.success(request, f"Đã bỏ tệp “{attached}”.")
    return redirect(attached.minutes)


@needs(can_see_file, on=get_minutes_file)
@reads
def file(request: HttpRequest, attached: MinutesFile) -> HttpResponse:
    return file_answer(request, attached.file, attached.file_name)

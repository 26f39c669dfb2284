"""Findings: the list, one finding, and what is done with it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, reads, shows_form, writes
from findings import citations, outline, permissions, provisions, recording
from findings import evidence as proof
from findings.forms.evidence import EvidenceForm
from findings.forms.fields import ReasonForm
from findings.forms.filter import FindingFilter
from findings.forms.finding import FindingForm
from findings.forms.responsibility import responsibilities_form
from findings.lifecycle import FINDING
from findings.models import Finding, FindingUnit
from findings.views.answers import asked_back, back_to, status_of, tell_at_fields
from findings.views.loading import get_finding
from inspections.models import Inspection
from inspections.permissions import can_keep_file, can_see_case
from inspections.views.loading import get_inspection
from office import files, law
from office.workflow import Overtaken, Problems


@needs(can_see_case, on=get_inspection)
@reads
def index(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """All findings by topic in the order of the report, as far as the filter leaves them."""
    return render(request, "findings/index.html", index_context(request, inspection))


def index_context(request: HttpRequest, inspection: Inspection) -> dict[str, Any]:
    chosen = FindingFilter(request.GET, inspection=inspection)
    units = FindingUnit.objects.select_related("unit__unit").order_by("unit__position", "pk")
    findings = list(
        chosen.narrow(inspection.findings.all())
        .annotate(
            evidence_count=Count(
                "evidence", filter=Q(evidence__withdrawn_at__isnull=True), distinct=True
            )
        )
        .select_related("recorded_by")
        .prefetch_related(Prefetch("units", queryset=units))
        .order_by("topic__position", "position", "number")
    )
    by_topic: dict[int, list[Finding]] = {}
    for finding in findings:
        finding.inspection = inspection
        finding.may_confirm = finding.state == "noted" and permissions.can_confirm_finding(
            request.user, finding
        )
        by_topic.setdefault(finding.topic_id, []).append(finding)
    rows = outline.rows_of(inspection)
    may_record = permissions.can_record_finding(request.user, inspection)
    return {
        "inspection": inspection,
        "tab": "findings",
        "part": "findings",
        "filter": chosen,
        "groups": [
            {"row": row, "findings": by_topic.get(row.topic.pk, [])}
            for row in rows
            if row.topic.pk in by_topic or (may_record and not chosen.is_narrowing)
        ],
        "shown_count": len(findings),
        "has_topics": bool(rows),
        "may_record": may_record,
        "may_edit_outline": permissions.can_edit_outline(request.user, inspection),
        "here": request.get_full_path(),
    }


@needs(permissions.can_see_finding, on=get_finding)
@reads
def detail(request: HttpRequest, finding: Finding) -> HttpResponse:
    return detail_page(request, finding)


def detail_page(
    request: HttpRequest,
    finding: Finding,
    *,
    evidence_form: EvidenceForm | None = None,
    problems: Problems | None = None,
    status: int = 200,
) -> HttpResponse:
    """One finding, its proof, and the acts that are open to this person."""
    user = request.user
    evidence = list(finding.evidence.all())
    may_keep_file = can_keep_file(user, finding.inspection)
    for each in evidence:
        each.finding = finding
        each.closed = files.why_closed(each.file)
        each.may_withdraw = permissions.can_withdraw_evidence(user, each)
        each.may_mark = each.withdrawn_at is None and may_keep_file
    context = {
        "inspection": finding.inspection,
        "tab": "findings",
        "part": "findings",
        "finding": finding,
        "evidence": [each for each in evidence if not each.is_replaced],
        "proved": proof.proved_pieces(finding, evidence),
        "rules": [law.cite(each) for each in finding.provisions.all()],
        "doubts": recording.doubts(finding),
        "acts": [each.action for each in FINDING.open_to(user, finding)],
        "may_save": permissions.can_save_finding(user, finding),
        "may_revise": permissions.can_revise_finding(user, finding),
        "may_waive": permissions.can_waive_recommendation(user, finding),
        "may_attach": permissions.can_attach_evidence(user, finding),
        "may_move": permissions.can_record_finding(user, finding.inspection),
        "back": asked_back(request),
        "evidence_form": evidence_form
        or EvidenceForm(finding=finding, limit=settings.UPLOAD_MAX_MB),
        "problems": problems.problems if problems else [],
    }
    status = status_of(problems) if problems else status
    return render(request, "findings/detail.html", context, status=status)


@needs(permissions.can_record_finding, on=get_inspection)
@shows_form
def record(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    sheet = _Sheet(request, inspection)
    if not sheet.form.has_topics:
        messages.info(request, "Hãy lập đề cương trước: mỗi phát hiện thuộc một nội dung.")
        return redirect("findings:outline", inspection.code)
    if sheet.is_to_save and sheet.is_valid():
        try:
            # What is refused leaves no citation and no provision behind either.
            with transaction.atomic():
                finding = recording.record_finding(
                    inspection, sheet.facts(request.user), actor=request.user
                )
        except Problems as problems:
            sheet.tell(problems)
        else:
            messages.success(request, f"Đã ghi {finding}. Hãy thêm chứng cứ nếu có.")
            return redirect(finding)
    return sheet.page()


@needs(permissions.can_revise_finding, on=get_finding)
@shows_form
def revise(request: HttpRequest, finding: Finding) -> HttpResponse:
    sheet = _Sheet(request, finding.inspection, finding)
    if sheet.is_to_save and sheet.is_valid():
        try:
            sheet.insist_on_revision()
            with transaction.atomic():
                recording.revise_finding(
                    finding,
                    sheet.facts(request.user),
                    revision=sheet.form.cleaned_data["revision"],
                    actor=request.user,
                )
        except Overtaken:
            return sheet.conflict_page()
        except Problems as problems:
            sheet.tell(problems)
        else:
            messages.success(request, f"Đã lưu {finding}.")
            return back_to(request, finding)
    return sheet.page()


class _Sheet:
    """The form of a finding and its rows of responsibility: typed, searched in, or saved."""

    def __init__(
        self, request: HttpRequest, inspection: Inspection, finding: Finding | None = None
    ):
        self.request, self.inspection, self.finding = request, inspection, finding
        data = request.POST if request.method == "POST" else None
        self.act = request.POST.get("act", "save")
        self.is_to_save = data is not None and self.act == "save"
        # Read once for both forms.
        units = list(inspection.audited_units.select_related("unit"))
        self.form = FindingForm(
            data, inspection=inspection, units=units, finding=finding, initial=self._asked_for()
        )
        self.responsibilities = responsibilities_form(
            inspection, data, units=units, finding=finding, more=self.act == "more"
        )
        if data is not None and not self.is_to_save:
            # Looking something up is not saving: nothing is complained about yet.
            self.form.errors.clear()
            for row in self.responsibilities.forms:
                row.errors.clear()
            if told := self.form.look_in_library(self.act, request.user):
                messages.info(request, told)
        self.status = 200

    def _asked_for(self) -> dict[str, Any]:
        topic = self.request.GET.get("noi-dung", "")
        return {"topic": topic} if topic.isdecimal() else {}

    def is_valid(self) -> bool:
        # Both are asked, so that all errors are told at once.
        valid = [self.form.is_valid(), self.responsibilities.is_valid()]
        self.status = 200 if all(valid) else 422
        return all(valid)

    def insist_on_revision(self) -> None:
        """Before anything of a stale form is kept."""
        if self.form.is_stale:
            raise Overtaken(f"{self.finding} vừa được người khác sửa.")

    def facts(self, actor: Any) -> recording.FindingFacts:
        said = self.form.cleaned_data
        chosen = [
            provisions.provision_of(value, self.inspection, actor=actor)
            for value in said["provisions"]
        ]
        cited = {each.pk: each for each in said["citations"]}
        for new in said["new_citations"]:
            kept = citations.keep(self.inspection, new, actor=actor)
            cited[kept.pk] = kept
        return self.form.facts(
            self.responsibilities, provisions=chosen, citations=list(cited.values())
        )

    def tell(self, problems: Problems) -> None:
        tell_at_fields(self.form, problems)
        self.status = status_of(problems)

    def conflict_page(self) -> HttpResponse:
        assert self.finding is not None  # noqa: S101 -- only a revised finding can be stale
        current = get_finding(self.request.user, self.inspection.code, self.finding.number)
        self.status = 409
        return self.page(conflict=self.form.conflict(current, self.responsibilities))

    def page(self, **more: Any) -> HttpResponse:
        context = {
            "inspection": self.inspection,
            "tab": "findings",
            "part": "findings",
            "finding": self.finding,
            "form": self.form,
            "responsibilities": self.responsibilities,
            "conflict": None,
        }
        return render(self.request, "findings/record.html", context | more, status=self.status)


# --- Acts -----------------------------------------------------------------------------------------


@needs(permissions.can_confirm_finding, on=get_finding)
@writes
def confirm(request: HttpRequest, finding: Finding) -> HttpResponse:
    try:
        recording.confirm_finding(finding, actor=request.user)
    except Problems as problems:
        fresh = get_finding(request.user, finding.inspection.code, finding.number)
        return detail_page(request, fresh, problems=problems)
    messages.success(request, f"Đã xác nhận {finding}.")
    return back_to(request, finding)


@needs(permissions.can_confirm_finding, on=get_finding)
@shows_form
def reopen(request: HttpRequest, finding: Finding) -> HttpResponse:
    return _with_reason(
        request,
        finding,
        "Mở lại để sửa",
        "Người ghi sẽ nhận được lý do này và sửa được phát hiện.",
        recording.reopen_finding,
    )


@needs(permissions.can_drop_finding, on=get_finding)
@shows_form
def drop(request: HttpRequest, finding: Finding) -> HttpResponse:
    return _with_reason(
        request,
        finding,
        "Bỏ phát hiện",
        "Phát hiện không bị xóa: vẫn lưu cùng chứng cứ và lý do, có thể khôi phục.",
        recording.drop_finding,
    )


@needs(permissions.can_confirm_finding, on=get_finding)
@shows_form
def restore(request: HttpRequest, finding: Finding) -> HttpResponse:
    return _with_reason(
        request,
        finding,
        "Khôi phục phát hiện",
        "Phát hiện trở lại trạng thái mới ghi nhận.",
        recording.restore_finding,
    )


@needs(permissions.can_waive_recommendation, on=get_finding)
@shows_form
def waive(request: HttpRequest, finding: Finding) -> HttpResponse:
    return _with_reason(
        request,
        finding,
        "Không cần kiến nghị",
        "Lý do hiện ở trang độ bao phủ và trong nhật ký, ví dụ: đơn vị đã khắc phục xong.",
        recording.waive_recommendation,
    )


@needs(permissions.can_waive_recommendation, on=get_finding)
@writes
def unwaive(request: HttpRequest, finding: Finding) -> HttpResponse:
    recording.unwaive_recommendation(finding, actor=request.user)
    messages.success(request, f"{finding} lại cần có kiến nghị.")
    return back_to(request, finding)


@needs(permissions.can_see_finding, on=get_finding)
@writes
def move_up(request: HttpRequest, finding: Finding) -> HttpResponse:
    recording.move_finding(finding, up=True, actor=request.user)
    return back_to(request, finding)


@needs(permissions.can_see_finding, on=get_finding)
@writes
def move_down(request: HttpRequest, finding: Finding) -> HttpResponse:
    recording.move_finding(finding, up=False, actor=request.user)
    return back_to(request, finding)


def _with_reason(
    request: HttpRequest,
    finding: Finding,
    label: str,
    help_text: str,
    act: Callable[..., Any],
) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None, help_text=help_text)
    status, found = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act(finding, reason=form.cleaned_data["reason"], actor=request.user)
            except Problems as problems:
                found, status = problems, status_of(problems)
            else:
                messages.success(request, f"{label}: {finding}.")
                return back_to(request, finding)
    context = {
        "inspection": finding.inspection,
        "tab": "findings",
        "title": f"{label}: {finding}",
        "label": label,
        "words": finding.in_one_line,
        "back": back_to(request, finding).url,
        "form": form,
        "problems": found.problems if found else [],
    }
    return render(request, "findings/reason.html", context, status=status)

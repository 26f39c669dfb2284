"""Decisions that amend a case: the chain, a draft of each kind, one that was issued elsewhere."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import needs, reads, refusal, shows_form
from inspections import amending
from inspections.amendment_checks import Draft, of_text, warnings, why_not_now
from inspections.choices import DecisionKind
from inspections.deadlines import Step, due_dates
from inspections.folding import in_force
from inspections.forms.amending import (
    FORMS,
    AddUnitsForm,
    AmendmentForm,
    GiveUpForm,
    RecordAmendmentForm,
)
from inspections.forms.telling import tell
from inspections.models import Decision, Inspection
from inspections.permissions import can_amend, can_record_amendment, can_see_case
from inspections.views.loading import get_inspection
from inspections.views.units import find_units
from office.workflow import Overtaken, Problem, Problems

SLUGS = {
    "gia-han": DecisionKind.EXTEND,
    "thay-doi-thanh-vien": DecisionKind.CHANGE_MEMBERS,
    "tam-dung": DecisionKind.SUSPEND,
    "tiep-tuc": DecisionKind.RESUME,
    "dinh-chi": DecisionKind.STOP,
    "bo-sung-doi-tuong": DecisionKind.ADD_UNITS,
}
# What the buttons of the page say.
ACTS = {
    DecisionKind.EXTEND: "Gia hạn",
    DecisionKind.CHANGE_MEMBERS: "Thay đổi thành viên",
    DecisionKind.SUSPEND: "Tạm dừng",
    DecisionKind.RESUME: "Tiếp tục",
    DecisionKind.ADD_UNITS: "Bổ sung đối tượng",
    DecisionKind.STOP: "Đình chỉ",
}


class AmendingConverter:
    """A kind of amending decision in an address, in words without accents."""

    regex = "|".join(SLUGS)

    def to_python(self, value: str) -> DecisionKind:
        return SLUGS[value]

    def to_url(self, value: str) -> str:
        return next(slug for slug, kind in SLUGS.items() if kind == value)


# --- Loading --------------------------------------------------------------------------------------
def get_case_and_kind(user: Any, code: str, kind: DecisionKind) -> tuple[Inspection, DecisionKind]:
    """The case and the kind of decision that is to amend it."""
    return get_inspection(user, code), kind


def get_amendment(user: Any, code: str, pk: int) -> Decision:
    """An amending decision of a case that this person may know of."""
    inspection = get_inspection(user, code)
    rows = Decision.objects.exclude(kind=DecisionKind.FIRST).filter(inspection=inspection)
    decision = get_object_or_404(rows.select_related("ground__provision__document"), pk=pk)
    decision.inspection = inspection
    return decision


@refusal(can_amend.refusal)
def can_amend_kind(user: Any, case_and_kind: tuple[Inspection, DecisionKind]) -> bool:
    return can_amend(user, case_and_kind[0])


@refusal(can_see_case.refusal)
def can_see_decision(user: Any, decision: Decision) -> bool:
    return can_see_case(user, decision.inspection)


@refusal(can_amend.refusal)
def can_change_draft(user: Any, decision: Decision) -> bool:
    return can_amend(user, decision.inspection)


@refusal(can_record_amendment.refusal)
def can_record(user: Any, decision: Decision) -> bool:
    return can_record_amendment(user, decision.inspection)


# --- The chain ------------------------------------------------------------------------------------
def chain_of(user: Any, inspection: Inspection) -> dict[str, Any]:
    """What holds now, the decisions that made it so, the drafts, and what may be begun."""
    rows = Decision.objects.select_related("ground").prefetch_related(
        "member_changes__person", "units__unit"
    )
    prefetch_related_objects([inspection], Prefetch("decisions", rows), "milestones")
    held, today = in_force(inspection), timezone.localdate()
    deadlines = due_dates(inspection, today=today)
    drafts = [row for row in inspection.decisions.all() if row.is_amending and not row.is_signed]
    return {
        "held": held,
        "pause": held.pause_on(today),
        "due": next((row for row in deadlines if row.step == Step.ON_SITE), None),
        "drafts": [row for row in drafts if not row.given_up],
        "acts": _acts(inspection, held) if can_amend(user, inspection) else [],
    }


def _acts(inspection: Inspection, held: Any) -> list[dict[str, str]]:
    return [
        {
            "label": label,
            "url": reverse("inspections:amend", args=[inspection.code, kind]),
            "why_not": why_not_now(inspection, kind, held),
        }
        for kind, label in ACTS.items()
    ]


# --- Drafting -------------------------------------------------------------------------------------
@needs(can_amend_kind, on=get_case_and_kind)
@shows_form
def amend(request: HttpRequest, case_and_kind: tuple[Inspection, DecisionKind]) -> HttpResponse:
    """Begin an amending decision, or go on with the draft of its kind."""
    inspection, kind = case_and_kind
    rows = inspection.decisions.filter(kind=kind, signed_on__isnull=True, given_up="")
    found = rows.order_by("pk").first()
    if found:
        found.inspection = inspection
    if found and found.is_held:
        messages.info(request, amending.HELD)
        return redirect(found)
    form = FORMS[kind](
        request.POST if request.method == "POST" else None,
        instance=copy(found) or Decision(inspection=inspection, kind=kind),
        inspection=inspection,
    )
    if request.method != "POST":
        return _draft_page(request, form, found)
    if isinstance(form, AddUnitsForm) and "find" in request.POST:
        form.offer(find_units(form.data.get("unit_words", "")))
        form.keep_typed()
        return _draft_page(request, form, found)
    return _save(request, form, found)


def _save(request: HttpRequest, form: AmendmentForm, found: Decision | None) -> HttpResponse:
    if not form.is_valid():
        return _draft_page(request, form, found, status=422)
    if found and form.is_stale(current := Decision.objects.get(pk=found.pk)):
        current.inspection = form.inspection
        conflict = form.conflict_over(current)
        return _draft_page(request, form, found, status=409, conflict=conflict)
    try:
        decision = _keep(request, form, found)
    except Overtaken:
        raise
    except Problems as problems:
        left = tell(form, problems)
        return _draft_page(request, form, found, status=422, problems=left)
    return redirect(decision)


def _keep(request: HttpRequest, form: AmendmentForm, found: Decision | None) -> Decision:
    facts = {**form.facts, **form.rows}
    if found is None:
        messages.success(request, "Đã lưu dự thảo. Tiếp theo: soạn văn bản rồi trình.")
        return amending.draft(form.inspection, form.kind, actor=request.user, **facts)
    changed = amending.revise(found, revision=form.revision, actor=request.user, **facts)
    messages.success(request, "Đã lưu dự thảo." if changed else "Không có gì thay đổi.")
    return found


def _draft_page(
    request: HttpRequest,
    form: AmendmentForm,
    found: Decision | None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "inspection": form.inspection,
        "tab": "decision",
        "form": form,
        "decision": found,
        "heading": ACTS[form.kind],
        "held": in_force(form.inspection),
        "finds_units": isinstance(form, AddUnitsForm),
        "conflict": None,
        "problems": [],
    }
    return render(request, "inspections/amend.html", context | more, status=status)


@needs(can_see_decision, on=get_amendment)
@reads
def amendment(request: HttpRequest, decision: Decision) -> HttpResponse:
    """One amending decision: what it changes, and the way to its paper."""
    inspection = decision.inspection
    is_open = not decision.is_signed and not decision.given_up
    draft = Draft.kept(decision)
    may_draft = is_open and can_amend(request.user, inspection)
    context = {
        "inspection": inspection,
        "tab": "decision",
        "decision": decision,
        "draft": draft,
        "missing": of_text(draft) if is_open else [],
        "warnings": warnings(draft) if is_open else [],
        "edit_url": draft.at() if may_draft and not decision.is_held else "",
        "may_draft": may_draft,
        "may_record": is_open
        and not decision.is_held
        and can_record_amendment(request.user, inspection),
    }
    return render(request, "inspections/amendment.html", context)


# --- Issued elsewhere, given up -------------------------------------------------------------------
@needs(can_record, on=get_amendment)
@shows_form
def record_amendment(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The number, day and signer of a decision that was issued on paper or in another system."""
    inspection, warned = decision.inspection, warnings(Draft.kept(decision))
    form = RecordAmendmentForm(
        request.POST if request.method == "POST" else None,
        initial={"signed_by_post": inspection.issuer.head_post or "Chánh Thanh tra"},
        inspection=inspection,
        warned=bool(warned),
    )
    left: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        facts.pop("acknowledged", None)
        try:
            recorded = amending.take_effect(decision, actor=request.user, elsewhere=True, **facts)
        except Overtaken:
            raise
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, f"Đã ghi nhận {recorded}.")
            return redirect("inspections:decision", inspection.code)
    context = {
        "inspection": inspection,
        "tab": "decision",
        "decision": decision,
        "form": form,
        "warnings": warned,
        "problems": left,
    }
    status = 422 if form.is_bound else 200
    return render(request, "inspections/record_amendment.html", context, status=status)


@needs(can_change_draft, on=get_amendment)
@shows_form
def give_up(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Put a draft aside."""
    form = GiveUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        amending.give_up(decision, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Đã bỏ dự thảo quyết định.")
        return redirect("inspections:decision", decision.inspection.code)
    context = {
        "inspection": decision.inspection,
        "tab": "decision",
        "decision": decision,
        "form": form,
        "problems": [],
    }
    status = 422 if form.is_bound else 200
    return render(request, "inspections/give_up.html", context, status=status)

"""The papers of a case: list, compose, one paper with its history, discard."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import needs, reads, refusal, shows_form
from inspections.choices import CaseState
from inspections.models import Decision, Inspection, Plan
from inspections.views.amending import can_see_decision, get_amendment
from office.workflow import Problem
from recommendations.urging import Arrears
from reports import composing, issuing
from reports.choices import AMENDING, OF_A_DRAFT, AppraisalState, DocumentKind, Format
from reports.commenting import open_threads
from reports.composing import amendment
from reports.composing.conclusion import choices_of
from reports.forms.drafts import ComposeForm, ConcludeForm, DiscardForm, UrgeForm
from reports.kinds import kind_of, kinds_for, template_of
from reports.models import Document, PaperRecord, Version
from reports.permissions import (
    can_adopt,
    can_compose,
    can_compose_kind,
    can_discard,
    can_end_appraisal,
    can_read,
    can_reserve,
    can_see_owner,
)
from reports.taking_in import original_of
from reports.turns import acts_of, last_return, waits_for, why_me
from reports.views.answers import tell_at_fields
from reports.views.files import newest_rendition, pdf_context
from reports.views.frame import frame_for, frame_of, page_of
from reports.views.loading import (
    Source,
    get_document,
    get_kind_and_source,
    get_owner,
    get_owner_and_kind,
)
from reports.views.printing import can_print_sheet
from reports.views.word import word_context


@refusal("Chỉ người trong đoàn được soạn văn bản của cuộc.")
def can_compose_about(user: Any, source: Source) -> bool:
    return can_compose(user, source.owner)


@needs(can_see_owner, on=get_owner)
@reads
def index(request: HttpRequest, owner: Inspection | Plan) -> HttpResponse:
    papers = (
        Document.objects.visible_to(request.user)
        .of(owner)
        .select_related("created_by", "signer", "template")
        .prefetch_related("review_steps", "appraisals__appraiser")
        .order_by("pk")
    )
    rows = []
    for paper in papers:
        setattr(paper, "plan" if paper.plan_id else "inspection", owner)
        name = template_of(paper).name
        rows.append({"paper": paper, "name": name, "acts": acts_of(paper, request.user)})
    context = {
        **frame_of(owner),
        "rows": rows,
        "kinds": _kinds(request.user, owner),
        "records": _records(owner),
        "may_take_in": isinstance(owner, Inspection) and can_compose(request.user, owner),
    }
    return render(request, "reports/index.html", context)


def _records(owner: Inspection | Plan) -> list[PaperRecord]:
    """What is known of papers that are not at hand; a plan has none."""
    if isinstance(owner, Plan):
        return []
    rows = list(owner.paper_records.order_by("number"))
    for row in rows:
        row.inspection = owner
    return rows


def _kinds(user: Any, owner: Inspection | Plan) -> list[dict[str, Any]]:
    """The papers that may be composed, or why not yet."""
    offers = [
        {
            "kind": kind,
            "name": kind_of(owner, kind).name,
            "url": reverse("reports:compose", args=[owner.code, kind]),
            "problems": composing.problems_before_composing(owner, kind),
        }
        for kind in kinds_for(owner)
        if kind not in composing.ABOUT
        and can_compose_kind(user, (owner, kind))
        and _is_offered(owner, kind)
        and composing.living_paper(owner, kind) is None
    ]
    if isinstance(owner, Inspection) and can_compose(user, owner):
        offers += [_offer_about(owner, kind, about) for kind, about in composing.sources_of(owner)]
    return offers


def _offer_about(owner: Inspection, kind: DocumentKind, about: composing.About) -> dict[str, Any]:
    name = f"{kind_of(owner, kind).name} gửi {about.unit}"
    if composing.ABOUT[kind] == "request":
        name = f"{name} ({str(about).lower()})"
    return {
        "kind": kind,
        "name": str(about) if composing.ABOUT[kind] == "minutes" else name,
        "url": reverse("reports:compose_about", args=[owner.code, kind, about.number]),
        "problems": [],
    }


def _is_offered(owner: Inspection | Plan, kind: DocumentKind) -> bool:
    """A decided case needs no second decision; those that amend it are drafted on the case first."""
    if isinstance(owner, Plan):
        return True
    if kind in AMENDING:
        return amendment.draft_of(owner, kind) is not None
    if kind in {*OF_A_DRAFT, DocumentKind.OFFICE_REPORT}:
        # They speak of a draft conclusion or an issued report, which most cases do not have yet.
        return not composing.problems_before_composing(owner, kind)
    return kind != DocumentKind.DECISION or owner.state == CaseState.PREPARING


@needs(can_see_decision, on=get_amendment)
@reads
def of_decision(request: HttpRequest, decision: Decision) -> HttpResponse:
    """To the paper of an amending decision, or to where it is composed."""
    inspection = decision.inspection
    papers = Document.objects.visible_to(request.user).living().filter(decision=decision)
    if paper := papers.select_related("inspection").order_by("pk").first():
        return redirect(paper)
    if decision.is_signed or not can_compose(request.user, inspection):
        return redirect("reports:index", inspection.code)
    return redirect("reports:compose", inspection.code, DocumentKind(decision.kind))


@needs(can_compose_kind, on=get_owner_and_kind)
@shows_form
def compose(
    request: HttpRequest, owner_and_kind: tuple[Inspection | Plan, DocumentKind]
) -> HttpResponse:
    return _compose(request, *owner_and_kind)


@needs(can_compose_about, on=get_kind_and_source)
@shows_form
def compose_about(request: HttpRequest, source: Source) -> HttpResponse:
    """A letter of this request, a biên bản of these minutes; to the paper where there is one."""
    living = composing.living_paper(source.owner, source.kind, source.about)
    if living is not None and request.method != "POST":
        return redirect(living)
    return _compose(request, *source)


def _compose(
    request: HttpRequest,
    owner: Inspection | Plan,
    kind: DocumentKind,
    about: composing.About | None = None,
) -> HttpResponse:
    form = _form(request, owner, kind, about)
    problems: list[Problem] | None = composing.problems_before_composing(owner, kind, about)
    made: list[Document] = []
    if form.is_valid():
        facts = form.cleaned_data
        problems = tell_at_fields(
            form, lambda: made.append(_composed(request, owner, kind, about, facts))
        )
    if made:
        told = f"Đã soạn từ {composing.origin_of(owner)}. Hãy đọc lại từng phần."
        messages.success(request, told)
        return redirect("reports:edit", owner.code, made[0].pk)
    context = {
        **frame_for(owner, request.user),
        "kind": kind_of(owner, kind),
        "about": about,
        "form": form,
        "problems": problems,
        "is_hindered": bool(problems) and not form.is_bound,
    }
    status = 422 if form.is_bound else 200
    return render(request, "reports/compose.html", context, status=status)


def _form(
    request: HttpRequest,
    owner: Inspection | Plan,
    kind: DocumentKind,
    about: composing.About | None,
) -> ComposeForm:
    data = request.POST if request.method == "POST" else None
    if isinstance(about, Arrears):
        return UrgeForm(data, about=about)
    if kind == DocumentKind.CONCLUSION and isinstance(owner, Inspection):
        choices = choices_of(owner)
        return ConcludeForm(data, choices=choices) if choices else ComposeForm(data)
    return ComposeForm(data)


def _composed(
    request: HttpRequest,
    owner: Inspection | Plan,
    kind: DocumentKind,
    about: composing.About | None,
    facts: dict[str, Any],
) -> Document:
    if isinstance(about, Arrears):
        about = about.of(int(key) for key in facts["obligations"])
    return composing.compose(
        owner,
        kind,
        actor=request.user,
        planned_on=facts["planned_on"],
        about=about,
        units=facts.get("units", ()),
    )


@needs(can_read, on=get_document)
@reads
def detail(request: HttpRequest, document: Document) -> HttpResponse:
    versions = Version.objects.filter(document=document).select_related("created_by")
    imported = original_of(document)
    context = {
        **page_of(document, request.user),
        "acts": acts_of(document, request.user),
        "is_home": True,
        "why": why_me(document, request.user),
        "waits_for": waits_for(document),
        "returned": last_return(document),
        "appraisals": appraisals_of(document, request.user),
        "steps": document.review_steps.select_related("actor", "version").order_by("-pk"),
        "versions": versions.defer("tree").order_by("-number"),
        "units": composing.units_of(document),
        "imported": imported,
        "may_adopt": imported is not None and can_adopt(request.user, document),
        "open_comments": open_threads(document),
        "reservations": document.reservations.select_related("person").order_by("pk"),
        "may_reserve": can_reserve(request.user, document),
        "may_print_sheet": can_print_sheet(request.user, document),
        **_pdf(request, document),
    }
    return render(request, "reports/detail.html", context)


def appraisals_of(document: Document, user: Any) -> list[dict[str, Any]]:
    """Who was named to appraise, until when, and what he said."""
    rows = document.appraisals.select_related("appraiser", "version").order_by("-pk")
    found = []
    for row in rows:
        row.document = document
        may_end = row.state == AppraisalState.ASSIGNED and can_end_appraisal(user, row)
        found.append({"appraisal": row, "may_end": may_end})
    return found


def _pdf(request: HttpRequest, document: Document) -> dict[str, Any]:
    if not document.is_issued:
        return {"rendition": None}
    rendition = newest_rendition(document, Format.PDF)
    return {
        "rendition": rendition,
        **(pdf_context(document, rendition) if rendition else {}),
        **word_context(document),
    }


@needs(can_discard, on=get_document)
@shows_form
def discard(request: HttpRequest, document: Document) -> HttpResponse:
    form = DiscardForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        issuing.discard(document, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Đã hủy dự thảo; có thể soạn lại từ hồ sơ.")
        return redirect(frame_for(document.owner, request.user)["back"])
    status = 422 if form.is_bound else 200
    return render(
        request,
        "reports/discard.html",
        {**page_of(document, request.user), "form": form},
        status=status,
    )

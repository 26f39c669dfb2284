"""What of this room lies on a person's desk."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from inspections import checks
from inspections.choices import CaseState, DecisionKind
from inspections.models import Decision, Inspection
from inspections.permissions import leads, team_role
from office.desk import DeskItem, Section
from office.text import shortened
from reports import commenting
from reports import permissions as may
from reports.choices import AppraisalState, DocumentKind, DocumentState
from reports.models import Appraisal, Document
from reports.turns import appraisal_of, waits_for, why_me

PLACES = {
    DocumentState.RETURNED: (Section.SENT_BACK, "Sửa và trình lại", "edit"),
    DocumentState.SUBMITTED: (Section.TO_DECIDE, "Xem xét, duyệt", "review"),
    DocumentState.APPROVED: (Section.TO_NUMBER, "Cấp số", "issue"),
    DocumentState.DRAFT: (Section.IN_HAND, "Soạn tiếp", "edit"),
}
WITH_OTHERS = (Section.WAITING, "Xem văn bản", "detail")


def items_for(user: Any) -> list[DeskItem]:
    """Decisions to write, papers whose next step is this person's, and those that others have.

    The queries do not grow with the papers.
    """
    prefetch_related_objects([user], "signing_delegations__under")
    items = [_item(paper, user) for paper in _papers(user)]
    to_write = [*_decisions_to_write(user), *_amendments_to_write(user)]
    found = [item for item in items if item]
    return [*to_write, *_opinions_to_write(user), *found, *_mentions(user)]


def _opinions_to_write(user: Any) -> Iterable[DeskItem]:
    """Drafts of which this person has said what he thinks, and not yet on a paper of his own."""
    if not user.has_role(Role.APPRAISER):
        return
    begun = Document.objects.living().filter(
        inspection=OuterRef("document__inspection"), kind=DocumentKind.APPRAISAL
    )
    given = Appraisal.objects.filter(appraiser=user, state=AppraisalState.GIVEN)
    # What is signed needs no opinion any more.
    open_ones = given.exclude(document__state__in=(DocumentState.ISSUED, DocumentState.DISCARDED))
    rows = open_ones.exclude(document__inspection__state=CaseState.DROPPED).exclude(Exists(begun))
    newest = rows.order_by("document__inspection_id", "-pk").distinct("document__inspection_id")
    related = newest.select_related("document__inspection")
    for row in related.prefetch_related("document__inspection__members"):
        case = row.document.case
        if team_role(user, case):
            continue
        yield DeskItem(
            section=Section.IN_HAND,
            case_code=case.code,
            case_name=case.full_subject,
            text=f"Đã cho ý kiến về {row.document}: soạn báo cáo thẩm định.",
            action="Soạn báo cáo",
            url=reverse("reports:compose", args=[case.code, DocumentKind.APPRAISAL]),
            why="Bạn là người thẩm định dự thảo này.",
        )


def _mentions(user: Any) -> Iterable[DeskItem]:
    """Comments in which somebody asks this person for a word, as long as they are open."""
    for row in commenting.mentioning(user):
        owner = row.document.owner
        yield DeskItem(
            section=Section.IN_HAND,
            case_code=owner.code,
            case_name=owner.full_subject,
            text=f"Góp ý về {row.document}: “{shortened(row.text, 120)}”",
            action="Xem góp ý",
            url=row.get_absolute_url(),
            why="Bạn được nhắc trong góp ý này.",
        )


def _decisions_to_write(user: Any) -> Iterable[DeskItem]:
    """Cases of which everything is known that the decision says, and nobody writes it yet."""
    begun = Document.objects.living().filter(inspection=OuterRef("pk"), kind=DocumentKind.DECISION)
    cases = Inspection.objects.visible_to(user).filter(state=CaseState.PREPARING)
    mine = cases.of_member(user) | cases.filter(opened_by=user)
    related = ("members", "audited_units", "decisions__bases", "milestones")
    for case in mine.exclude(Exists(begun)).order_by("pk").prefetch_related(*related):
        if not (leads(user, case) or case.opened_by_id == user.pk):
            continue
        if not (checks.of_decision_text(case) + checks.of_team(case)):
            yield DeskItem(
                section=Section.IN_HAND,
                case_code=case.code,
                case_name=case.full_subject,
                text="Nội dung quyết định, đoàn và đối tượng đã đủ: soạn văn bản để trình.",
                action="Soạn quyết định",
                url=reverse("reports:compose", args=[case.code, DocumentKind.DECISION]),
                why="Bạn lãnh đạo đoàn." if leads(user, case) else "Bạn lập cuộc này.",
            )


def _amendments_to_write(user: Any) -> Iterable[DeskItem]:
    """Drafts of amending decisions of which nobody has begun the paper."""
    begun = Document.objects.living().filter(decision=OuterRef("pk"))
    drafts = (
        Decision.objects.exclude(kind=DecisionKind.FIRST)
        .filter(signed_on__isnull=True, given_up="")
        .filter(inspection__in=Inspection.objects.visible_to(user).in_progress())
        .exclude(Exists(begun))
    )
    related = ("inspection__members", "member_changes__person", "units__unit")
    for draft in drafts.select_related("inspection").order_by("pk").prefetch_related(*related):
        if leads(user, draft.inspection):
            yield DeskItem(
                section=Section.IN_HAND,
                case_code=draft.inspection.code,
                case_name=draft.inspection.full_subject,
                text=f"{draft.called}: {draft.effect}. Soạn văn bản để trình.",
                action="Soạn văn bản",
                url=draft.get_absolute_url(),
                why="Bạn lãnh đạo đoàn.",
            )


def _papers(user: Any) -> Iterable[Document]:
    return (
        Document.objects.visible_to(user)
        .filter(state__in=PLACES)
        .select_related("inspection", "plan__issuer")
        .prefetch_related("inspection__members", "plan__items", "review_steps", "appraisals")
        .order_by("pk")
    )


def _place_of(paper: Document, user: Any) -> tuple[Section, str, str] | None:
    """The section, the button and its page; None when this person has no part in it now."""
    state = DocumentState(paper.state)
    match state:
        case DocumentState.RETURNED:
            is_mine = may.writes_in(user, paper)
        case DocumentState.DRAFT:
            is_mine = _wrote_or_leads(paper, user)
        case DocumentState.SUBMITTED:
            is_mine = may.can_review(user, paper)
        case _:
            is_mine = may.can_issue(user, paper)
    if is_mine:
        return PLACES[state]
    is_out = state in {DocumentState.SUBMITTED, DocumentState.APPROVED}
    approved = state == DocumentState.APPROVED and paper.approved_by_id == user.pk
    return WITH_OTHERS if is_out and (approved or _wrote_or_leads(paper, user)) else None


def _wrote_or_leads(paper: Document, user: Any) -> bool:
    return paper.kept_by_id == user.pk or may.leads_in(user, paper)


def _to_appraise(paper: Document, asked: Appraisal, user: Any) -> DeskItem | None:
    """The opinion with its time limit, as long as the paper lies with who decides."""
    if paper.state != DocumentState.SUBMITTED:
        return None
    inspection, left = paper.case, (asked.due_on - timezone.localdate()).days
    section = Section.LATE if left < 0 else Section.TO_DECIDE
    return DeskItem(
        section=section,
        case_code=inspection.code,
        case_name=inspection.full_subject,
        text=f"Thẩm định {paper}",
        action="Cho ý kiến",
        url=reverse("reports:appraise", args=[inspection.code, paper.pk, asked.pk]),
        due_on=asked.due_on,
        why=why_me(paper, user),
    )


def _item(paper: Document, user: Any) -> DeskItem | None:
    if asked := appraisal_of(paper, user):
        return _to_appraise(paper, asked, user)
    place = _place_of(paper, user)
    if place is None:
        return None
    section, action, page = place
    owner = paper.owner
    return DeskItem(
        section=section,
        case_code=owner.code,
        case_name=owner.full_subject,
        text=str(paper),
        action=action,
        url=reverse(f"reports:{page}", args=[owner.code, paper.pk]),
        why=why_me(paper, user) if section != Section.WAITING else waits_for(paper),
    )
